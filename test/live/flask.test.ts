import assert from "node:assert/strict";
import { flask, flaskScript } from "./support/app-servers";
import {
  cookieAt,
  known,
  limited,
  openToAll,
  openToOwn,
  protectedAt,
  unlimited,
  unprotected,
} from "./support/checks";
import { live } from "./support/live";

function app(setup = "", imports = ""): string {
  return `from flask import Flask, abort
${imports}
app = Flask(__name__)
${setup}

@app.route("/")
def index():
    return {"ok": True}


@app.route("/login", methods=["POST"])
def login():
    return {"ok": True}


@app.route("/fail")
def fail():
    abort(500)
`;
}

live(flask(), [
  {
    shows: "each once, on 404 and 500 as well",
    rule: "flask/missing-security-headers",
    files: { "main.py": app() },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404, "/fail": 500 }),
  },
  {
    shows: "the flags of the cookie",
    rule: "flask/cookie-insecure",
    files: {
      "main.py": `from flask import Flask, make_response

app = Flask(__name__)


@app.get("/login")
def login():
    response = make_response("ok")
    response.set_cookie("session", "abc")
    return response
`,
    },
    before: cookieAt("/login", [/^session=abc/], [/secure/i, /httponly/i, /samesite/i]),
    after: cookieAt("/login", [/; secure/i, /; httponly/i, /; samesite=lax/i]),
  },
]);

live(flaskScript, [
  {
    shows: "no debugger",
    rule: "flask/debug-enabled",
    files: {
      "main.py": `import os

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return str(1 / 0)


app.run(port=int(os.environ["PORT"]), debug=True)
`,
    },
    before: async (server) => assert.match((await server.ask("/")).body, /ZeroDivisionError/),
    after: async (server) => {
      const { status, body } = await server.ask("/");
      assert.equal(status, 500);
      assert.doesNotMatch(body, /ZeroDivisionError|debugger/i);
    },
  },
]);

live(flask("flask_cors"), [
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "flask/cors-wildcard",
    files: { "main.py": app("CORS(app)\n", "from flask_cors import CORS\n"), ...known },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "flask/cors-wildcard",
    files: {
      "main.py": app(
        'CORS(app, resources={r"/*": {"origins": "*"}}, supports_credentials=True)\n',
        "from flask_cors import CORS\n",
      ),
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
]);

live(flask("flask_limiter"), [
  {
    shows: "429 for the 101st request",
    rule: "flask/missing-rate-limit",
    files: { "main.py": app(), "requirements.txt": "flask>=2.2\n" },
    before: unlimited("/login", { method: "POST" }),
    after: limited("/login", { method: "POST" }),
  },
]);
