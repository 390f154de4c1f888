import { retiredTerms } from "../../data/plan-terms";
import { replacement } from "../../text/edits";
import { span } from "../../text/span";
import type { PlanFinding } from "./finding";

/** `[Your Name]`, `<your-app>`, `yourdomain.com`, `your-256-bit-secret-key`, `YOUR_API_KEY`. */
const placeholder =
  /\[(?:your|insert|current|company|placeholder|todo|tbd|project name|app name)\b[^\][\n]{0,40}\](?![([:])|<your[-_ ][^<>\n]{1,40}>|\byour(?:[-_][a-z\d]+){1,8}(?:\.[a-z\d-]+){0,3}|\byour(?:domain|site|app|company|project|server)\.[a-z]{2,6}\b|\bYOUR(?:_[A-Z\d]+){1,8}\b/gi;

/** What a template left for the team to fill in. */
export function* leftPlaceholders(text: string): Generator<PlanFinding> {
  for (const match of text.matchAll(placeholder)) {
    const at = span(match.index, match.index + match[0].length);
    const message = `\`${match[0]}\` is a placeholder: write what it stands for.`;
    yield { rule: "plan/placeholder-left", severity: "info", at, message, fixes: [] };
  }
}

/** Plans, offers and commands that did not exist any more on `today` (`YYYY-MM-DD`). */
export function* outdatedTerms(text: string, today: string): Generator<PlanFinding> {
  for (const { pattern, rule, message, use, since } of retiredTerms.terms) {
    if (since > today) continue;
    for (const match of text.matchAll(pattern)) {
      const at = span(match.index, match.index + match[0].length);
      const fixes =
        use === undefined
          ? []
          : [{ title: `Replace by \`${use}\``, kind: "review" as const, edits: [replacement(at, use)] }];
      yield { rule, severity: rule === "plan/outdated-term" ? "warning" : "info", at, message, fixes };
    }
  }
}
