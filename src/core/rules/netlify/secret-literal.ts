import { literalMessage, literalsFor, withoutLine } from "../platform/literals";
import { defineRule } from "../rule";
import { secretComments } from "../secrets/reach";

export const netlifySecretLiteral = defineRule({
  id: "netlify/secret-literal",
  on: "toml",
  severity: "error",
  title: "Keep secrets out of netlify.toml",
  why: "The file is part of the repository, and its variables are handed to every build, those of strangers' pull requests included.",
  references: ["https://docs.netlify.com/build/environment-variables/overview/"],
  equivalents: [],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: "netlify.toml",
      bad: '[build.environment]\nNODE_VERSION = "24"\nMAIL_API_KEY = "«tulip-quay-81-harbour»"\n',
      good: '[build.environment]\nNODE_VERSION = "24"\n',
    },
  ],
  *check({ file }) {
    for (const literal of literalsFor("netlify", file)) {
      const edit = withoutLine(file.text, literal.at);
      const title = `Remove ${literal.name}: set it in the site's settings first`;
      yield {
        at: literal.at,
        message: literalMessage(literal, "the settings of the site hold variables"),
        fixes: edit ? [{ title, kind: "review", edits: [edit] }] : [],
      };
    }
  },
});
