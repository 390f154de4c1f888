import { keyedOnProxy } from "../../../../src/core/rules/rate-limit/keyed-on-proxy";
import { testRule } from "../../../support/rule-tester";

const Procfile = "web: run\n";
const express = (limiter: string, more = "") =>
  `import express from "express";\nimport { rateLimit } from "express-rate-limit";\n\nconst app = express();\n${more}app.use(${limiter});\napp.listen(3000);\n`;
const flask = (more = "", key = "get_remote_address") =>
  `from flask import Flask\nfrom flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n\napp = Flask(__name__)\n${more}limiter = Limiter(${key}, app=app)\n`;
const fastapi = (limiter: string, more = "") =>
  `from fastapi import FastAPI\nfrom slowapi import Limiter\nfrom slowapi.middleware import SlowAPIMiddleware\nfrom slowapi.util import get_remote_address\n\nlimiter = ${limiter}\napp = FastAPI()\napp.add_middleware(SlowAPIMiddleware)\n${more}`;
const slowapi = "Limiter(key_func=get_remote_address)";
const caddy = "a.example {\n  reverse_proxy api:8000\n}\n";
const zone = (key: string) => `limit_req_zone ${key} zone=a:1m rate=100r/m;\n`;
const site = "server {\n  listen 80;\n  location / { limit_req zone=a burst=9; proxy_pass http://a; }\n}\n";
const networks =
  "set_real_ip_from 10.0.0.0/8;\nset_real_ip_from 172.16.0.0/12;\nset_real_ip_from 192.168.0.0/16;\nreal_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n";

