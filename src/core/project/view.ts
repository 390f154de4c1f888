import type { FileKind } from "../files/kind";
import type { SourceFile } from "../files/source";
import type { Fact } from "./fact";

/** The platform that the launch aims at, where the configuration names one. */
export type Target = "vps" | "heroku" | "render" | "railway" | "fly" | "vercel" | "netlify" | "kubernetes";

/** What a rule may ask of the project. Everything asked is recorded, so that the rule runs again when it changes. */
export interface ProjectView {
  readonly target: Target | undefined;
  /** Today's date as `YYYY-MM-DD`: facts that expire are compared with it, tests pin it. */
  readonly today: string;
  /** Whether the workspace has a file at `path`, of any kind, read or not. */
  has(path: string): boolean;
  /** All known paths of the workspace, sorted. */
  paths(): readonly string[];
  /** The known paths that match `pattern` (without the flag `g`), sorted. The answer is kept for the next who asks. */
  pathsLike(pattern: RegExp): readonly string[];
  /** Whether git has the file at `path` under version control; undefined where nobody asked git. */
  isTracked(path: string): boolean | undefined;
  /** Whether git leaves the path alone on this machine (`.git/info/exclude`); undefined where nothing says so. */
  isExcluded(path: string, isFolder: boolean): boolean | undefined;
  /** The file at `path`, where it is of a kind that Liftoff reads. */
  file(path: string): SourceFile | undefined;
  /** All files of one kind, sorted by path. */
  filesOf<K extends FileKind>(kind: K): readonly SourceFile<K>[];
  /** The joined value of `fact`. */
  fact<Part, Joined>(fact: Fact<Part, Joined>): Joined;
}
