import { defineRule } from "../rule";
import { reportDocument } from "./documents";

export const launchSecretsRotationDoc = defineRule({
  id: "launch/secrets-rotation-doc",
  on: "project",
  severity: "info",
  title: "Write down how secrets are replaced",
  why: "A secret that leaked has to be replaced at once, everywhere it is used: without a list somebody breaks the app or leaves the old one working.",
  references: ["https://sre.google/sre-book/emergency-response/"],
  equivalents: [],
  fix: "none",
  scaffold: { id: "runbook.secrets-rotation", title: "Write down how secrets are replaced" },
  examples: [
    {
      files: {
        "requirements.txt": "fastapi==0.121.0\n",
        "fly.toml": '«app = "parcels"»\n',
        ".liftoff/plan.yaml": "liftoff: 1\nname: Parcels\nphases: {}\n",
      },
      good: {
        "requirements.txt": "fastapi==0.121.0\n",
        "fly.toml": 'app = "parcels"\n',
        ".liftoff/plan.yaml": "liftoff: 1\nname: Parcels\nphases: {}\n",
        "docs/secrets.md":
          "# How to replace secrets\n\nEvery 90 days, and at once after a leak.\n\n1. Make the new key beside the old one.\n2. Set it: `fly secrets set NAME=value`.\n3. See that it is used.\n4. Revoke the old one.\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    yield* reportDocument(project, "rotation", {
      missing: "No document says which secrets there are and how each is replaced.",
      there: "How secrets are replaced is written down.",
    });
  },
});
