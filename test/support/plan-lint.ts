import { lintPlan, type PlanLintOptions } from "../../src/core/plan/lint";
import { applyEdits } from "../../src/core/text/edits";

/** What `lintPlan` finds in a text: rule, token, and the text after the first fix. */
export function lintText(text: string, path = "plan.md", options: PlanLintOptions = {}) {
  return lintPlan(path, text, { today: "2026-11-25", ...options }).map(
    ({ rule, at, fixes, message, severity }) => ({
      rule,
      severity,
      message,
      token: text.slice(at.start, at.end),
      fixed: fixes[0] && applyEdits(text, fixes[0].edits),
    }),
  );
}

/** The tokens that one rule reports. */
export function tokensOf(rule: string, text: string, path?: string, options?: PlanLintOptions): string[] {
  return lintText(text, path, options).flatMap((finding) => (finding.rule === rule ? [finding.token] : []));
}
