import type { SourceFile } from "../../files/source";
import { isStartedAsProgram } from "../../project/python-programs";
import type { ProjectView } from "../../project/view";
import { debugFixes, neverRuns, severityOf, whenOf } from "../python/debug";
import { truthOf } from "../python/truth";
import { defineRule, type Report } from "../rule";
import { debugSwitches } from "./debug-runs";
import { type DebugVariable, variablesInDotenv, variablesInYaml } from "./debug-variables";

/** The peer that follows values, texts included. */
const CODEQL = "codeql py/flask-debug";

/** Variables of Compose files and images are for compose/dev-leftovers and dockerfile/dev-server to report. */
export const flaskDebugEnabled = defineRule({
  id: "flask/debug-enabled",
  on: ["python", "dotenv", "yaml"],
  severity: "error",
  hardening: true,
  title: "Switch Flask's debugger off",
  why: "The debugger shows source code and variables on every error page, and lets whoever gets past its PIN run code on the server.",
  references: [
    "https://flask.palletsprojects.com/en/stable/debugging/",
    "https://werkzeug.palletsprojects.com/en/stable/debug/",
    "https://cwe.mitre.org/data/definitions/489.html",
  ],
  equivalents: ["semgrep debug-enabled", CODEQL, "bandit B201"],
  deviations: {
    "bandit B201":
      "A text that is not empty switches the debugger on as well: `debug='True'`, `debug='False'`.",
  },
  mentions: { python: ["debug", "Flask"] },
  fix: "safe",
  examples: [
    {
      bad: `from flask import Flask

app = Flask(__name__)

app.run(host="0.0.0.0", debug=«True»)
`,
      good: `from flask import Flask

app = Flask(__name__)

app.run(host="0.0.0.0", debug=False)
`,
    },
    {
      title: "in the environment of production",
      path: ".env.production",
      bad: "FLASK_APP=shop\nFLASK_DEBUG=«1»\n",
      good: "FLASK_APP=shop\nFLASK_DEBUG=0\n",
    },
  ],
  *check({ file, project }) {
    if (file.is("python")) yield* inCode(file, project);
    if (!/FLASK_(DEBUG|ENV)/.test(file.text) || !file.form.clean) return;
    if (file.is("dotenv")) yield* variablesInDotenv(file.form).map(problem);
    if (file.is("yaml") && !forDevelopment.test(file.path)) yield* variablesInYaml(file.form).map(problem);
  },
});

/** Manifests carry the stage in their name or folder. */
const forDevelopment = /(^|[/._-])(dev|devel|develop|development|local|tests?|ci|preview)([/._-]|$)/i;

function* inCode(file: SourceFile<"python">, project: ProjectView): Generator<Report> {
  const { form } = file;
  for (const { value, name, isServer } of debugSwitches(file, project)) {
    if (form.isDevelopmentOnly(value.at.start) || neverRuns(form, value.at.start)) continue;
    const truth = truthOf(value, file, project);
    const severity = severityOf(truth);
    if (severity === undefined) continue;
    const byHand = form.isMainOnly(value.at.start) && !isStartedAsProgram(file.path, project);
    const what = isServer ? "Flask's debugger is on" : "Flask is in debug mode";
    const start = byHand ? " when the module is started by hand" : "";
    yield {
      at: value.at,
      message: `${what}${start}${whenOf(truth)}.`,
      severity: byHand ? "info" : isServer || severity !== "error" ? severity : "warning",
      ...(isServer && value.kind !== "string" ? {} : { equivalents: isServer ? [CODEQL] : [] }),
      fixes: debugFixes(form, value, name, "FLASK_DEBUG"),
    };
  }
}

function problem({ name, value, at, wanted, edits }: DebugVariable): Report {
  return {
    at,
    message: `\`${name}=${value}\` switches Flask's debug mode on in production.`,
    severity: name === "FLASK_DEBUG" ? "error" : "warning",
    equivalents: [],
    fixes: [{ title: `Set ${name} to ${wanted}`, kind: "safe", edits }],
  };
}
