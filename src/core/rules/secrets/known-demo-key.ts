import { demoKeyOf, demoKeyWords } from "../../data/demo-keys";
import { claimsOf } from "../../files/secrets/jwt";
import { tokensIn } from "../../files/secrets/tokens";
import type { SourceFile } from "../../files/source";
import { defineRule, type Severity } from "../rule";
import { type AssignedValue, literalsIn } from "./assigned-values";
import { fixesFor } from "./default-fixes";
import { secretComments } from "./reach";

/** Tests, manuals and examples are what these keys are published for. */
export const knownDemoKey = defineRule({
  id: "secrets/known-demo-key",
  on: ["dotenv", "python", "javascript", "yaml", "json", "toml"],
  severity: "error",
  title: "Replace keys that were published as examples",
  why: "The key looks like any other, and stands in a manual that everybody has read. Tokens signed with it are accepted from anybody.",
  references: [
    "https://supabase.com/docs/guides/self-hosting/docker#securing-your-services",
    "https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/",
  ],
  equivalents: [],
  alsoSilencedBy: secretComments,
  mentions: demoKeyWords,
  fix: "review",
  examples: [
    {
      path: "app/auth.py",
      bad: `import os

SECRET_KEY = «"09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"»
ALGORITHM = "HS256"
`,
      good: `import os

SECRET_KEY = os.environ["SECRET_KEY"]
ALGORITHM = "HS256"
`,
      with: { ".env.example": "SECRET_KEY=\n" },
    },
    {
      title: "variables for production",
      path: ".env.production",
      bad: "JWT_SECRET=«your-super-secret-jwt-token-with-at-least-32-characters-long»\n",
      good: "JWT_SECRET=\n",
    },
  ],
  *check({ file, project }) {
    if (file.role === "test" || file.role === "doc" || file.role === "example") return;
    for (const assigned of literalsIn(file)) {
      const from = demoKeyOf(assigned.value)?.from ?? demoTokenFrom(assigned.value);
      if (from === undefined || isShown(assigned)) continue;
      if (file.is("python") || file.is("javascript")) {
        if (file.form.isDevelopmentOnly(assigned.at.start)) continue;
      }
      yield {
        at: assigned.at,
        message: `The value of ${assigned.name} comes from ${from}, where everybody can read it.`,
        severity: severityOf(assigned, file),
        fixes: fixesFor(assigned, file, project),
      };
    }
  },
});

/** The tokens of Supabase's local setup say so themselves. */
function demoTokenFrom(value: string): string | undefined {
  if (!value.startsWith("eyJ")) return undefined;
  const token = tokensIn(value).find(({ id }) => id === "jwt");
  return token && claimsOf(token.value)?.iss === "supabase-demo" ? "the local setup of Supabase" : undefined;
}

/** Whether a form shows the key to people who have to bring their own. */
function isShown({ name }: AssignedValue): boolean {
  return /placeholder|example|label|hint|help|description|sample|demo/i.test(name);
}

function severityOf({ isFallback }: AssignedValue, file: SourceFile): Severity {
  return isFallback && file.role === "prod" ? "warning" : "error";
}
