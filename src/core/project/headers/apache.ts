import { type ApacheDirective, type ApacheForm, walkApache } from "../../files/apache";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { type HeaderPart, type HeaderProvider, sentByAll } from "./provider";

/** A header that a `Header` directive sets. */
export interface ApacheHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string | undefined;
  readonly at: Span;
  /** `Header always`: on errors too. Without it the header is on successful responses only. */
  readonly always: boolean;
  readonly everywhere: boolean;
}

/** A virtual host, or the whole of a file that has none (`.htaccess`, a fragment). */
export interface ApacheSite {
  readonly host: ApacheDirective | undefined;
  readonly directives: readonly ApacheDirective[];
}

/** The headers that a configuration of Apache sends. */
export function headersOfApache({ form }: SourceFile<"apache">): HeaderPart {
  const sites = apacheSites(form).map((site) => headersOfSite(site, form));
  const everywhere = sentByAll(sites);
  const providers = sites.flatMap((headers) =>
    headers.map((header): HeaderProvider => {
      const { name, value, at, always } = header;
      const scope = everywhere.has(name) ? "all" : "some";
      return { layer: "edge", header: name, value, onErrors: always, scope, at };
    }),
  );
  const all = [...walkApache(form.directives)];
  return {
    providers: [...new Map(providers.map((provider) => [provider.at.start, provider])).values()],
    proxies: all.some(({ key, args }) => key === "proxypass" && args.length > 1),
    opaque: all.some(({ key }) => key === "include" || key === "includeoptional"),
  };
}

/** The sites of a file that send content: virtual hosts that do more than redirect. */
export function apacheSites(form: ApacheForm): readonly ApacheSite[] {
  const hosts = [...walkApache(form.directives)].filter(({ key }) => key === "virtualhost");
  if (hosts.length === 0) return [{ host: undefined, directives: form.directives }];
  return hosts.filter(servesContent).map((host) => ({ host, directives: host.children }));
}

/** What stands beside the virtual hosts of a file, for all of them. */
const besides = new WeakMap<ApacheForm, readonly ApacheHeader[]>();

/** What a site sends, with what stands beside the virtual hosts. */
export function headersOfSite({ host, directives }: ApacheSite, form: ApacheForm): readonly ApacheHeader[] {
  const own = [...headersIn(directives, true)];
  if (!host) return own;
  const known = besides.get(form);
  const around = known ?? [
    ...headersIn(
      form.directives.filter(({ key }) => key !== "virtualhost"),
      true,
    ),
  ];
  if (!known) besides.set(form, around);
  return [...around, ...own];
}

function servesContent(host: ApacheDirective): boolean {
  const keys = [...walkApache(host.children)].map(({ key }) => key);
  const serves = keys.some((key) => key === "documentroot" || key === "proxypass" || key === "directory");
  return (
    serves || !keys.some((key) => key === "redirect" || key === "rewriterule" || key === "redirectmatch")
  );
}

function* headersIn(directives: readonly ApacheDirective[], everywhere: boolean): Generator<ApacheHeader> {
  for (const directive of directives) {
    if (directive.key === "header") {
      const header = headerOf(directive, everywhere);
      if (header) yield header;
    } else if (directive.key !== "virtualhost") {
      yield* headersIn(directive.children, everywhere && isTransparent(directive));
    }
  }
}

/** Sections that hold for every request where their module is there, or for the whole site. */
function isTransparent({ key, args }: ApacheDirective): boolean {
  if (/^(ifmodule|ifdefine|ifversion)$/.test(key)) return !args[0]?.value.startsWith("!");
  return /^(location|directory)$/.test(key) && args[0]?.value === "/";
}

/** `Header [always|onsuccess] set|append|add|merge|setifempty Name value [condition]` */
function headerOf({ args, at }: ApacheDirective, everywhere: boolean): ApacheHeader | undefined {
  const words = args.map(({ value }) => value);
  const condition = words[0]?.toLowerCase();
  const always = condition === "always";
  const [action, name, value, when] = always || condition === "onsuccess" ? words.slice(1) : words;
  if (name === undefined || !/^(set|append|add|merge|setifempty)$/i.test(action ?? "")) return undefined;
  const literal = value === undefined || value.includes("%{") ? undefined : value;
  // HSTS over HTTPS only is what browsers take anyway.
  const isConditional = when !== undefined && !/https/i.test(when);
  return { name: name.toLowerCase(), value: literal, at, always, everywhere: everywhere && !isConditional };
}
