import { type CaddyBlock, type CaddyDirective, type CaddySite, walkCaddy } from "../../files/caddy";
import type { SourceFile } from "../../files/source";
import { lineEnd } from "../../files/yaml/layout";
import { hasUnknownImport, headersOfSite, servesContent } from "../../project/headers/caddy";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { EdgeHeader, EdgeSite } from "./edge-site";

const forwarders = /^(reverse_proxy|php_fastcgi)$/;
const answerers = /^(reverse_proxy|php_fastcgi|php_server|file_server)$/;

/** The sites of a Caddyfile that send content to others than the machine itself. */
export function* caddySitesIn(file: SourceFile<"caddy">): Generator<EdgeSite> {
  const { form } = file;
  for (const site of form.sites) {
    const all = directivesOf(site, file);
    if (!servesContent(site) || isLocal(site) || !all.some(isAnswer)) continue;
    const forwards = all.some(({ name }) => forwarders.test(name));
    const [first] = site.addresses;
    yield {
      at: first?.at ?? site.block.open ?? site.at,
      label: first?.value ?? "this site",
      sends: headersOfSite(site, form),
      forwards,
      isSecure: hasCertificate(site) || site.addresses.some(({ value }) => isSecure(value)),
      doubt: hasUnknownImport(site, form) ? "an import does that is not in the workspace" : undefined,
      add: (headers) => addHeaders(site, headers, forwards, file),
    };
  }
}

/** What a site does, with the snippets it imports. */
function directivesOf({ block }: CaddySite, { form }: SourceFile<"caddy">): CaddyDirective[] {
  const own = [...walkCaddy(block)];
  const imported = own.flatMap(({ name, args }) => {
    const snippet = name === "import" ? form.snippets.get(args[0]?.value ?? "") : undefined;
    return snippet ? [...walkCaddy(snippet)] : [];
  });
  return [...own, ...imported];
}

function isAnswer({ name }: CaddyDirective): boolean {
  return answerers.test(name);
}

function isLocal({ addresses }: CaddySite): boolean {
  const local =
    /^(https?:\/\/)?([\w.-]*localhost|127(\.\d+){3}|\[::1\]|[\w.-]+\.(local|test|internal))(:\d+)?(\/|$)/i;
  return addresses.length > 0 && addresses.every(({ value }) => local.test(value));
}

/** `tls` with whatever settings: the site answers over HTTPS. */
function hasCertificate({ block }: CaddySite): boolean {
  return block.directives.some(({ name }) => name === "tls");
}

/** Caddy gets a certificate for every name, unless the address says plain HTTP. */
function isSecure(address: string): boolean {
  if (/^http:\/\//.test(address) || /:80(\/|$)/.test(address)) return false;
  if (/^\{\$\w*(DOMAIN|HOST)\w*\}$/i.test(address)) return true;
  return /^https:\/\//.test(address) || /:443(\/|$)/.test(address) || /^[^:/]*\.[^:/]+/.test(address);
}

/**
 * In front of an application each header is a default (`?`), so that what the application sends is not sent twice. Each
 * stands alone: of several defaults in one block Caddy sets none as soon as one of them is there.
 */
function addHeaders(
  site: CaddySite,
  headers: readonly EdgeHeader[],
  forwards: boolean,
  file: SourceFile<"caddy">,
): readonly TextEdit[] {
  const { text, eol, form } = file;
  const { block } = site;
  const [first] = block.directives;
  const indent = first ? indentAt(text, first.at.start) : block.open ? "\t" : "";
  const step = indent.includes("\t") || indent === "" ? "\t" : indent;
  const snippet = [...form.snippets].find(([, body]) => sendsAll(body, headers));
  const isImported = block.directives.some(
    ({ name, args }) => name === "import" && args[0]?.value === snippet?.[0],
  );
  if (snippet && !isImported) return [insertStart(site, [`import ${snippet[0]}`], indent, file)];
  if (forwards) {
    const defaults = headers.map(({ name, value }) => `header ?${name} ${quoted(value)}`);
    return [insertStart(site, defaults, indent, file)];
  }
  const lines = headers.map(({ name, value }) => `${name} ${quoted(value)}`);
  const own = block.directives.find(
    ({ name, args, block: inner }) => name === "header" && args.length === 0 && inner,
  );
  const last = own?.block?.directives.at(-1);
  if (last) {
    const inner = eol + indentAt(text, last.at.start);
    return [insertion(lineEnd(text, last.at.end), lines.map((line) => inner + line).join(""))];
  }
  return [insertStart(site, ["header {", ...lines.map((line) => step + line), "}"], indent, file)];
}

/** Puts lines before the first directive of a site, or behind its brace or its addresses. */
function insertStart(
  { block, addresses }: CaddySite,
  lines: readonly string[],
  indent: string,
  { eol }: SourceFile,
): TextEdit {
  const [first] = block.directives;
  if (first) return insertion(first.at.start, lines.map((line) => line + eol + indent).join(""));
  const start = block.open?.end ?? addresses.at(-1)?.at.end ?? 0;
  return insertion(start, lines.map((line) => eol + indent + line).join(""));
}

function sendsAll(snippet: CaddyBlock, headers: readonly EdgeHeader[]): boolean {
  const names = [...walkCaddy(snippet)].flatMap(({ name, args }) => [name, args[0]?.value ?? ""]);
  const sent = new Set(names.map((name) => name.replace(/^[+?>]/, "").toLowerCase()));
  return headers.every(({ name }) => sent.has(name.toLowerCase()));
}

function quoted(value: string): string {
  return /[\s=;]/.test(value) ? `"${value}"` : value;
}
