import { launchTermsPage } from "../../../../src/core/rules/launch/terms-page";
import { testRule } from "../../../support/rule-tester";

const plan = { ".liftoff/plan.yaml": "liftoff: 1\n" };
const web = {
  ...plan,
  "package.json":
    '{ "private": true, "dependencies": { "react-dom": "19" }, "devDependencies": { "vite": "7" } }\n',
};
const login = { ...web, "src/Login.tsx": 'export const Login = () => <input type="password" />;\n' };
const marked = { ...web, "src/Login.tsx": 'export const Login = () => <input «type="password"» />;\n' };
const api = { ...plan, "requirements.txt": "fastapi\nfastapi-users\n", "a.py": "users = FastAPIUsers()\n" };
const shared = [
  { title: "no accounts", code: web },
  { title: "an API alone", code: api },
  {
    title: "not launched",
    code: Object.fromEntries(Object.entries(login).filter(([path]) => !path.startsWith(".liftoff"))),
  },
  { title: "legal pages in one", code: { ...login, "src/pages/legal.tsx": "export {};\n" } },
];

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
