import { isCredentialName } from "../../data/credential-names";
import { fileKinds } from "../../files/forms";
import { tokensIn } from "../../files/secrets/tokens";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { overlaps, type Span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { isRandom } from "./judge";
import { masked, sentence } from "./masked";
import { secretComments } from "./reach";

/** Everything is a step milder in examples, where made-up keys are at home: a real one is told as a warning. */
export const inExampleFile = defineRule({
  id: "secrets/in-example-file",
  on: fileKinds,
  severity: "error",
  title: "Keep real secrets out of example files",
  why: "Example files are committed and copied on purpose. A real key in one of them is as public as the repository, and will be used by whoever copies it.",
  references: ["https://12factor.net/config"],
  equivalents: [],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: ".env.example",
      bad: "PORT=8000\nPARTNER_API_KEY=«Zq8LmT4vXw2RbN7yKd5HsJ9c»\n",
      good: "PORT=8000\nPARTNER_API_KEY=\n",
    },
  ],
  *check({ file }) {
    if (file.role !== "example") return;
    const tokens = tokensIn(file.text).filter(({ id }) => id !== "google-api-key" && id !== "jwt");
    for (const token of tokens)
      yield problem(`${sentence(token.what)} (${masked(token.value)})`, token, "error", file);
    if (!file.is("dotenv")) return;
    for (const { key, value, valueAt } of file.form.assignments) {
      if (!isCredentialName(key) || !isRandom(value) || tokens.some((token) => overlaps(token, valueAt)))
        continue;
      yield problem(`A random text (${masked(value)})`, valueAt, "warning", file);
    }
  },
});

function problem(
  what: string,
  { start, end }: Span,
  severity: "error" | "warning",
  file: SourceFile,
): Problem {
  return {
    at: { start, end },
    message: `${what} stands in an example. If it opens anything, revoke it.`,
    severity,
    fixes: fixesFor({ start, end }, file),
  };
}

function fixesFor(at: Span, file: SourceFile): Fix[] {
  const assignment = file.is("dotenv")
    ? file.form.assignments.find(({ valueAt }) => valueAt.start <= at.start && at.end <= valueAt.end)
    : undefined;
  if (!assignment) return [];
  return [{ title: `Blank ${assignment.key}`, kind: "review", edits: [replacement(assignment.valueAt, "")] }];
}
