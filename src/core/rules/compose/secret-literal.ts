import { isCredentialName } from "../../data/credential-names";
import { isReference, passwordInUrl, tokenIn } from "../../data/secret-values";
import { type ComposeVariable, readEnvironment } from "../../files/compose/environment";
import type { ComposeForm } from "../../files/compose/form";
import { isLiteral } from "../../files/compose/interpolation";
import type { ComposeService } from "../../files/compose/service";
import { type ComposeText, textOfScalar } from "../../files/compose/text";
import { setScalar } from "../../files/yaml/edits";
import type { Span } from "../../text/span";
import { declareInExample } from "../env-example";
import { defineRule, type OtherFileChange, type Severity } from "../rule";
import { secretComments } from "../secrets/reach";
import { behindAlias, FirstMeeting } from "./alias";
import { judgeCredential, namesAround, requireCredential, required, variableName } from "./credential";
import { moveToSecret } from "./secret-store";

export const secretLiteral = defineRule({
  id: "compose/secret-literal",
  on: "compose",
  severity: "warning",
  title: "Keep credentials out of the Compose file",
  why: "What stands in a Compose file stands in the history of the repository for good: everybody who may read the code may log in, and a new password needs a commit.",
  references: [
    "https://docs.docker.com/compose/how-tos/use-secrets/",
    "https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/",
  ],
  equivalents: ["compose-lint CL-0020", "compose-lint CL-0021"],
  deviations: {
    "compose-lint CL-0020":
      "Values that everybody tries first (changeme, postgres) are the matter of compose/default-password. A name that only mentions a secret (TOKEN_URL, PASSWORD_MIN_LENGTH), a path and a Sentry DSN, which is public, are left alone.",
  },
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    image: acme/api:4\n    environment:\n      JWT_SECRET: «kX9-tulip-quay-81»\n",
      good: "services:\n  api:\n    image: acme/api:4\n    environment:\n      JWT_SECRET: ${JWT_SECRET:?set JWT_SECRET in .env}\n",
      with: { ".env.example": "JWT_SECRET=\n" },
    },
    {
      title: "the password in an address",
      bad: "services:\n  api:\n    environment:\n      - DATABASE_URL=postgres://app:«tulip-92»@db:5432/app\n",
      good: "services:\n  api:\n    environment:\n      - DATABASE_URL=postgres://app:${DATABASE_PASSWORD:?set DATABASE_PASSWORD in .env}@db:5432/app\n",
      with: { ".env.example": "DATABASE_PASSWORD=\n" },
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const first = new FirstMeeting();
    for (const service of form.services) {
      const names = namesAround(service, form.name);
      for (const variable of service.environment("own")) {
        const { value, place } = variable;
        // Everything that has to do with weak passwords belongs to compose/default-password.
        if (!value || judgeCredential(variable, names)) continue;
        const found = credentialIn(variable, value);
        const written = place.form === "map" ? place.entry : place.item;
        if (!found || !first.with(written.origin)) continue;
        const { at, message, severity, equivalents } = found;
        const also = (name: string) => {
          const change = declareInExample(project, file, name);
          return change ? [change] : [];
        };
        const fixes = fixesFor(variable, found, service, form, also);
        yield { at, message, severity, equivalents, related: behindAlias(file.path, value.scalar), fixes };
      }
    }
  },
});

interface Found {
  readonly at: Span;
  readonly message: string;
  readonly severity: Severity;
  readonly equivalents: readonly string[];
  /** The password of an address, as offsets into the raw value. */
  readonly inUrl?: Span;
}

