import { defineRule } from "../rule";
import { reportPage } from "./accounts";

const plan = "liftoff: 1\nname: Parcels\nphases: {}\n";

export const launchTermsPage = defineRule({
  id: "launch/terms-page",
  on: "project",
  severity: "warning",
  title: "Show the terms under which people use the app",
  why: "Without terms nobody agreed to anything: you cannot close an account that is abused, and what you are liable for is not limited.",
  references: ["https://www.termsfeed.com/blog/sample-terms-of-service-template/"],
  equivalents: [],
  fix: "none",
  scaffold: { id: "terms", title: "Write terms to start from" },
  examples: [
    {
      files: {
        "package.json":
          '{ "private": true, "dependencies": { "next": "16.0.0", "«next-auth»": "4.24.13" } }\n',
        ".liftoff/plan.yaml": plan,
      },
      good: {
        "package.json": '{ "private": true, "dependencies": { "next": "16.0.0", "next-auth": "4.24.13" } }\n',
        "app/terms/page.tsx": "export default function Terms() {\n  return <h1>Terms</h1>;\n}\n",
        ".liftoff/plan.yaml": plan,
      },
      fix: null,
    },
  ],
  *check({ project }) {
    yield* reportPage(project, {
      path: /(?:^|\/)(?:terms(?:[-_]?(?:of|and|use|service|conditions|page|view|screen)){0,4}|tos|eula|agb|nutzungsbedingungen|cgu|cgv|legal)[/.]/i,
      link: "terms-link",
      missing: "People have accounts here, and no page shows the terms that they agree to.",
      there: "A page shows the terms of use.",
    });
  },
});
