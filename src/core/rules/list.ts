import { bindAllInterfaces } from "./compose/bind-all-interfaces";
import { datastoreVolume } from "./compose/datastore-volume";
import { defaultPassword } from "./compose/default-password";
import { dependsOnHealthy } from "./compose/depends-on-healthy";
import { devLeftovers } from "./compose/dev-leftovers";
import { dockerSocket } from "./compose/docker-socket";
import { eolImage } from "./compose/eol-image";
import { hardening } from "./compose/hardening";
import { composeHealthcheckMissing } from "./compose/healthcheck-missing";
import { composeHealthcheckMissingTool } from "./compose/healthcheck-missing-tool";
import { healthyWithoutHealthcheck } from "./compose/healthy-without-healthcheck";
import { hostNamespaces } from "./compose/host-namespaces";
import { localhostInEnv } from "./compose/localhost-in-env";
import { logRotation } from "./compose/log-rotation";
import { obsoleteVersion } from "./compose/obsolete-version";
import { pinImage } from "./compose/pin-image";
import { postgresDataPath } from "./compose/postgres-data-path";
import { privileged } from "./compose/privileged";
import { publicDatastorePort } from "./compose/public-datastore-port";
import { redisSettings } from "./compose/redis-settings";
import { resourceLimits } from "./compose/resource-limits";
import { restartPolicy } from "./compose/restart-policy";
import { secretLiteral } from "./compose/secret-literal";
import { aptLayerHygiene } from "./dockerfile/apt-layer-hygiene";
import { aptNoninteractive } from "./dockerfile/apt-noninteractive";
import { aptUpdateAlone } from "./dockerfile/apt-update-alone";
import { bindLoopback } from "./dockerfile/bind-loopback";
import { copyBeforeInstall } from "./dockerfile/copy-before-install";
import { copyIgnoredFile } from "./dockerfile/copy-ignored-file";
import { copyMultipleNeedsSlash } from "./dockerfile/copy-multiple-needs-slash";
import { copyOwnership } from "./dockerfile/copy-ownership";
import { copyRootFs } from "./dockerfile/copy-root-fs";
import { corepackMissing } from "./dockerfile/corepack-missing";
import { deprecatedSyntax } from "./dockerfile/deprecated-syntax";
import { devServer } from "./dockerfile/dev-server";
import { envFileInContext } from "./dockerfile/env-file-in-context";
import { envSelfReference } from "./dockerfile/env-self-reference";
import { eolBaseImage } from "./dockerfile/eol-base-image";
import { execForm } from "./dockerfile/exec-form";
import { execFormVariable } from "./dockerfile/exec-form-variable";
import { exposeFormat } from "./dockerfile/expose-format";
import { frozenInstall } from "./dockerfile/frozen-install";
import { healthcheckLocalhost } from "./dockerfile/healthcheck-localhost";
import { dockerfileHealthcheckMissing } from "./dockerfile/healthcheck-missing";
import { healthcheckMissingTool } from "./dockerfile/healthcheck-missing-tool";
import { insecureFetch } from "./dockerfile/insecure-fetch";
import { invalidJsonForm } from "./dockerfile/invalid-json-form";
import { lockfileNotCopied } from "./dockerfile/lockfile-not-copied";
import { multiStage } from "./dockerfile/multi-stage";
import { nextjsStandalone } from "./dockerfile/nextjs-standalone";
import { noEmptyContinuation } from "./dockerfile/no-empty-continuation";
import { nonRootUser } from "./dockerfile/non-root-user";
import { onbuildChain } from "./dockerfile/onbuild-chain";
import { pinBaseImage } from "./dockerfile/pin-base-image";
import { pinGlobalTool } from "./dockerfile/pin-global-tool";
import { pipCache } from "./dockerfile/pip-cache";
import { pipUnpinned } from "./dockerfile/pip-unpinned";
import { pipeWithoutPipefail } from "./dockerfile/pipe-without-pipefail";
import { platformConstant } from "./dockerfile/platform-constant";
import { portAgrees } from "./dockerfile/port-agrees";
import { preferCopy } from "./dockerfile/prefer-copy";
import { prodDependencies } from "./dockerfile/prod-dependencies";
import { pythonAppServer } from "./dockerfile/python-app-server";
import { pythonRuntimeEnv } from "./dockerfile/python-runtime-env";
import { secretFileCopied } from "./dockerfile/secret-file-copied";
import { secretInEnv } from "./dockerfile/secret-in-env";
import { singleInstruction } from "./dockerfile/single-instruction";
import { stageReference } from "./dockerfile/stage-reference";
import { sudo } from "./dockerfile/sudo";
import { undefinedArgInFrom } from "./dockerfile/undefined-arg-in-from";
import { userSiteUnreadable } from "./dockerfile/user-site-unreadable";
import { workdir } from "./dockerfile/workdir";
import { excludesNeededFile } from "./dockerignore/excludes-needed-file";
import { inlineComment } from "./dockerignore/inline-comment";
import { ignoreFileMissing } from "./dockerignore/missing";
import { requiredEntries } from "./dockerignore/required-entries";
import { rootOnlyPattern } from "./dockerignore/root-only-pattern";
import { expressCorsWildcard } from "./express/cors-wildcard";
import { fastapiCorsWildcard } from "./fastapi/cors-wildcard";
import { fastapiCorsWildcardMethods } from "./fastapi/cors-wildcard-methods";
import { fastapiMissingSecurityHeaders } from "./fastapi/missing-security-headers";
import { addHeaderContentType } from "./nginx/add-header-content-type";
import { addHeaderInheritanceDrop } from "./nginx/add-header-inheritance-drop";
import { addHeaderMissingAlways } from "./nginx/add-header-missing-always";
import { nginxCspReportOnly } from "./nginx/csp-report-only";
import { duplicateSecurityHeader } from "./nginx/duplicate-security-header";
import { headerInjection } from "./nginx/header-injection";
import { headersFileNotDeployed } from "./nginx/headers-file-not-deployed";
import { hstsMaxAgeLow } from "./nginx/hsts-max-age-low";
import { invalidHeaderValue } from "./nginx/invalid-header-value";
import { nginxMissingContentTypeOptions } from "./nginx/missing-content-type-options";
import { nginxMissingCsp } from "./nginx/missing-csp";
import { nginxMissingFrameOptions } from "./nginx/missing-frame-options";
import { missingHsts } from "./nginx/missing-hsts";
import { nginxMissingReferrerPolicy } from "./nginx/missing-referrer-policy";
import type { Rule } from "./rule";

