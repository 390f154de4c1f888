import { roleOf } from "../../files/role";
import type { ScriptForm } from "../../files/script/form";
import { importNamed } from "../../files/script/imports";
import { addStatementsAfter, addStatementsBefore, usesSemicolons } from "../../files/script/insert";
import type { SourceFile } from "../../files/source";
import { addEntry, insertAfter } from "../../files/syntax/entry-edits";
import type { Assignment } from "../../files/syntax/outline";
import { quoteOf } from "../../files/syntax/style";
import { type CallValue, entryNamed, lastNameOf, type Value } from "../../files/syntax/value";
import { addNodeDependency } from "../../project/add-dependency";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertion, replacement } from "../../text/edits";
import { eolOf } from "../../text/lines";
import type { GeneratedFile } from "../generator";
import { fileOf } from "../node-start";
import { isDeeperService } from "../port";
import { inFolder, type NodeFramework, type NodeService } from "../service";
import { manifests, wired } from "./app-wiring";

type Script = SourceFile<"javascript">;

const makers: Readonly<Partial<Record<NodeFramework, readonly string[]>>> = {
  express: ["express", "express.express"],
  fastify: ["fastify", "fastify.fastify", "fastify.Fastify"],
  koa: ["koa"],
  hono: ["hono.Hono"],
  nest: ["@nestjs/core.NestFactory.create"],
};

