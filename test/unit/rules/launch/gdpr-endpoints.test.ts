import { launchGdprEndpoints } from "../../../../src/core/rules/launch/gdpr-endpoints";
import { login, marked, shared } from "../../../support/launched-web";
import { testRule } from "../../../support/rule-tester";

testRule(launchGdprEndpoints, {
  valid: [
    ...shared.slice(0, 3),
    {
      title: "routes",
      code: { ...login, "src/api.ts": 'app.get("/me/export-data", a);\napp.delete("/me", b);\n' },
      proof: '.delete("/me',
    },
    {
      title: "functions",
      code: { ...login, "src/api.py": "def export_user_data(): ...\ndef delete_account(): ...\n" },
    },
  ],
  invalid: [
    {
      title: "neither",
      code: marked,
      severity: "info",
      message: /exports the data of one person or deletes/,
    },
    {
      title: "only one",
      code: { ...marked, "src/api.ts": "async function deleteAccount() {}\n" },
      message: /and nothing exports/,
    },
  ],
});
