import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";
import { inQuotes, insertPair, type YamlEdits } from "../../files/yaml/edits";
import { asMap, type YamlForm } from "../../files/yaml/form";
import type { YamlMap } from "../../files/yaml/value";
import { addKey, together } from "./owner";

/** Whether the log of a service is kept within bounds; `unknown` when a variable decides, or a map that is not read. */
export type LogState = "bounded" | "unbounded" | "unknown";

/** What becomes of the log of `service` with the drivers that Docker brings. */
export function logState(service: ComposeService): LogState {
  const value = service.get("logging");
  if (!value) return "unbounded";
  const logging = asMap(value);
  if (!logging) return "unknown";
  const driver = logging.get("driver");
  const text = composeText(driver);
  if (driver && text?.value === undefined) return "unknown";
  if (text && text.value !== "json-file") return "bounded";
  const options = logging.get("options");
  if (!options) return "unbounded";
  return options.kind === "map" ? sizeState(options) : "unknown";
}

function sizeState(options: YamlMap): LogState {
  const size = composeText(options.get("max-size"));
  if (!size) return "unbounded";
  return size.value === undefined ? "bounded" : size.value.trim() === "-1" ? "unbounded" : "bounded";
}

const bounds = { "max-size": inQuotes("10m"), "max-file": "3" };
const defaults = { driver: "json-file", options: bounds };
const NAME = "default-logging";

/**
 * The edits that bound the logs of `services`, whose `logging` is unbounded: what is set is completed, the others get a
 * setting of the file that they share. Undefined where the text does not have a place for it.
 */
export function boundLogs(form: YamlForm, services: readonly ComposeService[]): YamlEdits {
  const groups: YamlEdits[] = [];
  const done = new Set<number>();
  const bare: ComposeService[] = [];
  for (const service of services) {
    const logging = asMap(service.get("logging"));
    if (!logging) bare.push(service);
    else if (!done.has(logging.origin.start)) groups.push(complete(form, logging));
    if (logging) done.add(logging.origin.start);
  }
  if (bare.length === 0) return joined(groups);
  const [only] = bare;
  const anchor = sharedName(form);
  if (bare.length === 1 && only && anchor === undefined) {
    return joined([...groups, addKey(form, only, "logging", defaults)]);
  }
  const setting = anchor === undefined ? addSetting(form, bare) : [];
  return joined([...groups, setting, ...bare.map((service) => refer(form, service, anchor ?? NAME))]);
}

/** All of `groups`, which are about different places. Undefined when one of them is. */
function joined(groups: readonly YamlEdits[]): YamlEdits {
  return groups.includes(undefined) ? undefined : groups.flatMap((group) => group ?? []);
}

function complete(form: YamlForm, logging: YamlMap): YamlEdits {
  const options = asMap(logging.get("options"));
  if (!options) return insertPair(form, logging, "options", bounds);
  if (options.has("max-size") || options.merges.length > 0) return undefined;
  const file = options.has("max-file") ? [] : [insertPair(form, options, "max-file", bounds["max-file"])];
  return together(insertPair(form, options, "max-size", bounds["max-size"]), ...file);
}

/** The anchor of a setting at the top of the file that bounds logs already: `x-logging: &default-logging`. */
function sharedName(form: YamlForm): string | undefined {
  for (const { key, origin, value } of asMap(form.root)?.own ?? []) {
    if (!key.startsWith("x-") || value.kind !== "map" || value.via) continue;
    const options = asMap(value.get("options"));
    if (!options || sizeState(options) !== "bounded") continue;
    const name = /^\s*:\s*&([\w-]+)\s/.exec(form.text.slice(origin.end, value.origin.start))?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Writes the setting above `services`, so that its anchor comes before the names that point at it. */
function addSetting(form: YamlForm, users: readonly ComposeService[]): YamlEdits {
  const root = asMap(form.root);
  const services = root?.own.find(({ key }) => key === "services");
  if (!root || !services || root.has("x-logging") || form.text.includes(`&${NAME}`)) return undefined;
  if (users.some(({ map }) => !map || map.origin.start < services.origin.start)) return undefined;
  const [edit] = insertPair(form, root, "x-logging", defaults, { before: "services" }) ?? [];
  if (!edit || root.flow) return undefined;
  const eol = edit.text.includes("\r\n") ? "\r\n" : "\n";
  return [{ span: edit.span, text: edit.text.replace("x-logging:", `x-logging: &${NAME}`) + eol }];
}

/** Points `logging` of `service` at an anchor: an alias is no value that could be printed, so it replaces a stand-in. */
function refer(form: YamlForm, service: ComposeService, anchor: string): YamlEdits {
  const edits = addKey(form, service, "logging", inQuotes(`*${anchor}`));
  return edits?.map(({ span, text }) => ({ span, text: text.replace(`"*${anchor}"`, `*${anchor}`) }));
}
