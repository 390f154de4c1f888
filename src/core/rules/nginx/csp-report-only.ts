import { roleOf } from "../../files/role";
import { headers } from "../../project/headers/model";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { STARTER_POLICY } from "./security-headers";
import { writtenHeaders } from "./written-headers";

const ENFORCED = "Content-Security-Policy";
const REPORTED = "content-security-policy-report-only";

/** Only somebody who has read the reports knows that the policy blocks nothing that is needed. */
export const nginxCspReportOnly = defineRule({
  id: "nginx/csp-report-only",
  on: "nginx",
  severity: "info",
  hardening: true,
  title: "Enforce the Content-Security-Policy once it is tried out",
  why: "A policy that only reports blocks nothing: it is there to find out what a real one would break.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy-Report-Only",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    add_header «Content-Security-Policy-Report-Only» "default-src 'self'" always;
}
`,
      good: `server {
    listen 443 ssl;
    add_header Content-Security-Policy "default-src 'self'" always;
}
`,
    },
  ],
  *check({ file, project }) {
    const written = writtenHeaders(file.form);
    const isReported = written.some(({ name }) => name === REPORTED);
    // Beside a policy in force the other one is the next version on trial.
    if (!isReported || written.some(({ name }) => name === ENFORCED.toLowerCase())) return;
    const others = project.fact(headers).providers(ENFORCED.toLowerCase());
    if (others.some(({ path }) => roleOf(path) === "prod")) return;
    for (const { name, label, value, word, directive } of written) {
      if (name !== REPORTED) continue;
      const named = directive.name === "add_header" ? directive.args[0] : word;
      const start = (named?.at.start ?? 0) + (named?.raw.indexOf(label) ?? 0);
      const at = { start, end: start + label.length };
      // Nobody has fitted the policy that our own fix starts with to the pages yet.
      const isFitted = value !== STARTER_POLICY;
      const fix: Fix = { title: "Enforce the policy", kind: "review", edits: [replacement(at, ENFORCED)] };
      yield {
        at,
        message: "This policy only reports what it would block.",
        fixes: isFitted ? [fix] : [],
      };
    }
  },
});