/** Every rule, by subject. The only place that names them all. */
export const rules: readonly Rule[] = [
  aptLayerHygiene,
  aptNoninteractive,
  aptUpdateAlone,
  bindLoopback,
  copyBeforeInstall,
  copyIgnoredFile,
  copyMultipleNeedsSlash,
  copyOwnership,
  copyRootFs,
  corepackMissing,
  deprecatedSyntax,
  devServer,
  envFileInContext,
  envSelfReference,
  eolBaseImage,
  execForm,
  execFormVariable,
  exposeFormat,
  frozenInstall,
  healthcheckLocalhost,
  dockerfileHealthcheckMissing,
  healthcheckMissingTool,
  insecureFetch,
  invalidJsonForm,
  lockfileNotCopied,
  multiStage,
  nextjsStandalone,
  noEmptyContinuation,
  nonRootUser,
  onbuildChain,
  pinBaseImage,
  pinGlobalTool,
  pipCache,
  pipUnpinned,
  pipeWithoutPipefail,
  platformConstant,
  portAgrees,
  preferCopy,
  prodDependencies,
  pythonAppServer,
  pythonRuntimeEnv,
  secretFileCopied,
  secretInEnv,
  singleInstruction,
  stageReference,
  sudo,
  undefinedArgInFrom,
  userSiteUnreadable,
  workdir,

  excludesNeededFile,
  inlineComment,
  ignoreFileMissing,
  requiredEntries,
  rootOnlyPattern,

  bindAllInterfaces,
  datastoreVolume,
  defaultPassword,
  dependsOnHealthy,
  devLeftovers,
  dockerSocket,
  eolImage,
  hardening,
  composeHealthcheckMissing,
  composeHealthcheckMissingTool,
  healthyWithoutHealthcheck,
  hostNamespaces,
  localhostInEnv,
  logRotation,
  obsoleteVersion,
  pinImage,
  postgresDataPath,
  privileged,
  publicDatastorePort,
  redisSettings,
  resourceLimits,
  restartPolicy,
  secretLiteral,

  addHeaderContentType,
  addHeaderInheritanceDrop,
  addHeaderMissingAlways,
  nginxCspReportOnly,
  duplicateSecurityHeader,
  headerInjection,
  headersFileNotDeployed,
  hstsMaxAgeLow,
  invalidHeaderValue,
  nginxMissingContentTypeOptions,
  nginxMissingCsp,
  nginxMissingFrameOptions,
  missingHsts,
  nginxMissingReferrerPolicy,

  fastapiCorsWildcard,
  fastapiCorsWildcardMethods,
  fastapiMissingSecurityHeaders,

  expressCorsWildcard,
];
