import { defaultPassword } from "./compose/default-password";
import { healthyWithoutHealthcheck } from "./compose/healthy-without-healthcheck";
import { publicDatastorePort } from "./compose/public-datastore-port";
import { eolBaseImage } from "./dockerfile/eol-base-image";
import { execFormVariable } from "./dockerfile/exec-form-variable";
import { healthcheckMissingTool } from "./dockerfile/healthcheck-missing-tool";
import { nonRootUser } from "./dockerfile/non-root-user";
import { pinBaseImage } from "./dockerfile/pin-base-image";
import { requiredEntries } from "./dockerignore/required-entries";
import { expressCorsWildcard } from "./express/cors-wildcard";
import { fastapiCorsWildcard } from "./fastapi/cors-wildcard";
import { fastapiCorsWildcardMethods } from "./fastapi/cors-wildcard-methods";
import { fastapiMissingSecurityHeaders } from "./fastapi/missing-security-headers";
import { addHeaderInheritanceDrop } from "./nginx/add-header-inheritance-drop";
import { missingHsts } from "./nginx/missing-hsts";
import type { Rule } from "./rule";

/** Every rule, by subject. The only place that names them all. */
export const rules: readonly Rule[] = [
  eolBaseImage,
  execFormVariable,
  healthcheckMissingTool,
  nonRootUser,
  pinBaseImage,

  requiredEntries,

  defaultPassword,
  healthyWithoutHealthcheck,
  publicDatastorePort,

  addHeaderInheritanceDrop,
  missingHsts,

  fastapiCorsWildcard,
  fastapiCorsWildcardMethods,
  fastapiMissingSecurityHeaders,

  expressCorsWildcard,
];
