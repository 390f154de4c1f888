import type { ScriptForm } from "../../files/script/form";
import { addStatementsAfter, addStatementsBefore } from "../../files/script/insert";
import { quoteOf } from "../../files/syntax/style";
import { type CallValue, lastNameOf, pathOf, type Value } from "../../files/syntax/value";
import { insertion, type TextEdit } from "../../text/edits";

/** A call that starts a server: `app.listen(3000)`, `serve({ fetch: app.fetch })`. */
export interface Server {
  readonly call: CallValue;
  /** What has to close; undefined where only the module that makes it knows. */
  readonly framework: "node" | "fastify" | "nestjs" | undefined;
}

const makers: ReadonlyMap<string, NonNullable<Server["framework"]>> = new Map([
  ["express", "node"],
  ["express.express", "node"],
  ["koa", "node"],
  ["polka", "node"],
  ["restana", "node"],
  ["fastify", "fastify"],
  ["fastify.fastify", "fastify"],
  ["fastify.Fastify", "fastify"],
  ["@nestjs/core.NestFactory.create", "nestjs"],
  ...["http", "https", "http2", "node:http", "node:https", "node:http2"].flatMap((module) =>
    ["createServer", "createSecureServer", "Server"].map((name) => [`${module}.${name}`, "node"] as const),
  ),
]);

/** The servers that the module starts in production, in order. */
export function serversOf(form: ScriptForm): Server[] {
  if (!/\.listen\(|@hono\/node-server/.test(form.text)) return [];
  return form.calls.flatMap((call) => {
    const isServe = form.qualifiedName(call.callee) === "@hono/node-server.serve";
    const framework = isServe ? "node" : listening(call, form);
    if (!framework || form.isDevelopmentOnly(call.at.start)) return [];
    return [{ call, framework: framework === "elsewhere" ? undefined : framework }];
  });
}

function listening(
  { callee }: CallValue,
  form: ScriptForm,
): NonNullable<Server["framework"]> | "elsewhere" | undefined {
  if (callee.kind !== "member" || callee.name !== "listen") return undefined;
  const origin = originOf(callee.object, form);
  const made = origin.kind === "call" ? makers.get(form.qualifiedName(origin.callee) ?? "") : undefined;
  if (made) return made;
  const name = lastNameOf(callee.object) ?? "";
  const module = form.qualifiedName(callee.object) ?? "";
  return /^(app|server|application|api)$/i.test(name) && /^[.@~]/.test(module) ? "elsewhere" : undefined;
}

/** What makes the server: behind names and the links of a chain. */
function originOf(value: Value, form: ScriptForm): Value {
  let current = form.resolve(value);
  for (let hops = 0; hops < 20; hops++) {
    if (current.kind !== "call" || current.callee.kind !== "member" || isMaker(current, form)) return current;
    const { object } = current.callee;
    if (object.kind !== "call" && object.kind !== "name") return current;
    current = form.resolve(object);
  }
  return current;
}

function isMaker({ callee }: CallValue, form: ScriptForm): boolean {
  return makers.has(form.qualifiedName(callee) ?? "");
}

/** Lets the server finish its requests when the process is told to stop. Empty where it cannot be written here. */
export function shutdownEdits({ call, framework }: Server, form: ScriptForm): TextEdit[] {
  const statement = form.statementAt(call.at.start);
  if (!statement || framework === undefined) return [];
  const owner = call.callee.kind === "member" ? pathOf(call.callee.object) : undefined;
  if (framework === "nestjs") {
    const edit = owner && addStatementsBefore(form, call.at.start, [`${owner}.enableShutdownHooks();`]);
    return edit ? [edit] : [];
  }
  const quote = quoteOf(form.text, form.isModule ? '"' : "'");
  const on = (work: string) => `process.on(${quote}SIGTERM${quote}, () => ${work});`;
  const after = (line: string) => {
    const edit = addStatementsAfter(form, call.at.start, [line]);
    return edit ? [edit] : undefined;
  };
  if (framework === "fastify") return (owner && after(on(`${owner}.close()`))) || [];
  const known = serverName(call, form);
  if (known !== undefined) return after(on(`${known}.close(() => process.exit(0))`)) ?? [];
  const name = ["server", "httpServer", "listener"].find(
    (one) => form.bindingsOf(one, call.at.start) === undefined,
  );
  const isAlone = statement.at.start === call.at.start;
  const added = name !== undefined && isAlone ? after(on(`${name}.close(() => process.exit(0))`)) : undefined;
  return added ? [insertion(call.at.start, `const ${name} = `), ...added] : [];
}

/** How the module calls what has to be closed: the name of the server itself, or of what `listen` gives back. */
function serverName({ at, callee }: CallValue, form: ScriptForm): string | undefined {
  const assigned = form.assignments.find(
    ({ value }) => value.at.start <= at.start && at.start === value.at.start && at.end <= value.at.end,
  );
  if (assigned) return pathOf(assigned.target);
  const object = callee.kind === "member" && callee.object.kind === "name" ? callee.object : undefined;
  const made = object && form.resolve(object);
  const isServer =
    made?.kind === "call" && /^(createServer|createSecureServer|Server)$/.test(lastNameOf(made.callee) ?? "");
  return isServer ? object?.name : undefined;
}
