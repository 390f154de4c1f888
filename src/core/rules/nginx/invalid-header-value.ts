import { type NginxForm, walkNginx } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { slice } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { problemOf } from "./header-values";
import { unquotedValues } from "./unquoted-value";
import { insideOf, type WrittenHeader, writtenHeaders } from "./written-headers";

export const invalidHeaderValue = defineRule({
  id: "nginx/invalid-header-value",
  on: "nginx",
  severity: "warning",
  title: "Write security headers so that browsers understand them",
  why: "Browsers ignore a security header whose value they do not understand, and over HTTP/2 a value with line breaks is an error.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options",
    "https://www.rfc-editor.org/rfc/rfc9110#section-5.5",
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
  ],
  equivalents: ["gixy add_header_multiline"],
  fix: "safe",
  examples: [
    {
      title: "a value over several lines",
      bad: `server {
    add_header Content-Security-Policy «"
        default-src 'self';
        img-src 'self' data:;"» always;
}
`,
      good: `server {
    add_header Content-Security-Policy "default-src 'self'; img-src 'self' data:;" always;
}
`,
    },
    {
      title: "frames may be allowed by a policy only",
      bad: `server {
    add_header X-Frame-Options «"ALLOW-FROM https://partner.example"» always;
}
`,
      good: `server {
    add_header Content-Security-Policy "frame-ancestors 'self' https://partner.example" always;
}
`,
    },
    {
      title: "a value that lost its quotes",
      bad: `server {
    «add_header Strict-Transport-Security max-age=31536000; includeSubDomains always;»
}
`,
      good: `server {
    add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
}
`,
    },
  ],
  *check({ file }) {
    yield* unquotedValues(file.form, file);
    const written = writtenHeaders(file.form);
    const seen = new Set<unknown>();
    for (const header of written) {
      if (seen.has(header.directive)) continue;
      const problem = spread(header, written, file) ?? wrong(header, file);
      if (!problem) continue;
      seen.add(header.directive);
      yield problem;
    }
  },
});

/** A value with line breaks: the fix joins the lines of all values of the directive. */
function spread(header: WrittenHeader, all: readonly WrittenHeader[], file: SourceFile): Problem | undefined {
  if (!/[\r\n]/.test(slice(file.text, header.valueAt))) return undefined;
  const values = all.filter(({ directive }) => directive === header.directive);
  const edits = values.flatMap(({ word }) => {
    const inside = insideOf(word);
    const text = slice(file.text, inside);
    return /[\r\n]/.test(text) ? replacement(inside, joined(text)) : [];
  });
  return {
    at: header.word.at,
    message: `The value of ${header.label} goes over several lines, which HTTP/2 forbids and browsers do not understand.`,
    equivalents: ["gixy add_header_multiline"],
    fixes: [{ title: "Write the value on one line", kind: "safe", edits }],
  };
}

function wrong(header: WrittenHeader, file: SourceFile<"nginx">): Problem | undefined {
  const { name, value, word, valueAt, directive } = header;
  const isWhole = directive.name !== "add_header" || directive.args.length < 4;
  const found = value === undefined || !isWhole ? undefined : problemOf(name, value);
  if (!found) return undefined;
  const problem: Problem = { at: word.at, message: found.message, equivalents: [] };
  if (found.instead === undefined) {
    const fix = framesFix(header, file.form);
    return fix ? { ...problem, fixes: [fix] } : problem;
  }
  const kind = found.isCertain ? "safe" : "review";
  const title = `Write ${found.instead}`;
  return {
    ...problem,
    fixes: [{ title, kind, edits: [replacement(trimmed(valueAt, file), quoted(found.instead, word.quote))] }],
  };
}

function joined(text: string): string {
  const lines = text.split(/[\r\n]/).map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ");
}

/** The value without blanks around it. */
function trimmed(at: WrittenHeader["valueAt"], file: SourceFile): WrittenHeader["valueAt"] {
  const text = slice(file.text, at);
  const start = at.start + text.length - text.trimStart().length;
  return { start, end: start + text.trim().length };
}

/** What needs quotes gets them where it stands without. */
function quoted(value: string, quote: string | undefined): string {
  return quote === undefined && /[\s;]/.test(value) ? `"${value}"` : value;
}

/** ALLOW-FROM says what `frame-ancestors` says; a second policy beside one that is there would only narrow that. */
function framesFix({ value, directive, word }: WrittenHeader, form: NginxForm): Fix | undefined {
  const origin = /^allow-from:?\s+(https?:\/\/[^\s;,'"]+)$/i
    .exec(value?.trim() ?? "")?.[1]
    ?.replace(/\/$/, "");
  const name = directive.args[0];
  if (directive.name !== "add_header" || origin === undefined || !name) return undefined;
  const hasPolicy = [...walkNginx(form.directives)].some(({ args }) =>
    args.some((arg) => arg.value.toLowerCase().startsWith("content-security-policy")),
  );
  if (hasPolicy) return undefined;
  return {
    title: `Allow ${origin} by a Content-Security-Policy instead`,
    kind: "review",
    edits: [
      replacement(name.at, "Content-Security-Policy"),
      replacement(word.at, `"frame-ancestors 'self' ${origin}"`),
    ],
  };
}
