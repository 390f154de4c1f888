import { fastapiDebugEnabled } from "../../../../src/core/rules/fastapi/debug-enabled";
import { testRule } from "../../../support/rule-tester";

const app = (options: string) => `import os\n\nfrom fastapi import FastAPI\n\napp = FastAPI(${options})\n`;

testRule(fastapiDebugEnabled, {
  valid: [
    app('title="debug"'),
    { title: "off", code: app("debug=False"), proof: "False" },
    { title: "settings", code: app("debug=settings.debug") },
    { title: "the environment", code: app('debug=os.getenv("DEBUG") == "1"') },
    {
      title: "the environment, off by default",
      code: app('debug=os.getenv("DEBUG", "false").lower() == "true"'),
    },
    { title: "by stage", code: app('debug=True if settings.environment == "development" else False') },
    { title: "another class", code: "from mocks import FastAPI\n\napp = FastAPI(debug=True)\n" },
    { title: "a test", code: { "tests/app.py": app("debug=True") } },
    {
      title: "development only",
      code: `from fastapi import FastAPI\nif settings.DEBUG:\n    app = FastAPI(debug=True)\n`,
    },
  ],
  invalid: [
    { title: "on", severity: "error", code: app("debug=«True»"), fixed: app("debug=False") },
    {
      title: "let a variable decide",
      code: app("debug=«True»"),
      fix: "Let DEBUG=1 switch debug on",
      fixed: app('debug=os.environ.get("DEBUG") == "1"'),
    },
    {
      title: "Starlette",
      code: "from starlette.applications import Starlette\n\napp = Starlette(debug=«True», routes=routes)\n",
    },
    { title: "a constant", code: `DEBUG = True\n${app("debug=«DEBUG»")}` },
    { title: "a fallback", severity: "info", code: app('debug=«os.getenv("DEBUG", True)»') },
    { title: "a text", severity: "warning", code: app('debug=«bool(os.getenv("DEBUG", "False"))»') },
    { title: "later", code: `${app("")}app.debug = «True»\n` },
  ],
});
