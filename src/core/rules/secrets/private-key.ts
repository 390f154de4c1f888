import { fileKinds } from "../../files/forms";
import { type PrivateKey, privateKeysIn } from "../../files/secrets/private-keys";
import type { SourceFile } from "../../files/source";
import { isGitIgnored } from "../../project/git-ignored";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { placesOfOthers, secretComments, staysHere } from "./reach";

/** The file of a Google account holds its key: `secrets/provider-token` says so, and where to revoke it. */
export const privateKey = defineRule({
  id: "secrets/private-key",
  on: fileKinds,
  severity: "error",
  title: "Keep private keys out of the repository",
  why: "With the key anybody can log in, sign or read what was encrypted for it, for as long as it is trusted. Taking it out of the newest commit does not help: it has to be replaced.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html",
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository",
  ],
  equivalents: ["gitleaks private-key"],
  alsoSilencedBy: secretComments,
  mentions: ["-----BEGIN"],
  fix: "review",
  examples: [
    {
      title: "a key beside its certificate; the ignore file keeps the next one out",
      files: {
        "certs/server.key": `«-----BEGIN ${"PRIVATE KEY-----"}»
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDAC4AWkdwKYSd8
Ks14IReLcYgADhoXk56ZzXI=
-----END PRIVATE KEY-----
`,
        ".gitignore": "node_modules\n",
      },
      good: {
        "certs/server.key": `-----BEGIN ${"PRIVATE KEY-----"}
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDAC4AWkdwKYSd8
Ks14IReLcYgADhoXk56ZzXI=
-----END PRIVATE KEY-----
`,
        ".gitignore": "node_modules\n*.key\n",
      },
    },
  ],
  *check({ file, project }) {
    const keys = privateKeysIn(file.text);
    if (keys.length === 0 || staysHere(file, project)) return;
    const isElsewhere = placesOfOthers(file);
    const isAccount = /"service_account"/.test(file.text);
    for (const key of keys) {
      if (isElsewhere(key.header, true) || (isAccount && file.is("json"))) continue;
      yield {
        at: key.header,
        message: `${nameOf(key)} stands in this file. Whoever reads it can use the key: make a new one, and trust the old one no longer.`,
        severity: key.isEncrypted ? "warning" : "error",
        fixes: fixesFor(file, project),
      };
    }
  },
});

function nameOf({ type, isEncrypted }: PrivateKey): string {
  const kind = type === "ENCRYPTED" ? "" : type === "OPENSSH" ? "SSH " : type === "" ? "" : `${type} `;
  const words = `${isEncrypted ? "encrypted private" : "private"} ${kind}key`;
  return `${/^[aeiou]/.test(words) ? "An" : "A"} ${words}`;
}

/** Names that nothing but a key has. */
const keyFile = /(?:^|\/)(?:[^/]*(\.(?:pem|key|p8|ppk))|(id_(?:rsa|dsa|ecdsa|ed25519))[^/]*)$/;

/** An ignored file is committed no more, unless git has it already: the message says what to do then. */
function fixesFor(file: SourceFile, project: ProjectView): Fix[] {
  const found = keyFile.exec(file.path);
  const ignore = project.file(".gitignore");
  if (
    !found ||
    !ignore?.is("gitignore") ||
    project.isTracked(file.path) ||
    isGitIgnored(project, file.path)
  ) {
    return [];
  }
  const pattern = found[1] === undefined ? `${found[2]}*` : `*${found[1]}`;
  const { text } = ignore;
  const eol = text.includes("\n") ? ignore.eol : file.eol;
  const isOpen = text !== "" && text !== "\uFEFF" && !text.endsWith("\n");
  const added = isOpen ? `${eol}${pattern}` : `${pattern}${eol}`;
  return [
    {
      title: `Add ${pattern} to .gitignore`,
      kind: "review",
      edits: [],
      also: [{ path: ".gitignore", edits: [insertion(text.length, added)] }],
    },
  ];
}
