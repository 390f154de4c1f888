import { entryNamed, pathOf } from "../../files/syntax/value";
import { pythonApps } from "../python/apps";
import { debugFixes, neverRuns, severityOf, whenOf } from "../python/debug";
import { truthOf } from "../python/truth";
import { defineRule } from "../rule";

export const fastapiDebugEnabled = defineRule({
  id: "fastapi/debug-enabled",
  on: "python",
  severity: "error",
  hardening: true,
  title: "Switch FastAPI's debug mode off",
  why: "In debug mode every unhandled error is answered with its traceback: paths, code, and what the variables held.",
  references: [
    "https://fastapi.tiangolo.com/reference/fastapi/#fastapi.FastAPI",
    "https://www.starlette.io/applications/",
    "https://cwe.mitre.org/data/definitions/489.html",
  ],
  equivalents: [],
  mentions: ["FastAPI", "Starlette"],
  fix: "review",
  examples: [
    {
      bad: `from fastapi import FastAPI

app = FastAPI(title="Shop", debug=«True»)
`,
      good: `from fastapi import FastAPI

app = FastAPI(title="Shop", debug=False)
`,
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    if (!form.mentions("debug")) return;
    const apps = pythonApps(form).filter(({ framework }) => framework !== "flask");
    const names = new Set(apps.map(({ name }) => name));
    const given = apps.flatMap(({ call }) => entryNamed(call.args, "debug")?.value ?? []);
    const set = form.assignments.flatMap(({ target, value }) => {
      const isDebug = target.kind === "member" && target.name === "debug";
      return isDebug && names.has(pathOf(target.object)) ? [value] : [];
    });
    for (const value of [...given, ...set]) {
      if (form.isDevelopmentOnly(value.at.start) || neverRuns(form, value.at.start)) continue;
      const truth = truthOf(value, file, project);
      const severity = severityOf(truth);
      if (truth === "off") yield { proves: value.at, message: "Debug mode is off." };
      if (severity === undefined) continue;
      yield {
        at: value.at,
        message: `Errors are answered with their traceback: debug mode is on${whenOf(truth)}.`,
        severity,
        fixes: debugFixes(form, value, "debug", "DEBUG"),
      };
    }
  },
});
