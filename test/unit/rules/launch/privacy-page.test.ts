import { launchPrivacyPage } from "../../../../src/core/rules/launch/privacy-page";
import { api, login, marked, shared, web } from "../../../support/launched-web";
import { testRule } from "../../../support/rule-tester";

testRule(launchPrivacyPage, {
  valid: [
    ...shared,
    {
      title: "a page",
      code: {
        ...login,
        "src/pages/privacy-policy.tsx": "export const P = 1;\n",
      },
      proof: "export const P",
    },
    {
      title: "a route",
      code: { ...login, "src/App.tsx": '<Route path="/privacy" element={<P />} />\n' },
      proof: "privacy",
    },
    {
      title: "a link to elsewhere",
      code: { ...login, "src/App.tsx": '<a href="https://acme.example/legal/privacy-policy">Privacy</a>\n' },
      proof: "privacy-policy",
    },
    {
      title: "a page in German",
      code: { ...login, "public/datenschutz.html": "<h1>Datenschutz</h1>\n" },
      proof: "Datenschutz",
    },
    { title: "a document", code: { ...login, "docs/legal/privacy.md": "# Privacy\n" } },
  ],
  invalid: [
    { title: "a form to sign in", code: marked, severity: "warning" },
    {
      title: "visitors are measured",
      code: { ...web, "index.html": '<script src="https://www.«googletagmanager.com»/gtag/js"></script>\n' },
    },
    {
      title: "templates of a server",
      code: { ...api, "requirements.txt": "fastapi\n«fastapi-users»\n", "templates/a.html": "<p></p>\n" },
    },
    { title: "a word is no link", code: { ...marked, "src/App.tsx": "// privacy matters\n" } },
  ],
});
