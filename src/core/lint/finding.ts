import type { Fix, Related, Severity } from "../rules/rule";
import type { Span } from "../text/span";

/** What a rule found in one file, with severity settled by rule, file role and configuration. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  /** Offsets in the text that was checked. */
  readonly at: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly tag: "unnecessary" | "deprecated" | undefined;
  /** Rules of other tools that say the same of this case, as `tool id`. */
  readonly equivalents: readonly string[];
  readonly fixes: readonly Fix[];
}

/** Where a rule saw that what it asks for is done. */
export interface Evidence {
  readonly rule: string;
  readonly path: string;
  readonly at: Span;
  readonly message: string;
}

/** A rule that threw: it is named, and the others still report. */
export interface RuleFailure {
  readonly rule: string;
  readonly path: string | undefined;
  readonly error: unknown;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  readonly proofs: readonly Evidence[];
  readonly failures: readonly RuleFailure[];
}
