import { isCredentialName } from "../../data/credential-names";
import { isWeakSecret } from "../../data/weak-secrets";
import type { ComposeVariable } from "../../files/compose/environment";
import { soleVariable } from "../../files/compose/interpolation";
import type { ComposeService } from "../../files/compose/service";
import { removePair, setScalar, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import { replacement } from "../../text/edits";

/**
 * What a variable says of a credential: `weak` and `fallback` ship one that everybody tries first, `open` and
 * `empty` do without any, `required` and `outside` take it from the environment.
 */
export type Verdict = "weak" | "fallback" | "open" | "empty" | "required" | "outside";

/** Judges one variable. `names` are words of the place that a password must not be. */
export function judgeCredential(variable: ComposeVariable, names: readonly string[]): Verdict | undefined {
  const { key, value } = variable;
  const name = key.toUpperCase();
  if (name === "POSTGRES_HOST_AUTH_METHOD") return value?.value?.trim() === "trust" ? "open" : undefined;
  if (/(?:^|_)ALLOW_EMPTY_(?:ROOT_)?PASSWORD$/.test(name)) {
    return /^(?:1|true|yes|on)$/i.test(value?.value?.trim() ?? "") ? "empty" : undefined;
  }
  if (name.endsWith("_FILE")) return isCredentialName(name.slice(0, -"_FILE".length)) ? "outside" : undefined;
  if (!isCredentialName(name) || !value) return undefined;
  if (value.value !== undefined) {
    if (!isWeakSecret(value.value, names)) return undefined;
    return value.template.parts.some((part) => part.kind === "variable") ? "fallback" : "weak";
  }
  const only = soleVariable(value.template);
  if (!only) return undefined;
  return only.operator?.endsWith("?") ? "required" : only.operator === undefined ? "outside" : undefined;
}

/** Names of the service and of what it calls its user and its database. */
export function namesAround(service: ComposeService, project: string | undefined): string[] {
  const names = [service.name, ...(project === undefined ? [] : [project])];
  for (const { key, value } of service.environment()) {
    if (/(?:^|_)(?:USER|USERNAME|LOGIN|DB|DATABASE|DBNAME|DB_NAME)$/i.test(key) && value?.value) {
      names.push(value.value);
    }
  }
  return names;
}

export interface CredentialChange {
  /** The variable that has to be set from now on; undefined when one that is there does. */
  readonly name: string | undefined;
  readonly title: string;
  readonly edits: YamlEdits;
}

/** The change that takes the credential from a variable without a default. */
export function requireCredential(
  variable: ComposeVariable,
  verdict: Verdict,
  service: ComposeService,
  form: YamlForm,
): CredentialChange | undefined {
  if (verdict === "open" || verdict === "empty") return askForPassword(variable, service, form);
  const { key, place, value } = variable;
  const name = (value && soleVariable(value.template)?.name) ?? variableName(key);
  const title = `Take ${name} from the environment`;
  if (place.form === "list") {
    return { name, title, edits: setScalar(form, place.item, `${key}=${required(name)}`) };
  }
  return value && { name, title, edits: setScalar(form, value.scalar, required(name)) };
}

/** Puts the password in the place of the switch that does without; drops the switch when there is one. */
function askForPassword(
  variable: ComposeVariable,
  service: ComposeService,
  form: YamlForm,
): CredentialChange | undefined {
  const { key, place, value } = variable;
  const name = passwordFor(key.toUpperCase());
  if (name === undefined) return undefined;
  if (service.environment().some((other) => other.key === name || other.key === `${name}_FILE`)) {
    const edits = place.form === "map" ? removePair(form, place.map, key) : undefined;
    return { name: undefined, title: `Remove ${key}: ${name} is set`, edits };
  }
  const title = `Ask for ${name} instead`;
  if (place.form === "list") {
    return { name, title, edits: setScalar(form, place.item, `${name}=${required(name)}`) };
  }
  const edits = value && setScalar(form, value.scalar, required(name));
  return { name, title, edits: edits && [replacement(place.entry.origin, name), ...edits] };
}

function passwordFor(key: string): string | undefined {
  if (key === "POSTGRES_HOST_AUTH_METHOD") return "POSTGRES_PASSWORD";
  const owner = /^(MYSQL|MARIADB)_ALLOW_EMPTY/.exec(key)?.[1];
  return owner && `${owner}_ROOT_PASSWORD`;
}

/** The value that stops Compose while nobody sets the variable. */
export function required(name: string): string {
  return `\${${name}:?set ${name} in .env}`;
}

/** A name for the shell made of a key of any form. */
export function variableName(key: string): string {
  const name = key.toUpperCase().replaceAll(/[^A-Z0-9_]/g, "_");
  return /^\d/.test(name) ? `_${name}` : name;
}
