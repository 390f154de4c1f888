import type { SourceFile } from "../../files/source";
import type { CodeForm } from "../../files/syntax/code";
import { environmentRead } from "../../files/syntax/environment";
import {
  type CallValue,
  entryNamed,
  lastNameOf,
  positional,
  rootNameOf,
  type Value,
} from "../../files/syntax/value";
import type { Span } from "../../text/span";

/** A string that code gives to a name. */
export interface CodeValue {
  readonly name: string;
  readonly value: string;
  /** The literal with its quotes. */
  readonly at: Span;
  /** Whether it only counts where nobody sets the variable. */
  readonly isFallback: boolean;
  /** The variable of the environment that is read, where one is. */
  readonly variable: string | undefined;
}

/** Values are nested no deeper than people write them. */
const MAX_DEPTH = 8;

/** The strings that a file of Python or JavaScript gives to names, in the order of the text, each once. */
export function codeValuesIn(file: SourceFile<"python" | "javascript">): CodeValue[] {
  const form: CodeForm = file.form;
  const found = new Map<number, CodeValue>();
  const add = (name: string, value: Value, depth = 0) => {
    if (depth <= MAX_DEPTH) for (const each of read(name, value, form, depth, add)) keep(found, each);
  };
  for (const { target, value } of form.assignments) add(targetName(target) ?? "", value);
  for (const { value } of form.returns) add("", value);
  for (const call of form.calls) {
    add("", call);
    for (const secret of sessionSecrets(call)) add("SESSION_SECRET", secret);
    for (const arg of call.args) add(arg.name ?? "", arg.value);
    const secret = signingSecret(call);
    if (secret) add(secret.name, secret.value);
  }
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** What tells more of a value wins: the variable, then a name. */
function keep(found: Map<number, CodeValue>, value: CodeValue): void {
  const known = found.get(value.at.start);
  const isBetter =
    known && known.variable === undefined && (value.variable !== undefined || known.name === "");
  if (!known || isBetter) found.set(value.at.start, value);
}

type Add = (name: string, value: Value, depth: number) => void;

function* read(name: string, value: Value, form: CodeForm, depth: number, add: Add): Generator<CodeValue> {
  const inner = (under: string, part: Value) => add(under, part, depth + 1);
  switch (value.kind) {
    case "string":
      if (name !== "")
        yield { name, value: value.value, at: value.at, isFallback: false, variable: undefined };
      return;
    case "record":
      for (const entry of value.entries) inner(entry.name ?? "", entry.value);
      return;
    case "list":
      for (const item of value.items) inner("", item);
      return;
    case "choice":
      inner(name, value.whenTrue);
      inner(name, value.whenFalse);
      return;
    case "operation": {
      const [left, right] = value.operands;
      if (!/^(?:or|\?\?)$/.test(value.operator) || !left || !right) return;
      const variable = environmentRead(left, form)?.name;
      if (right.kind === "string") yield fallback(variable ?? name, right, variable);
      else inner(name, right);
      return;
    }
    case "call": {
      const variable = environmentRead(value, form);
      const known = variable?.fallback ?? fieldDefault(value);
      if (known?.kind === "string") yield fallback(variable?.name ?? name, known, variable?.name);
      return;
    }
    default:
  }
}

function fallback(
  name: string,
  { value, at }: Extract<Value, { kind: "string" }>,
  variable: string | undefined,
) {
  return { name, value, at, isFallback: true, variable };
}

/** `Field("…")` and `Field(default="…")` of pydantic, `z.string().default("…")`. */
function fieldDefault(call: CallValue): Value | undefined {
  const name = lastNameOf(call.callee);
  if (name === "Field") return entryNamed(call.args, "default")?.value ?? positional(call, 0);
  return name === "default" && call.callee.kind === "member" ? positional(call, 0) : undefined;
}

/** `session({ secret: "…" })`: what the secret is for stands in front of it. */
function sessionSecrets(call: CallValue): Value[] {
  if (!/session$/i.test(lastNameOf(call.callee) ?? "")) return [];
  return call.args.flatMap(({ value }) => {
    const entry = value.kind === "record" ? entryNamed(value.entries, "secret") : undefined;
    return entry ? [entry.value] : [];
  });
}

/** The secret that is passed without a name: `jwt.sign(payload, "…")`, `cookieParser("…")`. */
function signingSecret(call: CallValue): { readonly name: string; readonly value: Value } | undefined {
  const last = lastNameOf(call.callee) ?? "";
  if (last === "cookieParser") {
    const value = positional(call, 0);
    return value && { name: "COOKIE_SECRET", value };
  }
  if (
    !/^(?:sign|verify|encode|decode)$/.test(last) ||
    !/jwt|jsonwebtoken/i.test(rootNameOf(call.callee) ?? "")
  ) {
    return undefined;
  }
  const value = positional(call, 1);
  return value && { name: "JWT_SECRET", value };
}

/** `SECRET`, `app.secret_key`, `app.config["SECRET_KEY"]`. */
function targetName(target: Value): string | undefined {
  if (target.kind === "index") return target.key.kind === "string" ? target.key.value : undefined;
  return lastNameOf(target);
}
