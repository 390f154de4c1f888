import { flaskMissingSecurityHeaders } from "../../../../src/core/rules/flask/missing-security-headers";
import { testRule } from "../../../support/rule-tester";

const app = "from flask import Flask\n\napp = Flask(__name__)\n";
const found = "from flask import Flask\n\napp = «Flask(__name__)»\n";
const nginx = (lines: string) =>
  `server {\n    listen 443 ssl;\n    ${lines}\n    location / { proxy_pass http://app:8000; }\n}\n`;
const hook = (indent = "") =>
  [
    "@app.after_request",
    "def security_headers(response):",
    '    response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")',
    '    response.headers.setdefault("X-Content-Type-Options", "nosniff")',
    '    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")',
    '    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")',
    "    return response",
  ]
    .map((line) => indent + line)
    .join("\n");

testRule(flaskMissingSecurityHeaders, {
  valid: [
    {
      title: "a hook",
      code: `${app}\n\n@app.after_request\ndef add(response):\n    response.headers["X-Frame-Options"] = "DENY"\n    response.headers["X-Content-Type-Options"] = "nosniff"\n    return response\n`,
      proof: "X-Frame-Options",
    },
    { title: "Talisman", code: `from flask_talisman import Talisman\n${app}Talisman(app)\n` },
    {
      title: "Talisman of another module",
      code: {
        "shop/app.py": `from .extensions import talisman\n${app}talisman.init_app(app)\n`,
        "shop/extensions.py": "from flask_talisman import Talisman\n\ntalisman = Talisman()\n",
      },
    },
    {
      title: "headers from a table",
      code: `${app}\nSECURITY_HEADERS = load()\n\n\n@app.after_request\ndef add(response):\n    response.headers.update(SECURITY_HEADERS)\n    return response\n`,
    },
    {
      title: "a proxy in front sends them",
      code: { "app.py": app, "nginx/app.conf": nginx('add_header X-Frame-Options "DENY" always;') },
    },
    { title: "a test", code: { "tests/app.py": app } },
    { title: "development only", code: "from flask import Flask\nif DEBUG:\n    app = Flask(__name__)\n" },
    { title: "another class of that name", code: "from mocks import Flask\n\napp = Flask(__name__)\n" },
    { title: "a blueprint", code: "from flask import Blueprint\n\nbp = Blueprint('a', __name__)\n" },
    { title: "half typed", code: `${app}x = [\n` },
  ],
  invalid: [
    { title: "nothing", severity: "warning", code: found, fixed: `${app}\n\n${hook()}\n` },
    {
      title: "a factory",
      code: "from flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    app.config.from_object(Config)\n    return app\n",
      fixed: `from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n\n${hook("    ")}\n\n    app.config.from_object(Config)\n    return app\n`,
    },
    {
      title: "HSTS is left to a proxy",
      code: { "app.py": found, "nginx/app.conf": nginx("") },
      fixed: { "app.py": `${app}\n\n${hook().replace(/.*Strict.*\n/, "")}\n`, "nginx/app.conf": nginx("") },
    },
    {
      title: "the headers of one route",
      code: `${found}\n\n@app.route("/")\ndef index():\n    response = make_response("")\n    response.headers["X-Frame-Options"] = "DENY"\n    return response\n`,
    },
    {
      title: "no name to hang it on",
      code: "from flask import Flask\n\n\ndef create():\n    return «Flask(__name__)»\n",
      fixed: null,
    },
  ],
});
