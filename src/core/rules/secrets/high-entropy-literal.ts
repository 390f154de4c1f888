import { defineRule } from "../rule";
import { assignedValuesIn, credentialWords, isOfPlatform } from "./assigned-values";
import { fixesFor } from "./default-fixes";
import { judge } from "./judge";
import { masked } from "./masked";
import { secretComments, staysHere } from "./reach";

/** A hint until a project asks for more: what looks drawn by lot may be a fingerprint or an id. */
export const highEntropyLiteral = defineRule({
  id: "secrets/high-entropy-literal",
  on: ["python", "javascript", "shell", "yaml", "json", "toml"],
  severity: "hint",
  hardening: true,
  title: "Keep random secrets out of code and settings",
  why: "Who may read the code may not always read what the app protects, and a secret in the code can only be changed by a release.",
  references: [
    "https://12factor.net/config",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
  ],
  equivalents: [],
  alsoSilencedBy: secretComments,
  mentions: credentialWords,
  fix: "review",
  examples: [
    {
      path: "app/payments.py",
      bad: 'import httpx\n\nPARTNER_API_KEY = «"Zq8LmT4vXw2RbN7yKd5HsJ9c"»\n',
      good: 'import os\n\nimport httpx\n\nPARTNER_API_KEY = os.environ["PARTNER_API_KEY"]\n',
      with: { ".env.example": "PARTNER_API_KEY=\n" },
    },
  ],
  *check({ file, project }) {
    const random = assignedValuesIn(file).filter(
      (assigned) => !isOfPlatform(assigned) && judge(assigned, []) === "random",
    );
    if (random.length === 0 || staysHere(file, project)) return;
    for (const assigned of random) {
      const { name, value, at } = assigned;
      if (/public|csrf|(?:^|_)id$|integrity|hash|fingerprint/i.test(name)) continue;
      yield {
        at,
        message: `${name} holds a random text (${masked(value)}) for everybody who reads the code.`,
        fixes: fixesFor(assigned, file, project),
      };
    }
  },
});
