import { flaskMissingRateLimit } from "../../../../src/core/rules/flask/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const head = "from flask import Flask\n\napp = Flask(__name__)\n";
const route = '\n\n@app.route("/a")\ndef index():\n    return ""\n';
const bad = head + route;
const marked = bad.replace("Flask(__name__)", "«Flask(__name__)»");
const imports = "from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n";
const line =
  'limiter = Limiter(get_remote_address, app=app, default_limits=["100 per minute"], storage_uri="memory://")\n';

testRule(flaskMissingRateLimit, {
  valid: [
    {
      title: "Flask-Limiter",
      code: `from flask_limiter import Limiter\n${head}limiter = Limiter(f, app=app)\n${route}`,
    },
    {
      title: "Flask-Limiter in a module of extensions",
      code: {
        "app/__init__.py": bad,
        "app/extensions.py": "from flask_limiter import Limiter\nlimiter = Limiter(key_func=f)\n",
      },
      proof: "Limiter(key_func=f)",
    },
    {
      title: "a hook of their own",
      code: `${head}\n\n@app.before_request\ndef check_rate_limit():\n    pass\n${route}`,
    },
    { title: "no route", code: head },
    {
      title: "nginx is the place to limit",
      code: {
        "app/main.py": bad,
        "nginx/app.conf": "server {\n  location / { uwsgi_pass unix:/run/a.sock; }\n}\n",
      },
    },
    { title: "a test", code: { "tests/conftest.py": bad } },
  ],
  invalid: [
    {
      title: "a route",
      code: marked,
      fixed: `from flask import Flask\n${imports}\napp = Flask(__name__)\n${line}${route}`,
    },
    {
      title: "blueprints",
      code: "from flask import Flask\nfrom app.users import users\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    app.register_blueprint(users)\n    return app\n",
      fixed: `from flask import Flask\nfrom app.users import users\n${imports}\n\ndef create_app():\n    app = Flask(__name__)\n    ${line}    app.register_blueprint(users)\n    return app\n`,
    },
    {
      title: "on a platform",
      code: { "app.py": marked, Procfile: "web: gunicorn app:app\n" },
      fixed: {
        Procfile: "web: gunicorn app:app\n",
        "app.py": `from flask import Flask\n${imports}from werkzeug.middleware.proxy_fix import ProxyFix\n\napp = Flask(__name__)\napp.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)\n${line}${route}`,
      },
    },
  ],
});
