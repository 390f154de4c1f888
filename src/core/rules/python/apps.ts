import type { PythonForm } from "../../files/python/form";
import type { Assignment } from "../../files/syntax/outline";
import {
  type CallValue,
  entryNamed,
  type FunctionValue,
  pathOf,
  positional,
  stringOf,
} from "../../files/syntax/value";

export type PythonFramework = "fastapi" | "starlette" | "flask";

/** An application that a module creates. */
export interface PythonApp {
  readonly framework: PythonFramework;
  /** `FastAPI()`, `Flask(__name__)` */
  readonly call: CallValue;
  /** The assignment that names it; undefined where nothing does. */
  readonly assigned: Assignment | undefined;
  /** As the module writes it: `app`, `self.app`. */
  readonly name: string | undefined;
}

/** A function that answers requests, by its decorator: `@app.get("/path")`, `@router.post("/path")`. */
export interface PythonRoute {
  /** What it is registered with: `app`, `router`, `api.v1`. */
  readonly owner: string;
  /** Lower case; a `route` without methods answers `get`. */
  readonly methods: readonly string[];
  readonly path: string | undefined;
  readonly decorator: CallValue;
  readonly handler: FunctionValue;
}

const creators: ReadonlyMap<string, PythonFramework> = new Map([
  ["fastapi.FastAPI", "fastapi"],
  ["fastapi.applications.FastAPI", "fastapi"],
  ["starlette.applications.Starlette", "starlette"],
  ["flask.Flask", "flask"],
  ["flask.app.Flask", "flask"],
]);

const verbs = /^(get|post|put|patch|delete|head|options)$/;

/** Every rule about applications asks for those of a module. */
const known = new WeakMap<PythonForm, readonly PythonApp[]>();

/** The applications of FastAPI, Starlette and Flask that the module creates outside of code for development. */
export function pythonApps(form: PythonForm): readonly PythonApp[] {
  const apps = known.get(form) ?? appsIn(form);
  known.set(form, apps);
  return apps;
}

function appsIn(form: PythonForm): PythonApp[] {
  if (!/FastAPI|Starlette|Flask/.test(form.text)) return [];
  return form.calls.flatMap((call) => {
    const framework = creators.get(form.qualifiedName(call.callee) ?? "");
    if (!framework || form.isDevelopmentOnly(call.at.start)) return [];
    const assigned = form.assignments.find(({ value }) => value.at.start === call.at.start);
    return { framework, call, assigned, name: assigned && pathOf(assigned.target) };
  });
}

/** The functions of the module that answer requests, in the order of the text. */
export function routesIn(form: PythonForm): PythonRoute[] {
  if (!/^[ \t]*@/m.test(form.text)) return [];
  return form.functions.flatMap((handler) =>
    handler.decorators.flatMap(
      (decorator) => routeOf(decorator.kind === "call" ? decorator : undefined, handler) ?? [],
    ),
  );
}

function routeOf(decorator: CallValue | undefined, handler: FunctionValue): PythonRoute | undefined {
  if (decorator?.callee.kind !== "member") return undefined;
  const { name, object } = decorator.callee;
  const owner = pathOf(object);
  const isRoute = verbs.test(name) || name === "route" || name === "api_route" || name === "websocket";
  if (!isRoute || owner === undefined) return undefined;
  const path = stringOf(
    positional(decorator, 0) ??
      entryNamed(decorator.args, "path")?.value ??
      entryNamed(decorator.args, "rule")?.value,
  );
  const listed = entryNamed(decorator.args, "methods")?.value;
  const methods =
    listed?.kind === "list" ? listed.items.flatMap((item) => stringOf(item)?.toLowerCase() ?? []) : ["get"];
  return { owner, methods: verbs.test(name) ? [name] : methods, path, decorator, handler };
}
