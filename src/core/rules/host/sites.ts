import type { SourceFile } from "../../files/source";
import { jsonSitesIn } from "./json-sites";
import type { HostSite } from "./site";
import { headersFileSite, netlifySite, renderSites } from "./text-sites";

export type HostKind = "json" | "toml" | "hostheaders" | "yaml";

/** The sites that a file configures for a hosting platform; none for any other file. */
export function hostSitesIn(file: SourceFile<HostKind>): readonly HostSite[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (file.is("hostheaders")) return [headersFileSite(file)];
  if (file.is("toml")) return name === "netlify.toml" ? [netlifySite(file)] : [];
  if (file.is("yaml")) return /^render\.ya?ml$/.test(name) ? renderSites(file) : [];
  const isHost = /^(vercel|firebase|staticwebapp\.config)\.json$/.test(name);
  return file.is("json") && isHost ? jsonSitesIn(file) : [];
}
