import { walkApache } from "../files/apache";
import { walkCaddy } from "../files/caddy";
import { walkNginx } from "../files/nginx/form";
import type { SourceFile } from "../files/source";
import { defineFact } from "./fact";

/** The ports of the machine itself that nginx, Caddy and Apache in production hand requests to, each with the file that does. */
export const localUpstreams = defineFact<readonly number[], ReadonlyMap<number, string>>({
  id: "local-upstreams",
  on: ["nginx", "caddy", "apache"],
  of(file) {
    if (file.role !== "prod") return undefined;
    const ports = wordsOf(file).flatMap(({ value }) => {
      const port = local.exec(value)?.[1];
      return port === undefined ? [] : [Number(port)];
    });
    return ports.length > 0 ? [...new Set(ports)] : undefined;
  },
  join(parts) {
    const files = new Map<number, string>();
    for (const [path, ports] of parts) for (const port of ports) if (!files.has(port)) files.set(port, path);
    return files;
  },
});

const local =
  /^(?:[a-z][a-z0-9+]{0,20}:\/\/)?(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]):(\d{1,5})(?:\/|$)/i;

/** The words of a proxy's configuration that may name where requests go. */
function wordsOf(file: SourceFile): readonly { readonly value: string }[] {
  if (file.is("nginx")) {
    return [...walkNginx(file.form.directives)]
      .filter(({ name }) => /^(?:(?:proxy|uwsgi|fastcgi|scgi|grpc)_pass|server)$/.test(name))
      .flatMap(({ args }) => args.slice(0, 1));
  }
  if (file.is("caddy")) {
    return file.form.sites
      .flatMap(({ block }) => [...walkCaddy(block)])
      .filter(({ name }) => /^(?:reverse_proxy|to|php_fastcgi)$/.test(name))
      .flatMap(({ args }) => args);
  }
  if (file.is("apache")) {
    return [...walkApache(file.form.directives)]
      .filter(({ key }) => /^(?:proxypass|proxypassmatch|balancermember)$/.test(key))
      .flatMap(({ args }) => args);
  }
  return [];
}
