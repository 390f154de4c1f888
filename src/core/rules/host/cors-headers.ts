import type { JsonArray, JsonProperty, JsonValue } from "../../files/json";
import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import { removeEntry } from "../../files/syntax/entry-edits";
import { possibleValues } from "../../files/syntax/possible";
import { entryNamed, stringOf, type Value } from "../../files/syntax/value";
import { removeItem } from "../../files/yaml/edits";
import { asMap, valueAt, textOf as yamlText } from "../../files/yaml/form";
import { matchesAll } from "../../project/headers/host";
import { replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { itemsOf, memberOf, textOf } from "./json-lines";

/** An `Access-Control-Allow-Origin` that a host sends. */
export interface HostCors {
  /** The paths that get it, as the file writes them. */
  readonly path: string;
  readonly value: string;
  /** The value as a token, with its quotes. */
  readonly at: Span;
  /** Whether it is sent under some condition only. */
  readonly conditional?: boolean;
  /** The edits that take the header out; undefined where the file has no shape for that. */
  readonly removal: readonly TextEdit[] | undefined;
}

export type CorsHostKind = "json" | "toml" | "hostheaders" | "yaml" | "javascript";

const HEADER = "access-control-allow-origin";

/** The origins that the configuration of a host allows, of Vercel, Netlify, Cloudflare, Firebase, Azure, Render, Next.js. */
export function hostCorsIn(file: SourceFile<CorsHostKind>): readonly HostCors[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (!/access-control-allow-origin/i.test(file.text)) return [];
  if (file.is("hostheaders")) return inHeadersFile(file);
  if (file.is("toml")) return name === "netlify.toml" ? inNetlify(file) : [];
  if (file.is("yaml")) return /^render\.ya?ml$/.test(name) ? inRender(file) : [];
  if (file.is("javascript")) return /^next\.config\.[cm]?[jt]s$/.test(name) ? inNext(file.form) : [];
  return file.is("json") ? inJson(file, name) : [];
}

/** Whether a path takes in every page, or the API. */
export function isBroad(path: string): boolean {
  return matchesAll(path) || /^\^?\/api(\/|\b)/.test(path);
}

function inHeadersFile({ form, text }: SourceFile<"hostheaders">): HostCors[] {
  return form.rules.flatMap(({ path, pathAt, headers }) =>
    headers
      .filter(({ name, removes }) => !removes && name.toLowerCase() === HEADER)
      .map(({ value, valueAt: at, at: line }) => ({
        path,
        value,
        at,
        removal: [removeLines(text, headers.length === 1 ? span(pathAt.start, line.end) : line)],
      })),
  );
}

function inNetlify({ form, text }: SourceFile<"toml">): HostCors[] {
  const found: HostCors[] = [];
  let path = "";
  for (const table of form.tables) {
    const name = table.path.join(".");
    if (name === "headers") {
      const scope = table.entries.find(({ key }) => key.join(".") === "for")?.value;
      path = scope?.kind === "string" ? scope.text : "";
    }
    if (name !== "headers" && name !== "headers.values") continue;
    const inline = table.entries.find(({ key }) => key.join(".") === "values")?.value;
    const entries = inline?.kind === "table" ? inline.entries : table.entries;
    for (const [i, { key, keySpan, value }] of entries.entries()) {
      if (key.at(-1)?.toLowerCase() !== HEADER || value?.kind !== "string") continue;
      const spans = entries.map((one) => span(one.keySpan.start, one.value?.span.end ?? one.keySpan.end));
      const removal =
        inline?.kind === "table"
          ? removeEntry(text, spans, i)
          : [removeLines(text, span(keySpan.start, value.span.end))];
      found.push({ path, value: value.text, at: value.span, removal });
    }
  }
  return found;
}

function inRender({ form }: SourceFile<"yaml">): HostCors[] {
  const services = valueAt(form.root, "services");
  return (services?.kind === "list" ? services.items : []).flatMap((service) => {
    const list = asMap(service)?.get("headers");
    if (list?.kind !== "list") return [];
    return list.items.flatMap((item, i) => {
      const header = asMap(item);
      const value = header?.get("value");
      if (yamlText(header?.get("name"))?.toLowerCase() !== HEADER || value?.kind !== "scalar") return [];
      const path = yamlText(header?.get("path")) ?? "";
      return { path, value: value.text, at: value.at, removal: removeItem(form, list, i) };
    });
  });
}

function inJson({ form, text }: SourceFile<"json">, name: string): HostCors[] {
  if (name === "vercel.json") {
    const routes = itemsOf(form.get("routes")).flatMap((route) =>
      inTable(memberOf(route, "headers"), textOf(memberOf(route, "src")) ?? "", text),
    );
    return [...inRules(form.get("headers"), text), ...routes];
  }
  if (name === "staticwebapp.config.json") {
    const routes = itemsOf(form.get("routes")).flatMap((route) =>
      inTable(memberOf(route, "headers"), textOf(memberOf(route, "route")) ?? "", text),
    );
    return [...inTable(form.get("globalHeaders"), "/*", text), ...routes];
  }
  if (name !== "firebase.json") return [];
  const hosting = form.get("hosting");
  const sites = hosting?.kind === "array" ? hosting.items : [hosting];
  return sites.flatMap((site) => inRules(memberOf(site, "headers"), text));
}

/** `[{ source, headers: [{ key, value }] }]`; a rule that has nothing else goes as a whole. */
function inRules(rules: JsonValue | undefined, text: string): HostCors[] {
  if (rules?.kind !== "array") return [];
  return rules.items.flatMap((rule, at) => {
    const list = memberOf(rule, "headers");
    if (list?.kind !== "array") return [];
    return list.items.flatMap((header, i) => {
      const value = memberOf(header, "value");
      if (textOf(memberOf(header, "key"))?.toLowerCase() !== HEADER || !value) return [];
      return {
        path: textOf(memberOf(rule, "source")) ?? "",
        value: textOf(value) ?? "",
        at: value.at,
        removal: list.items.length === 1 ? withoutItem(text, rules, at) : withoutItem(text, list, i),
      };
    });
  });
}

function inTable(table: JsonValue | undefined, path: string, text: string): HostCors[] {
  const properties: readonly JsonProperty[] = table?.kind === "object" ? table.properties : [];
  const spans = properties.map(({ keyAt, value }) => span(keyAt.start, value.at.end));
  return properties.flatMap(({ key, value }, i) =>
    key.toLowerCase() === HEADER
      ? { path, value: textOf(value) ?? "", at: value.at, removal: removeEntry(text, spans, i) }
      : [],
  );
}

function withoutItem(text: string, array: JsonArray, index: number): readonly TextEdit[] {
  if (array.items.length === 1) return [replacement(array.at, "[]")];
  return removeEntry(
    text,
    array.items.map(({ at }) => at),
    index,
  );
}

/** What `headers()` of a Next.js configuration returns. */
function inNext(form: ScriptForm): HostCors[] {
  const fn = form.functions.find(({ name }) => name === "headers");
  if (!fn) return [];
  const returned = form.returns.filter(({ at }) => fn.body.start <= at.start && at.end <= fn.body.end);
  const results = fn.result ? [fn.result] : returned.map(({ value }) => value);
  return results.flatMap((result) => {
    const rules = form.resolve(result);
    return rules.kind === "list" ? rules.items.flatMap((rule) => inNextRule(rule, form)) : [];
  });
}

function inNextRule(given: Value, form: ScriptForm): HostCors[] {
  const rule = form.resolve(given);
  if (rule.kind !== "record" || form.isDevelopmentOnly(rule.at.start)) return [];
  const table = entryNamed(rule.entries, "headers");
  const list = table && form.resolve(table.value);
  if (list?.kind !== "list") return [];
  const path = stringOf(entryNamed(rule.entries, "source")?.value) ?? "";
  return list.items.flatMap((item, i) => {
    const header = form.resolve(item);
    const entries = header.kind === "record" ? header.entries : [];
    const value = entryNamed(entries, "value")?.value;
    if (stringOf(entryNamed(entries, "key")?.value)?.toLowerCase() !== HEADER || !value) return [];
    const spans = list.items.map(({ at }) => at);
    const removal = list.items.length > 1 ? removeEntry(form.text, spans, i) : undefined;
    return possibleValues(value, form).flatMap(({ value: one, conditional }) =>
      one.kind === "string" ? { path, value: one.value, at: one.at, conditional, removal } : [],
    );
  });
}

/** Deletes the lines that `at` stands on. */
function removeLines(text: string, at: Span): TextEdit {
  const before = text.lastIndexOf("\n", at.start - 1) + 1;
  const start = before === 0 && text.startsWith("\uFEFF") ? 1 : before;
  const newline = text.indexOf("\n", at.end);
  if (newline >= 0) return replacement(span(start, newline + 1), "");
  return replacement(
    span(Math.max(0, start - (text[start - 2] === "\r" ? 2 : start > 1 ? 1 : 0)), text.length),
    "",
  );
}
