import type { PythonForm } from "../../files/python/form";
import type { SourceFile } from "../../files/source";
import {
  type CallValue,
  entryNamed,
  pathOf,
  positional,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { pythonModule } from "../../project/python-modules";
import type { ProjectView } from "../../project/view";
import { pythonApps } from "../python/apps";

/** A switch that puts Flask into debug mode. */
export interface DebugSwitch {
  readonly value: Value;
  /** What it is called where it stands: `debug`, `app.debug`. */
  readonly name: string;
  /** It starts the development server, whose debugger runs code. */
  readonly isServer: boolean;
}

/** Functions called `run` that start something else. */
const otherRunners = /^(asyncio|anyio|trio|uvloop|uvicorn|hypercorn|subprocess|sh|invoke)\.run$/;

/** The debug switches of Flask that a module sets, in any of the forms they have. */
export function debugSwitches(file: SourceFile<"python">, project: ProjectView): DebugSwitch[] {
  const { form } = file;
  if (!/\bdebug["'\]]*\s*=|Flask\(/i.test(file.text)) return [];
  const hasFlask = form.imports.some(({ module }) => /^flask(_\w+)?$/.test(module.split(".")[0] ?? ""));
  return [
    ...form.calls.flatMap((call) => runIn(call, hasFlask, file, project) ?? []),
    ...(hasFlask ? settingsIn(form) : []),
  ];
}

/** `app.run(debug=True)`, `socketio.run(app, debug=True)`, also where `run` has got another name. */
function runIn(
  call: CallValue,
  hasFlask: boolean,
  { form, path }: SourceFile<"python">,
  project: ProjectView,
): DebugSwitch | undefined {
  const callee = form.resolve(call.callee);
  if (callee.kind !== "member" || callee.name !== "run") return undefined;
  if (otherRunners.test(form.qualifiedName(callee) ?? "")) return undefined;
  const named = entryNamed(call.args, "debug")?.value;
  const value = named ?? (isApp(callee.object, form) ? positional(call, 2) : undefined);
  if (!value || !(hasFlask || isAppOfAnother(callee.object, form, path, project))) return undefined;
  return { value, name: "debug", isServer: true };
}

function isApp(object: Value, form: PythonForm): boolean {
  const name = pathOf(object);
  return name !== undefined && pythonApps(form).some((app) => app.framework === "flask" && app.name === name);
}

/** `from shop import app`, `app = create_app()` with the factory of another module of the workspace. */
function isAppOfAnother(object: Value, form: PythonForm, path: string, project: ProjectView): boolean {
  const value = form.resolve(object);
  const name = form.qualifiedName(value.kind === "call" ? value.callee : value);
  const end = name?.lastIndexOf(".") ?? -1;
  if (name === undefined || end < 0) return false;
  const module = pythonModule(project, path, name.slice(0, end) || ".");
  return module !== undefined && /\bFlask\(/.test(module.text);
}

/** `app.debug = True`, `app.config["DEBUG"] = True`, `app.config.update(DEBUG=True)` */
function settingsIn(form: PythonForm): DebugSwitch[] {
  const names = new Set(
    pythonApps(form).flatMap(({ framework, name }) => (framework === "flask" && name) || []),
  );
  const assigned = form.assignments.flatMap(({ target, value }) => {
    const name = pathOf(target.kind === "index" ? target.object : target);
    if (name === undefined) return [];
    const owner = name.replace(/\.(debug|config(\.DEBUG)?)$/, "");
    const isSwitch =
      target.kind === "index" ? stringOf(target.key) === "DEBUG" && name.endsWith(".config") : name !== owner;
    const label = target.kind === "index" ? `${name}["DEBUG"]` : name;
    return isSwitch && names.has(owner) && label !== `${owner}.config`
      ? [{ value, name: label, isServer: false }]
      : [];
  });
  const updated = form.calls.flatMap(({ callee, args }) => {
    const name = /^(.*)\.config\.(update|from_mapping)$/.exec(pathOf(callee) ?? "")?.[1];
    const entry = name !== undefined && names.has(name) ? entryNamed(args, "DEBUG") : undefined;
    return entry ? [{ value: entry.value, name: "DEBUG", isServer: false }] : [];
  });
  return [...assigned, ...updated];
}
