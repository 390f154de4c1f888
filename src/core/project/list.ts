import { builds } from "./build-context";
import { corsPassages } from "./cors";
import { djangoModules } from "./django";
import { djangoSettings } from "./django-settings";
import { dockerfiles } from "./dockerfiles";
import type { Fact } from "./fact";
import { flaskCorsSettings } from "./flask-cors";
import { gitignores } from "./git-ignored";
import { guardedDefaults } from "./guarded-defaults";
import { proxies } from "./headers/edges";
import { nginxIncludes } from "./headers/includes";
import { nginxTree } from "./headers/levels";
import { headers } from "./headers/model";
import { nginxSites } from "./headers/nginx-sites";
import { nginxVersions } from "./headers/nginx-version";
import { healthRoutes } from "./health-routes";
import { herokuCommands } from "./heroku-commands";
import { contextsKnown } from "./known-contexts";
import { launchDocuments } from "./launch-documents";
import { launchScope } from "./launch-scope";
import { launchSigns } from "./launch-signs";
import { limits } from "./limits";
import { nginxZones } from "./limits/zones";
import { localUpstreams } from "./local-upstreams";
import { mounts } from "./mounts";
import { nginxDelivery } from "./nginx-delivery";
import { nodePackages } from "./node-packages";
import { frontendOrigin } from "./origins";
import { kubernetes, platforms } from "./platforms";
import { poweredByHidden } from "./powered-by";
import { proxyTrust } from "./proxy-trust";
import { pythonPackages } from "./python-packages";
import { pythonPrograms } from "./python-programs";
import { servicesByName } from "./reached-services";
import { redirects } from "./redirects";
import { scriptMounts } from "./script-mounts";
import { serverSettings } from "./server-settings";
import { serviceSigns } from "./service-signs";
import { services } from "./services";
import { builtImages, servicesByFolder } from "./services-beside";
import { severalProcesses } from "./several-processes";
import { slowapiUses } from "./slowapi";
import { variables } from "./variables";
import { mismatches } from "./variables/mismatches";
import { vitePrefixes } from "./variables/vite-prefixes";
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
  gitignores,
  guardedDefaults,
  headers,
  healthRoutes,
  kubernetes,
  herokuCommands,
  launchDocuments,
  launchScope,
  launchSigns,
  limits,
  localUpstreams,
  mounts,
  nginxDelivery,
  nginxIncludes,
  nginxSites,
  nginxTree,
  nginxVersions,
  nginxZones,
  proxies,
  proxyTrust,
  nodePackages,
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
  servicesByName,
  severalProcesses,
  slowapiUses,
  mismatches,
  variables,
  vitePrefixes,
  workspacePackages,
];
