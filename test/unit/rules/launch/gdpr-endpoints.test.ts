import { launchGdprEndpoints } from "../../../../src/core/rules/launch/gdpr-endpoints";
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
