import { builds } from "./build-context";
import { dockerfiles } from "./dockerfiles";
import type { Fact } from "./fact";
import { proxies } from "./headers/edges";
import { nginxIncludes } from "./headers/includes";
import { nginxTree } from "./headers/levels";
import { headers } from "./headers/model";
import { nginxSites } from "./headers/nginx-sites";
import { nginxVersions } from "./headers/nginx-version";
import { healthRoutes } from "./health-routes";
import { contextsKnown } from "./known-contexts";
import { mounts } from "./mounts";
import { nginxDelivery } from "./nginx-delivery";
import { frontendOrigin } from "./origins";
import { kubernetes, platforms } from "./platforms";
import { pythonPackages } from "./python-packages";
import { serverSettings } from "./server-settings";
import { services } from "./services";
import { builtImages, servicesByFolder } from "./services-beside";

/** Every fact, so that a scan can compute their parts file by file. */
// biome-ignore lint/suspicious/noExplicitAny: a list of facts of every type.
export const allFacts: readonly Fact<any, any>[] = [
  builds,
  contextsKnown,
  builtImages,
  dockerfiles,
  frontendOrigin,
  headers,
  healthRoutes,
  kubernetes,
  mounts,
  nginxDelivery,
  nginxIncludes,
  nginxSites,
  nginxTree,
  nginxVersions,
  proxies,
  platforms,
  pythonPackages,
  serverSettings,
  services,
  servicesByFolder,
];
