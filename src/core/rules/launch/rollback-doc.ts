import { defineRule } from "../rule";
import { reportDocument } from "./documents";

export const launchRollbackDoc = defineRule({
  id: "launch/rollback-doc",
  on: "project",
  severity: "info",
  title: "Write down how to go back to the release before",
  why: "When a release goes wrong, minutes count: whoever is awake has to know how code, settings and data go back, and in which order.",
  references: ["https://sre.google/sre-book/emergency-response/"],
  equivalents: [],
  fix: "none",
  scaffold: { id: "rollback.md", title: "Write down how to go back" },
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
        "docs/rollback.md":
          "# How to go back\n\n1. Find the release before: `fly releases`.\n2. Deploy its image: `fly deploy --image <image>`.\n3. Migrations only add, so the data stays.\n4. Check the health page.\n5. Tell the others.\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    yield* reportDocument(project, "rollback", {
      missing: "No document says how to go back to the release before: the code, the settings, the data.",
      there: "How to go back is written down.",
    });
  },
});
