import { addProperty } from "../../files/json-edits";
import type { SourceFile } from "../../files/source";
import { listOf as listOfUnit } from "../../files/systemd/form";
import { appendItem, setValue } from "../../files/yaml/edits";
import { asMap, textOf, valueAt, type YamlMap, type YamlValue } from "../../files/yaml/form";
import { buildOf, folderOf, resolvePath } from "../../project/services";
import { variables } from "../../project/variables";
import { definitionsIn } from "../../project/variables/definitions";
import { isRender } from "../../project/variables/manifests";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { isForDevelopment, productionOf } from "../compose/production";
import { appServiceOf } from "../systemd/app";
import { addVariables, variablesOfService } from "./compose-variables";
import { flyVariables } from "./fly-secrets";
import { codeOfFolder, codeOfImage, type DeployedCode } from "./image-code";

/** A service as one file deploys it, and the variables that it gets. */
export interface DeployTarget {
  readonly name: string;
  /** Where to speak of what it lacks. */
  readonly at: Span;
  /** What it is built from: services of one build share their code, not always their variables. */
  readonly build: string;
  readonly code: DeployedCode;
  /** Whether it gets a variable. */
  has(name: string): boolean;
  /** Files that would set more, where they were in the workspace. */
  readonly missingFiles: readonly string[];
  /** The edits that have somebody set `names`; undefined where the file has no place for them. */
  add(names: readonly string[]): readonly TextEdit[] | undefined;
}

/** The services of a file whose variables are all known. */
export function deployTargets(file: SourceFile, project: ProjectView): DeployTarget[] {
  if (file.role !== "prod") return [];
  if (file.is("compose")) return composeTargets(file, project);
  if (file.is("yaml") && isRender(file.path)) return renderTargets(file, project);
  if (file.is("json") && /(?:^|\/)app\.json$/.test(file.path)) return herokuTargets(file, project);
  if (file.is("systemd")) return unitTargets(file, project);
  return file.is("toml") ? flyTargets(file, project) : [];
}

function composeTargets(file: SourceFile<"compose">, project: ProjectView): DeployTarget[] {
  if (!file.form.clean || file.form.includes.length > 0 || productionOf(file, project).isElsewhere) return [];
  return file.form.services.flatMap((service) => {
    const build = isForDevelopment(service) ? undefined : buildOf(service, file.path);
    if (!build || !service.map) return [];
    const { names, missingFiles, isOpen } = variablesOfService(service, build, file, project);
    if (isOpen) return [];
    return {
      name: service.name,
      at: service.at,
      build: `${build.context}:${build.dockerfile}`,
      code: codeOfImage(build, project),
      has: (name) => names.has(name),
      missingFiles,
      add: (wanted) =>
        addVariables(
          service,
          wanted.map((name) => ({ name, value: `\${${name}:?set ${name} in .env}` })),
          file,
        ),
    };
  });
}

function renderTargets(file: SourceFile<"yaml">, project: ProjectView): DeployTarget[] {
  const { form } = file;
  if (!form.clean) return [];
  const groups = new Map(
    listOf(valueAt(form.root, "envVarGroups")).map((group) => [
      textOf(valueAt(group, "name")) ?? "",
      keysOf(group),
    ]),
  );
  return listOf(valueAt(form.root, "services")).flatMap((service) => {
    const map = asMap(service);
    const name = map?.get("name");
    const runtime = textOf(map?.get("runtime")) ?? textOf(map?.get("env"));
    if (!map || name?.kind !== "scalar" || !/^(?:web|worker|pserv|cron)$/.test(textOf(map.get("type")) ?? ""))
      return [];
    if (runtime === "static" || runtime === "image") return [];
    const used = listOf(map.get("envVars")).flatMap((item) => textOf(valueAt(item, "fromGroup")) ?? []);
    if (used.some((group) => !groups.has(group))) return [];
    const build = renderBuild(map, runtime, file.path);
    if (build === undefined) return [];
    const names = new Set([...keysOf(map), ...used.flatMap((group) => groups.get(group) ?? [])]);
    return {
      name: name.text,
      at: name.at,
      build: build.key,
      code:
        build.dockerfile === undefined
          ? codeOfFolder(build.folder, project)
          : codeOfImage({ context: build.folder, dockerfile: build.dockerfile }, project),
      has: (one) => names.has(one),
      missingFiles: [],
      add: (wanted) => {
        const items = wanted.map((key) => ({ key, sync: false }));
        const list = map.get("envVars");
        if (list?.kind !== "list") return setValue(form, map, "envVars", items);
        const edits = items.map((item) => appendItem(form, list, item));
        return edits.every((one) => one !== undefined) ? edits.flat() : undefined;
      },
    };
  });
}

