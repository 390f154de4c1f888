import { insertAfter } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import { corsReplacedInFrontOf } from "../../project/cors";
import { mayLimitOrigins } from "../../project/flask-cors";
import { insertion } from "../../text/edits";
import { span } from "../../text/span";
import { limitedTo, pythonOrigin } from "../cors/origin-expression";
import { originFixes } from "../fastapi/cors-fixes";
import { defineRule, type FileRuleContext, type Fix, type Report } from "../rule";
import { type FlaskCors, flaskCorsUses, nameOf, wildcardsOf } from "./cors-uses";

type Context = FileRuleContext<"python">;

const PEER = "semgrep flask-cors-misconfiguration";

/**
 * Flask-CORS answers with the caller's own origin, so that its wildcard works with credentials as well. The fix is for
 * a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const flaskCorsWildcard = defineRule({
  id: "flask/cors-wildcard",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Name the origins that may call the API",
  why: "Without a list, any website can read the API's answers from its visitors' browsers. With credentials as well, any website can act as the signed-in user.",
  references: [
    "https://flask-cors.readthedocs.io/en/latest/configuration.html",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [PEER],
  mentions: ["flask_cors", "flask.ext.cors"],
  fix: "review",
  examples: [
    {
      title: "the frontend's origin is known",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
«CORS(app)»
`,
      good: `from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://app.example.com"])
`,
    },
    {
      title: "the origin comes from the environment",
      bad: `from flask_cors import CORS

CORS(app, resources={r"/api/*": {"origins": «"*"»}}, supports_credentials=True)
`,
      good: `import os

from flask_cors import CORS

CORS(app, resources={r"/api/*": {"origins": [os.environ["FRONTEND_URL"]]}}, supports_credentials=True)
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const uses = flaskCorsUses(file.form);
    if (uses.length === 0 || corsReplacedInFrontOf(file.path, project)) return;
    const seen = new Set<number>();
    for (const use of uses) {
      const report = use.origins ? givenReport(use, context) : defaultReport(use, context);
      const place = report && ("at" in report ? report.at.start : report.proves.start);
      if (!report || place === undefined || seen.has(place)) continue;
      seen.add(place);
      yield report;
    }
  },
});

/** The origins are given: open, limited, or not known. */
function givenReport(use: FlaskCors, context: Context): Report | undefined {
  const { form, path } = context.file;
  const { origins } = use;
  if (!origins) return undefined;
  const wildcards = wildcardsOf(origins, form);
  const [first] = wildcards;
  if (!first) {
    const limit = limitedTo(origins.value, form);
    return limit === undefined
      ? undefined
      : { proves: origins.value.at, message: `CORS is limited to ${limit}.` };
  }
  const isConditional = wildcards.every(({ conditional }) => conditional);
  const isAway = first.value.at.start < origins.value.at.start || first.value.at.end > origins.value.at.end;
  return {
    at: origins.value.at,
    message: messageOf(use, isConditional),
    severity: severityOf(use, isConditional),
    equivalents: use.credentials ? [PEER] : [],
    related: isAway ? [{ path, at: first.value.at, message: "The wildcard." }] : [],
    fixes: originFixes(origins, wildcards, context),
  };
}

/** The origins are left out: everybody is allowed, unless a setting says otherwise. */
function defaultReport(use: FlaskCors, context: Context): Report | undefined {
  const { file, project } = context;
  if (mayLimitOrigins(file.path, project)) return undefined;
  return {
    // The span of a decorator holds its line break as well.
    at: span(use.call.callee.at.start, use.call.argsAt?.end ?? use.call.at.end),
    message: messageOf(use, false),
    severity: severityOf(use, false),
    equivalents: use.credentials ? [PEER] : [],
    fixes: defaultFixes(use, context),
  };
}

function defaultFixes({ call }: FlaskCors, { file, project }: Context): Fix[] {
  const { form, text } = file;
  const expression = pythonOrigin(form, project, quoteOf(text, '"'));
  const last = call.args.at(-1);
  if (!expression || !call.argsAt) return [];
  const option = `origins=[${expression.text}]`;
  const edit = last ? insertAfter(text, last.at, option) : insertion(call.argsAt.start + 1, option);
  const title = `Allow ${expression.label} only`;
  return [{ title, kind: "review", edits: [...expression.edits, edit] }];
}

function severityOf({ credentials, isRead }: FlaskCors, isConditional: boolean) {
  if (isConditional) return "info";
  if (credentials) return "error";
  return isRead ? "info" : "warning";
}

function messageOf(use: FlaskCors, isConditional: boolean): string {
  const when = isConditional ? "Where nothing else is set, any" : "Any";
  const what = use.origins
    ? "every origin is allowed"
    : `\`${nameOf(use.call)}\` without \`origins\` allows every origin`;
  return use.credentials
    ? `${when} website may call this API as its signed-in user: ${what}, with credentials.`
    : `${when} website may read what this API answers: ${what}.`;
}
