import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { type Span, slice } from "../../text/span";
import { defineRule, type Severity } from "../rule";
import { type WrittenHeader, writtenHeaders } from "./written-headers";

/** Half a year, in seconds: what scanners ask for at least. */
const ENOUGH = 15_552_000;
const YEAR = 31_536_000;
const DAY = 86_400;

/** The fix is for a person to pick: a short time is how one tries the header out. */
export const hstsMaxAgeLow = defineRule({
  id: "nginx/hsts-max-age-low",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Let HSTS last for a year",
  why: "A browser that has not come back within max-age forgets that the site is to be opened over HTTPS, and its next request can be read and redirected.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security",
    "https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    add_header Strict-Transport-Security "max-age=«3600»" always;
}
`,
      good: `server {
    listen 443 ssl;
    add_header Strict-Transport-Security "max-age=31536000" always;
}
`,
    },
  ],
  *check({ file }) {
    for (const header of writtenHeaders(file.form)) {
      const age = header.name === "strict-transport-security" ? maxAgeIn(header, file) : undefined;
      if (!age || age.seconds >= YEAR || (age.seconds === 0 && isExplained(header, file))) continue;
      yield {
        at: age.at,
        message: messageFor(age.seconds),
        severity: severityOf(age.seconds, header),
        fixes: [
          {
            title: `Set max-age to ${YEAR}, one year`,
            kind: "review",
            edits: [replacement(age.at, `${YEAR}`)],
          },
        ],
      };
    }
  },
});

function maxAgeIn(
  { value, valueAt }: WrittenHeader,
  file: SourceFile,
): { seconds: number; at: Span } | undefined {
  const match = value === undefined ? null : /max-age=(\\?"?)(\d{1,12})/i.exec(slice(file.text, valueAt));
  if (!match) return undefined;
  const [, quote = "", digits = ""] = match;
  const start = valueAt.start + match.index + "max-age=".length + quote.length;
  return { seconds: Number(digits), at: { start, end: start + digits.length } };
}

function messageFor(seconds: number): string {
  if (seconds === 0) return "max-age=0 makes browsers forget that the site is to be opened over HTTPS.";
  const days = Math.floor(seconds / DAY);
  const time = days > 1 ? `${days} days` : days === 1 ? "a day" : "less than a day";
  return `Browsers remember for ${time} only that the site is to be opened over HTTPS.`;
}

function severityOf(seconds: number, { directive }: WrittenHeader): Severity {
  if (seconds >= ENOUGH) return "hint";
  return seconds === 0 && directive.args.at(-1)?.value === "always" ? "error" : "warning";
}

/** Whether a comment beside or above the directive says that switching the header off is meant. */
function isExplained({ directive }: WrittenHeader, file: SourceFile): boolean {
  const line = file.lines.lineAt(directive.at.start);
  const near = [file.lines.lineText(line)];
  for (let above = line - 1; above >= 0 && file.lines.lineText(above).trim().startsWith("#"); above--) {
    near.push(file.lines.lineText(above));
  }
  return near.some((text) =>
    /#.*\b(disabl|roll(ed|ing)?[ -]?back|revert|off\b|opt(ing)?[ -]?out|forget|clear)/i.test(text),
  );
}