function renderBuild(map: YamlMap, runtime: string | undefined, path: string) {
  const root = resolvePath(folderOf(path), textOf(map.get("rootDir")) ?? ".");
  if (root === undefined) return undefined;
  if (runtime !== "docker") return { key: root, folder: root, dockerfile: undefined };
  const context = resolvePath(root, textOf(map.get("dockerContext")) ?? ".");
  const dockerfile = resolvePath(root, textOf(map.get("dockerfilePath")) ?? "Dockerfile");
  if (context === undefined || dockerfile === undefined) return undefined;
  return { key: `${context}:${dockerfile}`, folder: context, dockerfile };
}

function keysOf(service: YamlValue): string[] {
  return listOf(valueAt(service, "envVars")).flatMap((item) => textOf(valueAt(item, "key")) ?? []);
}

function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : [];
}

/** What add-ons set is not in the file: their addresses and keys. */
const addOns =
  /^(?:DATABASE|REDIS|MONGO\w{0,8}|CLOUDAMQP|RABBITMQ|MEMCACHIER|CLOUDINARY|SENDGRID|MAILGUN|BONSAI|SEARCHBOX|PAPERTRAIL|SENTRY|SCOUT)_/;

function herokuTargets(file: SourceFile<"json">, project: ProjectView): DeployTarget[] {
  const { form, text } = file;
  const env = form.property("env");
  if (!form.clean || env?.value.kind !== "object") return [];
  const { value, keyAt } = env;
  const names = new Set(value.properties.map(({ key }) => key));
  const added = form.get("addons");
  const hasAddOns = added?.kind === "array" && added.items.length > 0;
  return [
    {
      name: "the app",
      at: keyAt,
      build: "",
      code: codeOfFolder(folderOf(file.path), project),
      has: (name) => names.has(name) || (hasAddOns && addOns.test(name)),
      missingFiles: [],
      add: (wanted) => {
        if (value.properties.length === 0 && wanted.length > 1) return undefined;
        return wanted.map((name) => addProperty(text, value, name, '{ "required": true }'));
      },
    },
  ];
}

function flyTargets(file: SourceFile<"toml">, project: ProjectView): DeployTarget[] {
  const known = flyVariables(file, project);
  if (!known) return [];
  const code = codeOfFolder(folderOf(file.path), project);
  const has = (name: string) => known.names.has(name);
  return [{ name: "the app", at: known.at, build: "", code, has, missingFiles: [], add: () => undefined }];
}

/** A unit starts the one program of the repository; of several nobody knows which. */
function unitTargets(file: SourceFile<"systemd">, project: ProjectView): DeployTarget[] {
  const { form } = file;
  const start = listOfUnit(form, "Service", "ExecStart")[0];
  const homes = project.fact(variables).packages.filter((folder) => folder !== "");
  if (!appServiceOf(file) || !start || homes.length > 1) return [];
  const names = new Set(definitionsIn(file).map(({ name }) => name));
  const missingFiles: string[] = [];
  for (const { text } of listOfUnit(form, "Service", "EnvironmentFile")) {
    const written = text.replace(/^-/, "");
    const source = project.file(written.slice(written.lastIndexOf("/") + 1));
    if (source?.is("dotenv")) for (const { key } of source.form.assignments) names.add(key);
    else missingFiles.push(written);
  }
  if (listOfUnit(form, "Service", "PassEnvironment").length > 0) return [];
  return [
    {
      name: file.path.slice(file.path.lastIndexOf("/") + 1),
      at: start.keyAt,
      build: "",
      code: codeOfFolder("", project),
      has: (name) => names.has(name),
      missingFiles,
      // Values do not belong into a unit, which everybody on the machine may read.
      add: () => undefined,
    },
  ];
}
