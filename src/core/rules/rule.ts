import type { FileKind } from "../files/kind";
import type { Mentions } from "../files/mentions";
import type { SourceFile } from "../files/source";
import type { ProjectView } from "../project/view";
import type { TextEdit } from "../text/edits";
import type { Span } from "../text/span";

export type Severity = "error" | "warning" | "info" | "hint";

/** `safe` may run on save and changes no behaviour the user did not ask for; `review` only when picked. */
export type FixKind = "safe" | "review";

/** A change to a file other than the one the finding is in: edits of an existing file, or a new file. */
export type OtherFileChange =
  | { readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly path: string; readonly create: string };

export interface Fix {
  /** Says what will happen, specific to this place: "Add `USER node` before CMD". */
  readonly title: string;
  readonly kind: FixKind;
  /** Token edits of the file the finding is in. */
  readonly edits: readonly TextEdit[];
  /** What else the fix needs, applied in the same undoable step. */
  readonly also?: readonly OtherFileChange[];
}

export interface Related {
  readonly path: string;
  readonly at: Span;
  readonly message: string;
}

/** Something that is not ready: becomes a finding. `path` is needed in project rules only. */
export interface Problem {
  readonly at: Span;
  readonly message: string;
  readonly path?: string;
  /** Where this case is graver or milder than the rule's own severity. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly tag?: "unnecessary" | "deprecated";
  /** Which of the rule's `equivalents` decide this case, where not all do: an ignore comment for another does not count. */
  readonly equivalents?: readonly string[];
  /** Best first, at most three. */
  readonly fixes?: readonly Fix[];
}

/** The place that shows what the rule asks for is done: evidence for a verified item, never a finding. */
export interface Proof {
  readonly proves: Span;
  readonly message: string;
  readonly path?: string;
}

export type Report = Problem | Proof;

/** One file's example: `bad` yields this rule (at `«…»` where marked), its first fix gives `good`. */
export interface FileExample {
  readonly title?: string;
  /** Where the text lies, when the usual path of the kind does not serve. */
  readonly path?: string;
  readonly bad: string;
  readonly good: string;
  /** Which fix gives `good`; the first one otherwise. `null`: no fix does, a person has to. */
  readonly fix?: string | null;
  /** Other files of the workspace that the case needs. */
  readonly with?: Readonly<Record<string, string>>;
}

/** An example over several files: `files` yields this rule (at `«…»`), its first fix gives `good`. */
export interface ProjectExample {
  readonly title?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, string>>;
  readonly fix?: string | null;
  /** The paths that git has under version control, where the case rests on that. */
  readonly tracked?: readonly string[];
}

export type Example = FileExample | ProjectExample;

export interface RuleMeta {
  /** `subject/name`, stable for ever; the file that defines it is called `name.ts`. */
  readonly id: string;
  readonly severity: Severity;
  /** Imperative, at most 60 characters, no full stop. */
  readonly title: string;
  /** One or two sentences: what goes wrong in production otherwise. */
  readonly why: string;
  readonly references: readonly string[];
  /** Rules of other tools that decide the same, as `tool id` in lower case for the tool. */
  readonly equivalents: readonly string[];
  /** Where this rule decides otherwise than one of its `equivalents` on purpose: what differs, and why. */
  readonly deviations?: Readonly<Record<string, string>>;
  /** Rules of other tools, named alike, whose ignore comments count here although those tools decide differently. */
  readonly alsoSilencedBy?: readonly string[];
  /** What a file has to mention for `check` to say, or to ask the project, anything. */
  readonly mentions?: Mentions;
  /** The kind of its best fix. */
  readonly fix: FixKind | "none";
  /** The generator that makes what is missing, and what the offer to run it is called, as an imperative. */
  readonly scaffold?: { readonly id: string; readonly title: string };
  /** Advice that matters in production only: silent in every other file role. */
  readonly hardening?: boolean;
  readonly examples: readonly Example[];
}

export interface FileRuleContext<K extends FileKind> {
  readonly file: SourceFile<K>;
  readonly project: ProjectView;
}

export interface FileRule<K extends FileKind = FileKind> extends RuleMeta {
  readonly on: K;
  check(context: FileRuleContext<K>): Iterable<Report>;
}

/** A rule that says the same of files of several kinds: `file.is` tells which one it has. */
export interface ManyKindsRule<K extends FileKind = FileKind> extends RuleMeta {
  readonly on: readonly K[];
  check(context: FileRuleContext<K>): Iterable<Report>;
}

export interface ProjectRule extends RuleMeta {
  readonly on: "project";
  check(context: { readonly project: ProjectView }): Iterable<Report>;
}

export type Rule = { [K in FileKind]: FileRule<K> }[FileKind] | ManyKindsRule | ProjectRule;

/** Ties `on` to the form that `check` gets. */
export function defineRule<K extends FileKind>(rule: FileRule<K>): FileRule<K>;
export function defineRule<K extends FileKind>(rule: ManyKindsRule<K>): ManyKindsRule<K>;
export function defineRule(rule: ProjectRule): ProjectRule;
export function defineRule<T>(rule: T): T {
  return rule;
}

/** The kinds of files that a rule looks at one by one; none for a rule over the project. */
export function kindsOf({ on }: Rule): readonly FileKind[] {
  if (on === "project") return [];
  return typeof on === "string" ? [on] : on;
}

/** Whether a report is evidence that something is right rather than a problem. */
export function isProof(report: Report): report is Proof {
  return "proves" in report;
}
