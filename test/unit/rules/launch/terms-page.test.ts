import { launchTermsPage } from "../../../../src/core/rules/launch/terms-page";
import { login, marked, shared, web } from "../../../support/launched-web";
import { testRule } from "../../../support/rule-tester";

testRule(launchTermsPage, {
  valid: [
    ...shared,
    {
      title: "a page",
      code: { ...login, "src/pages/terms.tsx": "export const T = 1;\n" },
      proof: "export const T",
    },
    {
      title: "a link",
      code: { ...login, "src/App.tsx": '<a href="/terms-of-service">Terms</a>\n' },
      proof: "terms-of-service",
    },
    {
      title: "measured only",
      code: { ...web, "index.html": '<script src="https://www.googletagmanager.com/gtag/js"></script>\n' },
    },
  ],
  invalid: [{ title: "a form to sign in", code: marked, severity: "warning" }],
});
