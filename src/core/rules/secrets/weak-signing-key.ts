import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule, type Severity } from "../rule";
import { type AssignedValue, assignedValuesIn, credentialWords, isOfPlatform } from "./assigned-values";
import { fixesFor } from "./default-fixes";
import { isStorageKey, judge, namesIn } from "./judge";
import { secretComments, staysHere } from "./reach";
import { variableName } from "./to-environment";

/**
 * What is a word belongs to `secrets/default-value`. Keys that somebody else issues have the length that they have, and
 * those of RS256 and its kin are no shared secrets.
 */
export const weakSigningKey = defineRule({
  id: "secrets/weak-signing-key",
  on: ["dotenv", "python", "javascript", "yaml", "json", "toml"],
  severity: "error",
  title: "Sign and encrypt with keys of full length",
  why: "Whoever holds one signed token can try keys at home, billions a second. A short key is found in an afternoon, and with it anybody signs tokens for any account.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc7518#section-3.2",
    "https://docs.djangoproject.com/en/5.2/ref/settings/#secret-key",
  ],
  equivalents: [],
  alsoSilencedBy: secretComments,
  mentions: credentialWords,
  fix: "review",
  examples: [
    {
      path: "src/auth.js",
      bad: "import jwt from 'jsonwebtoken';\n\nexport const sign = (user) => jwt.sign({ sub: user.id }, «'kX9-quay-81'»);\n",
      good: "import jwt from 'jsonwebtoken';\n\nexport const sign = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET);\n",
      with: { ".env.example": "JWT_SECRET=\n" },
    },
    {
      title: "variables for production",
      path: ".env.production",
      bad: "SESSION_SECRET=«kX9-quay-81»\n",
      good: "SESSION_SECRET=\n",
    },
  ],
  *check({ file, project }) {
    if (file.role === "test" || file.role === "doc") return;
    const values = assignedValuesIn(file);
    const names = file.is("dotenv")
      ? namesIn(file.form.assignments.map(({ key, value }) => ({ name: key, value })))
      : [];
    for (const assigned of values) {
      if (isOfPlatform(assigned)) continue;
      const kind = isStorageKey(assigned) ? undefined : kindOf(assigned, file);
      const verdict = kind && judge(assigned, names);
      if (!kind || verdict === "demo" || verdict === "default" || verdict === "token") continue;
      const weakness = weaknessOf(assigned.value, kind, file);
      const severity = severityOf(assigned, file, project);
      if (!weakness || severity === undefined) continue;
      const message = `${assigned.name} ${weakness}: \`openssl rand -base64 ${kind === "Django" ? 48 : 32}\` makes one that nobody guesses.`;
      yield { at: assigned.at, message, severity, fixes: fixesFor(assigned, file, project) };
    }
  },
});

type Kind = "Django" | "signing";

const signing =
  /^(?:(?:[A-Z0-9]{2,20}_){0,2}(?:JWT|SESSION|COOKIE|NEXTAUTH|BETTER_AUTH|AUTH|CSRF|SIGNING|HMAC|ACCESS_TOKEN|REFRESH_TOKEN|TOKEN)_(?:SECRET|SECRET_KEY|KEY|SIGNING_KEY)|(?:(?:DJANGO|FLASK|APP|APPLICATION|API|FASTAPI|QUART|SANIC|RAILS|LARAVEL|SYMFONY|SERVER|BACKEND)_)?(?:SECRET_KEY|SECRET_KEY_BASE|SECRET)|(?:[A-Z0-9]{2,20}_){0,2}(?:ENCRYPTION|FERNET|SIGNING)_KEY)$/;
/** Names that fit, and whose keys others issue. */
const issued = /WEBHOOK|CLIENT|OAUTH|AUTH0|STRIPE|GITHUB|GOOGLE|PUBLIC|TURNSTILE|CAPTCHA/;

function kindOf({ name, at }: AssignedValue, file: SourceFile): Kind | undefined {
  const variable = variableName(name);
  if (variable === "SECRET" && file.kind !== "dotenv") {
    const before = file.text.slice(Math.max(0, at.start - 200), at.start);
    return /session|cookie|jwt|NextAuth|betterAuth/i.test(before) ? "signing" : undefined;
  }
  if (!signing.test(variable) || issued.test(variable)) return undefined;
  if (!/^(?:DJANGO_)?SECRET_KEY$/.test(variable)) return "signing";
  return file.is("python") && /INSTALLED_APPS|django/.test(file.text) ? "Django" : "signing";
}

/** What is wrong with a key, as a sentence goes on; undefined when it is long enough. */
function weaknessOf(value: string, kind: Kind, { text }: SourceFile): string | undefined {
  const key = value.trim().replace(/^base64:/, "");
  if (/^-----BEGIN|^(?:RS|ES|PS)\d{3}$/.test(key)) return undefined;
  if (new Set(key).size < 5) return "is one character over and over, or nearly";
  const least = kind === "Django" ? 50 : (leastFor(text) ?? 32);
  if (key.length >= least) return undefined;
  return `has ${key.length} characters and should have ${least} or more`;
}

/** A key is as long as the hash that it goes into. */
function leastFor(text: string): number | undefined {
  if (/["'`]HS512["'`]/.test(text)) return 64;
  return /["'`]HS384["'`]/.test(text) ? 48 : undefined;
}

function severityOf(
  { isFallback, at }: AssignedValue,
  file: SourceFile,
  project: ProjectView,
): Severity | undefined {
  if ((file.is("python") || file.is("javascript")) && file.form.isDevelopmentOnly(at.start)) return undefined;
  if (file.role === "example") return file.is("dotenv") ? "warning" : undefined;
  if (file.role === "dev") return staysHere(file, project) ? undefined : "warning";
  return isFallback ? "warning" : "error";
}
