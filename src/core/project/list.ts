import { builds } from "./build-context";
import { dockerfiles } from "./dockerfiles";
import type { Fact } from "./fact";
import { proxies } from "./headers/edges";
import { nginxIncludes } from "./headers/includes";
import { nginxTree } from "./headers/levels";
import { headers } from "./headers/model";
import { nginxVersions } from "./headers/nginx-version";
import { mounts } from "./mounts";
import { frontendOrigin } from "./origins";
import { pythonPackages } from "./python-packages";
import { services } from "./services";

/** Every fact, so that a scan can compute their parts file by file. */
// biome-ignore lint/suspicious/noExplicitAny: a list of facts of every type.
export const allFacts: readonly Fact<any, any>[] = [
  builds,
  dockerfiles,
  frontendOrigin,
  headers,
  mounts,
  nginxIncludes,
  nginxTree,
  nginxVersions,
  proxies,
  pythonPackages,
  services,
];