testRule(keyedOnProxy, {
  valid: [
    {
      title: "Express knows",
      code: { Procfile, "server.js": express("rateLimit()", 'app.set("trust proxy", 1);\n') },
    },
    {
      title: "Express knows in another module",
      code: {
        Procfile,
        "src/limits.js":
          'import { rateLimit } from "express-rate-limit";\nexport const limiter = rateLimit();\n',
        "src/app.js": 'import express from "express";\nconst app = express();\napp.set("trust proxy", 1);\n',
      },
    },
    {
      title: "a key of their own",
      code: { Procfile, "server.js": express("rateLimit({ keyGenerator: (req) => req.user.id })") },
    },
    { title: "options from elsewhere", code: { Procfile, "server.js": express("rateLimit(options)") } },
    { title: "no proxy", code: { "server.js": express("rateLimit()") } },
    { title: "a test", code: { Procfile, "test/server.js": express("rateLimit()") } },
    {
      title: "trusts all, and counts nothing",
      code: { Procfile, "server.js": 'app.set("trust proxy", true);\n' },
    },
    {
      title: "ProxyFix",
      code: { Procfile, "app.py": flask("app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)\n") },
    },
    { title: "a key of Flask's own", code: { Procfile, "app.py": flask("", "lambda: current_user.id") } },
    {
      title: "uvicorn is told",
      code: {
        Caddyfile: caddy,
        "main.py": fastapi(slowapi),
        Dockerfile: 'CMD ["uvicorn", "main:app", "--proxy-headers"]\n',
      },
    },
    {
      title: "uvicorn is told by a variable",
      code: {
        Caddyfile: caddy,
        "main.py": fastapi(slowapi),
        "compose.yaml": "services:\n  api:\n    build: .\n    environment:\n      FORWARDED_ALLOW_IPS: '*'\n",
      },
    },
    {
      title: "a middleware",
      code: { Caddyfile: caddy, "main.py": fastapi(slowapi, "app.add_middleware(ProxyHeadersMiddleware)\n") },
    },
    { title: "nobody sees how it is started", code: { Procfile, "main.py": fastapi(slowapi) } },
    {
      title: "a proxy on the same machine, which uvicorn believes",
      code: { Caddyfile: caddy.replace("api:", "localhost:"), "main.py": fastapi(slowapi) },
    },
    {
      title: "nginx takes the address from a header",
      code: {
        "nginx.conf": `http {\n  real_ip_header CF-Connecting-IP;\n  ${zone("$binary_remote_addr")}  ${site}}\n`,
        "infra/dns.tf": 'resource "cloudflare_record" "a" {\n}\n',
      },
    },
    {
      title: "nginx counts by the header",
      code: {
        "nginx.conf": `http {\n  ${zone("$http_cf_connecting_ip")}  ${site}}\n`,
        "infra/dns.tf": 'resource "cloudflare_record" "a" {\n}\n',
      },
    },
    { title: "nginx with nothing in front", code: { "nginx/app.conf": zone("$binary_remote_addr") + site } },
  ],
  invalid: [
    {
      title: "the application is made elsewhere",
      code: {
        Procfile,
        "package.json": "{}",
        "src/limits.js":
          'import { rateLimit } from "express-rate-limit";\nexport const limiter = «rateLimit»({ limit: 9 });\n',
        "src/app.js": 'import express from "express";\nexport const app = express();\n',
      },
      fixed: {
        Procfile,
        "package.json": "{}",
        "src/limits.js":
          'import { rateLimit } from "express-rate-limit";\nexport const limiter = rateLimit({ limit: 9 });\n',
        "src/app.js":
          'import express from "express";\nexport const app = express();\napp.set("trust proxy", 1);\n',
      },
    },
    {
      title: "behind nginx",
      code: {
        "server.js": express("«rateLimit»()"),
        "nginx/app.conf": "server {\n  location / { proxy_pass http://a; }\n}\n",
      },
      severity: "warning",
    },
    {
      title: "Fastify",
      code: {
        Procfile,
        "server.js":
          'import Fastify from "fastify";\nimport rateLimit from "@fastify/rate-limit";\nconst app = Fastify({ logger: true });\nawait «app.register»(rateLimit, { max: 100 });\n',
      },
      fixed: {
        Procfile,
        "server.js":
          'import Fastify from "fastify";\nimport rateLimit from "@fastify/rate-limit";\nconst app = Fastify({ trustProxy: 1, logger: true });\nawait app.register(rateLimit, { max: 100 });\n',
      },
    },
    {
      title: "Koa",
      code: {
        Procfile,
        "server.js":
          'const Koa = require("koa");\nconst ratelimit = require("koa-ratelimit");\nconst app = new Koa();\napp.use(«ratelimit»({ max: 100 }));\n',
      },
      fixed: {
        Procfile,
        "server.js":
          'const Koa = require("koa");\nconst ratelimit = require("koa-ratelimit");\nconst app = new Koa();\napp.proxy = true;\napp.maxIpsCount = 1;\napp.use(ratelimit({ max: 100 }));\n',
      },
    },
    {
      title: "trusts all",
      code: { Procfile, "server.js": express("rateLimit()", '«app.set("trust proxy", true)»;\n') },
      severity: "info",
      fixed: { Procfile, "server.js": express("rateLimit()", 'app.set("trust proxy", 1);\n') },
    },
    {
      title: "trusts all in other words",
      code: { Procfile, "server.js": express("rateLimit()", '«app.enable("trust proxy")»;\n') },
      fixed: { Procfile, "server.js": express("rateLimit()", 'app.set("trust proxy", 1);\n') },
    },
    {
      title: "Flask, made elsewhere",
      code: {
        Procfile,
        "app/limits.py":
          "from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\nlimiter = «Limiter»(key_func=get_remote_address)\n",
        "app/__init__.py":
          "from flask import Flask\n\n\ndef create():\n    app = Flask(__name__)\n    return app\n",
      },
      fixed: {
        Procfile,
        "app/limits.py":
          "from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\nlimiter = Limiter(key_func=get_remote_address)\n",
        "app/__init__.py":
          "from flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\n\n\ndef create():\n    app = Flask(__name__)\n    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)\n    return app\n",
      },
    },
    {
      title: "slowapi behind Caddy",
      code: {
        Caddyfile: caddy,
        "main.py": fastapi("«Limiter»(key_func=get_remote_address)"),
        Dockerfile: 'CMD ["uvicorn", "main:app"]\n',
      },
      fixed: {
        Caddyfile: caddy,
        Dockerfile: 'CMD ["uvicorn", "main:app"]\n',
        "main.py": fastapi(
          slowapi,
          'app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])\n',
        ).replace(
          "get_remote_address\n\n",
          "get_remote_address\nfrom uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware\n\n",
        ),
      },
    },
    {
      title: "slowapi without uvicorn",
      code: {
        Caddyfile: caddy,
        "main.py": fastapi("«Limiter»(key_func=get_remote_address)"),
        "requirements.txt": "fastapi\nhypercorn\nslowapi\n",
      },
      fixed: null,
    },
    {
      title: "nginx behind Cloudflare",
      code: {
        "nginx/app.conf": zone("«$binary_remote_addr»") + site,
        "infra/dns.tf": 'resource "cloudflare_record" "a" {\n}\n',
      },
      fixed: null,
    },
    {
      title: "nginx behind a tunnel",
      code: {
        "nginx/app.conf": zone("«$remote_addr»") + site,
        "compose.yaml": "services:\n  tunnel:\n    image: cloudflare/cloudflared:2026.1.0\n",
      },
      message: /cloudflared/,
    },
    {
      title: "nginx behind Traefik",
      code: {
        "nginx/app.conf": zone("«$binary_remote_addr»") + site,
        "compose.yaml":
          "services:\n  web:\n    image: nginx\n    labels:\n      - traefik.http.routers.web.rule=Host(`a.example`)\n",
      },
      fixed: {
        "nginx/app.conf": networks + zone("$binary_remote_addr") + site,
        "compose.yaml":
          "services:\n  web:\n    image: nginx\n    labels:\n      - traefik.http.routers.web.rule=Host(`a.example`)\n",
      },
    },
  ],
});
