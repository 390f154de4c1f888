import path from "node:path";
import { mergePlans } from "../core/api";
import { readArgs } from "./args";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";
import { readText } from "./workspace";
import { writeTexts } from "./write";

/**
 * `liftoff merge <base> <ours> <theirs> [path]`: a merge driver of git for plans. The result replaces `ours`; exits 1
 * when conflicts are left in it. `path` says what the files are called in the repository.
 */
export async function merge(args: readonly string[], console: Console): Promise<ExitCode> {
  const { positionals } = readArgs(args, {});
  const [base, ours, theirs, name = ours] = positionals;
  if (base === undefined || ours === undefined || theirs === undefined || name === undefined) {
    throw new CannotRun("liftoff merge takes three files: what both came from, ours, theirs");
  }
  const [old, our, their] = [base, ours, theirs].map((file) => textOf(file, console));
  const { text, conflicts } = mergePlans(name, old ?? "", our ?? "", their ?? "");
  const target = path.resolve(console.cwd, ours);
  await writeTexts(path.dirname(target), new Map([[path.basename(target), text]]));
  if (conflicts > 0)
    console.err(`${name}: ${conflicts} ${conflicts === 1 ? "conflict" : "conflicts"} left to decide`);
  return conflicts > 0 ? exitCodes.findings : exitCodes.clean;
}

function textOf(file: string, console: Console): string {
  const read = readText(path.resolve(console.cwd, file));
  if (!read) throw new CannotRun(`${file}: not a text in UTF-8`);
  return read.text;
}
