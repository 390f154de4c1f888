import { defineRule } from "../rule";
import { keyedInNginx } from "./keyed-nginx";
import { keyedInPython } from "./keyed-python";
import { keyedInScript } from "./keyed-script";

export const keyedOnProxy = defineRule({
  id: "rate-limit/keyed-on-proxy",
  on: ["javascript", "python", "nginx"],
  severity: "warning",
  hardening: true,
  title: "Count clients, not the proxy in front of them",
  why: "Behind a proxy every request comes from the proxy's address. A limiter that is not told so counts all clients as one, and turns everybody away as soon as a few are busy.",
  references: [
    "https://express-rate-limit.mintlify.app/guides/troubleshooting-proxy-issues",
    "https://expressjs.com/en/guide/behind-proxies.html",
    "https://flask-limiter.readthedocs.io/en/stable/recipes.html#deploying-an-application-behind-a-proxy",
    "https://nginx.org/en/docs/http/ngx_http_realip_module.html",
  ],
  equivalents: [],
  mentions: { javascript: ["rate-limit", "ratelimit", "trust proxy"], python: ["slowapi", "flask_limiter"] },
  fix: "review",
  examples: [
    {
      title: "Express",
      path: "server.js",
      with: { Procfile: "web: node server.js\n" },
      bad: `import express from 'express';
import { rateLimit } from 'express-rate-limit';

const app = express();
app.use(«rateLimit»({ windowMs: 60_000, limit: 100 }));
app.listen(process.env.PORT);
`,
      good: `import express from 'express';
import { rateLimit } from 'express-rate-limit';

const app = express();
app.set('trust proxy', 1);
app.use(rateLimit({ windowMs: 60_000, limit: 100 }));
app.listen(process.env.PORT);
`,
    },
    {
      title: "Flask",
      path: "app.py",
      with: { Procfile: "web: gunicorn app:app\n" },
      bad: `from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = «Limiter»(get_remote_address, app=app, default_limits=["100 per minute"])
`,
      good: `from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
limiter = Limiter(get_remote_address, app=app, default_limits=["100 per minute"])
`,
    },
  ],
  *check({ file, project }) {
    if (file.is("javascript")) yield* keyedInScript({ file, project });
    else if (file.is("python")) yield* keyedInPython({ file, project });
    else if (file.is("nginx")) yield* keyedInNginx({ file, project });
  },
});
