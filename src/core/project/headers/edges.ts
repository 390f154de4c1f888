import { defineFact } from "../fact";
import { headersOfNginx } from "./nginx";

/** Files of the workspace that configure a proxy in front of its applications, in production. */
export const proxies = defineFact<true, readonly string[]>({
  id: "proxies",
  of: (file) => (file.is("nginx") && file.role === "prod" && headersOfNginx(file).proxies ? true : undefined),
  join: (parts) => [...parts.keys()],
});
