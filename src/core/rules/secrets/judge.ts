import { demoKeyOf } from "../../data/demo-keys";
import { isWeakSecret } from "../../data/weak-secrets";
import { entropyOf, isMadeUp } from "../../files/secrets/entropy";
import { tokensIn } from "../../files/secrets/tokens";
import type { AssignedValue } from "./assigned-values";

/** What is wrong with a credential: published, tried by everybody, or drawn by lot and now public. */
export type Verdict = "demo" | "default" | "token" | "random" | undefined;

/** `names` are words of the place that a password must not be. */
export function judge(assigned: AssignedValue, names: readonly string[]): Verdict {
  const { value, source } = assigned;
  if (demoKeyOf(value)) return "demo";
  if (isDefault(assigned, names)) return "default";
  if (tokensIn(value).length > 0 || /-----BEGIN /.test(value)) return "token";
  return source !== "dotenv" && isRandom(value) ? "random" : undefined;
}

const defaults =
  /(?:^|[-_ ])your[-_ ]|^(?:django-insecure-|(?:change|replace)[-_ ]?(?:me|this|it|with)\b|(?:change|replace)(?:me|this|it)|!!!set\b|(?:insecure|todo|fixme|placeholder|dummy)[-_: ]|(?:cafebabe|deadbeef)+$|keyboard cat$)/i;

function isDefault(assigned: AssignedValue, names: readonly string[]): boolean {
  const { name, value, source } = assigned;
  const text = value.trim();
  if (isStorageKey(assigned) || (source === "code" && /^pass(?:ed|es)?$/i.test(text))) return false;
  if (source === "code" || source === "settings") {
    // Labels, names of fields and kinds of grants repeat the word; keys that others issue cannot be guessed.
    if (bare(text) === bare(name) || /^[A-Z][a-z]+$/.test(text)) return false;
    if (
      /^(?:pass\w{0,6}|pwd|pw|secret|token)$/i.test(name) &&
      /^(?:pass\w{0,6}|pwd|pw|secret|token)$/i.test(text)
    )
      return false;
    if (/(?:token|api_?key)$/i.test(name) || (/\s/.test(text) && text !== "keyboard cat")) return false;
  }
  return defaults.test(text) || isWeakSecret(text, names);
}

/** Whether somebody drew `value` by lot, as far as letters show it. */
export function isRandom(value: string): boolean {
  const text = value.trim();
  if (text.length < 16 || /\s/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (isMadeUp(text) || /^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i.test(text)) return false;
  // Names of things: `prod-db-password-v2`, `projects/a/secrets/b`, `sha512-…`.
  if (/^[a-z]{2,}(?:[-_.:/][a-z0-9]{1,14}){1,12}$/.test(text) || /^(?:sha\d{1,3}[-:]|arn:|\/|~)/.test(text))
    return false;
  return entropyOf(text) > 3.5;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Users and databases that the values of a file name: a password equal to one of them is weak. */
export function namesIn(values: readonly { readonly name: string; readonly value: string }[]): string[] {
  return values
    .filter(({ name }) => /(?:^|_)(?:USER|USERNAME|LOGIN|DB|DATABASE|DBNAME|DB_NAME)$/i.test(name))
    .map(({ value }) => value);
}

/** Whether the name is that under which code keeps something: `SESSION_KEY = "user-session"`. */
export function isStorageKey({ name, value, source, variable }: AssignedValue): boolean {
  if (source !== "code" || variable !== undefined) return false;
  if (/^[A-Za-z_]+(?:[.:/][A-Za-z_]+)+$/.test(value)) return true;
  return (
    /(?:auth|session|cookie|app|application|access|admin|token|cache|storage)_?key$/i.test(name) &&
    !/\d/.test(value)
  );
}

/** Whether somebody else issues the credential, so that a default in its place opens nothing. */
export function isIssued(name: string): boolean {
  return /(?:TOKEN|API_?KEY|ACCESS_KEY|CLIENT_SECRET|WEBHOOK_SECRET)$|^(?:AWS|STRIPE|GITHUB|GOOGLE|OPENAI|TWILIO|SLACK|SENDGRID|AUTH0)_/i.test(
    name,
  );
}
