import { flaskCorsWildcard } from "../../../../src/core/rules/flask/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const known = { "web/.env.production": "VITE_APP_URL=https://app.example.org/\n" };
const head = "import os\n\nfrom flask_cors import CORS, cross_origin\n\n";

testRule(flaskCorsWildcard, {
  valid: [
    {
      title: "a list",
      code: `${head}CORS(app, origins=["https://a.example.org"])\n`,
      proof: "https://a.example.org",
    },
    {
      title: "the environment",
      code: `${head}CORS(app, origins=os.environ["ORIGINS"].split(","))\n`,
      proof: "ORIGINS",
    },
    { title: "a setting", code: `${head}CORS(app, origins=settings.origins)\n` },
    {
      title: "lists of resources",
      code: `${head}CORS(app, resources={r"/api/*": {"origins": ["https://a.example.org"]}})\n`,
      proof: "https",
    },
    {
      title: "resources in between",
      code: `${head}CORS(app, resources=resources)\n`.replace(
        "resources=resources",
        "resources={**resources}",
      ),
    },
    {
      title: "a list for all resources",
      code: `${head}CORS(app, resources=r"/api/*", origins=["https://a.example.org"])\n`,
    },
    {
      title: "what any page may use",
      code: `${head}CORS(app, resources={r"/static/*": {"origins": "*"}})\n`,
    },
    { title: "options that are unpacked", code: `${head}CORS(app, **options)\n` },
    { title: "not set up here", code: `${head}cors = CORS()\n` },
    {
      title: "set up with a list",
      code: `${head}cors = CORS(origins=["https://a.example.org"])\ncors.init_app(app)\n`,
      proof: "https",
    },
    {
      title: "a setting of the application",
      code: {
        "app/main.py": `${head}CORS(app)\n`,
        "app/config.py": 'CORS_ORIGINS = ["https://a.example.org"]\n',
      },
    },
    { title: "development", code: `${head}if app.debug:\n    CORS(app)\n` },
    { title: "a pattern with a host", code: `${head}CORS(app, origins=r"https://.*\\.example\\.org$")\n` },
    { title: "another CORS", code: "from shop import CORS  # not flask_cors\n\nCORS(app)\n" },
    { title: "another init_app", code: `${head}db.init_app(app)\n` },
    { title: "a test", code: { "tests/app.py": `${head}CORS(app)\n` } },
    { title: "half typed", code: `${head}CORS(app\n` },
    {
      title: "a proxy in front answers instead",
      code: {
        "app/main.py": `${head}CORS(app)\n`,
        "nginx/app.conf":
          'server {\n    listen 80;\n    location / {\n        proxy_hide_header Access-Control-Allow-Origin;\n        add_header Access-Control-Allow-Origin "https://a.example.org" always;\n        proxy_pass http://app:8000;\n    }\n}\n',
      },
    },
    {
      title: "silenced for a peer",
      code: `${head}CORS(app, supports_credentials=True, origins="*")  # nosemgrep: flask-cors-misconfiguration\n`,
    },
  ],
  invalid: [
    {
      title: "nothing is said",
      severity: "warning",
      message: /`CORS` without `origins`/,
      code: `${head}«CORS(app)»\n`,
      fixed: `${head}CORS(app, origins=[os.environ["FRONTEND_URL"]])\n`,
    },
    { title: "credentials", severity: "error", code: `${head}«CORS(app, supports_credentials=True)»\n` },
    {
      title: "a wildcard",
      severity: "error",
      code: { ...known, "a.py": `${head}CORS(app, supports_credentials=True, origins=«"*"»)\n` },
      fixed: {
        ...known,
        "a.py": `${head}CORS(app, supports_credentials=True, origins=["https://app.example.org"])\n`,
      },
    },
    {
      title: "a wildcard in a list",
      severity: "warning",
      code: { ...known, "a.py": `${head}CORS(app, origins=«['*']»)\n` },
      fixed: { ...known, "a.py": `${head}CORS(app, origins=['https://app.example.org'])\n` },
    },
    { title: "a pattern that all match", code: `${head}CORS(app, origins=«r".*"»)\n` },
    { title: "a name", code: `${head}origins = "*"\nCORS(app, origins=«origins»)\n` },
    {
      title: "a resource",
      severity: "error",
      code: `${head}cors = CORS(app, resources={\n            r"/*": {"origins": «"*"», "supports_credentials": True}})\n`,
    },
    {
      title: "a resource without origins",
      code: { ...known, "a.py": `${head}«CORS(app, resources={r"/api/*": {}})»\n` },
      fixed: {
        ...known,
        "a.py": `${head}CORS(app, resources={r"/api/*": {}}, origins=["https://app.example.org"])\n`,
      },
    },
    { title: "resources by path", code: `${head}«CORS(app, resources=[r"/api/*", r"/v2/*"])»\n` },
    {
      title: "a fallback",
      severity: "info",
      code: `${head}CORS(app, origins=«os.getenv("ORIGINS", "*")»)\n`,
      fixed: `${head}CORS(app, origins=os.environ["ORIGINS"])\n`,
    },
    {
      title: "set up later",
      code: { ...known, "a.py": `${head}cors = CORS()\n\n\ndef create_app():\n    «cors.init_app(app)»\n` },
      fixed: {
        ...known,
        "a.py": `${head}cors = CORS()\n\n\ndef create_app():\n    cors.init_app(app, origins=["https://app.example.org"])\n`,
      },
    },
    {
      title: "a route",
      severity: "warning",
      code: {
        ...known,
        "a.py": `${head}@app.route("/a", methods=["POST"])\n@«cross_origin()»\ndef a():\n    pass\n`,
      },
      fixed: {
        ...known,
        "a.py": `${head}@app.route("/a", methods=["POST"])\n@cross_origin(origins=["https://app.example.org"])\ndef a():\n    pass\n`,
      },
    },
    {
      title: "a route for reading",
      severity: "info",
      code: `${head}@app.route("/a")\n@«cross_origin()»\ndef a():\n    pass\n`,
    },
    {
      title: "a route with credentials",
      severity: "error",
      code: `${head}@app.route("/a")\n@cross_origin(supports_credentials=True, origins=«"*"»)\ndef a():\n    pass\n`,
    },
  ],
});
