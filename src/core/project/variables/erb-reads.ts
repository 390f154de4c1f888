import { erbDark } from "../../files/scanned/erb";
import { ScannedForm } from "../../files/scanned/form";
import type { SourceFile } from "../../files/source";
import { type CodeReads, noReads } from "./read";
import { rubyReads } from "./ruby-reads";

/** What the settings of a Rails app read (`config/database.yml`): those for developers and tests do not count. */
export function erbReads({ text }: SourceFile<"yaml">): CodeReads {
  if (!text.includes("<%") || !text.includes("ENV")) return noReads;
  const found = rubyReads({ text, form: new ScannedForm(text, erbDark) });
  const reads = found.reads.filter(
    ({ at }) => !/^(?:development|test|local)$/.test(sectionAt(text, at.start)),
  );
  return { ...found, reads, calls: [], helpers: [] };
}

/** Further up no section begins. */
const REACH = 20_000;

function sectionAt(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  return [...before.matchAll(/^(\w{1,40}):/gm)].at(-1)?.[1] ?? "";
}
