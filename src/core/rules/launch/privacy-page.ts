import { defineRule } from "../rule";
import { reportPage } from "./accounts";

const plan = "liftoff: 1\nname: Parcels\nphases: {}\n";

export const launchPrivacyPage = defineRule({
  id: "launch/privacy-page",
  on: "project",
  severity: "warning",
  title: "Tell people what happens to their data",
  why: "Whoever keeps accounts or measures visitors has to say so on a page of its own: in Europe and in California by law, and in every store of apps.",
  references: ["https://gdpr.eu/privacy-notice/"],
  equivalents: [],
  fix: "none",
  scaffold: { id: "privacy-policy", title: "Write a privacy notice to start from" },
  examples: [
    {
      files: {
        "package.json":
          '{ "private": true, "dependencies": { "next": "16.0.0", "«next-auth»": "4.24.13" } }\n',
        ".liftoff/plan.yaml": plan,
      },
      good: {
        "package.json": '{ "private": true, "dependencies": { "next": "16.0.0", "next-auth": "4.24.13" } }\n',
        "app/privacy/page.tsx": "export default function Privacy() {\n  return <h1>Privacy</h1>;\n}\n",
        ".liftoff/plan.yaml": plan,
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const page = {
      path: /(?:^|\/)(?:(?:privacy|datenschutz|data-protection)(?:[-_]?(?:policy|notice|statement|page|view|screen|erkl\w{1,8})){0,2}|confidentialite|privacidad|legal|imprint|impressum)[/.]/i,
      link: "privacy-link",
      missing:
        "People have accounts or are measured here, and no page tells them what happens to their data.",
      there: "A page tells what happens to the data of people.",
    } as const;
    yield* reportPage(project, page, "tracking");
  },
});
