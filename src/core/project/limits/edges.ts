import { walkApache } from "../../files/apache";
import { walkCaddy } from "../../files/caddy";
import { readEnvironment } from "../../files/compose/environment";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";

/** A limit that something in front of the applications sets. */
export interface EdgeLimit {
  readonly at: Span;
  /** `host`: in front of what lies in its folder alone. */
  readonly layer: "host" | "edge";
}

/** Resources of Terraform and the blocks in them that limit requests: WAF rules, usage plans, stages of gateways. */
const inTerraform =
  /"(cloudflare_rate_limit|aws_waf(?:regional)?_rate_based_rule|aws_api_gateway_usage_plan)"|^[ \t]*(rate_based_statement|rate_limit_options|throttling_rate_limit|ratelimit)\b|"(http_ratelimit|RateLimitRule)"/m;

/**
 * Manifests: annotations of ingress controllers, middleware of Traefik, plugins of Kong, filters of Envoy, rules of AWS
 * and its gateways.
 */
const inYaml =
  /^[^#\n]{0,80}?(nginx\.ingress\.kubernetes\.io\/limit-rp[sm]|haproxy\.org\/rate-limit-requests|haproxy-ingress\.github\.io\/limit-rps|RateBasedStatement|[tT]hrottlingRateLimit|envoy\.filters\.http\.(?:local_)?ratelimit|plugin:[ \t]*rate-limiting|name:[ \t]*rate-limiting)\b/m;
const traefikMiddleware = /^[ \t]*(rateLimit):[ \t]*\r?\n[ \t]*(?:average|period|burst|sourceCriterion):/m;
const traefikTable = /^[ \t]*\[http\.middlewares\.[\w-]{1,60}\.(rateLimit)\]/m;
/** Functions that a gateway throttles. */
const inServerless = /^[ \t]*(usagePlan|throttle|throttling|apiGatewayThrottling):/m;
/** A limiter that Cloudflare binds to a Worker. */
const inWrangler = /\b(rate_?limits?)\b/i;

/** The limit that a file for a proxy other than nginx, for a gateway or for a cloud sets. */
export function edgeLimit(file: SourceFile): EdgeLimit | undefined {
  const { text } = file;
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (file.is("caddy")) return /rate_limit/.test(text) ? edge(ofCaddy(file)) : undefined;
  if (file.is("apache")) return /DOSPageCount|QS_/i.test(text) ? edge(ofApache(file)) : undefined;
  if (file.is("compose")) return /rate_?limit/i.test(text) ? edge(ofCompose(file)) : undefined;
  if (file.is("terraform")) return edge(matchIn(text, inTerraform));
  if (/^wrangler\.(toml|jsonc?)$/.test(name)) return host(matchIn(text, inWrangler));
  if (file.is("toml")) return edge(matchIn(text, traefikTable));
  if (!file.is("yaml")) return undefined;
  if (/^(serverless|sls)\.ya?ml$/.test(name)) return host(matchIn(text, inServerless));
  return edge(matchIn(text, inYaml) ?? matchIn(text, traefikMiddleware));
}

function edge(at: Span | undefined): EdgeLimit | undefined {
  return at && { at, layer: "edge" };
}

function host(at: Span | undefined): EdgeLimit | undefined {
  return at && { at, layer: "host" };
}

/** The place of the first group that matched. */
function matchIn(text: string, pattern: RegExp): Span | undefined {
  const match = pattern.exec(text);
  const word = match?.slice(1).find((group) => group !== undefined);
  if (!match || word === undefined) return undefined;
  const start = match.index + match[0].lastIndexOf(word);
  return { start, end: start + word.length };
}

/** `rate_limit` of the module that Caddy can be built with, in a site or in a snippet that one may import. */
function ofCaddy({ form }: SourceFile<"caddy">): Span | undefined {
  const blocks = [...form.sites.map(({ block }) => block), ...form.snippets.values()];
  const all = blocks.flatMap((block) => [...walkCaddy(block)]);
  return all.find(({ name }) => name === "rate_limit")?.nameAt;
}

/** mod_evasive and mod_qos; `mod_ratelimit` slows downloads. */
function ofApache({ form }: SourceFile<"apache">): Span | undefined {
  const keys = /^(dospagecount|dossitecount|qs_locrequestpersec\w*|qs_clienteventpersec\w*)$/;
  return [...walkApache(form.directives)].find(({ key }) => keys.test(key))?.at;
}

/** A middleware of Traefik that a router or a chain uses; `caddy.rate_limit` of a Caddy that reads labels. */
function ofCompose({ form }: SourceFile<"compose">): Span | undefined {
  const labels = form.services.flatMap((service) => readEnvironment(service.get("labels")));
  const used = labels.filter(({ key }) => /^traefik\.http\..+\.middlewares$/i.test(key));
  const limit = labels.find(({ key }) => {
    if (/^caddy\b.*rate_limit/i.test(key)) return true;
    const name = /^traefik\.http\.middlewares\.([^.]+)\.ratelimit\./i.exec(key)?.[1];
    return name !== undefined && used.some(({ value }) => value?.value?.includes(name));
  });
  return limit?.keyAt;
}
