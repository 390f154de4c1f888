import type { JsonProperty } from "../../files/json";
import { addProperty } from "../../files/json-edits";
import type { SourceFile } from "../../files/source";
import { type TomlEntry, tomlEntries } from "../../files/toml";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { Span } from "../../text/span";
import { jsonText } from "../heroku/app-json";
import { endOfTable } from "../platform/toml-table";

type Section = "build" | "deploy";

/** A setting of a Railway service. */
export interface RailwaySetting {
  readonly keyAt: Span;
  /** The value with its quotes. */
  readonly valueAt: Span | undefined;
  /** The value as a text whose characters stand in the file as they are, and its place between the quotes. */
  readonly text: { readonly text: string; readonly at: Span } | undefined;
}

/** What `railway.json` or `railway.toml` says of a service. */
export interface RailwayManifest {
  /** Where the section begins: its key or its header; undefined when it is not there. */
  sectionAt(section: Section): Span | undefined;
  setting(section: Section, key: string): RailwaySetting | undefined;
  /** The edit that adds a setting, `value` as JSON; undefined where there is no section to add it to. */
  add(section: Section, key: string, value: string): TextEdit | undefined;
}

/** What the file says of a service of Railway; undefined for all other files. */
export function railwayManifest(file: SourceFile): RailwayManifest | undefined {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (file.is("json")) return name === "railway.json" ? inJson(file) : undefined;
  return file.is("toml") && name === "railway.toml" ? inToml(file) : undefined;
}

/** Commands of processes that answer nobody. */
const worker = /\b(?:celery|worker|beat|rq|dramatiq|sidekiq|scheduler|cron|bot)\b/;

/** Whether requests may reach the service: neither a timer nor, by what it starts, a worker. */
export function answersRequests(manifest: RailwayManifest): boolean {
  if (manifest.setting("deploy", "cronSchedule")) return false;
  return !worker.test(manifest.setting("deploy", "startCommand")?.text?.text ?? "");
}

/** How the service is built, in capitals; undefined where the file leaves that to Railway. */
export function builderOf(manifest: RailwayManifest): string | undefined {
  const named = manifest.setting("build", "builder")?.text?.text.toUpperCase();
  return named ?? (manifest.setting("build", "dockerfilePath")?.text ? "DOCKERFILE" : undefined);
}

function inJson({ form, text }: SourceFile<"json">): RailwayManifest {
  return {
    sectionAt: (section) => form.property(section)?.keyAt,
    setting(section, key) {
      const property: JsonProperty | undefined = form.property(section, key);
      // `null` leaves the setting to Railway.
      if (!property || (property.value.kind === "scalar" && property.value.value === null)) return undefined;
      const { keyAt, value } = property;
      return { keyAt, valueAt: value.at, text: jsonText(value) };
    },
    add(section, key, value) {
      const owner = form.get(section);
      return owner?.kind === "object" ? addProperty(text, owner, key, value) : undefined;
    },
  };
}

function inToml({ form, text, eol }: SourceFile<"toml">): RailwayManifest {
  const table = (section: Section) =>
    form.tables.find(({ path, isArray }) => path.join(".") === section && !isArray);
  return {
    sectionAt: (section) => table(section)?.span,
    setting(section, key) {
      const entry = tomlEntries(form, section).find((one) => one.key.join(".") === key);
      return entry && { keyAt: entry.keySpan, valueAt: entry.value?.span, text: plainText(entry, text) };
    },
    add(section, key, value) {
      const owner = table(section);
      if (!owner) return undefined;
      const [first] = owner.entries;
      const indent = first ? indentAt(text, first.keySpan.start) : "";
      return insertion(endOfTable(owner, text), `${eol}${indent}${key} = ${value}`);
    },
  };
}

function plainText({ value }: TomlEntry, source: string): RailwaySetting["text"] {
  if (value?.kind !== "string") return undefined;
  const { contentSpan: at, text } = value;
  return source.slice(at.start, at.end) === text ? { text, at } : undefined;
}
