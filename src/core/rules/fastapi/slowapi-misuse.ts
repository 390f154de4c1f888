import type { PythonForm } from "../../files/python/form";
import { addStatementsAfter } from "../../files/python/insert";
import { type CallValue, entryNamed, type FunctionValue, pathOf, type Value } from "../../files/syntax/value";
import { slowapiState } from "../../project/slowapi";
import { replacement } from "../../text/edits";
import { slice } from "../../text/span";
import { type PythonRoute, pythonApps, routesIn } from "../python/apps";
import { defineRule, type FileRuleContext, type Problem } from "../rule";
import { limitDecorations, orderProblem, requestProblem } from "./slowapi-decorators";

type Context = FileRuleContext<"python">;

export const slowapiMisuse = defineRule({
  id: "fastapi/slowapi-misuse",
  on: "python",
  severity: "error",
  title: "Set slowapi up so that its limits take effect",
  why: "slowapi wraps the function below its decorator and looks for an argument called request: set up otherwise it limits nothing, or the application fails with the first request.",
  references: ["https://slowapi.readthedocs.io/en/latest/#limitations-and-known-issues"],
  equivalents: [],
  mentions: ["FastAPI", "slowapi", "limiter"],
  fix: "review",
  examples: [
    {
      title: "the limit above the route",
      bad: `from app.limits import limiter


@«limiter.limit("5/minute")»
@app.post("/login")
async def login(request: Request):
    return {"ok": True}
`,
      good: `from app.limits import limiter


@app.post("/login")
@limiter.limit("5/minute")
async def login(request: Request):
    return {"ok": True}
`,
    },
    {
      title: "no request",
      bad: `from fastapi import FastAPI
from app.limits import limiter

app = FastAPI()
app.state.limiter = limiter


@app.post("/login")
@limiter.limit("5/minute")
async def «login»(form: LoginForm):
    return {"ok": True}
`,
      good: `from fastapi import FastAPI, Request
from app.limits import limiter

app = FastAPI()
app.state.limiter = limiter


@app.post("/login")
@limiter.limit("5/minute")
async def login(request: Request, form: LoginForm):
    return {"ok": True}
`,
    },
  ],
  *check(context) {
    const { form } = context.file;
    const state = form.mentions("FastAPI") ? stateProblem(context) : undefined;
    if (state) yield state;
    if (!/slowapi|limiter\.(shared_)?limit\(/.test(form.text) || !usesSlowapi(form)) return;
    const decorations = limitDecorations(form);
    const routes = groupBy(decorations.length > 0 ? routesIn(form) : []);
    for (const decoration of decorations) {
      const wrong =
        orderProblem(decoration, routes.get(decoration.handler) ?? [], form) ??
        requestProblem(decoration, form);
      if (wrong) yield wrong;
    }
    for (const call of form.callsTo("slowapi.Limiter", "slowapi.extension.Limiter")) {
      const wrong = defaultsProblem(call, form);
      if (wrong) yield wrong;
    }
  },
});

function groupBy(routes: readonly PythonRoute[]): ReadonlyMap<FunctionValue, readonly PythonRoute[]> {
  const groups = new Map<FunctionValue, PythonRoute[]>();
  for (const route of routes) {
    const group = groups.get(route.handler);
    if (group) group.push(route);
    else groups.set(route.handler, [route]);
  }
  return groups;
}

/** flask-limiter has the same decorator, and needs no argument for it. */
function usesSlowapi(form: PythonForm): boolean {
  if (form.mentions("slowapi")) return true;
  return (
    !/flask|quart|sanic|django/i.test(form.text) &&
    /fastapi|starlette|APIRouter|request: Request/i.test(form.text)
  );
}

/** A string is taken apart into its characters. */
function defaultsProblem(call: CallValue, form: PythonForm): Problem | undefined {
  const option = entryNamed(call.args, "default_limits") ?? entryNamed(call.args, "application_limits");
  const value: Value | undefined = option && form.resolve(option.value);
  if (!option || value?.kind !== "string") return undefined;
  const text = slice(form.text, option.value.at);
  return {
    at: option.value.at,
    message: "Limits are given as a list; of a string each character is taken for one.",
    fixes: [{ title: "Make it a list", kind: "review", edits: [replacement(option.value.at, `[${text}]`)] }],
  };
}

/** `app.state.limiter` is where slowapi looks for its limiter with every request. */
function stateProblem({ file, project }: Context): Problem | undefined {
  const { form } = file;
  const state = slowapiState(file.path, project);
  if (!state.isUsed || state.isSet) return undefined;
  const [app] = pythonApps(form).filter(({ framework }) => framework === "fastapi");
  if (!app?.assigned || app.name === undefined) return undefined;
  const limiter = form.assignments.find(
    ({ value }) =>
      value.kind === "call" &&
      /^slowapi(\.extension)?\.Limiter$/.test(form.qualifiedName(value.callee) ?? ""),
  );
  const name = limiter && pathOf(limiter.target);
  const after = limiter && limiter.at.start > app.assigned.at.start ? limiter : app.assigned;
  const line = addStatementsAfter(form, after.at.start, [`${app.name}.state.limiter = ${name}`]);
  return {
    at: app.call.at,
    message: "slowapi looks for its limiter in app.state.limiter, which is never set.",
    fixes:
      name === undefined || !line
        ? []
        : [{ title: `Set ${app.name}.state.limiter`, kind: "review", edits: [line] }],
  };
}
