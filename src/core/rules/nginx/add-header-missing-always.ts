import { childrenOf } from "../../files/nginx/form";
import { headers } from "../../project/headers/model";
import { insertion } from "../../text/edits";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { protectiveNames } from "./security-headers";
import { type WrittenHeader, writtenHeaders } from "./written-headers";

/** A policy may block what an error page loads, so a person adds it there; the other headers do no harm. */
export const addHeaderMissingAlways = defineRule({
  id: "nginx/add-header-missing-always",
  on: "nginx",
  severity: "info",
  hardening: true,
  title: "Send security headers with error pages too",
  why: "Without always nginx leaves the header out of every answer with an error status, and error pages are pages that can be framed, guessed at and attacked like others.",
  references: ["https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    «add_header X-Frame-Options "DENY";»
}
`,
      good: `server {
    listen 443 ssl;
    add_header X-Frame-Options "DENY" always;
}
`,
    },
  ],
  *check(context) {
    const lacking = writtenHeaders(context.file.form).filter((header) => lacksAlways(header, context));
    const all: Fix = {
      title: `Add always to all ${lacking.length} of the file`,
      kind: "review",
      edits: lacking.map(addAlways),
    };
    for (const header of lacking) {
      const kind = header.name.startsWith("content-security-policy") ? "review" : "safe";
      const alone: Fix = { title: `Add always to ${header.label}`, kind, edits: [addAlways(header)] };
      yield {
        at: header.directive.at,
        message: `Error pages go out without ${header.label}: nginx adds it to successful answers and redirects only.`,
        fixes: lacking.length > 1 ? [alone, all] : [alone],
      };
    }
  },
});

function addAlways({ word }: WrittenHeader) {
  return insertion(word.at.end, " always");
}

function lacksAlways(
  { name, value, directive }: WrittenHeader,
  { file, project }: FileRuleContext<"nginx">,
): boolean {
  if (directive.name !== "add_header" || directive.args.length !== 2 || value === "") return false;
  if (!protectiveNames.has(name) || directive.terminator === undefined) return false;
  const around = directive.parent ? childrenOf(directive.parent) : [];
  // What always answers with the same text or redirects has no errors of its own.
  if (around.some((other) => other.name === "return" && /^[23]/.test(other.args[0]?.value ?? "")))
    return false;
  return project.fact(headers).sentInFrontOf(file.path, name)?.onErrors !== true;
}
