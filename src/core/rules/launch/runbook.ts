import { defineRule } from "../rule";
import { reportDocument } from "./documents";

export const launchRunbook = defineRule({
  id: "launch/runbook",
  on: "project",
  severity: "info",
  title: "Write down what to do when something fails",
  why: "In an incident nobody has the time to find out where the logs are, how to restart a service or whom to call; what is not written down is forgotten.",
  references: ["https://sre.google/sre-book/emergency-response/"],
  equivalents: [],
  fix: "none",
  scaffold: { id: "runbook", title: "Write a runbook to start from" },
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
        "docs/runbook.md":
          "# Runbook\n\n## The API answers 502\n\n1. Look at the machines: `fly status`.\n2. Read the logs: `fly logs`.\n3. Restart one: `fly machine restart`.\n4. Still down after five minutes: call whoever is on call.\n5. Write down what helped.\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    yield* reportDocument(project, "runbook", {
      missing:
        "No document says what to do about likely failures: where to look, how to restart, whom to call.",
      there: "What to do about failures is written down.",
    });
  },
});
