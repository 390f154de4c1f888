import { importName } from "../../files/python/imports";
import { addStatementsAfter } from "../../files/python/insert";
import { quoteOf } from "../../files/syntax/style";
import { addPythonDependency } from "../../project/add-dependency";
import { askedWithin } from "../../project/limits";
import { isBehindProxy } from "../express/trust-proxy";
import { type PythonApp, routesIn } from "../python/apps";
import { missingLimit } from "../python/missing-limit";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { proxyFix } from "./proxy-fix";

export const flaskMissingRateLimit = defineRule({
  id: "flask/missing-rate-limit",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://flask-limiter.readthedocs.io/en/stable/",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  equivalents: [],
  mentions: ["Flask"],
  fix: "review",
  examples: [
    {
      files: {
        "app.py": `from flask import Flask, request

app = «Flask(__name__)»


@app.route("/login", methods=["POST"])
def login():
    return check(request.form)
`,
        "requirements.txt": "flask>=3.1\n",
      },
      good: {
        "app.py": `from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(get_remote_address, app=app, default_limits=["100 per minute"], storage_uri="memory://")


@app.route("/login", methods=["POST"])
def login():
    return check(request.form)
`,
        "requirements.txt": "flask>=3.1\nflask-limiter>=3.5.0\n",
      },
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    if (!form.mentions("Flask")) return;
    const isAsked = ({ name }: PythonApp) =>
      routesIn(form).some(({ owner }) => owner === name) ||
      form.mentions("register_blueprint") ||
      askedWithin(file.path, project) !== undefined;
    yield* missingLimit("flask", context, isAsked, (app) => limiterFix(app, context));
  },
});

function limiterFix({ name, assigned }: PythonApp, { file, project }: FileRuleContext<"python">): Fix[] {
  const { form } = file;
  const limiter = importName(form, "flask_limiter", "Limiter");
  const address = importName(form, "flask_limiter.util", "get_remote_address");
  if (!assigned || name === undefined || !limiter || !address) return [];
  const isProxied = isBehindProxy(project) && !form.mentions("ProxyFix");
  const proxy = isProxied ? proxyFix(form, name) : undefined;
  const quote = quoteOf(form.text, '"');
  const local = form.mentions("limiter") ? "rate_limiter" : "limiter";
  const options = `default_limits=[${quote}100 per minute${quote}], storage_uri=${quote}memory://${quote}`;
  const lines = [
    ...(proxy?.lines ?? []),
    `${local} = ${limiter.local}(${address.local}, app=${name}, ${options})`,
  ];
  const inserted = addStatementsAfter(form, assigned.at.start, lines);
  if (!inserted) return [];
  return [
    {
      title: "Limit each client to 100 requests a minute with Flask-Limiter",
      kind: "review",
      edits: [...limiter.edits, ...address.edits, ...(proxy?.edits ?? []), inserted],
      also: addPythonDependency(project, file.path, "flask-limiter"),
    },
  ];
}
