import type { ScriptForm } from "../../files/script/form";
import { addEntry } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import { type CallValue, entryNamed, isTrue } from "../../files/syntax/value";
import { replacement, type TextEdit } from "../../text/edits";
import { contains, slice } from "../../text/span";
import { limitedTo, scriptOrigin } from "../cors/origin-expression";
import { defineRule, type FileRuleContext, type Fix, type Report, type Severity } from "../rule";
import { registrationsAround } from "./registration";
import {
  corsCalls,
  optionsOf,
  sharedWildcards,
  type Wildcard,
  wildcardOf,
  writtenWildcards,
} from "./wildcards";

type Context = FileRuleContext<"javascript">;

/**
 * Reads the `cors` package and headers that are set by hand on a Node or Express response. The fix is for a
 * person to pick: the frontend may be served from more origins than the workspace shows. Where the variable it
 * reads is not set, `cors` sends no header at all.
 */
export const expressCorsWildcard = defineRule({
  id: "express/cors-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "With `*`, which is what `cors()` sends by itself, any website can read the API's answers from its visitors' browsers.",
  references: [
    "https://expressjs.com/en/resources/middleware/cors.html",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: ["njsscan express_cors", "njsscan generic_cors"],
  fix: "review",
  examples: [
    {
      title: "cors() allows every origin",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `const express = require('express');
const cors = require('cors');

const app = express();
app.use(«cors()»);
`,
      good: `const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: ['https://app.example.com'] }));
`,
    },
    {
      title: "the origin comes from the environment",
      bad: `import cors from "cors";

app.use(cors({ origin: «"*"», credentials: true }));
`,
      good: `import cors from "cors";

app.use(cors({ origin: process.env.FRONTEND_URL, credentials: true }));
`,
    },
    {
      title: "a header set by hand",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', «'*'»);
  next();
});
`,
      good: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  next();
});
`,
    },
  ],
  *check(context) {
    const { form, text } = context.file;
    if (!form.mentions("cors") && !/access-control-allow-origin/i.test(text)) return;
    const calls = corsCalls(form);
    const wildcards = [
      ...sharedWildcards(form),
      ...calls.flatMap((call) => wildcardOf(call, form) ?? []),
      ...writtenWildcards(form),
    ];
    // Options that several calls share are one finding.
    const places = new Map(wildcards.map((wildcard) => [wildcard.at.at.start, wildcard]));
    for (const wildcard of places.values()) yield problem(wildcard, context);
    for (const call of calls) {
      const proof = wildcardOf(call, form) ? undefined : proofOf(call, form);
      if (proof) yield proof;
    }
  },
});

function problem(wildcard: Wildcard, context: Context): Report {
  const { at, how, options, star } = wildcard;
  const credentials = options && entryNamed(options.entries, "credentials")?.value;
  const refused = credentials && isTrue(context.file.form.resolve(credentials));
  const what = how === "default" ? "cors without an origin allows every origin" : "every origin is allowed";
  const when = star?.conditional ? "Where nothing else is set, any" : "Any";
  return {
    at: at.at,
    message: `${when} website may read these answers: ${what}${refused ? ", and browsers refuse it with credentials" : ""}.`,
    severity: severityOf(wildcard, context.file.form),
    fixes: fixesOf(wildcard, context),
  };
}

function severityOf({ star, how, call }: Wildcard, form: ScriptForm): Severity {
  if (star?.conditional) return "info";
  const [registration] = call ? registrationsAround(form, call.at.start) : [];
  const isPublicRead = registration?.method === "get" && registration.path !== undefined;
  return how !== "header" && isPublicRead ? "info" : "warning";
}

function fixesOf(wildcard: Wildcard, { file, project }: Context): Fix[] {
  const { form, text } = file;
  const { how, call, options, star } = wildcard;
  const quote = star ? (text[star.value.at.end - 1] ?? '"') : quoteOf(text, "'");
  const { text: given, label, origin } = scriptOrigin(project, quote === "`" ? "'" : quote);
  const allowed = origin === undefined ? given : `[${given}]`;
  const fix = (edits: readonly TextEdit[]): Fix[] => [
    { title: `Allow ${label} only`, kind: "review", edits },
  ];
  if (how === "default") {
    if (options) return fix([addEntry(text, options, `origin: ${allowed}`)]);
    return call?.argsAt ? fix([replacement(call.argsAt, `({ origin: ${allowed} })`)]) : [];
  }
  if (!star) return [];
  if (star.conditional) {
    const read = origin === undefined ? withoutFallback(wildcard, form) : undefined;
    return fix(read ?? [replacement(star.value.at, given)]);
  }
  if (how === "option") return fix([replacement(star.value.at, allowed)]);
  // A header cannot be undefined.
  return fix([replacement(star.value.at, origin === undefined ? `${given} ?? ${quote}${quote}` : given)]);
}

/** `process.env.ORIGIN || "*"` loses its fallback; without the variable `cors` then allows nobody. */
function withoutFallback({ at, how, star }: Wildcard, form: ScriptForm): TextEdit[] | undefined {
  const value = form.resolve(at);
  if (how !== "option" || value.kind !== "operation" || !star) return undefined;
  const [read, fallback] = value.operands;
  if (!read || !fallback || !contains(fallback.at, star.value.at)) return undefined;
  return [replacement(value.at, slice(form.text, read.at))];
}

function proofOf(call: CallValue, form: ScriptForm): Report | undefined {
  const options = optionsOf(call, form);
  const origin = options ? entryNamed(options.entries, "origin") : undefined;
  const limit = origin && limitedTo(origin.value, form);
  if (!origin || limit === undefined) return undefined;
  return { proves: origin.value.at, message: `CORS is limited to ${limit}.` };
}
