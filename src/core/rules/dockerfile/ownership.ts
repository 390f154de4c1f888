import type { CopyInstruction, InstructionOf } from "../../files/dockerfile/instruction";
import type { ShellWord } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { insertion, type TextEdit } from "../../text/edits";
import { isRoot } from "./account";
import type { RunCommand, RunStep } from "./run-commands";
import type { WorkingFolders } from "./working-folders";

/** A `chown` and the paths it changes, from the root. */
export interface Chown {
  readonly step: RunStep;
  readonly each: RunCommand;
  readonly owner: ShellWord;
  readonly paths: readonly string[];
  /** The option that makes it go into folders. */
  readonly recursive: ShellWord | undefined;
}

/** The `chown` commands of a RUN, in order. */
export function chownsIn(step: RunStep | undefined, folders: WorkingFolders): Chown[] {
  if (!step) return [];
  const found = step.commands.filter(({ program }) => program.name === "chown");
  return found.flatMap((each) => {
    const { args } = each.program;
    const recursive = args.find(({ text }) => /^(-[A-Za-z]*R[A-Za-z]*|--recursive)$/.test(text));
    const [owner, ...targets] = args.filter(({ text }) => !text.startsWith("-"));
    const paths = targets.flatMap(({ value }) =>
      value === undefined ? [] : (folders.resolve(value.replace(/\/\*$/, ""), step.run.index) ?? []),
    );
    return owner ? [{ step, each, owner, paths, recursive }] : [];
  });
}

/** Who a USER sets, and as it is written. */
export interface User {
  readonly name: string;
  readonly written: string;
}

/** Who a USER sets; undefined for root and for what is not known. */
export function userOf(instruction: InstructionOf<"USER"> | undefined, stage: Stage): User | undefined {
  const { value, index = 0 } = instruction ?? {};
  const name = value && stage.expand(value, index).text;
  return !value || name === undefined || name === "" || isRoot(name)
    ? undefined
    : { name, written: value.text };
}

/** Says in `copy` that its files belong to `owner`. */
export function ownerEdit(copy: CopyInstruction, owner: string): TextEdit {
  return insertion(copy.args.span.start, `--chown=${owner} `);
}

/** Where `copy` puts its files, from the root; undefined when that cannot be told. */
export function pathOf(copy: CopyInstruction, stage: Stage, folders: WorkingFolders): string | undefined {
  const to = copy.destination && stage.expand(copy.destination, copy.index).text;
  return to === undefined ? undefined : folders.resolve(to, copy.index);
}

/** Deeper paths are compared with their upper folders only. */
const MAX_DEPTH = 32;

/** `path` and the folders it lies in. */
export function above(path: string): string[] {
  const parts = path.split("/").slice(0, MAX_DEPTH);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/") || "/");
}

/** Programs and settings of the system: better when nobody but root can change them. */
export function isOfSystem(path: string): boolean {
  return (
    path === "/" || /^\/(s?bin|lib|usr|etc|opt\/venv|docker-entrypoint[^/]*)(\/|$)|^\/[^/]*\.sh$/.test(path)
  );
}
