import { type ApacheDirective, type ApacheForm, walkApache } from "../../files/apache";
import { type CaddyForm, type CaddyWord, walkCaddy } from "../../files/caddy";
import { readEnvironment } from "../../files/compose/environment";
import type { SourceFile } from "../../files/source";
import { tomlEntries } from "../../files/toml";
import { asMap, textOf, valueAt, type YamlForm, type YamlValue } from "../../files/yaml/form";
import type { Span } from "../../text/span";

/** A place that sends plain HTTP on to HTTPS, and what does it. */
export interface Redirect {
  readonly at: Span;
  /** `Caddy`, `Traefik`, `Fly.io` */
  readonly by: string;
}

/** Where a proxy other than nginx sends plain HTTP on to HTTPS, by one file that configures it. */
export function edgeRedirect(file: SourceFile): Redirect | undefined {
  if (file.is("caddy")) return redirectBy("Caddy", ofCaddy(file.form));
  if (file.is("apache")) return redirectBy("Apache", ofApache(file.form));
  if (file.is("compose")) return ofCompose(file);
  if (file.is("yaml")) {
    return redirectBy("Traefik", ofTraefikYaml(file)) ?? redirectBy("the ingress", ofIngress(file));
  }
  return file.is("toml") ? redirectBy("Traefik", ofTraefikToml(file)) : undefined;
}

function redirectBy(by: string, at: Span | undefined): Redirect | undefined {
  return at && { at, by };
}

/** Caddy redirects to every site that it has a certificate for, unless it is told otherwise. */
function ofCaddy({ sites, global }: CaddyForm): Span | undefined {
  const mode = global?.directives.find(({ name }) => name === "auto_https")?.args.map(({ value }) => value);
  if (mode?.includes("off") || mode?.includes("disable_redirects")) return undefined;
  const isForwarding = sites.some(({ block }) =>
    [...walkCaddy(block)].some(({ name }) => /^(reverse_proxy|php_fastcgi)$/.test(name)),
  );
  if (!isForwarding) return undefined;
  const answersPlainly = sites.some(
    ({ addresses, block }) =>
      addresses.some(isPlain) && block.directives.some(({ name }) => !/^(redir|log|tls|@.*)$/.test(name)),
  );
  return answersPlainly ? undefined : sites.flatMap(({ addresses }) => addresses).find(isAutomatic)?.at;
}

function isPlain({ value }: CaddyWord): boolean {
  return /^http:\/\//.test(value) || /^[^/]*:80(\/|$)/.test(value);
}

/** A name without a port of its own; a variable counts where its name says that it holds a domain. */
function isAutomatic({ value }: CaddyWord): boolean {
  if (/^(https:\/\/)?\{\$\w*(DOMAIN|HOST)\w*\}(:443)?$/i.test(value)) return true;
  return /^(https:\/\/)?[\w*-]+(\.[\w-]+)*(:443)?(\/\S*)?$/.test(value);
}

const forwarding = new Set(["proxypass", "proxypassmatch", "wsgiscriptalias", "passengerappenv"]);

function ofApache({ directives }: ApacheForm): Span | undefined {
  const all = [...walkApache(directives)];
  if (!all.some(({ key }) => forwarding.has(key))) return undefined;
  const plain = all.filter(
    ({ key, args }) => key === "virtualhost" && args.some(({ value }) => /:80$/.test(value)),
  );
  const found = plain.map((host) => [...walkApache(host.children)].find(redirectsToHttps));
  return found.includes(undefined) ? undefined : found[0]?.at;
}

