import type { HostHeadersForm } from "../../files/host-headers";
import type { JsonForm, JsonProperty, JsonValue } from "../../files/json";
import type { SourceFile } from "../../files/source";
import type { TomlEntry, TomlForm } from "../../files/toml";
import { asMap, textOf, type YamlForm, type YamlValue } from "../../files/yaml/form";
import type { Span } from "../../text/span";
import type { HeaderPart, HeaderProvider } from "./provider";

/** One header that a host's configuration sets for the paths that match. */
interface HostHeader {
  readonly name: string;
  readonly value: string | undefined;
  /** Whether it is set for every path. */
  readonly everywhere: boolean;
  readonly at: Span;
}

/**
 * The headers that the configuration of a hosting platform sends, or undefined for other files. Vercel sends
 * them with the responses of functions too; Netlify, Render, Firebase and Azure with static files only, so that
 * they stand in front of no application.
 */
export function headersOfHost(file: SourceFile): HeaderPart | undefined {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (file.is("hostheaders")) return toPart(ofHeadersFile(file.form), false);
  if (file.is("json")) {
    if (name === "vercel.json") return toPart(ofVercel(file.form), true);
    if (name === "firebase.json") return toPart(ofFirebase(file.form), false);
    if (name === "staticwebapp.config.json") return toPart(ofAzure(file.form), false);
  }
  if (file.is("yaml") && /^render\.ya?ml$/.test(name)) return toPart(ofRender(file.form), false);
  if (file.is("toml") && name === "netlify.toml") return toPart(ofNetlify(file.form), false);
  return undefined;
}

function toPart(found: readonly HostHeader[], proxies: boolean): HeaderPart {
  const providers = found.map(
    ({ name, value, everywhere, at }): HeaderProvider => ({
      layer: "host",
      header: name.toLowerCase(),
      value,
      onErrors: true,
      scope: everywhere ? "all" : "some",
      at,
    }),
  );
  return { providers, proxies, opaque: false };
}

/** Netlify and Cloudflare Pages. */
function ofHeadersFile({ rules }: HostHeadersForm): HostHeader[] {
  return rules.flatMap(({ path, headers }) =>
    headers
      .filter(({ removes }) => !removes)
      .map(({ name, value, at }) => ({ name, value, everywhere: matchesAll(path), at })),
  );
}

function ofVercel(form: JsonForm): HostHeader[] {
  const routes = items(form.get("routes")).flatMap((route) => {
    const everywhere = matchesAll(text(member(route, "src")));
    return properties(member(route, "headers")).map((property) => headerOf(property, everywhere));
  });
  return [...items(form.get("headers")).flatMap(keyValueHeaders), ...routes];
}

function ofFirebase(form: JsonForm): HostHeader[] {
  const hosting = form.get("hosting");
  const sites = hosting?.kind === "array" ? hosting.items : [hosting];
  return sites.flatMap((site) => items(member(site, "headers")).flatMap(keyValueHeaders));
}

function ofAzure(form: JsonForm): HostHeader[] {
  return properties(form.get("globalHeaders")).map((property) => headerOf(property, true));
}

/** `{ source, headers: [{ key, value }] }`, as Vercel and Firebase write it. */
function keyValueHeaders(rule: JsonValue): HostHeader[] {
  const conditional = member(rule, "has") !== undefined || member(rule, "missing") !== undefined;
  const everywhere = !conditional && matchesAll(text(member(rule, "source")));
  return items(member(rule, "headers")).flatMap((header) => {
    const name = text(member(header, "key"));
    return name === undefined
      ? []
      : { name, value: text(member(header, "value")), everywhere, at: header.at };
  });
}

function headerOf({ key, keyAt, value }: JsonProperty, everywhere: boolean): HostHeader {
  return { name: key, value: text(value), everywhere, at: { start: keyAt.start, end: value.at.end } };
}

/** Static services of a Render blueprint; a web service sends its own headers. */
function ofRender(form: YamlForm): HostHeader[] {
  return yamlItems(asMap(form.root)?.get("services")).flatMap((service) => {
    const map = asMap(service);
    const kinds = ["type", "runtime", "env"].map((key) => textOf(map?.get(key)));
    if (!kinds.includes("static")) return [];
    return yamlItems(map?.get("headers")).flatMap((entry) => {
      const header = asMap(entry);
      const name = textOf(header?.get("name"));
      if (name === undefined) return [];
      const everywhere = matchesAll(textOf(header?.get("path")));
      return { name, value: textOf(header?.get("value")), everywhere, at: entry.at };
    });
  });
}

/** `[[headers]]` names the paths; its values follow in `[headers.values]` or stand in it. */
function ofNetlify(form: TomlForm): HostHeader[] {
  const found: HostHeader[] = [];
  let everywhere = false;
  for (const { path, entries } of form.tables) {
    const at = path.join(".");
    if (at === "headers") {
      const scope = entries.find(({ key }) => key.join(".") === "for")?.value;
      everywhere = scope?.kind === "string" && matchesAll(scope.text);
      const inline = entries.find(({ key }) => key.join(".") === "values")?.value;
      const dotted = entries.filter(({ key }) => key.length > 1 && key[0] === "values");
      found.push(...[...(inline?.kind === "table" ? inline.entries : []), ...dotted].map(tomlHeader));
    }
    if (at === "headers.values") found.push(...entries.map(tomlHeader));
  }
  return found;

  function tomlHeader({ key, keySpan, value }: TomlEntry): HostHeader {
    return {
      name: key.at(-1) ?? "",
      value: value?.kind === "string" ? value.text : undefined,
      everywhere,
      at: { start: keySpan.start, end: value?.span.end ?? keySpan.end },
    };
  }
}

/** Whether a platform's path pattern takes in every path: `/(.*)`, `/:path*`, `/*`, `**`. */
export function matchesAll(pattern: string | undefined): boolean {
  return pattern !== undefined && /^\^?\/?(\(?\.\*\)?|:\w+(\*|\(\.\*\))|\*{1,2})\??\$?$/.test(pattern);
}

function items(value: JsonValue | undefined): readonly JsonValue[] {
  return value?.kind === "array" ? value.items : [];
}

function properties(value: JsonValue | undefined): readonly JsonProperty[] {
  return value?.kind === "object" ? value.properties : [];
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return properties(value).findLast((property) => property.key === key)?.value;
}

function text(value: JsonValue | undefined): string | undefined {
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}

function yamlItems(value: YamlValue | undefined): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : [];
}