/** The file that is written, of the one that production starts: `src/main.ts` of `dist/main.js`. */
export function sourceOf(service: NodeService, project: ProjectView): Script | undefined {
  const started = fileOf(service.start) ?? service.start.find((word) => /\.[cm]?[jt]s$/.test(word));
  if (started === undefined) return undefined;
  const bare = started.replace(/\.[cm]?js$/, "");
  const inside = bare.replace(/^(?:dist|build|out|lib)\//, "");
  const names = [bare, `src/${inside}`, inside].flatMap((base) =>
    [base, `${base}/index`].flatMap((one) => [".ts", ".mts", ".js", ".mjs", ".cjs"].map((end) => one + end)),
  );
  for (const name of [started, ...names]) {
    const file = project.file(inFolder(service.folder, name));
    if (file?.is("javascript")) return file;
  }
  return undefined;
}

/** `call(app);` right behind what makes the application, or in front of it. */
export function wireApp(
  service: NodeService,
  generated: string,
  call: string,
  place: "before" | "after",
  project: ProjectView,
  line = (app: string) => `${call}(${app});`,
): GeneratedFile[] {
  const names = makers[service.framework];
  if (!names || (call === "endGracefully" && stopsItself(service, project))) return [];
  const made = scriptsOf(service, project).flatMap((file) => madeIn(file.form, names).map(() => file));
  const [only] = made;
  if (!only || made.length > 1) return [];
  return wired(only.path, project, (file) => {
    if (!file.is("javascript") || new RegExp(`\\b${call}\\b`).test(file.text)) return undefined;
    const [app] = madeIn(file.form, names);
    if (app?.target.kind !== "name") return undefined;
    const imported = importNamed(file.form, moduleName(file, generated, service, project), call);
    const add = place === "after" ? addStatementsAfter : addStatementsBefore;
    const added = add(file.form, app.at.start, [line(app.target.name)]);
    return imported && added ? [...imported.edits, added] : undefined;
  });
}

/** `endGracefully(app.listen(port))`, or behind the name that what it gives back has. */
export function wireListen(service: NodeService, generated: string, project: ProjectView): GeneratedFile[] {
  if (stopsItself(service, project)) return [];
  const found = scriptsOf(service, project).flatMap((file) => listensIn(file.form).map(() => file));
  const [only] = found;
  if (!only || found.length > 1) return [];
  return wired(only.path, project, (file) => {
    if (!file.is("javascript")) return undefined;
    const { form } = file;
    const [call] = listensIn(form);
    const statement = call && form.statementAt(call.at.start);
    if (!call || !statement) return undefined;
    const imported = importNamed(form, moduleName(file, generated, service, project), "endGracefully");
    if (!imported) return undefined;
    const assigned = form.assignments.find(({ value }) => value.at.start === call.at.start);
    if (assigned?.target.kind === "name" && assigned.value.at.end === call.at.end) {
      const added = addStatementsAfter(form, call.at.start, [`endGracefully(${assigned.target.name});`]);
      return added && [...imported.edits, added];
    }
    if (statement.at.start !== call.at.start || !/^;?$/.test(form.text.slice(call.at.end, statement.at.end)))
      return undefined;
    return [...imported.edits, insertion(call.at.start, "endGracefully("), insertion(call.at.end, ")")];
  });
}

/** `import "./instrument"` in front of everything else, and the package that it needs. */
export function wireFirst(service: NodeService, generated: string, project: ProjectView): GeneratedFile[] {
  const files = wired(sourceOf(service, project)?.path, project, (file) => {
    if (!file.is("javascript") || /@sentry\/|\binstrument\b/.test(file.text)) return undefined;
    const { form, text } = file;
    const first = form.topLevel.find(({ start, end }) => !/^["']use \w+["'];?$/.test(text.slice(start, end)));
    if (!first) return undefined;
    const quote = quoteOf(text, form.isModule ? '"' : "'");
    const module = quote + moduleName(file, generated, service, project) + quote;
    const statement = form.isModule ? `import ${module}` : `require(${module})`;
    return [insertion(first.start, `${statement}${usesSemicolons(form) ? ";" : ""}${eolOf(text)}`)];
  });
  const [first] = files;
  return first
    ? [...files, ...manifests(addNodeDependency(project, first.path, "@sentry/node"), project)]
    : [];
}

/** The controller among those of the root module, which `NestFactory.create` names. */
export function wireController(
  service: NodeService,
  generated: string,
  name: string,
  project: ProjectView,
): GeneratedFile[] {
  const main = sourceOf(service, project);
  const [create, ...others] = main?.form.callsTo("@nestjs/core.NestFactory.create") ?? [];
  const root = create?.args[0]?.value;
  if (!main || root?.kind !== "name" || others.length > 0) return [];
  const source = main.form.imports.find(({ names }) =>
    names.some(({ local }) => local === root.name),
  )?.module;
  if (source === undefined || !source.startsWith("./")) return [];
  const base = inFolder(folderOf(main.path), source.slice(2)).replace(/\.[cm]?js$/, "");
  const path = [`${base}.ts`, `${base}.js`].find((one) => project.has(one));
  return wired(path, project, (file) => {
    if (!file.is("javascript") || file.text.includes(name)) return undefined;
    const options = moduleOptions(file.form, root.name);
    const imported = importNamed(file.form, moduleName(file, generated, service, project), name);
    if (options?.kind !== "record" || !imported) return undefined;
    const listed = entryNamed(options.entries, "controllers")?.value;
    if (listed === undefined)
      return [...imported.edits, addEntry(file.text, options, `controllers: [${name}]`)];
    if (listed.kind !== "list") return undefined;
    const last = listed.items.at(-1);
    const added = last ? insertAfter(file.text, last.at, name) : replacement(listed.at, `[${name}]`);
    return [...imported.edits, added];
  });
}

function moduleOptions(form: ScriptForm, name: string): Value | undefined {
  const decorators = form.classes.find((one) => one.name === name)?.decorators ?? [];
  const module = decorators.find(
    (one): one is CallValue => one.kind === "call" && lastNameOf(one.callee) === "Module",
  );
  return module?.args[0]?.value;
}

/** Names that stand for a new application; one entry without a plain name for every other. */
function madeIn(form: ScriptForm, names: readonly string[]): Assignment[] {
  return form.callsTo(...names).map((call): Assignment => {
    const assigned = form.assignments.find(
      ({ value }) => value.at.start <= call.at.start && value.at.end === call.at.end && value.kind === "call",
    );
    const isSure = assigned && form.conditionsAt(call.at.start).length === 0;
    const other = { kind: "other", at: call.at } as const;
    return isSure ? assigned : { at: call.at, target: other, value: other, operator: "=", scope: undefined };
  });
}

const servers = /^(?:express|express\.express|koa|(?:node:)?https?\.(?:createServer|Server))$/;

/** Where a server of Node begins to listen, as far as the file shows what it is. */
function listensIn(form: ScriptForm): CallValue[] {
  if (!form.text.includes(".listen(")) return [];
  return form.calls.filter(({ callee }) => {
    if (callee.kind !== "member" || callee.name !== "listen") return false;
    const made = form.resolve(callee.object);
    if (made.kind === "call" && servers.test(form.qualifiedName(made.callee) ?? "")) return true;
    return (
      /^[.@~]/.test(form.qualifiedName(callee.object) ?? "") &&
      /^(?:app|server)$/.test(lastNameOf(callee.object) ?? "")
    );
  });
}

/** Whether the code hears of the end already. */
function stopsItself(service: NodeService, project: ProjectView): boolean {
  return scriptsOf(service, project).some(({ text }) =>
    /["'`]SIGTERM["'`]|\benableShutdownHooks\b|\bendGracefully\(/.test(text.replace(/\/\*[\s\S]*?\*\//g, "")),
  );
}

function scriptsOf({ folder }: NodeService, project: ProjectView): Script[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  return project.paths().flatMap((path) => {
    if (!path.startsWith(prefix) || !/\.[cm]?[jt]s$/.test(path) || roleOf(path) !== "prod") return [];
    const file = isDeeperService(path, folder, project) ? undefined : project.file(path);
    return file?.is("javascript") ? [file] : [];
  });
}

/** How `file` names the generated one: with the ending that its own imports have. */
function moduleName(file: Script, generated: string, service: NodeService, project: ProjectView): string {
  const from = folderOf(file.path)
    .split("/")
    .filter((part) => part !== "");
  const to = generated.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const up = "../".repeat(from.length - shared);
  const path = `${up === "" ? "./" : up}${to.slice(shared).join("/")}`;
  if (!path.endsWith(".ts")) return file.form.isModule ? path : path.replace(/\.js$/, "");
  const bare = path.slice(0, -3);
  const own = file.form.imports.map(({ module }) => module).find((one) => /^\.{1,2}\//.test(one));
  if (own !== undefined) return bare + (/\.[jt]s$/.exec(own)?.[0] ?? "");
  if (service.start.some((word) => word.endsWith(".ts")) && service.start[0] === "node") return path;
  const manifest = project.file(service.manifest);
  const type = manifest?.is("json") ? manifest.form.get("type") : undefined;
  return type?.kind === "scalar" && type.value === "module" ? `${bare}.js` : bare;
}
