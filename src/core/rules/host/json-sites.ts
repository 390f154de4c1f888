import type { JsonArray, JsonForm, JsonObject, JsonValue } from "../../files/json";
import { addProperty } from "../../files/json-edits";
import type { SourceFile } from "../../files/source";
import { matchesAll } from "../../project/headers/host";
import { replacement, type TextEdit } from "../../text/edits";
import { span } from "../../text/span";
import {
  addItems,
  itemsOf,
  type JsonInput,
  keyIndent,
  memberOf,
  openObject,
  printed,
  textOf,
} from "./json-lines";
import type { HostSite, SiteHeader } from "./site";

/** The sites of `vercel.json`, `firebase.json` and `staticwebapp.config.json`. */
export function jsonSitesIn({ path, form, text }: SourceFile<"json">): readonly HostSite[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const { root } = form;
  if (root?.kind !== "object") return [];
  if (name === "vercel.json") return [vercelSite(form, root, text)];
  if (name === "staticwebapp.config.json") return [azureSite(form, root, text)];
  return name === "firebase.json" ? firebaseSites(form, text) : [];
}

function vercelSite(form: JsonForm, root: JsonObject, text: string): HostSite {
  const routes = form.get("routes");
  const own = form.property("headers") ?? form.property("routes");
  return {
    platform: "Vercel",
    at: own?.keyAt ?? start(root),
    region: root.at,
    add(headers) {
      // The older `routes` stand alone: Vercel refuses a file that has `headers` beside them.
      if (routes?.kind === "array") {
        const table = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
        return [addItems(text, routes, [{ src: "/(.*)", headers: table, continue: true }], "start")];
      }
      return addRule(text, root, headers, "/(.*)");
    },
  };
}

function firebaseSites(form: JsonForm, text: string): HostSite[] {
  const hosting = form.get("hosting");
  const sites = hosting?.kind === "array" ? hosting.items : [hosting];
  return sites.flatMap((site) => {
    if (site?.kind !== "object" || isAnsweredByCode(site)) return [];
    const own = site.properties.find(({ key }) => key === "headers");
    const key = hosting === site ? form.property("hosting")?.keyAt : undefined;
    return {
      platform: "Firebase",
      at: own?.keyAt ?? key ?? start(site),
      region: site.at,
      add: (headers) => addRule(text, site, headers, "**"),
    };
  });
}

function azureSite(form: JsonForm, root: JsonObject, text: string): HostSite {
  const own = form.property("globalHeaders");
  return {
    platform: "Azure",
    at: own?.keyAt ?? start(root),
    region: root.at,
    add(headers) {
      const table = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
      const indent = keyIndent(text, root);
      if (!own) return [addProperty(text, root, "globalHeaders", openObject(text, table, indent))];
      if (own.value.kind !== "object") return undefined;
      if (own.value.properties.length === 0)
        return [replacement(own.value.at, openObject(text, table, indent))];
      const object = own.value;
      return headers.map(({ name, value }) => addProperty(text, object, name, JSON.stringify(value)));
    },
  };
}

/** Puts the headers into the rule for every path, or adds one. */
function addRule(
  text: string,
  owner: JsonObject,
  headers: readonly SiteHeader[],
  source: string,
): readonly TextEdit[] | undefined {
  const rules = memberOf(owner, "headers");
  const pairs = headers.map(({ name, value }): JsonInput => ({ key: name, value }));
  const rule: JsonInput = { source, headers: pairs };
  if (!rules) {
    const value = printed(text, [rule], keyIndent(text, owner));
    return [addProperty(text, owner, "headers", value)];
  }
  if (rules.kind !== "array") return undefined;
  const known = rules.items.map(headersForAll).find((list) => list !== undefined);
  return [known ? addItems(text, known, pairs) : addItems(text, rules, [rule])];
}

function headersForAll(rule: JsonValue): JsonArray | undefined {
  const isConditional = memberOf(rule, "has") !== undefined || memberOf(rule, "missing") !== undefined;
  const headers = memberOf(rule, "headers");
  return !isConditional && headers?.kind === "array" && matchesAll(textOf(memberOf(rule, "source")))
    ? headers
    : undefined;
}

/** Whether every path leads to a function or a container, whose responses are its own. */
function isAnsweredByCode(site: JsonObject): boolean {
  return itemsOf(memberOf(site, "rewrites")).some(
    (rule) =>
      matchesAll(textOf(memberOf(rule, "source") ?? memberOf(rule, "glob"))) &&
      (memberOf(rule, "function") !== undefined || memberOf(rule, "run") !== undefined),
  );
}

/** The brace that opens an object. */
function start({ at }: JsonObject) {
  return span(at.start, at.start + 1);
}