/** The credential that the value holds word for word; undefined when there is none, or a variable decides. */
function credentialIn(variable: ComposeVariable, value: ComposeText): Found | undefined {
  const { key } = variable;
  const { at, raw, template } = value;
  const isNamed = isCredentialName(key);
  const byName = isNamed ? ["compose-lint CL-0020"] : [];
  const url = passwordInUrl(withoutVariables(value));
  if (url && !url.password.includes(HIDDEN)) {
    const base = startOf(variable);
    const place = value.scalar.via ?? textOfScalar(value.scalar, base + url.start, base + url.end).at;
    const message = `The address in ${key} has a password in it, which stays in the history of the repository.`;
    return {
      at: place,
      message,
      severity: "warning",
      equivalents: ["compose-lint CL-0021", ...byName],
      inUrl: url,
    };
  }
  const text = isLiteral(template) ? (value.value ?? "") : "";
  const token = tokenIn(text);
  if (token) {
    const message = `${key} holds ${token.what}, which stays in the history of the repository: revoke it.`;
    return { at, message, severity: "error", equivalents: byName };
  }
  const isDsn = /_DSN$/i.test(key) && /^[^\s:@/]{1,99}:[^\s@/]{1,99}@[a-z]{0,9}\(/.test(text);
  if (text === "" || !(isNamed || isDsn) || isReference(text) || raw.trim() === "") return undefined;
  const message = `The value of ${key} stays in the history of the repository, where everybody who reads the code finds it.`;
  return { at, message, severity: "warning", equivalents: ["compose-lint CL-0020"] };
}

/** Stands for a variable: it is not known what it brings. */
const HIDDEN = "\u0000";

/** The raw value with every variable blotted out, so that offsets stay the same. */
function withoutVariables({ raw, template }: ComposeText): string {
  if (!template.valid) return "";
  return template.parts
    .map(({ kind, from, to }) => (kind === "text" ? raw.slice(from, to) : HIDDEN.repeat(to - from)))
    .join("");
}

/** Where the raw value begins in the scalar that holds it. */
function startOf({ key, place }: ComposeVariable): number {
  return place.form === "list" ? key.length + 1 : 0;
}

function fixesFor(
  variable: ComposeVariable,
  { inUrl }: Found,
  service: ComposeService,
  form: ComposeForm,
  also: (name: string) => readonly OtherFileChange[],
) {
  const { value, key } = variable;
  const change = inUrl
    ? value && askInUrl(variable, value, inUrl, form)
    : requireCredential(variable, "weak", service, form.yaml);
  const move = inUrl ? undefined : moveToSecret(variable, service, form);
  if (!change?.edits) return move ? [move] : [];
  const others = also(change.name ?? key);
  const { title, edits } = change;
  const ask = { title, kind: "review" as const, edits, ...(others.length > 0 ? { also: others } : {}) };
  return move ? [ask, move] : [ask];
}

/** Takes the password of an address from a variable. */
function askInUrl(
  variable: ComposeVariable,
  { scalar, raw }: ComposeText,
  { start, end }: Span,
  form: ComposeForm,
) {
  const stem = variableName(variable.key).replace(/_(?:URL|URI|DSN|CONN|CONNECTION)$/, "");
  const host = /^@([\w.-]{1,100})/.exec(raw.slice(end))?.[1];
  const name = (host && passwordOf(host, raw.slice(start, end), form)) ?? `${stem}_PASSWORD`;
  const base = startOf(variable);
  const text = scalar.text.slice(0, base + start) + required(name) + scalar.text.slice(base + end);
  return { name, title: `Take ${name} from the environment`, edits: setScalar(form.yaml, scalar, text) };
}

/** The variable that the service `host` takes its password from, be it that it holds the same `password` word for word. */
function passwordOf(host: string, password: string, form: ComposeForm): string | undefined {
  const service = form.services.find(({ name }) => name === host);
  for (const { key, value } of readEnvironment(service?.get("environment"))) {
    if (!value || !/^(?:POSTGRES|MYSQL|MARIADB|RABBITMQ_DEFAULT|REDIS)_PASS(?:WORD)?$/.test(key)) continue;
    if (value.raw === password) return key;
    const asked = /^\$\{?([A-Z_][A-Z0-9_]{0,80})(?:\}|:?\?[^}]{0,200}\}|)$/.exec(value.raw)?.[1];
    if (asked !== undefined) return asked;
  }
  return undefined;
}
