import {
  type CaddyBlock,
  type CaddyDirective,
  type CaddyForm,
  type CaddySite,
  walkCaddy,
} from "../../files/caddy";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { type HeaderPart, type HeaderProvider, sentByAll } from "./provider";

/** A header that a site sends. */
export interface CaddyHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string | undefined;
  readonly at: Span;
  /** Whether no matcher and no block narrows the responses that get it. */
  readonly everywhere: boolean;
}

const forwarders = new Set(["reverse_proxy", "php_fastcgi", "forward_auth"]);
/** Snippets may bring in each other. */
const MAX_IMPORTS = 10;

/** The headers that the sites of a Caddyfile send. */
export function headersOfCaddy({ form }: SourceFile<"caddy">): HeaderPart {
  const sites = form.sites.filter(servesContent).map((site) => headersOfSite(site, form));
  const everywhere = sentByAll(sites);
  const providers = sites.flatMap((headers) =>
    headers.map((header): HeaderProvider => {
      const { name, value, at } = header;
      const scope = everywhere.has(name) ? "all" : "some";
      return { layer: "edge", header: name, value, onErrors: true, scope, at };
    }),
  );
  const proxies = form.sites.some(({ block }) =>
    [...walkCaddy(block)].some(({ name }) => forwarders.has(name)),
  );
  return { providers, proxies, opaque: form.sites.some((site) => hasUnknownImport(site, form)) };
}

/** What one site sends, snippets included; headers that it removes are not among them. */
export function headersOfSite(site: CaddySite, form: CaddyForm): readonly CaddyHeader[] {
  return [...headersIn(site.block, form, true, 0)];
}

/** Whether a site answers with more than a redirect to another one. */
export function servesContent({ block }: CaddySite): boolean {
  const names = block.directives.map(({ name }) => name).filter((name) => !name.startsWith("@"));
  return names.some((name) => name !== "redir" && name !== "respond" && name !== "log" && name !== "tls");
}

/** Whether a site imports something that this file does not hold. */
export function hasUnknownImport(site: CaddySite, { snippets }: CaddyForm): boolean {
  return [...walkCaddy(site.block)].some(
    ({ name, args }) => name === "import" && !snippets.has(args[0]?.value ?? ""),
  );
}

function* headersIn(
  block: CaddyBlock,
  form: CaddyForm,
  everywhere: boolean,
  depth: number,
): Generator<CaddyHeader> {
  for (const directive of block.directives) {
    const { name, args } = directive;
    if (name === "header") yield* headersOfDirective(directive, everywhere);
    else if (name === "reverse_proxy") yield* headersOfProxy(directive, everywhere);
    else if (name === "import") {
      const snippet = form.snippets.get(args[0]?.value ?? "");
      if (snippet && depth < MAX_IMPORTS) yield* headersIn(snippet, form, everywhere, depth + 1);
    } else if (directive.block && /^(handle|handle_path|route|handle_errors)$/.test(name)) {
      const whole = name === "route" && args.length === 0;
      yield* headersIn(directive.block, form, everywhere && whole, depth);
    }
  }
}

/** `header [matcher] Name value` or `header [matcher] { Name value … }`. */
function* headersOfDirective(directive: CaddyDirective, everywhere: boolean): Generator<CaddyHeader> {
  const [first] = directive.args;
  const matcher = first && /^([/@*])/.test(first.value) ? first.value : undefined;
  const all = everywhere && (matcher === undefined || matcher === "*" || matcher === "/*");
  const [name, value] = matcher === undefined ? directive.args : directive.args.slice(1);
  if (name) yield* headerNamed(name.value, value?.value, directive.at, all);
  for (const each of directive.block?.directives ?? []) {
    yield* headerNamed(each.name, each.args[0]?.value, each.at, all);
  }
}

/** `reverse_proxy [matcher] backend { header_down Name value }` */
function* headersOfProxy({ args, block }: CaddyDirective, everywhere: boolean): Generator<CaddyHeader> {
  const isNarrowed = /^[/@]/.test(args[0]?.value ?? "");
  for (const each of block?.directives ?? []) {
    const [name, value, replaced] = each.args;
    // With a third word the value is replaced where there is one.
    if (each.name !== "header_down" || !name || replaced) continue;
    yield* headerNamed(name.value, value?.value, each.at, everywhere && !isNarrowed);
  }
}

function* headerNamed(
  written: string,
  value: string | undefined,
  at: Span,
  everywhere: boolean,
): Generator<CaddyHeader> {
  if (written.startsWith("-") || value === undefined) return;
  const name = written.replace(/^[+?>]/, "").toLowerCase();
  yield { name, value: value.includes("{") ? undefined : value, at, everywhere };
}
