import { appMissingHealthEndpoint } from "./app/missing-health-endpoint";
import { appNoGracefulShutdown } from "./app/no-graceful-shutdown";
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
import { corsLocalhostInProduction } from "./cors/localhost-in-production";
import { corsOriginNotAnOrigin } from "./cors/origin-not-an-origin";
import { corsRegexUnsafe } from "./cors/regex-unsafe";
import { djangoAllowedHosts } from "./django/allowed-hosts";
import { djangoCookieInsecure } from "./django/cookie-insecure";
import { djangoCorsAllowAll } from "./django/cors-allow-all";
import { djangoCsrfCookieInsecure } from "./django/csrf-cookie-insecure";
import { djangoCsrfExempt } from "./django/csrf-exempt";
import { djangoDebugEnabled } from "./django/debug-enabled";
import { drfMissingThrottle } from "./django/drf-missing-throttle";
import { djangoHstsNotSet } from "./django/hsts-not-set";
import { djangoSecurityMiddlewareMissing } from "./django/security-middleware-missing";
import { djangoSessionCookieInsecure } from "./django/session-cookie-insecure";
import { djangoSslRedirectOff } from "./django/ssl-redirect-off";
import { djangoTemplateMissingCsrfToken } from "./django/template-missing-csrf-token";
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
import { edgeMissingSecurityHeaders } from "./edge/missing-security-headers";
import { buildTimeVarAtRuntime } from "./env/build-time-var-at-runtime";
import { debugInProduction } from "./env/debug-in-production";
import { definedNotForwarded } from "./env/defined-not-forwarded";
import { drift } from "./env/drift";
import { duplicateKey } from "./env/duplicate-key";
import { exampleMissing } from "./env/example-missing";
import { exampleUnused } from "./env/example-unused";
import { invalidLine } from "./env/invalid-line";
import { localDatastoreInProduction } from "./env/local-datastore-in-production";
import { missingInDeploy } from "./env/missing-in-deploy";
import { nameMismatch } from "./env/name-mismatch";
import { notInExample } from "./env/not-in-example";
import { publicPrefixSecret } from "./env/public-prefix-secret";
import { publicUrlNotProduction } from "./env/public-url-not-production";
import { requiredMissing } from "./env/required-missing";
import { expressCorsWildcard } from "./express/cors-wildcard";
import { expressMissingCsrf } from "./express/missing-csrf";
import { expressMissingRateLimit } from "./express/missing-rate-limit";
import { expressSessionCookieInsecure } from "./express/session-cookie-insecure";
import { expressSessionDefaultName } from "./express/session-default-name";
import { fastapiCookieInsecure } from "./fastapi/cookie-insecure";
import { fastapiCorsWildcard } from "./fastapi/cors-wildcard";
import { fastapiCorsWildcardMethods } from "./fastapi/cors-wildcard-methods";
import { fastapiDebugEnabled } from "./fastapi/debug-enabled";
import { fastapiMissingRateLimit } from "./fastapi/missing-rate-limit";
import { fastapiMissingSecurityHeaders } from "./fastapi/missing-security-headers";
import { slowapiMisuse } from "./fastapi/slowapi-misuse";
import { fastifyCorsWildcard } from "./fastify/cors-wildcard";
import { fastifyMissingRateLimit } from "./fastify/missing-rate-limit";
import { flaskCookieInsecure } from "./flask/cookie-insecure";
import { flaskCorsWildcard } from "./flask/cors-wildcard";
import { flaskCsrfDisabled } from "./flask/csrf-disabled";
import { flaskDebugEnabled } from "./flask/debug-enabled";
import { flaskMissingRateLimit } from "./flask/missing-rate-limit";
import { flaskMissingSecurityHeaders } from "./flask/missing-security-headers";
import { flyConfig } from "./fly/config";
import { herokuContainerIgnored } from "./heroku/container-ignored";
import { herokuProcfile } from "./heroku/procfile";
import { herokuRetiredPlan } from "./heroku/retired-plan";
import { herokuRetiredStack } from "./heroku/retired-stack";
import { herokuSecretLiteral } from "./heroku/secret-literal";
import { honoCorsWildcard } from "./hono/cors-wildcard";
import { honoMissingRateLimit } from "./hono/missing-rate-limit";
import { hostCorsWildcard } from "./host/cors-wildcard";
import { headersDoNotReachFunctions } from "./host/headers-do-not-reach-functions";
import { hostMissingSecurityHeaders } from "./host/missing-security-headers";
import { koaCorsWildcard } from "./koa/cors-wildcard";
import { koaMissingRateLimit } from "./koa/missing-rate-limit";
import { launchBackupSchedule } from "./launch/backup-schedule";
import { launchConsentBeforeTracking } from "./launch/consent-before-tracking";
import { launchErrorTracking } from "./launch/error-tracking";
import { launchGdprEndpoints } from "./launch/gdpr-endpoints";
import { launchMigrations } from "./launch/migrations";
import { launchPrivacyPage } from "./launch/privacy-page";
import { launchRollbackDoc } from "./launch/rollback-doc";
import { launchRunbook } from "./launch/runbook";
import { launchSecretsRotationDoc } from "./launch/secrets-rotation-doc";
import { launchTermsPage } from "./launch/terms-page";
import { nestjsCorsWildcard } from "./nestjs/cors-wildcard";
import { nestjsMissingRateLimit } from "./nestjs/missing-rate-limit";
import { throttlerNotBound } from "./nestjs/throttler-not-bound";
import { netlifySecretLiteral } from "./netlify/secret-literal";
import { nextMissingSecurityHeaders } from "./next/missing-security-headers";
import { addHeaderContentType } from "./nginx/add-header-content-type";
import { addHeaderInheritanceDrop } from "./nginx/add-header-inheritance-drop";
import { addHeaderMissingAlways } from "./nginx/add-header-missing-always";
import { nginxAliasTraversal } from "./nginx/alias-traversal";
import { nginxAllowWithoutDeny } from "./nginx/allow-without-deny";
import { nginxCorsLocalhost } from "./nginx/cors-localhost";
import { nginxCorsOriginReflected } from "./nginx/cors-origin-reflected";
import { nginxCorsOriginRegex } from "./nginx/cors-origin-regex";
import { nginxCorsWildcard } from "./nginx/cors-wildcard";
import { nginxCspReportOnly } from "./nginx/csp-report-only";
import { nginxDefaultServerAmbiguous } from "./nginx/default-server-ambiguous";
import { duplicateSecurityHeader } from "./nginx/duplicate-security-header";
import { nginxErrorLogOff } from "./nginx/error-log-off";
import { gzipOff } from "./nginx/gzip-off";
import { headerInjection } from "./nginx/header-injection";
import { headersFileNotDeployed } from "./nginx/headers-file-not-deployed";
import { hostHeaderSpoofing } from "./nginx/host-header-spoofing";
import { hstsMaxAgeLow } from "./nginx/hsts-max-age-low";
import { nginxIfInLocation } from "./nginx/if-in-location";
import { invalidHeaderValue } from "./nginx/invalid-header-value";
import { nginxMissingContentTypeOptions } from "./nginx/missing-content-type-options";
import { nginxMissingCsp } from "./nginx/missing-csp";
import { nginxMissingFrameOptions } from "./nginx/missing-frame-options";
import { missingHsts } from "./nginx/missing-hsts";
import { nginxMissingRateLimit } from "./nginx/missing-rate-limit";
import { nginxMissingReferrerPolicy } from "./nginx/missing-referrer-policy";
import { missingSslProtocols } from "./nginx/missing-ssl-protocols";
import { noHttpsRedirect } from "./nginx/no-https-redirect";
import { proxyMissingForwardHeaders } from "./nginx/proxy-missing-forward-headers";
import { nginxProxyPassNormalized } from "./nginx/proxy-pass-normalized";
import { nginxProxyPassUserControlled } from "./nginx/proxy-pass-user-controlled";
import { rateLimitUnusable } from "./nginx/rate-limit-unusable";
import { redirectNotHttps } from "./nginx/redirect-not-https";
import { nginxReturnBypassesAcl } from "./nginx/return-bypasses-acl";
import { serverTokens } from "./nginx/server-tokens";
import { weakCiphersRule } from "./nginx/weak-ciphers";
import { weakTlsProtocols } from "./nginx/weak-tls-protocols";
import { websocketUpgradeIncomplete } from "./nginx/websocket-upgrade-incomplete";
import { nodeCorsArrayWildcard } from "./node/cors-array-wildcard";
import { nodeCorsOriginReflected } from "./node/cors-origin-reflected";
import { nodeCorsReflectAny } from "./node/cors-reflect-any";
import { nodeErrorLeaksStack } from "./node/error-leaks-stack";
import { nodeHelmetAfterRoutes } from "./node/helmet-after-routes";
import { nodeHelmetFeatureDisabled } from "./node/helmet-feature-disabled";
import { nodeHelmetWeakSetting } from "./node/helmet-weak-setting";
import { nodeMissingSecurityHeaders } from "./node/missing-security-headers";
import { nodeTlsVerificationDisabled } from "./node/tls-verification-disabled";
import { nodeWeakTlsVersion } from "./node/weak-tls-version";
import { nodeXPoweredBy } from "./node/x-powered-by";
import { platformHealthCheck } from "./platform/health-check";
import { pythonErrorLeaksTrace } from "./python/error-leaks-trace";
import { railwayConfig } from "./railway/config";
import { railwayStartCommand } from "./railway/start-command";
import { keyedOnProxy } from "./rate-limit/keyed-on-proxy";
import { looserThanPlan } from "./rate-limit/looser-than-plan";
import { renderDeprecatedField } from "./render/deprecated-field";
import { renderFreePlan } from "./render/free-plan";
import { renderKeyvalueAllowlist } from "./render/keyvalue-allowlist";
import { renderSecretLiteral } from "./render/secret-literal";
import { renderUnresolvedReference } from "./render/unresolved-reference";
import type { Rule } from "./rule";
import { backupQuality } from "./script/backup-quality";
import { curlPipeShell } from "./script/curl-pipe-shell";
import { envFileShadowed } from "./script/env-file-shadowed";
import { healthWaitTooShort } from "./script/health-wait-too-short";
import { migrateWithoutBackup } from "./script/migrate-without-backup";
import { noHealthCheck } from "./script/no-health-check";
import { noRollback } from "./script/no-rollback";
import { pipeHidesFailure } from "./script/pipe-hides-failure";
import { serverHardeningGap } from "./script/server-hardening-gap";
import { sshHostKeyDisabled } from "./script/ssh-host-key-disabled";
import { strictMode } from "./script/strict-mode";
import { ufwDockerBypass } from "./script/ufw-docker-bypass";
import { ufwOrder } from "./script/ufw-order";
import { connectionString } from "./secrets/connection-string";
import { defaultValue } from "./secrets/default-value";
import { envFileCommitted } from "./secrets/env-file-committed";
import { gitignoreMissing } from "./secrets/gitignore-missing";
import { highEntropyLiteral } from "./secrets/high-entropy-literal";
import { inExampleFile } from "./secrets/in-example-file";
import { knownDemoKey } from "./secrets/known-demo-key";
import { privateKey } from "./secrets/private-key";
import { providerToken } from "./secrets/provider-token";
import { weakSigningKey } from "./secrets/weak-signing-key";
import { storageCorsWildcard } from "./storage/cors-wildcard";
import { systemdBindAll } from "./systemd/bind-all";
import { envFileRelative } from "./systemd/env-file-relative";
import { systemdHardening } from "./systemd/hardening";
import { inlineSecret } from "./systemd/inline-secret";
import { systemdInvalid } from "./systemd/invalid";
import { systemdRestart } from "./systemd/restart";
import { systemdUser } from "./systemd/user";
import { vercelConfig } from "./vercel/config";
import { dangerousTrigger } from "./workflow/dangerous-trigger";
import { deadActionVersion } from "./workflow/dead-action-version";
import { deployConcurrency } from "./workflow/deploy-concurrency";
import { deployNoVerify } from "./workflow/deploy-no-verify";
import { deprecatedCommand } from "./workflow/deprecated-command";
import { hardcodedCredential } from "./workflow/hardcoded-credential";
import { missingPermissions } from "./workflow/missing-permissions";
import { missingTimeout } from "./workflow/missing-timeout";
import { mutableReleaseTag } from "./workflow/mutable-release-tag";
import { noSecurityScan } from "./workflow/no-security-scan";
import { persistedCredentials } from "./workflow/persisted-credentials";
import { removedRunnerLabel } from "./workflow/removed-runner";
import { secretPrinted } from "./workflow/secret-printed";
import { secretsInherit } from "./workflow/secrets-inherit";
import { syntax } from "./workflow/syntax";
import { templateInjection } from "./workflow/template-injection";
import { testsNotRun } from "./workflow/tests-not-run";
import { unpinnedAction } from "./workflow/unpinned-action";
import { unpinnedImage } from "./workflow/unpinned-image";
import { writeAll } from "./workflow/write-all";

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
  nginxAliasTraversal,
  nginxAllowWithoutDeny,
  nginxCorsLocalhost,
  nginxCorsOriginReflected,
  nginxCorsOriginRegex,
  nginxCorsWildcard,
  nginxCspReportOnly,
  nginxDefaultServerAmbiguous,
  duplicateSecurityHeader,
  nginxErrorLogOff,
  gzipOff,
  headerInjection,
  headersFileNotDeployed,
  hostHeaderSpoofing,
  hstsMaxAgeLow,
  nginxIfInLocation,
  invalidHeaderValue,
  nginxMissingContentTypeOptions,
  nginxMissingCsp,
  nginxMissingFrameOptions,
  missingHsts,
  nginxMissingRateLimit,
  nginxMissingReferrerPolicy,
  missingSslProtocols,
  noHttpsRedirect,
  proxyMissingForwardHeaders,
  nginxProxyPassNormalized,
  nginxProxyPassUserControlled,
  rateLimitUnusable,
  redirectNotHttps,
  nginxReturnBypassesAcl,
  serverTokens,
  weakCiphersRule,
  weakTlsProtocols,
  websocketUpgradeIncomplete,

  fastapiCookieInsecure,
  fastapiCorsWildcard,
  fastapiCorsWildcardMethods,
  fastapiDebugEnabled,
  fastapiMissingRateLimit,
  fastapiMissingSecurityHeaders,
  slowapiMisuse,

  expressCorsWildcard,
  expressMissingCsrf,
  expressMissingRateLimit,
  expressSessionCookieInsecure,
  expressSessionDefaultName,

  storageCorsWildcard,

  flaskCookieInsecure,
  flaskCorsWildcard,
  flaskCsrfDisabled,
  flaskDebugEnabled,
  flaskMissingRateLimit,
  flaskMissingSecurityHeaders,

  djangoAllowedHosts,
  djangoCookieInsecure,
  djangoCorsAllowAll,
  djangoCsrfCookieInsecure,
  djangoCsrfExempt,
  djangoDebugEnabled,
  drfMissingThrottle,
  djangoHstsNotSet,
  djangoSecurityMiddlewareMissing,
  djangoSessionCookieInsecure,
  djangoSslRedirectOff,
  djangoTemplateMissingCsrfToken,

  fastifyCorsWildcard,
  fastifyMissingRateLimit,

  nestjsCorsWildcard,
  nestjsMissingRateLimit,
  throttlerNotBound,

  honoCorsWildcard,
  honoMissingRateLimit,

  koaCorsWildcard,
  koaMissingRateLimit,

  corsLocalhostInProduction,
  corsOriginNotAnOrigin,
  corsRegexUnsafe,

  nodeCorsArrayWildcard,
  nodeCorsOriginReflected,
  nodeCorsReflectAny,
  nodeErrorLeaksStack,
  nodeHelmetAfterRoutes,
  nodeHelmetFeatureDisabled,
  nodeHelmetWeakSetting,
  nodeMissingSecurityHeaders,
  nodeTlsVerificationDisabled,
  nodeWeakTlsVersion,
  nodeXPoweredBy,

  appMissingHealthEndpoint,
  appNoGracefulShutdown,

  hostCorsWildcard,
  headersDoNotReachFunctions,
  hostMissingSecurityHeaders,

  nextMissingSecurityHeaders,

  edgeMissingSecurityHeaders,

  pythonErrorLeaksTrace,

  keyedOnProxy,
  looserThanPlan,

  buildTimeVarAtRuntime,
  debugInProduction,
  definedNotForwarded,
  drift,
  duplicateKey,
  exampleMissing,
  exampleUnused,
  invalidLine,
  localDatastoreInProduction,
  missingInDeploy,
  nameMismatch,
  notInExample,
  publicPrefixSecret,
  publicUrlNotProduction,
  requiredMissing,

  dangerousTrigger,
  deadActionVersion,
  deployConcurrency,
  deployNoVerify,
  deprecatedCommand,
  hardcodedCredential,
  missingPermissions,
  missingTimeout,
  mutableReleaseTag,
  noSecurityScan,
  persistedCredentials,
  removedRunnerLabel,
  secretPrinted,
  secretsInherit,
  syntax,
  templateInjection,
  testsNotRun,
  unpinnedAction,
  unpinnedImage,
  writeAll,

  connectionString,
  defaultValue,
  envFileCommitted,
  gitignoreMissing,
  highEntropyLiteral,
  inExampleFile,
  knownDemoKey,
  privateKey,
  providerToken,
  weakSigningKey,

  herokuContainerIgnored,
  herokuProcfile,
  herokuRetiredPlan,
  herokuRetiredStack,
  herokuSecretLiteral,

  launchBackupSchedule,
  launchConsentBeforeTracking,
  launchErrorTracking,
  launchGdprEndpoints,
  launchMigrations,
  launchPrivacyPage,
  launchRollbackDoc,
  launchRunbook,
  launchSecretsRotationDoc,
  launchTermsPage,

  platformHealthCheck,

  systemdBindAll,
  envFileRelative,
  systemdHardening,
  inlineSecret,
  systemdInvalid,
  systemdRestart,
  systemdUser,

  renderDeprecatedField,
  renderFreePlan,
  renderKeyvalueAllowlist,
  renderSecretLiteral,
  renderUnresolvedReference,

  netlifySecretLiteral,

  flyConfig,

  vercelConfig,

  backupQuality,
  curlPipeShell,
  envFileShadowed,
  healthWaitTooShort,
  migrateWithoutBackup,
  noHealthCheck,
  noRollback,
  pipeHidesFailure,
  serverHardeningGap,
  sshHostKeyDisabled,
  strictMode,
  ufwDockerBypass,
  ufwOrder,

  railwayConfig,
  railwayStartCommand,
];
