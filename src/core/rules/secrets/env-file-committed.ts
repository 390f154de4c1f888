import { isCredentialName } from "../../data/credential-names";
import { isFiller, isReference, passwordInUrl } from "../../data/secret-values";
import { isMadeUp } from "../../files/secrets/entropy";
import { privateKeysIn } from "../../files/secrets/private-keys";
import { tokensIn } from "../../files/secrets/tokens";
import type { SourceFile } from "../../files/source";
import { isGuarded } from "../../project/guarded-defaults";
import type { ProjectView } from "../../project/view";
import { type Span, span } from "../../text/span";
import { defineRule, type Severity } from "../rule";

/** Speaks only where git was asked what it keeps. Nothing is offered: an edit cannot take a file out of git. */
export const envFileCommitted = defineRule({
  id: "secrets/env-file-committed",
  on: "project",
  severity: "error",
  title: "Keep files with secrets out of git",
  why: "What was committed once stays in the history, in every clone and fork. Whoever gets to see the repository later finds the passwords of today.",
  references: [
    "https://git-scm.com/docs/git-rm",
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      tracked: [".env", "package.json"],
      files: { ".env": "PORT=8000\n«SESSION_SECRET»=Zq8LmT4vXw2RbN7yKd5HsJ9c\n", "package.json": "{}\n" },
      good: { ".env.example": "PORT=8000\nSESSION_SECRET=\n", "package.json": "{}\n" },
      fix: null,
    },
  ],
  *check({ project }) {
    for (const path of project.paths()) {
      const what = kindOf(path);
      if (what === undefined || !project.isTracked(path)) continue;
      const file = project.file(path);
      if (!file || file.role === "example" || file.role === "test" || file.role === "doc") continue;
      const found = what === "variables" ? secretIn(file, project) : credentialIn(file);
      if (!found) continue;
      yield {
        path,
        at: found.at,
        severity: found.severity,
        message: `git keeps \`${path}\`${found.why}. \`git rm --cached ${path}\` takes it out of the next commit; replace what it gives away, since the history keeps it.`,
      };
    }
  },
});

type Kind = "variables" | "credentials";

function kindOf(path: string): Kind | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (
    /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema|vault|enc|encrypted|test|ci)(?:[._-]|$)/.test(
      name,
    )
  )
    return undefined;
  if (/^\.env(?:\.|$)|\.env$/.test(name)) return "variables";
  const isCredential =
    /\.(?:pem|key|p8|ppk)$|^id_(?:rsa|dsa|ecdsa|ed25519)[\w-]*$|^(?:\.npmrc|\.yarnrc|\.pypirc|[._]netrc|\.pgpass)$|service[-_]?account[\w.-]*\.json$|^credentials\.json$/.test(
      name,
    );
  return isCredential ? "credentials" : undefined;
}

interface Found {
  readonly at: Span;
  readonly severity: Severity;
  /** As the sentence goes on behind the path. */
  readonly why: string;
}

/** What a file of variables gives away; undefined where it holds nothing that is secret, or only what is encrypted. */
function secretIn(file: SourceFile, project: ProjectView): Found | undefined {
  if (!file.is("dotenv")) return undefined;
  const { assignments } = file.form;
  if (/^#\/-+\[DOTENV_PUBLIC_KEY\]|^DOTENV_PUBLIC_KEY/m.test(file.text)) return undefined;
  const secrets = assignments.filter(({ key, value }) => isSecret(key, value));
  const real = secrets.find(({ value }) => !isGuarded(project, value));
  // Engine softens by the role of the file; what is told here is as grave in `.env` as anywhere. `db.env` is the
  // name of what a stack for development starts from as well.
  const isForOne = !/(?:^|\/)\.env[^/]*$/i.test(file.path);
  if (real)
    return { at: real.keyAt, severity: isForOne ? "warning" : "error", why: ` with ${real.key} in it` };
  const [first] = secrets;
  return (
    first && {
      at: first.keyAt,
      severity: "info",
      why: ` with ${first.key}, a default that the app refuses to run with`,
    }
  );
}

function isSecret(key: string, value: string): boolean {
  const text = value.trim();
  if (text === "" || text.startsWith("encrypted:") || isReference(text) || isFiller(text) || isMadeUp(text))
    return false;
  if (/^(?:VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|NG_APP)_/.test(key))
    return tokensIn(text).length > 0;
  return (
    isCredentialName(key) ||
    tokensIn(text).some(({ isCertain }) => isCertain) ||
    passwordInUrl(text) !== undefined
  );
}

function credentialIn(file: SourceFile): Found | undefined {
  const [key] = privateKeysIn(file.text);
  if (key) return { at: key.header, severity: "error", why: ", a private key" };
  const token =
    /(_authToken|_password|_auth)\s{0,3}=\s{0,3}[^\s$]{8}|^[ \t]{0,8}password[ \t]{0,3}[:=]?\s{0,3}[^\s$<%]{4}/m.exec(
      file.text,
    );
  const [sure] = tokensIn(file.text);
  const start = token?.index ?? sure?.start;
  if (start === undefined) return undefined;
  const length = file.text.slice(start, start + 500).search(/[\r\n]/);
  return {
    at: sure ?? span(start, length < 0 ? Math.min(file.text.length, start + 500) : start + length),
    severity: "error",
    why: " with a credential in it",
  };
}
