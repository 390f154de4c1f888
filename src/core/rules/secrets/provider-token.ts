import { namedShapes, tokenShapes } from "../../data/provider-tokens";
import { fileKinds } from "../../files/forms";
import { type FoundToken, tokensIn } from "../../files/secrets/tokens";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix, type Problem } from "../rule";
import { masked, sentence } from "./masked";
import { isPublicKey } from "./public-keys";
import { placesOfOthers, secretComments, staysHere } from "./reach";
import { canReadEnvironment, literalAround, moveToEnvironment, variableFor } from "./to-environment";

const claimed = [...tokenShapes, ...namedShapes]
  .filter(({ gitleaks }) => gitleaks)
  .map(({ id }) => `gitleaks ${id}`);

/**
 * Example files belong to `secrets/in-example-file`, variables of containers to the rules for Compose and Dockerfiles.
 * A value that only its name gives away is a warning: the name may mean something else.
 */
export const providerToken = defineRule({
  id: "secrets/provider-token",
  on: fileKinds,
  severity: "error",
  title: "Keep the keys of providers out of the repository",
  why: "Whoever reads the repository, or finds it copied years later, can act in your name at the provider. Bots try what they find within minutes, and a commit that removes a key leaves it in the history.",
  references: [
    "https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
  ],
  equivalents: [...new Set(claimed)],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: "app/mail.py",
      bad: `import httpx

POSTMARK_SERVER_TOKEN = "«7c1b2e9a-3f64-4d08-b5a1-92e6f0c7d384»"
`,
      good: `import os

import httpx

POSTMARK_SERVER_TOKEN = os.environ["POSTMARK_SERVER_TOKEN"]
`,
      with: { ".env.example": "POSTMARK_SERVER_TOKEN=\n" },
    },
  ],
  *check({ file, project }) {
    if (file.role === "example") return;
    const tokens = tokensIn(file.text).filter((token) => !isPublicKey(token, file, project.today));
    if (tokens.length === 0 || staysHere(file, project)) return;
    const isElsewhere = placesOfOthers(file);
    for (const token of tokens) {
      if (!isElsewhere(token, token.isCertain)) yield problemOf(token, file, project);
    }
  },
});

function problemOf(token: FoundToken, file: SourceFile, project: ProjectView): Problem {
  const { id, what, value, start, end, isCertain, gitleaks } = token;
  const shown = id === "gcp-service-account-key" ? "" : ` (${masked(value)})`;
  return {
    at: { start, end },
    message: `${sentence(what)}${shown} stands in this file. Revoke it first: the history keeps what is removed.`,
    severity: isCertain ? "error" : "warning",
    equivalents: gitleaks ? [`gitleaks ${id}`] : [],
    fixes: fixesFor(token, file, project),
  };
}

function fixesFor(token: FoundToken, file: SourceFile, project: ProjectView): Fix[] {
  const literal = canReadEnvironment(file) ? literalAround(file, token) : undefined;
  const fix =
    literal && moveToEnvironment(file, project, literal, variableFor(file, literal, token.variable));
  return fix ? [fix] : [];
}
