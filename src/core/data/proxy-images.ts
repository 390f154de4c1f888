import { parseImageReference } from "../files/dockerfile/image-reference";

/** Servers that stand in front of others and take what comes from outside, by the image's repository. */
const proxies = new Set(
  (
    "nginx nginxinc/nginx-unprivileged openresty/openresty caddy lucaslorentz/caddy-docker-proxy traefik haproxy httpd " +
    "envoyproxy/envoy nginxproxy/nginx-proxy jwilder/nginx-proxy jc21/nginx-proxy-manager linuxserver/swag varnish " +
    "kong apache/apisix bunkerity/bunkerweb owasp/modsecurity-crs"
  ).split(" "),
);

/** Whether `image` is made to be reached from outside: `nginx:1.28`, `docker.io/library/caddy`. */
export function isProxy(image: string): boolean {
  const reference = parseImageReference(image.trim().toLowerCase());
  return reference !== undefined && proxies.has(reference.official ?? reference.repository);
}
