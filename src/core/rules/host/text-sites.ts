import type { SourceFile } from "../../files/source";
import type { TomlTable } from "../../files/toml";
import { appendItem, insertPair } from "../../files/yaml/edits";
import { asMap, textOf, valueAt, type YamlMap } from "../../files/yaml/form";
import { lineEnd } from "../../files/yaml/layout";
import { matchesAll } from "../../project/headers/host";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import { span } from "../../text/span";
import type { HostSite, SiteHeader } from "./site";

/** The site of a `_headers` file. */
export function headersFileSite({ form, text, eol }: SourceFile<"hostheaders">): HostSite {
  const all = form.rules.findLast(({ path }) => matchesAll(path));
  const first = form.rules[0];
  return {
    platform: "_headers",
    at: all?.pathAt ?? first?.pathAt ?? span(0, 0),
    region: span(0, text.length),
    add(headers) {
      const last = all?.headers.at(-1) ?? first?.headers[0];
      const indent = last ? indentAt(text, last.at.start) : "  ";
      const lines = headers.map(({ name, value }) => `${indent}${name}: ${value}`);
      if (!all) return [append(text, ["/*", ...lines], eol)];
      const end = lineEnd(text, (all.headers.at(-1)?.at ?? all.pathAt).end);
      return [insertion(end, lines.map((line) => eol + line).join(""))];
    },
  };
}

/** The site of `netlify.toml`. */
export function netlifySite({ form, text, eol }: SourceFile<"toml">): HostSite {
  const { tables } = form;
  const at = tables.findIndex(isForAll);
  const rule = tables[at];
  const first = tables.find(({ path }) => path.length > 0) ?? tables[0];
  return {
    platform: "Netlify",
    at: rule?.span ?? tables.find(isRule)?.span ?? first?.span ?? span(0, 0),
    region: span(0, text.length),
    add(headers) {
      if (rule) return addToRule(text, rule, tables[at + 1], headers, eol);
      const isIndented = tables.some(({ entries }) =>
        entries.some(({ keySpan }) => indentAt(text, keySpan.start) !== ""),
      );
      const step = isIndented ? "  " : "";
      const lines = ["[[headers]]", `${step}for = "/*"`, `${step}[headers.values]`];
      return [append(text, [...lines, ...pairs(headers).map((pair) => step + step + pair)], eol)];
    },
  };
}

/** The static services of a Render blueprint: others send their own headers. */
export function renderSites({ form }: SourceFile<"yaml">): readonly HostSite[] {
  const services = valueAt(form.root, "services");
  return (services?.kind === "list" ? services.items : []).flatMap((item) => {
    const service: YamlMap | undefined = asMap(item);
    const kinds = ["type", "runtime", "env"].map((key) => textOf(service?.get(key)));
    if (!service || !kinds.includes("static")) return [];
    return {
      platform: "Render",
      at: (service.entry("headers") ?? service.entry("name") ?? service.entry("type"))?.at ?? service.at,
      region: service.origin,
      add(headers) {
        const items = headers.map(({ name, value }) => ({ path: "/*", name, value }));
        const list = service.get("headers");
        if (!list) return insertPair(form, service, "headers", items);
        if (list.kind !== "list") return undefined;
        const edits = items.map((one) => appendItem(form, list, one));
        return edits.some((edit) => edit === undefined) ? undefined : edits.flatMap((edit) => edit ?? []);
      },
    };
  });
}

function isRule({ path, isArray }: TomlTable): boolean {
  return isArray && path.join(".") === "headers";
}

function isForAll(table: TomlTable): boolean {
  const scope = table.entries.find(({ key }) => key.join(".") === "for")?.value;
  return isRule(table) && scope?.kind === "string" && matchesAll(scope.text);
}

/** The values of a rule stand in a table of their own, between braces or behind dots. */
function addToRule(
  text: string,
  rule: TomlTable,
  next: TomlTable | undefined,
  headers: readonly SiteHeader[],
  eol: string,
): readonly TextEdit[] | undefined {
  const inline = rule.entries.find(({ key }) => key.join(".") === "values")?.value;
  if (inline?.kind === "table") {
    const last = inline.entries.at(-1);
    const end = last?.value?.span.end;
    return end === undefined
      ? undefined
      : [
          insertion(
            end,
            pairs(headers)
              .map((pair) => `, ${pair}`)
              .join(""),
          ),
        ];
  }
  const isValues = next?.path.join(".") === "headers.values";
  const owner = isValues ? next : rule;
  const last = owner.entries.at(-1);
  const anchor = last?.value?.span.end ?? owner.span.end;
  const indent = indentAt(text, last?.keySpan.start ?? owner.span.start);
  const dotted = !isValues && rule.entries.some(({ key }) => key[0] === "values");
  if (!isValues && !dotted) {
    const head = `${eol}${indent}[headers.values]`;
    const lines = pairs(headers).map((pair) => `${eol}${indent}${indent}${pair}`);
    return [insertion(lineEnd(text, anchor), head + lines.join(""))];
  }
  const prefix = isValues ? "" : "values.";
  const lines = pairs(headers).map((pair) => `${eol}${indent}${prefix}${pair}`);
  return [insertion(lineEnd(text, anchor), lines.join(""))];
}

function pairs(headers: readonly SiteHeader[]): string[] {
  return headers.map(({ name, value }) => `${name} = ${JSON.stringify(value)}`);
}

/** `lines` at the end of the file, behind an empty one. */
function append(text: string, lines: readonly string[], eol: string): TextEdit {
  const body = text.replace(/^\uFEFF/, "");
  const gap = body.trim() === "" ? "" : /\n\s*\n$/.test(text) ? "" : text.endsWith("\n") ? eol : eol + eol;
  const end = text.endsWith("\n") || body === "" ? eol : "";
  return insertion(text.length, gap + lines.join(eol) + end);
}
