// A web app with a plan and a sign-in, and what the rules about legal pages and rights have nothing to say about.
const plan = { ".liftoff/plan.yaml": "liftoff: 1\n" };
export const web = {
  ...plan,
  "package.json":
    '{ "private": true, "dependencies": { "react-dom": "19" }, "devDependencies": { "vite": "7" } }\n',
};
export const login = { ...web, "src/Login.tsx": 'export const Login = () => <input type="password" />;\n' };
export const marked = {
  ...web,
  "src/Login.tsx": 'export const Login = () => <input «type="password"» />;\n',
};
export const api = {
  ...plan,
  "requirements.txt": "fastapi\nfastapi-users\n",
  "a.py": "users = FastAPIUsers()\n",
};
export const shared = [
  { title: "no accounts", code: web },
  { title: "an API alone", code: api },
  {
    title: "not launched",
    code: Object.fromEntries(Object.entries(login).filter(([path]) => !path.startsWith(".liftoff"))),
  },
  { title: "legal pages in one", code: { ...login, "src/pages/legal.tsx": "export {};\n" } },
];
