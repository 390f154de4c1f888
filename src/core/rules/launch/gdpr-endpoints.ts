import { filesWith } from "../../project/launch-signs";
import { defineRule } from "../rule";
import { placeOf, placeOfAccounts } from "./accounts";

const plan = "liftoff: 1\nname: Parcels\nphases: {}\n";

export const launchGdprEndpoints = defineRule({
  id: "launch/gdpr-endpoints",
  on: "project",
  severity: "info",
  title: "Let people take their data along and delete it",
  why: "People may ask for a copy of their data and for its deletion, and a month is all the time there is: by hand that becomes a project each time.",
  references: [
    "https://gdpr.eu/right-to-be-forgotten/",
    "https://gdpr.eu/article-20-right-to-data-portability/",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      files: {
        "package.json":
          '{ "private": true, "dependencies": { "next": "16.0.0", "«next-auth»": "4.24.13" } }\n',
        ".liftoff/plan.yaml": plan,
      },
      good: {
        "package.json": '{ "private": true, "dependencies": { "next": "16.0.0", "next-auth": "4.24.13" } }\n',
        "lib/account.ts":
          "export async function exportData() {}\n\nexport async function deleteAccount() {}\n",
        ".liftoff/plan.yaml": plan,
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const reason = placeOfAccounts(project);
    if (!reason) return;
    const isExported = filesWith(project, "export-data").length > 0;
    const isDeleted = filesWith(project, "delete-account").length > 0;
    const shown = isExported && isDeleted ? placeOf(project, "delete-account") : undefined;
    if (shown)
      yield {
        proves: shown.at,
        path: shown.path,
        message: "People can export their data and delete their account.",
      };
    if (isExported && isDeleted) return;
    const lacks = isDeleted
      ? "nothing exports the data of one person"
      : isExported
        ? "nothing deletes an account"
        : "nothing exports the data of one person or deletes an account";
    yield { ...reason, message: `People have accounts here, and ${lacks}.` };
  },
});
