import type { CodeForm } from "./code";
import { entryNamed, lastNameOf, pathOf, positional, stringOf, type Value } from "./value";

/** A value that comes from the environment, with what it is where the variable is not set. */
export interface EnvironmentRead {
  readonly name: string;
  readonly fallback: Value | undefined;
}

/** Functions that read one variable; the second argument is the value where it is not set. */
const readers = new Set(["os.getenv", "os.environ.get", "Deno.env.get", "decouple.config"]);

/** Readers of well-known helpers (django-environ, python-decouple, Nest's ConfigService) by their own name. */
const readerNames = new Set(
  "env config getenv get getOrThrow str string list tuple json url bool int".split(" "),
);

const records = new Set(["process.env", "os.environ", "import.meta.env", "Bun.env"]);

/** The environment variable that `value` reads, with a literal name. */
export function environmentRead(value: Value, form: CodeForm): EnvironmentRead | undefined {
  if (value.kind === "member" && records.has(pathOf(value.object) ?? "")) {
    return { name: value.name, fallback: undefined };
  }
  if (value.kind === "index" && records.has(form.qualifiedName(value.object) ?? "")) {
    const name = stringOf(value.key);
    return name === undefined ? undefined : { name, fallback: undefined };
  }
  if (value.kind !== "call") return undefined;
  const name = stringOf(positional(value, 0));
  if (name === undefined) return undefined;
  const known = readers.has(form.qualifiedName(value.callee) ?? "");
  const likely =
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name) && readerNames.has(lastNameOf(value.callee) ?? "");
  if (!known && !likely) return undefined;
  return { name, fallback: entryNamed(value.args, "default")?.value ?? positional(value, 1) };
}
