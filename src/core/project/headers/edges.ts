import type { SourceFile } from "../../files/source";
import { defineFact } from "../fact";
import { headersOfApache } from "./apache";
import { headersOfCaddy } from "./caddy";
import { headersOfNginx } from "./nginx";
import { headersOfTraefik } from "./traefik";

/** Files of the workspace that configure a proxy in front of its applications, in production. */
export const proxies = defineFact<true, readonly string[]>({
  id: "proxies",
  on: ["nginx", "caddy", "apache", "compose"],
  of: (file) => (file.role === "prod" && isProxy(file) ? true : undefined),
  join: (parts) => [...parts.keys()],
});

function isProxy(file: SourceFile): boolean {
  if (file.is("nginx")) return headersOfNginx(file).proxies;
  if (file.is("caddy")) return headersOfCaddy(file).proxies;
  if (file.is("apache")) return headersOfApache(file).proxies;
  return file.is("compose") && headersOfTraefik(file) !== undefined;
}
