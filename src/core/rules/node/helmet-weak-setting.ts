import type { ScriptForm } from "../../files/script/form";
import { possibleValues } from "../../files/syntax/possible";
import { type CallValue, type Entry, entryNamed, stringOf, type Value } from "../../files/syntax/value";
import { headers } from "../../project/headers/model";
import { replacement } from "../../text/edits";
import { type Span, slice } from "../../text/span";
import { defineRule } from "../rule";
import { helmetUses } from "./helmet-uses";

/** Half a year: what counts as long enough. */
const MIN_SECONDS = 15_552_000;
const weakReferrers = new Set(["", "unsafe-url", "no-referrer-when-downgrade"]);

export const nodeHelmetWeakSetting = defineRule({
  id: "node/helmet-weak-setting",
  on: "javascript",
  severity: "warning",
  title: "Do not weaken what helmet sends",
  why: "A short max-age lets browsers forget that the site is HTTPS only, and a referrer policy that tells everything hands the addresses of pages, with what stands in them, to other sites.",
  references: [
    "https://helmetjs.github.io/",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Referrer-Policy",
  ],
  equivalents: ["sonar S5736", "sonar S5739"],
  mentions: ["helmet", "hsts"],
  fix: "review",
  examples: [
    {
      title: "a month",
      bad: `const helmet = require('helmet');

app.use(helmet({ hsts: { maxAge: «2592000» } }));
`,
      good: `const helmet = require('helmet');

app.use(helmet({ hsts: { maxAge: 31536000 } }));
`,
    },
    {
      title: "full addresses",
      bad: `const helmet = require('helmet');

app.use(helmet.referrerPolicy({ policy: «'unsafe-url'» }));
`,
      good: `const helmet = require('helmet');

app.use(helmet.referrerPolicy({ policy: 'strict-origin-when-cross-origin' }));
`,
    },
  ],
  *check({ file, project }) {
    const { form, text } = file;
    const found = [
      ...helmetUses(form).flatMap(({ entries }) =>
        entries.flatMap(({ name, value }) => weaknessesIn(name, value, form)),
      ),
      ...form.calls.flatMap((call) => weaknessesOfPart(call, form)),
    ];
    for (const { at, message, header, equivalents, value } of found) {
      const isSent = project.fact(headers).sentInFrontOf(file.path, header) !== undefined;
      if (isSent || form.isDevelopmentOnly(at.start)) continue;
      yield {
        at,
        message,
        equivalents,
        fixes: [
          { title: `Send ${value}`, kind: "review", edits: [replacement(at, valueFor(value, at, text))] },
        ],
      };
    }
  },
});

function valueFor(value: string, at: Span, text: string): string {
  if (/^\d+$/.test(value)) return value;
  const quote = slice(text, at).includes('"') ? '"' : "'";
  return quote + value + quote;
}

/** What is too weak to protect: where it is written, and why. */
export interface Weakness {
  readonly at: Span;
  readonly message: string;
  readonly header: string;
  readonly equivalents: readonly string[];
  /** What to send instead. */
  readonly value: string;
}

/** `helmet.hsts({ maxAge: 60 })`, `helmet.referrerPolicy({ policy: "unsafe-url" })`, `hsts({ maxAge: 60 })` */
function weaknessesOfPart(call: CallValue, form: ScriptForm): Weakness[] {
  const name = form.qualifiedName(call.callee) ?? "";
  const part = name === "hsts" ? name : /^(?:helmet|koa-helmet)\.(\w+)$/.exec(name)?.[1];
  return part === undefined ? [] : weaknessesIn(part, call.args[0]?.value, form);
}

/** The same of an option of helmet: `helmet({ hsts: { maxAge: 60 } })`. */
function weaknessesIn(name: string | undefined, value: Value | undefined, form: ScriptForm): Weakness[] {
  const isAge = name === "hsts" || name === "strictTransportSecurity";
  const record = value && (isAge || name === "referrerPolicy") ? form.resolve(value) : undefined;
  if (record?.kind !== "record") return [];
  return isAge ? shortAge(record.entries, form) : weakPolicy(record.entries, form);
}

function shortAge(entries: readonly Entry[], form: ScriptForm): Weakness[] {
  const entry = entryNamed(entries, "maxAge");
  const age = entry && form.resolve(entry.value);
  if (!entry || age?.kind !== "number" || age.value >= MIN_SECONDS) return [];
  const days = Math.round(age.value / 86_400);
  return [
    {
      at: entry.value.at,
      message: `Browsers keep to HTTPS for ${days} days only, and forget it while somebody is away.`,
      header: "strict-transport-security",
      equivalents: ["sonar S5739"],
      value: "31536000",
    },
  ];
}

function weakPolicy(entries: readonly Entry[], form: ScriptForm): Weakness[] {
  const entry = entryNamed(entries, "policy");
  const weak = entry
    ? possibleValues(entry.value, form).find(({ value }) => weakReferrers.has(stringOf(value) ?? "-"))
    : undefined;
  if (!entry || !weak) return [];
  return [
    {
      at: entry.value.at,
      message: "With this policy other sites learn the full address of the page that a request comes from.",
      header: "referrer-policy",
      equivalents: ["sonar S5736"],
      value: "strict-origin-when-cross-origin",
    },
  ];
}
