import type { NginxLevel } from "../../files/nginx/level";
import { proxyInFrontOf } from "../../project/headers/nginx-sites";
import { kubernetes, platforms } from "../../project/platforms";
import { redirectedInFrontOf } from "../../project/redirects";
import { services } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** Request headers in which a proxy says how the client came. */
const forwardedScheme =
  /\$\{?http_(x_forwarded_(proto|ssl|scheme)|cf_visitor|cloudfront_forwarded_proto|front_end_https)\b/i;

/** Images that take requests from outside, end TLS and hand on. */
const proxyImage =
  /(^|\/)(traefik|caddy|caddy-docker-proxy|haproxy|cloudflared|nginx-proxy|nginx-proxy-manager|swag)(:|@|$)/;

/** Targets that end TLS before a container of the project is reached. */
const managed = new Set(["heroku", "render", "railway", "fly", "vercel", "netlify", "kubernetes"]);

/**
 * What shows that requests to the nginx at `path` have come over TLS to somebody in front of it: a file, a directive or a
 * platform, for a message. Undefined where nothing does.
 */
export function tlsInFrontOf(server: NginxLevel, path: string, project: ProjectView): string | undefined {
  const other = redirectedInFrontOf(path, project)?.path ?? proxyInFrontOf(path, project);
  if (other !== undefined) return other;
  for (let at: NginxLevel | undefined = server; at; at = at.parent) {
    const named = ["real_ip_header", "set_real_ip_from"].find((name) => at?.named(name).length);
    if (named) return named;
    if (readsScheme(at)) return "X-Forwarded-Proto";
  }
  if ([...server.walk()].some(readsScheme)) return "X-Forwarded-Proto";
  const { target } = project;
  if (target && managed.has(target)) return target;
  const [platform] = project.fact(platforms).keys();
  if (platform !== undefined) return platform;
  if (project.fact(kubernetes)) return "Kubernetes";
  for (const file of project.fact(services).values()) {
    const proxy = file.services.find(({ image }) => image !== undefined && proxyImage.test(image));
    if (proxy) return proxy.image;
  }
  return undefined;
}

/** Levels do not change, and all servers ask for those around them. */
const answers = new WeakMap<NginxLevel, boolean>();

/** Whether a directive straight at `level` looks at the scheme that a proxy in front tells of. */
function readsScheme(level: NginxLevel): boolean {
  const known =
    answers.get(level) ??
    level.entries.some(({ directive }) => directive.args.some(({ value }) => forwardedScheme.test(value)));
  answers.set(level, known);
  return known;
}
