import { conditionOf } from "../../files/nginx/condition";
import { type NginxDirective, walkNginx } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem, type Severity } from "../rule";
import { type OriginCheck, originChecks } from "./origin-checks";
import { faultOf, type PatternFault } from "./origin-pattern";
import { repairPattern } from "./origin-pattern-repair";

export const nginxCorsOriginRegex = defineRule({
  id: "nginx/cors-origin-regex",
  on: "nginx",
  severity: "warning",
  title: "Match whole origins in allow-lists",
  why: "A pattern with an open end, a dot without a backslash or a wildcard in the domain lets in sites that anybody can register, and these read your answers as if they were yours.",
  references: [
    "https://portswigger.net/web-security/cors",
    "https://nginx.org/en/docs/http/ngx_http_map_module.html",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: ["gixy origins"],
  deviations: {
    "gixy origins":
      "A pattern that asks for a path behind an origin is reported, which the oldest version does not: it matches nothing. Referers that are turned away are no list of trusted sites, so that patterns for spam are left alone.",
  },
  fix: "review",
  examples: [
    {
      title: "the dot in front of com stands for any character",
      bad: `map $http_origin $cors_origin {
    default "";
    ~«^https://(.*\\.)?example.com$» $http_origin;
}
`,
      good: `map $http_origin $cors_origin {
    default "";
    "~^https://([a-z0-9-]+\\.)?example\\.com$" $http_origin;
}
`,
    },
    {
      title: "anything may follow",
      bad: `location /api/ {
    if ($http_origin ~ "«^https://app\\.example\\.com»") {
        add_header Access-Control-Allow-Origin $http_origin always;
    }
    proxy_pass http://app:3000;
}
`,
      good: `location /api/ {
    if ($http_origin ~ "^https://app\\.example\\.com$") {
        add_header Access-Control-Allow-Origin $http_origin always;
    }
    proxy_pass http://app:3000;
}
`,
    },
  ],
  *check({ file }) {
    const { form, text } = file;
    if (!/http_(origin|referr?er)/i.test(text)) return;
    for (const check of originChecks(form, text)) {
      const fault = faultOf(check.shapes, check.header, check.isCaseSensitive);
      if (fault) yield problem(check, fault, file);
    }
    for (const directive of walkNginx(form.directives)) yield* misspelt(directive);
  },
});

function problem(check: OriginCheck, fault: PatternFault, file: SourceFile): Problem {
  return {
    at: check.at,
    message: messageOf(check, fault),
    severity: severityOf(check, fault),
    fixes: fixesFor(check, file),
  };
}

function severityOf({ header, protects }: OriginCheck, { kind }: PatternFault): Severity {
  if (kind === "loose" || !protects) return "hint";
  return header === "referer" ? "info" : "warning";
}

function messageOf({ header, pattern }: OriginCheck, fault: PatternFault): string {
  const { kind, stranger, shared } = fault;
  const lets = `The pattern also matches ${stranger}`;
  if (shared !== undefined) return `${lets}: anybody can get a name under ${shared}.`;
  if (kind === "dot") return `${lets}: a dot without a backslash stands for any character.`;
  if (kind === "wildcard") return `${lets}: the domain has to be written out.`;
  if (kind === "end") return `${lets}: nothing says where the host ends.`;
  if (kind === "start") return `${lets}: nothing says where the ${header} begins.`;
  if (kind === "path")
    return "No origin matches: browsers send it without a path and without a slash at the end.";
  if (kind === "case") return "No origin matches: browsers send hosts in lower case.";
  if (kind === "scheme") return `No ${header} matches: it starts with a scheme such as https://.`;
  return pattern.includes("://") || pattern.includes(":\\/\\/")
    ? `Browsers send no ${header} with what is optional here; end the pattern behind the host.`
    : "Pages on plain http:// match as well: the pattern says nothing of the scheme.";
}

function fixesFor(check: OriginCheck, { text }: SourceFile): Fix[] {
  const { pattern, header, isCaseSensitive, isPlain, at, bareKey } = check;
  const repair = isPlain ? repairPattern(pattern, header, isCaseSensitive) : undefined;
  if (!repair) return [];
  const edits = repair.edits.map(({ span, text: inserted }) =>
    replacement({ start: at.start + span.start, end: at.start + span.end }, inserted),
  );
  if (bareKey && text[bareKey.start] === "~") {
    edits.unshift(insertion(bareKey.start, '"'));
    edits.push(insertion(bareKey.end, '"'));
  }
  const title = repair.isPlain ? "Escape the dots of the host" : `Match ${repair.text} instead`;
  return [{ title, kind: repair.isPlain ? "safe" : "review", edits }];
}

/** The header is called Referer, with the spelling mistake that its inventors made. */
function* misspelt(directive: NginxDirective): Generator<Problem> {
  const condition = directive.name === "if" ? conditionOf(directive) : undefined;
  const word = directive.args[0];
  const offset = word?.raw.search(/http_referrer\b/i) ?? -1;
  if (!word || !condition || offset < 0 || !/^\$\{?http_referrer\}?$/i.test(condition.subject)) return;
  const at = { start: word.at.start + offset, end: word.at.start + offset + "http_referrer".length };
  yield {
    at,
    message: "No browser sends Referrer: the header is spelt Referer, so that this is always empty.",
    fixes: [{ title: "Look at $http_referer", kind: "review", edits: [replacement(at, "http_referer")] }],
  };
}
