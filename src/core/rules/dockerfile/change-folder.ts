import type { RunInstruction } from "../../files/dockerfile/instruction";
import type { ShellCommand } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import type { Fix } from "../rule";
import { insertBelow } from "./insert";
import { joinPath } from "./working-folders";

/**
 * The `cd` that `run` ends with, and how WORKDIR takes its place. `folder` is the one in which `run` starts; undefined when
 * only the build knows.
 */
export function uselessCd(
  run: RunInstruction,
  folder: string | undefined,
  file: SourceFile<"dockerfile">,
): { readonly at: Span; readonly fixes: readonly Fix[] } | undefined {
  for (const script of run.scripts) {
    if (script.form !== "shell" || script.script.open) continue;
    const commands = script.script.commands.filter(({ isSubstitution }) => !isSubstitution);
    const last = commands.at(-1);
    if (last?.name !== "cd" || last.isCondition || last.pipedFrom) continue;
    // Back from where an earlier command went: a habit without harm.
    if (commands.some((each) => each !== last && (each.name === "cd" || each.name === "pushd"))) continue;
    if (last.before !== undefined && !["&&", ";", "\n"].includes(last.before)) continue;
    // Behind a bracket or a `fi` the folder has served its purpose.
    const rest = file.text.slice(last.span.end, Math.max(last.span.end, script.text.span.end));
    if (!/^[\s;\\]*$/.test(rest)) continue;
    const isWhole = script === run.command && run.heredocs.length === 0 && run.flags.length === 0;
    return { at: last.span, fixes: isWhole ? fixesFor(run, last, commands.at(-2), folder, file) : [] };
  }
  return undefined;
}

function fixesFor(
  run: RunInstruction,
  cd: ShellCommand,
  before: ShellCommand | undefined,
  folder: string | undefined,
  file: SourceFile<"dockerfile">,
): Fix[] {
  const [target, ...others] = cd.args;
  const isPlain = cd.envPrefix.length === 0 && cd.redirects.length === 0 && others.length === 0;
  if (!target || !isPlain || target.value === undefined || /^[-~]/.test(target.value)) return [];
  const path = target.value.startsWith("/") ? target.raw : joined(folder, target.value);
  if (path === undefined) return [];
  const title = `Use \`WORKDIR ${path}\`: what follows runs there then`;
  if (!before) {
    const edits = [
      replacement(run.keywordSpan, "WORKDIR"),
      replacement({ start: cd.span.start, end: target.span.end }, path),
    ];
    return [{ title, kind: "review", edits }];
  }
  const between = file.text.slice(before.span.end, cd.span.start);
  if (!/^[\s\\]*(?:&&|;)[\s\\]*$/.test(between)) return [];
  const edits = [
    replacement({ start: before.span.end, end: cd.span.end }, ""),
    insertBelow(file, run, [`WORKDIR ${path}`]),
  ];
  return [{ title, kind: "review", edits }];
}

function joined(folder: string | undefined, path: string): string | undefined {
  return folder === undefined ? undefined : joinPath(folder, path);
}
