import type { JsonObject } from "../../files/json";
import type { PythonForm } from "../../files/python/form";
import { importModule } from "../../files/python/imports";
import type { SourceFile } from "../../files/source";
import { type CallValue, pathOf } from "../../files/syntax/value";
import { setScalar } from "../../files/yaml/edits";
import type { YamlMap, YamlValue } from "../../files/yaml/form";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import type { Fix } from "../rule";
import type { AssignedValue } from "./assigned-values";
import { listInExample, moveToEnvironment, variableName } from "./to-environment";

/** What can be done about a credential that stands in a file, by what the file is. */
export function fixesFor(assigned: AssignedValue, file: SourceFile, project: ProjectView): Fix[] {
  const fix = fixFor(assigned, file, project);
  return fix ? [fix] : [];
}

function fixFor(assigned: AssignedValue, file: SourceFile, project: ProjectView): Fix | undefined {
  const { name, at, source } = assigned;
  if (!file.form.clean) return undefined;
  if (source === "dotenv") {
    const title = `Blank ${name}: set it where the app runs`;
    return { title, kind: "review", edits: [replacement(at, "")] };
  }
  if (source === "render" && file.is("yaml")) return generatedByRender(assigned, file);
  if (source === "heroku" && file.is("json")) return generatedByHeroku(assigned, file);
  if (source !== "code") return undefined;
  return assigned.isFallback
    ? withoutFallback(assigned, file, project)
    : moveToEnvironment(file, project, at, assigned.variable ?? nameFor(name, file, at));
}

/** A bare `secret` or `password` is told apart from others by what it is for. */
function nameFor(name: string, { text }: SourceFile, at: Span): string {
  const variable = variableName(name);
  if (variable.includes("_")) return variable;
  const before = text.slice(Math.max(0, at.start - 200), at.start);
  if (variable === "SECRET") return /session|cookie/i.test(before) ? "SESSION_SECRET" : "APP_SECRET";
  return /^PASS/.test(variable) ? "DATABASE_PASSWORD" : variable;
}

/** Render makes a value of 256 bits itself, once, and keeps it. */
function generatedByRender({ name, at }: AssignedValue, file: SourceFile<"yaml">): Fix | undefined {
  const map = mapAround(file.form.root, at);
  const entry = map?.own.find(({ key }) => key === "value");
  if (entry?.value.kind !== "scalar") return undefined;
  const edits = setScalar(file.form, entry.value, true);
  if (!edits) return undefined;
  const title = `Let Render generate ${name}`;
  return { title, kind: "review", edits: [replacement(entry.origin, "generateValue"), ...edits] };
}

function mapAround(value: YamlValue | undefined, at: Span): YamlMap | undefined {
  if (value?.kind === "list") {
    for (const item of value.items) {
      const found = mapAround(item, at);
      if (found) return found;
    }
  }
  if (value?.kind !== "map") return undefined;
  for (const { value: inner } of value.own) {
    if (inner.kind === "scalar") {
      if (inner.via === undefined && inner.origin.start <= at.start && at.end <= inner.origin.end)
        return value;
      continue;
    }
    const found = mapAround(inner, at);
    if (found) return found;
  }
  return undefined;
}

function generatedByHeroku({ name, at }: AssignedValue, file: SourceFile<"json">): Fix | undefined {
  const env = file.form.get("env");
  const property = (env?.kind === "object" ? env : undefined)?.properties.find(
    ({ value }) => value.at.start <= at.start && at.end <= value.at.end,
  );
  if (!property) return undefined;
  const title = `Let Heroku generate ${name}`;
  if (property.value.kind === "scalar") {
    return { title, kind: "review", edits: [replacement(property.value.at, '{ "generator": "secret" }')] };
  }
  const given = (property.value as JsonObject).properties.find(({ key }) => key === "value");
  if (!given) return undefined;
  const edits = [replacement(given.keyAt, '"generator"'), replacement(given.value.at, '"secret"')];
  return { title, kind: "review", edits };
}

/** Without the default the program stops where nobody sets the variable. */
function withoutFallback(assigned: AssignedValue, file: SourceFile, project: ProjectView): Fix | undefined {
  const { at, variable } = assigned;
  if (variable === undefined || (!file.is("python") && !file.is("javascript"))) return undefined;
  const edits = behindOperator(file, at) ?? withoutArgument(file, at, variable);
  if (!edits) return undefined;
  const listed = listInExample(file, project, variable);
  return {
    title: `Ask for ${variable} instead of a default`,
    kind: "review",
    edits,
    ...(listed ? { also: [listed] } : {}),
  };
}

/** `read || "…"`, `read ?? "…"`, `read or "…"`: the operator goes with the default. */
function behindOperator({ text }: SourceFile, at: Span): readonly TextEdit[] | undefined {
  const before = text.slice(Math.max(0, at.start - 80), at.start);
  const operator = /\s*(?:\|\||\?\?|\sor)\s{1,20}$/.exec(before)?.[0];
  return operator === undefined ? undefined : [replacement(span(at.start - operator.length, at.end), "")];
}

/** `os.getenv("X", "…")` becomes `os.environ["X"]`, which stops; readers of libraries stop without a default. */
function withoutArgument(
  file: SourceFile<"python" | "javascript">,
  at: Span,
  variable: string,
): readonly TextEdit[] | undefined {
  const [call] = file.form.callsAround(at.start);
  if (!call) return undefined;
  const callee = pathOf(call.callee);
  if (file.is("python") && /^(?:os\.)?(?:getenv|environ\.get)$/.test(callee ?? "")) {
    if (callee === "environ.get") return [replacement(call.at, `environ["${variable}"]`)];
    const form: PythonForm = file.form;
    const os = importModule(form, "os");
    return os && [replacement(call.at, `${os.local}.environ["${variable}"]`), ...os.edits];
  }
  const index = call.args.findIndex((arg) => arg.at.start <= at.start && at.end <= arg.at.end);
  const previous = call.args[index - 1];
  return previous && isLast(call, index)
    ? [replacement(span(previous.at.end, call.args[index]?.at.end ?? at.end), "")]
    : undefined;
}

function isLast(call: CallValue, index: number): boolean {
  return index === call.args.length - 1;
}
