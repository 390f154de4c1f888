import { builds } from "./build-context";
import { corsPassages } from "./cors";
import { djangoModules } from "./django";
import { djangoSettings } from "./django-settings";
import { dockerfiles } from "./dockerfiles";
import type { Fact } from "./fact";
import { flaskCorsSettings } from "./flask-cors";
import { proxies } from "./headers/edges";
import { nginxIncludes } from "./headers/includes";
import { nginxTree } from "./headers/levels";
import { headers } from "./headers/model";
import { nginxSites } from "./headers/nginx-sites";
import { nginxVersions } from "./headers/nginx-version";
import { healthRoutes } from "./health-routes";
import { contextsKnown } from "./known-contexts";
import { limits } from "./limits";
import { mounts } from "./mounts";
import { nginxDelivery } from "./nginx-delivery";
import { frontendOrigin } from "./origins";
import { kubernetes, platforms } from "./platforms";
import { poweredByHidden } from "./powered-by";
import { proxyTrust } from "./proxy-trust";
import { pythonPackages } from "./python-packages";
import { pythonPrograms } from "./python-programs";
import { redirects } from "./redirects";
import { scriptMounts } from "./script-mounts";
import { serverSettings } from "./server-settings";
import { serviceSigns } from "./service-signs";
import { services } from "./services";
import { builtImages, servicesByFolder } from "./services-beside";
import { severalProcesses } from "./several-processes";
import { slowapiUses } from "./slowapi";
import { workspacePackages } from "./workspace-packages";

/** Every fact, so that a scan can compute their parts file by file. */
// biome-ignore lint/suspicious/noExplicitAny: a list of facts of every type.
export const allFacts: readonly Fact<any, any>[] = [
  builds,
  contextsKnown,
  corsPassages,
  builtImages,
  djangoModules,
  djangoSettings,
  dockerfiles,
  flaskCorsSettings,
  frontendOrigin,
  headers,
  healthRoutes,
  kubernetes,
  limits,
  mounts,
  nginxDelivery,
  nginxIncludes,
  nginxSites,
  nginxTree,
  nginxVersions,
  proxies,
  proxyTrust,
  platforms,
  poweredByHidden,
  pythonPackages,
  pythonPrograms,
  redirects,
  scriptMounts,
  serverSettings,
  serviceSigns,
  services,
  servicesByFolder,
  severalProcesses,
  slowapiUses,
  workspacePackages,
];
