import { flaskDebugEnabled } from "../../../../src/core/rules/flask/debug-enabled";
import { testRule } from "../../../support/rule-tester";

const head = "from flask import Flask\n\napp = Flask(__name__)\n";
const main = (line: string) => `${head}\nif __name__ == "__main__":\n    ${line}\n`;
const manifest = (env: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n${env}`;

testRule(flaskDebugEnabled, {
  valid: [
    `${head}app.run()\n`,
    { title: "off", code: `${head}app.run(debug=False)\n` },
    {
      title: "from the environment",
      code: `import os\n${head}app.run("0.0.0.0", debug=os.environ.get("DEBUG", False))\n`,
    },
    {
      title: "compared with the stage",
      code: `import os\n${head}debug = os.environ["ENV"] == "dev"\napp.run(debug=debug)\n`,
    },
    { title: "a setting", code: `${head}app.run(debug=app.config["DEBUG"])\n` },
    {
      title: "another setting",
      code: `from .config import settings\n${head}app.run(debug=settings.debug)\n`,
    },
    { title: "a function of that name", code: `${head}run(debug=True)\n` },
    { title: "another method", code: `${head}app.notrun(debug=True)\n` },
    { title: "another library", code: `import asyncio\n${head}asyncio.run(main(), debug=True)\n` },
    { title: "another framework", code: "import dash\n\napp = dash.Dash()\napp.run(debug=True)\n" },
    { title: "never", code: `${head}if False:\n    app.run(debug=True)\n` },
    {
      title: "in development",
      code: `${head}if os.environ.get("FLASK_ENV") == "development":\n    app.run(debug=True)\n`,
    },
    {
      title: "two values",
      code: `${head}debug = True\nif production:\n    debug = False\napp.run(debug=debug)\n`,
    },
    { title: "a test", code: { "tests/app.py": `${head}app.run(debug=True)\n` } },
    { title: "an application of no known module", code: "from shop import app\n\napp.run(debug=True)\n" },
    {
      title: "another argument in third place",
      code: "from flask import Flask\n\nworker.run('a', 'b', True)\n",
    },
    { title: "debug of something else", code: `${head}logger.debug = True\n` },
    { title: "silenced for bandit", code: `${head}app.run(debug=True)  # nosec B201\n` },
    { title: "silenced for semgrep", code: `${head}app.run(debug=True)  # nosemgrep: debug-enabled\n` },
    { title: "half typed", code: `${head}app.run(debug=True\n` },
    { title: "variables: off", code: { ".env.production": "FLASK_DEBUG=0\nFLASK_ENV=production\n" } },
    { title: "variables: overridden", code: { ".env.production": "FLASK_DEBUG=1\nFLASK_DEBUG=0\n" } },
    {
      title: "variables: development",
      code: { ".env.development": "FLASK_DEBUG=1\n", ".env": "FLASK_DEBUG=1\n" },
    },
    { title: "variables: an example", code: { ".env.example": "FLASK_DEBUG=1\n" } },
    {
      title: "variables: a manifest for development",
      code: {
        "k8s/overlays/dev/api.yaml": manifest('            - name: FLASK_DEBUG\n              value: "1"\n'),
      },
    },
    {
      title: "variables: another value",
      code: {
        "k8s/api.yaml": manifest("            - name: FLASK_APP\n              value: '1' # FLASK_DEBUG\n"),
      },
    },
  ],
  invalid: [
    {
      title: "on",
      severity: "error",
      message: /^Flask's debugger is on\.$/,
      code: `${head}app.run(debug=«True»)\n`,
      fixed: `${head}app.run(debug=False)\n`,
    },
    {
      title: "let a variable decide",
      code: `${head}app.run(debug=«True»)\n`,
      fix: "Let FLASK_DEBUG=1 switch debug on",
      fixed: `import os\n\n${head}app.run(debug=os.environ.get("FLASK_DEBUG") == "1")\n`,
    },
    { title: "the third argument", code: `${head}app.run('host', 8080, «True»)\n` },
    {
      title: "a constant",
      code: `${head}DEBUG = True\napp.run(debug=«DEBUG»)\nDEBUG = 1\napp.run(debug=«DEBUG»)\n`,
    },
    { title: "another name for run", code: `${head}runapp = app.run\nrunapp(debug=«True»)\n` },
    {
      title: "a constant of another module",
      severity: "error",
      code: {
        "app.py": `import settings\n${head}app.run(debug=«settings.ALWAYS_TRUE»)\n`,
        "settings.py": "ALWAYS_TRUE = True\n",
      },
    },
    {
      title: "a constant of another module by name",
      code: {
        "shop/app.py": `from .settings import DEBUG\n${head}app.run(debug=«DEBUG»)\n`,
        "shop/settings.py": "DEBUG = True\n",
      },
    },
    { title: "a text", severity: "error", code: `${head}app.run(debug=«'False'»)\n` },
    {
      title: "a text from the environment",
      severity: "warning",
      message: /any text is true/,
      code: `import os\n${head}app.run(debug=«os.getenv("DEBUG", "False")»)\n`,
    },
    {
      title: "a fallback",
      severity: "info",
      message: /where the variable is not set/,
      code: `import os\n${head}app.run(debug=«os.environ.get("DEBUG", True)»)\n`,
    },
    {
      title: "a fallback that is compared",
      severity: "info",
      code: `import os\n${head}app.run(debug=«os.getenv("DEBUG", "True").lower() in ("1", "true")»)\n`,
    },
    {
      title: "started by hand",
      severity: "info",
      message: /started by hand/,
      code: main('app.run("0.0.0.0", debug=«True»)'),
    },
    {
      title: "started in the image",
      severity: "error",
      code: {
        "app.py": main("app.run(debug=«True»)"),
        Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["python", "app.py"]\n',
      },
    },
    {
      title: "started by Compose",
      severity: "error",
      code: {
        "api/app.py": main("app.run(debug=«True»)"),
        "compose.yaml": "services:\n  api:\n    build: api\n    command: python -u app.py\n",
      },
    },
    {
      title: "with sockets",
      code: "from flask_socketio import SocketIO\n\nsocketio = SocketIO(app)\nsocketio.run(app, debug=«True»)\n",
    },
    {
      title: "an application of another module",
      code: { "run.py": "from shop import app\n\napp.run(debug=«True»)\n", "shop/__init__.py": head },
    },
    {
      title: "a factory of another module",
      code: {
        "run.py": "from shop.web import create_app\n\napp = create_app()\napp.run(debug=«True»)\n",
        "shop/web.py": "def create_app():\n    return Flask(__name__)\n",
      },
    },
    {
      title: "debug mode of the application",
      severity: "warning",
      code: `${head}app.debug = «True»\n`,
      fixed: `${head}app.debug = False\n`,
    },
    {
      title: "debug mode by configuration",
      severity: "warning",
      code: `${head}app.config["DEBUG"] = «True»\napp.config.update(DEBUG=«True»)\n`,
    },
    {
      title: "variables: for production",
      severity: "error",
      code: { ".env.production": 'FLASK_DEBUG="«true»" # why\n' },
      fixed: { ".env.production": 'FLASK_DEBUG="0" # why\n' },
    },
    {
      title: "variables: the old name",
      severity: "warning",
      code: { ".env.prod": "FLASK_ENV=«development»\n" },
      fixed: { ".env.prod": "FLASK_ENV=production\n" },
    },
    {
      title: "variables: a manifest",
      severity: "error",
      code: { "k8s/api.yaml": manifest('            - name: FLASK_DEBUG\n              value: «"1"»\n') },
      fixed: { "k8s/api.yaml": manifest('            - name: FLASK_DEBUG\n              value: "0"\n') },
    },
    {
      title: "variables: a config map",
      code: { "k8s/config.yaml": "kind: ConfigMap\ndata:\n  FLASK_ENV: «development»\n" },
      fixed: { "k8s/config.yaml": "kind: ConfigMap\ndata:\n  FLASK_ENV: production\n" },
    },
  ],
});
