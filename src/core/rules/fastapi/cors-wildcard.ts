import type { PythonForm } from "../../files/python/form";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import { entryNamed, stringOf } from "../../files/syntax/value";
import { opensEverything } from "../cors/open-pattern";
import { limitedTo } from "../cors/origin-expression";
import { defineRule, type FileRuleContext, type Report, type Severity } from "../rule";
import { originFixes, regexFixes } from "./cors-fixes";
import { type CorsUse, corsUses, wildcardsIn } from "./cors-middleware";

/**
 * The fix is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const fastapiCorsWildcard = defineRule({
  id: "fastapi/cors-wildcard",
  on: "python",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "With `*` any website can read the API's answers from its visitors' browsers. With credentials as well, Starlette answers with the caller's own origin, so that any website can act as the signed-in user.",
  references: [
    "https://fastapi.tiangolo.com/tutorial/cors/",
    "https://www.starlette.io/middleware/#corsmiddleware",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: ["semgrep wildcard-cors", "codeql py/cors-misconfiguration-with-credentials"],
  mentions: ["CORSMiddleware"],
  fix: "review",
  examples: [
    {
      title: "the frontend's origin is known",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=«["*"]»,
    allow_credentials=True,
)
`,
      good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
)
`,
    },
    {
      title: "the origin comes from the environment",
      bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

origins = ["*"]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=«origins»)
`,
      good: `import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

origins = [os.environ["FRONTEND_URL"]]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=origins)
`,
    },
  ],
  *check(context) {
    const { form } = context.file;
    for (const use of corsUses(form)) {
      const reports = [...originReports(use, context), ...regexReports(use, context)];
      const proof = reports.length === 0 ? proofOf(use, form) : undefined;
      yield* proof ? [proof] : reports;
    }
  },
});

function originReports(use: CorsUse, context: FileRuleContext<"python">): Report[] {
  const option = entryNamed(use.options, "allow_origins");
  const wildcards = option ? wildcardsIn(option, context.file.form) : [];
  const [first] = wildcards;
  if (!option || !first) return [];
  const away = first.value.at.start < option.value.at.start || first.value.at.end > option.value.at.end;
  return [
    {
      at: option.value.at,
      message: messageOf(use, wildcards),
      severity: severityOf(use, wildcards),
      related: away ? [{ path: context.file.path, at: first.value.at, message: "The wildcard." }] : [],
      fixes: originFixes(option, wildcards, context),
    },
  ];
}

function regexReports(use: CorsUse, context: FileRuleContext<"python">): Report[] {
  const option = entryNamed(use.options, "allow_origin_regex");
  const found = option
    ? possibleValues(option.value, context.file.form).filter(({ value }) =>
        opensEverything(stringOf(value) ?? ""),
      )
    : [];
  if (!option || found.length === 0) return [];
  return [
    {
      at: option.value.at,
      message: messageOf(use, found),
      severity: severityOf(use, found),
      fixes: regexFixes(use, option, context),
    },
  ];
}

function severityOf({ credentials }: CorsUse, found: readonly Possible[]): Severity {
  if (found.every(({ conditional }) => conditional)) return "info";
  return credentials ? "error" : "warning";
}

function messageOf({ credentials }: CorsUse, found: readonly Possible[]): string {
  const when = found.every(({ conditional }) => conditional) ? "Where nothing else is set, any" : "Any";
  return credentials
    ? `${when} website may call this API as its signed-in user: every origin is allowed, with credentials.`
    : `${when} website may read what this API answers: every origin is allowed.`;
}

function proofOf({ options }: CorsUse, form: PythonForm): Report | undefined {
  const option = entryNamed(options, "allow_origins");
  const limit = option && limitedTo(option.value, form);
  if (!option || limit === undefined) return undefined;
  return { proves: option.value.at, message: `CORS is limited to ${limit}.` };
}
