import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { hasOption, type OsCommand, type OsFamily, osCommandOf } from "./os-install";
import { removal } from "./remove";
import { isOpaque, type RunStep, runSteps } from "./run-commands";

export const aptUpdateAlone = defineRule({
  id: "dockerfile/apt-update-alone",
  on: "dockerfile",
  severity: "warning",
  title: "Update package lists in the RUN that installs",
  why: "The builder reuses the layer with the lists for weeks, while the mirrors move on: a package added later is looked for under a version that is gone, or an old one is installed.",
  references: [
    "https://docs.docker.com/build/building/best-practices/#apt-get",
    "https://docs.docker.com/build/cache/",
  ],
  equivalents: ["trivy DS-0017", "checkov CKV_DOCKER_5"],
  fix: "safe",
  examples: [
    {
      bad: "FROM debian:13-slim\nRUN «apt-get update»\nRUN apt-get install -y --no-install-recommends ca-certificates\n",
      good: "FROM debian:13-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends ca-certificates\n",
    },
    {
      title: "lists that nothing reads",
      bad: "FROM alpine:3.23\nRUN «apk update»\nRUN apk add --no-cache tzdata\n",
      good: "FROM alpine:3.23\nRUN apk add --no-cache tzdata\n",
    },
  ],
  *check({ file }) {
    const steps = [...runSteps(file.form)].filter(({ isTrigger }) => !isTrigger);
    const readers = new ListReaders(steps);
    for (const step of steps) {
      const { updates, isUsed } = updatesOf(step);
      for (const os of updates) {
        if (!os.verb) continue;
        const at = { start: os.program.span.start, end: os.verb.span.end };
        if (isUsed) yield { proves: at, message: "The lists are read in the RUN that updates them." };
        else if (!keepsLists(step)) yield { at, ...judge(os, step, readers, file) };
      }
    }
  },
});

/** The stages in which something later reads the lists that an earlier RUN left, by family of package managers. */
class ListReaders {
  /** Indices of the RUNs that install without an update of their own. */
  private readonly bare = new Map<Stage | undefined, Map<OsFamily, number>>();

  constructor(steps: readonly RunStep[]) {
    for (const step of steps) {
      const found = step.commands.flatMap(({ command }) => osCommandOf(command) ?? []);
      for (const os of found) {
        if (os.action !== "install" || !needsLists(os, found)) continue;
        // An earlier stage that this one starts from leaves its lists too.
        for (const stage of step.stage?.chain ?? [undefined]) this.add(stage, os.family, step.run.index);
      }
    }
  }

  private add(stage: Stage | undefined, family: OsFamily, index: number): void {
    const families = this.bare.get(stage) ?? new Map<OsFamily, number>();
    families.set(family, Math.max(families.get(family) ?? -1, index));
    this.bare.set(stage, families);
  }

  /** Whether a RUN behind `step` reads the lists of `family` that it leaves. */
  isRead(step: RunStep, family: OsFamily): boolean {
    return (this.bare.get(step.stage)?.get(family) ?? -1) > step.run.index;
  }
}

/** Whether an install reads lists that are there already. */
function needsLists(os: OsCommand, others: readonly OsCommand[]): boolean {
  if (os.family === "apt" || os.family === "apk") {
    if (os.family === "apk" && hasOption(os, ["no-cache", "update-cache", "update"], "U")) return false;
    return !others.some(({ family, action }) => family === os.family && action === "update");
  }
  return false;
}

/** The updates of a RUN, and whether anything in it may read what they fetch. */
function updatesOf(step: RunStep): { updates: OsCommand[]; isUsed: boolean } {
  const updates: OsCommand[] = [];
  let isUsed = false;
  for (const each of step.commands) {
    const os = osCommandOf(each.command);
    if (os && isUpdate(os)) updates.push(os);
    else if (updates.length > 0 && (isOpaque(each) || mayInstall(each.command.words))) isUsed = true;
    else if (os?.action === "other") isUsed = true;
  }
  return { updates, isUsed };
}

/** An update of the lists, or of every package that is installed where that is one word: `yum update`. */
function isUpdate({ action, verb, packages }: OsCommand): boolean {
  if (action === "update") return true;
  return action === "upgrade" && /^(update|up)$/.test(verb?.text ?? "") && packages.length === 0;
}

/** `apt-get install`, `apk add`, but also `playwright install-deps` and what else installs through the system. */
function mayInstall(words: readonly { readonly text: string }[]): boolean {
  return words.some(({ text }) =>
    /install|upgrade|build-?dep|^add$|^(in|si|dup|patch|source|download)$/.test(text),
  );
}

/** Whether the lists go to a mount, which is there for the next RUN too. */
function keepsLists({ run }: RunStep): boolean {
  return run.mounts.some(({ type }) => type === "cache" || type === "tmpfs");
}

function judge(
  os: OsCommand,
  step: RunStep,
  readers: ListReaders,
  file: SourceFile<"dockerfile">,
): Pick<Problem, "message" | "severity" | "fixes"> {
  const command = `${os.manager} ${os.verb?.text}`;
  if (os.action === "upgrade") {
    const message = `\`${command}\` is a step of its own, so the builder keeps its result: later builds upgrade nothing until something before it changes.`;
    return { severity: "info", message };
  }
  if (readers.isRead(step, os.family)) {
    const message = `A later RUN installs from the lists of \`${command}\`. The builder reuses them when only that RUN changes, so it looks for versions that may be gone.`;
    return { message, fixes: joinFixes(step, file) };
  }
  const message = `Nothing reads the lists that \`${command}\` fetches into this layer.`;
  const isAll = step.commands.length === 1;
  const fix: Fix = {
    title: `Remove \`RUN ${command}\``,
    kind: "review",
    edits: [removal(file, step.run)],
  };
  return { severity: "info", message, fixes: isAll ? [fix] : [] };
}

/** Joins the RUN with the next one where that is the one that installs, and each is a plain chain of commands. */
function joinFixes(step: RunStep, file: SourceFile<"dockerfile">): Fix[] {
  const { run, stage } = step;
  const next = file.form.instructions[run.index + 1];
  if (next?.kind !== "RUN" || !stage?.owns(next)) return [];
  if (run.flags.length + next.flags.length + run.heredocs.length + next.heredocs.length > 0) return [];
  if (run.command?.form !== "shell" || next.command?.form !== "shell") return [];
  const { commands } = next.command.script;
  if (!commands.some((command) => osCommandOf(command)?.action === "install")) return [];
  const isChain = commands.every(({ before }) => before === undefined || before === "&&" || before === "|");
  const between = file.text.slice(run.span.end, next.span.start);
  const last = step.commands.at(-1)?.command.span.end ?? 0;
  if (!isChain || between.trim() !== "" || last !== run.args.span.end) return [];
  const indent = /\n([ \t]+)\S/.exec(file.text.slice(next.span.start, next.span.end))?.[1] ?? "    ";
  const text = ` ${file.form.escape}${file.eol}${indent}&& `;
  const at = { start: run.args.span.end, end: next.args.span.start };
  // An update alone leaves nothing behind that the next commands could meet: no folder, no variable.
  const kind = step.commands.length === 1 ? "safe" : "review";
  return [{ title: "Join it with the RUN that installs", kind, edits: [replacement(at, text)] }];
}
