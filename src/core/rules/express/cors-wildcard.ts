import type { ScriptForm } from "../../files/script/form";
import { type CallValue, entryNamed, isTrue } from "../../files/syntax/value";
import { limitedTo } from "../cors/origin-expression";
import { defineRule, type FileRuleContext, type Report, type Severity } from "../rule";
import { originFixes } from "./cors-fixes";
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
    fixes: originFixes(wildcard, context),
  };
}

function severityOf({ star, how, call }: Wildcard, form: ScriptForm): Severity {
  if (star?.conditional) return "info";
  const [registration] = call ? registrationsAround(form, call.at.start) : [];
  const isPublicRead = registration?.method === "get" && registration.path !== undefined;
  return how !== "header" && isPublicRead ? "info" : "warning";
}

/** Origins that are all written out, or read from the environment. */
function proofOf(call: CallValue, form: ScriptForm): Report | undefined {
  const options = optionsOf(call, form);
  const origin = options ? entryNamed(options.entries, "origin") : undefined;
  const limit = origin && limitedTo(origin.value, form);
  if (!origin || limit === undefined) return undefined;
  return { proves: origin.value.at, message: `CORS is limited to ${limit}.` };
}
