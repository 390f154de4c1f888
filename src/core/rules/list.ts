import { defaultPassword } from "./compose/default-password";
import { publicDatastorePort } from "./compose/public-datastore-port";
import { eolBaseImage } from "./dockerfile/eol-base-image";
import { execFormVariable } from "./dockerfile/exec-form-variable";
import { nonRootUser } from "./dockerfile/non-root-user";
import { pinBaseImage } from "./dockerfile/pin-base-image";
import { addHeaderInheritanceDrop } from "./nginx/add-header-inheritance-drop";
import { missingHsts } from "./nginx/missing-hsts";
import type { Rule } from "./rule";

/** Every rule, by subject. The only place that names them all. */
export const rules: readonly Rule[] = [
  eolBaseImage,
  execFormVariable,
  nonRootUser,
  pinBaseImage,
  defaultPassword,
  publicDatastorePort,
  addHeaderInheritanceDrop,
  missingHsts,
];