/** `Redirect permanent / https://example.com/`, `RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI}` */
function redirectsToHttps({ key, args }: ApacheDirective): boolean {
  const words = args.map(({ value }) => value);
  const matches = words.find((word) => word.startsWith("/") || word.startsWith("^") || word.startsWith("("));
  const isForAll = matches !== undefined && /^\^?\/?(\(?\.[*?]\)?)?\$?$/.test(matches);
  const isRedirect = /^(redirect|redirectmatch|redirectpermanent|rewriterule)$/.test(key);
  return isRedirect && isForAll && words.some((word) => /^https:\/\//i.test(word));
}

/** Options on Traefik's command line or in its environment that redirect a whole entry point. */
const entryPointOption =
  /^[^#\n]*?(--entry-?points?\.[\w-]{1,60}\.http\.redirections\.entry-?point\.(?:to|scheme)=|TRAEFIK_ENTRYPOINTS_\w{1,60}_HTTP_REDIRECTIONS_ENTRYPOINT_(?:TO|SCHEME)\b)/im;

function ofCompose({ form, text }: SourceFile<"compose">): Redirect | undefined {
  const option = /redirections/i.test(text) ? entryPointOption.exec(text) : null;
  if (option) {
    const end = option.index + option[0].length;
    return { by: "Traefik", at: { start: end - (option[1] ?? "").length, end } };
  }
  const labels = form.services.flatMap((service) => readEnvironment(service.get("labels")));
  const uses = labels.filter(({ key }) => /^traefik\.http\.routers\.[^.]+\.middlewares$/i.test(key));
  for (const { key, keyAt, value } of labels) {
    const middleware = /^traefik\.http\.middlewares\.([^.]+)\.redirectscheme\.scheme$/i.exec(key)?.[1];
    const isUsed = uses.some((use) => use.value?.value?.includes(middleware ?? "\n"));
    if (isUsed && value?.value === "https") return { by: "Traefik", at: keyAt };
    // caddy-docker-proxy: the label names the site.
    const isSite = /^caddy(_\d+)?$/.test(key) && /^[\w*-]+(\.[\w-]+)+$/.test(value?.value ?? "");
    if (isSite) return { by: "Caddy", at: keyAt };
  }
  if (!text.includes("nginx-proxy") || /HTTPS_METHOD\W{1,4}(noredirect|nohttps)/.test(text)) return undefined;
  const variables = form.services.flatMap((service) => service.environment());
  return redirectBy("nginx-proxy", variables.find(({ key }) => key === "LETSENCRYPT_HOST")?.keyAt);
}

/** `entryPoints: web: http: redirections: entryPoint: to: websecure`, Traefik's static configuration. */
function ofTraefikYaml({ form, text }: SourceFile<"yaml">): Span | undefined {
  if (!/redirections|redirectScheme/i.test(text)) return undefined;
  for (const { value } of asMap(valueAt(form.root, "entryPoints"))?.entries ?? []) {
    const target = asMap(valueAt(value, "http", "redirections", "entryPoint"));
    const entry = target?.entry("to") ?? target?.entry("scheme");
    if (entry) return entry.at;
  }
  return undefined;
}

function ofTraefikToml({ form, text }: SourceFile<"toml">): Span | undefined {
  if (!text.includes("redirections")) return undefined;
  for (const { path } of form.tables) {
    if (path[0] !== "entryPoints" || path[1] === undefined) continue;
    const entries = tomlEntries(form, "entryPoints", path[1], "http", "redirections", "entryPoint");
    const entry = entries.find(({ key }) => key.length === 1 && (key[0] === "to" || key[0] === "scheme"));
    if (entry) return entry.keySpan;
  }
  return undefined;
}

/** ingress-nginx redirects to hosts with a certificate unless an annotation forbids it. */
function ofIngress({ form, text }: SourceFile<"yaml">): Span | undefined {
  return /^kind:[ \t]*["']?Ingress\b/m.test(text) ? ingressRedirect(form) : undefined;
}

function ingressRedirect({ documents }: YamlForm): Span | undefined {
  for (const { root } of documents) {
    if (textOf(valueAt(root, "kind")) !== "Ingress") continue;
    const annotations = asMap(valueAt(root, "metadata", "annotations"));
    const prefix = "nginx.ingress.kubernetes.io/";
    const forced = annotations?.entry(`${prefix}force-ssl-redirect`);
    const plain = annotations?.entry(`${prefix}ssl-redirect`);
    if (isTrue(forced?.value)) return forced?.at;
    if (isTrue(plain?.value)) return plain?.at;
    const tls = asMap(valueAt(root, "spec"))?.entry("tls");
    const isNginx = textOf(valueAt(root, "spec", "ingressClassName")) === "nginx";
    if (tls && isNginx && !plain) return tls.at;
  }
  return undefined;
}

function isTrue(value: YamlValue | undefined): boolean {
  return textOf(value)?.toLowerCase() === "true";
}
