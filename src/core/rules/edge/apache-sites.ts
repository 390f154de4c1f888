import { type ApacheDirective, walkApache } from "../../files/apache";
import type { SourceFile } from "../../files/source";
import { type ApacheSite, apacheSites, headersOfSite } from "../../project/headers/apache";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { EdgeHeader, EdgeSite } from "./edge-site";

const forwarders = /^(proxypass|proxypassmatch|wsgiscriptalias)$/;

/** The virtual hosts of a configuration, or the folder of an `.htaccess` that serves a site. */
export function* apacheSitesIn(file: SourceFile<"apache">): Generator<EdgeSite> {
  const { form, path } = file;
  const isFolder = /(^|\/)\.htaccess$/.test(path);
  const include = [...walkApache(form.directives)].find(({ key }) => /^include(optional)?$/.test(key));
  for (const site of apacheSites(form)) {
    if (site.host ? isLocal(site.host) : !isFolder || !servesSite(site)) continue;
    const all = [...walkApache(site.directives)];
    yield {
      at: site.host?.nameAt ?? all[0]?.nameAt ?? { start: 0, end: 0 },
      label: labelOf(site),
      sends: headersOfSite(site, form),
      forwards: all.some(({ key }) => forwarders.test(key)),
      isSecure: isSecure(site),
      doubt: doubtAbout(all, include),
      add: (headers) => addHeaders(site, headers, file),
    };
  }
}

function labelOf({ host, directives }: ApacheSite): string {
  const name = directives.find(({ key }) => key === "servername")?.args[0]?.value;
  return name ?? (host ? "this virtual host" : "this folder");
}

/** An `.htaccess` that only locks a folder, or sets a type, serves no site. */
function servesSite({ directives }: ApacheSite): boolean {
  const all = [...walkApache(directives)];
  const locks = directives.some(({ key, args }) => {
    const words = args.map(({ value }) => value.toLowerCase()).join(" ");
    return (key === "require" && words === "all denied") || (key === "deny" && words === "from all");
  });
  return (
    !locks && all.some(({ key }) => /^(rewriterule|directoryindex|fallbackresource|errordocument)$/.test(key))
  );
}

function isLocal({ args, children }: ApacheDirective): boolean {
  const name = children.find(({ key }) => key === "servername")?.args[0]?.value ?? "";
  return (
    /^(localhost|[\w.-]+\.(local|localhost|test))(:\d+)?$/i.test(name) || /^127\./.test(args[0]?.value ?? "")
  );
}

function isSecure({ host, directives }: ApacheSite): boolean {
  const isOn = directives.some(
    ({ key, args }) => key === "sslengine" && args[0]?.value.toLowerCase() === "on",
  );
  return isOn || (host?.args.some(({ value }) => /:443$/.test(value)) ?? false);
}

function doubtAbout(
  directives: readonly ApacheDirective[],
  include: ApacheDirective | undefined,
): string | undefined {
  if (include) return `${include.args[0]?.value ?? "an include"} does: it is not in the workspace`;
  const runsPhp = directives.some(
    ({ key, args }) =>
      /^(rewriterule|fallbackresource|directoryindex|sethandler)$/.test(key) &&
      args.some(({ value }) => /\.php\b|proxy:.*fcgi/.test(value)),
  );
  return runsPhp ? "the PHP behind it does" : undefined;
}

function addHeaders(
  { host, directives }: ApacheSite,
  headers: readonly EdgeHeader[],
  { text, eol }: SourceFile<"apache">,
): readonly TextEdit[] | undefined {
  const lines = headers.map(
    ({ name, value }) => `Header always set ${name} "${value}"${conditionOf(name, host)}`,
  );
  const last = [...walkApache(directives)].findLast(
    ({ key, parent }) => key === "header" && (parent === host || parent?.key === "ifmodule"),
  );
  const anchor = last ?? (host ? directives.at(-1) : undefined);
  if (anchor) {
    const gap = eol + indentAt(text, anchor.at.start);
    return [insertion(anchor.at.end, lines.map((line) => gap + line).join(""))];
  }
  if (host?.inside) {
    const gap = `${eol}${indentAt(text, host.at.start)}    `;
    return [insertion(host.inside.start, lines.map((line) => gap + line).join(""))];
  }
  const block = ["<IfModule mod_headers.c>", ...lines.map((line) => `    ${line}`), "</IfModule>"].join(eol);
  const gap = /\n\s*\n$/.test(text) ? "" : text.endsWith("\n") ? eol : eol + eol;
  return [insertion(text.length, gap + block + (text.endsWith("\n") ? eol : ""))];
}

/** A folder may be served over plain HTTP as well, where the header says nothing. */
function conditionOf(name: string, host: ApacheDirective | undefined): string {
  return !host && name === "Strict-Transport-Security" ? ` "expr=%{HTTPS} == 'on'"` : "";
}
