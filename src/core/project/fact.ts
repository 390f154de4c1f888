import type { FileKind } from "../files/kind";
import type { Mentions } from "../files/mentions";
import type { SourceFile } from "../files/source";
import type { ProjectView } from "./view";

/**
 * Something known of the project as a whole, joined from what single files say. `of` is a pure function of one
 * file and returns plain data (or undefined: nothing to say), so that a keystroke recomputes one part and the
 * project can tell whether anything changed. `join` sees the parts of all files in order of their paths.
 */
export interface Fact<Part, Joined> {
  readonly id: string;
  /** The kinds of files that `of` says anything of; all of them where it is not told. */
  readonly on?: readonly FileKind[];
  /** What a file has to mention for `of` to say anything. */
  readonly mentions?: Mentions;
  of(file: SourceFile): Part | undefined;
  join(parts: ReadonlyMap<string, Part>, project: ProjectView): Joined;
}

/** Ties the types of a fact's two halves together. */
export function defineFact<Part, Joined>(fact: Fact<Part, Joined>): Fact<Part, Joined> {
  return fact;
}
