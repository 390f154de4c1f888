import { launchErrorTracking } from "../../../../src/core/rules/launch/error-tracking";
import { testRule } from "../../../support/rule-tester";

const plan = { ".liftoff/plan.yaml": "liftoff: 1\n" };
const api = { ...plan, "api/requirements.txt": "flask\n", "api/a.py": "x = 1\n" };
const web = {
  ...plan,
  "web/package.json": '{ "private": true, "dependencies": { "next": "16" } }\n',
  "web/a.ts": "",
};

testRule(launchErrorTracking, {
  valid: [
    { title: "Python", code: { ...api, "api/a.py": "sentry_sdk.init(dsn=DSN)\n" }, proof: "sentry_sdk.init" },
    {
      title: "JavaScript",
      code: { ...web, "web/instrumentation.ts": "Sentry.init({ dsn });\n" },
      proof: "Sentry.init",
    },
    {
      title: "a library of the workspace",
      code: {
        ...web,
        "packages/log/package.json": '{ "name": "log" }\n',
        "packages/log/i.ts": "Sentry.init({});\n",
      },
    },
    {
      title: "started in a way that is not told",
      code: { ...api, "api/requirements.txt": "flask\nddtrace\n" },
    },
    { title: "not launched", code: { "requirements.txt": "flask\n", "a.py": "x = 1\n" } },
    {
      title: "a Python library",
      code: { ...plan, "pyproject.toml": '[project]\ndependencies = ["httpx"]\n' },
    },
  ],
  invalid: [
    {
      title: "a server",
      code: { ...api, "api/requirements.txt": "«flask»\n" },
      severity: "info",
      message: /this flask app on the server/,
    },
    {
      title: "each app of its own",
      code: {
        ...api,
        ...web,
        "api/a.py": "sentry_sdk.init(dsn=DSN)\n",
        "web/package.json": '{ "private": true, "dependencies": { "«next»": "16" } }\n',
      },
    },
    {
      title: "a page",
      code: {
        ...plan,
        "package.json":
          '{ "private": true, "dependencies": { "«react-dom»": "19" }, "devDependencies": { "vite": "7" } }\n',
      },
      message: /in the browser/,
    },
    {
      title: "a test does not count",
      code: { ...api, "api/requirements.txt": "«flask»\n", "api/tests/a.py": "sentry_sdk.init()\n" },
    },
  ],
});
