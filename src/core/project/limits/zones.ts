import type { FileRole } from "../../files/role";
import { defineFact } from "../fact";

interface Part {
  readonly role: FileRole;
  readonly names: readonly string[];
  readonly hasServer: boolean;
}

/** The zones of `limit_req_zone` and its like that one file of nginx declares. */
export interface Zones {
  readonly path: string;
  readonly role: FileRole;
  readonly names: ReadonlySet<string>;
  /** Whether the file has a server of its own. */
  readonly hasServer: boolean;
}

/** Where zones are declared: names count for all files that one nginx includes. */
export const nginxZones = defineFact<Part, readonly Zones[]>({
  id: "nginx-zones",
  on: ["nginx"],
  of(file) {
    if (!file.is("nginx")) return undefined;
    const names = [...file.text.matchAll(/\bzone=(\w{1,80}):/g)].map(([, name = ""]) => name);
    return { role: file.role, names, hasServer: /^\s*server\b/m.test(file.text) };
  },
  join: (parts) =>
    [...parts].map(([path, { role, names, hasServer }]) => ({
      path,
      role,
      names: new Set(names),
      hasServer,
    })),
});
