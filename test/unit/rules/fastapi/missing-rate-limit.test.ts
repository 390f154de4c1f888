import { fastapiMissingRateLimit } from "../../../../src/core/rules/fastapi/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const head = "from fastapi import FastAPI\n\napp = FastAPI()\n";
const route = '\n\n@app.post("/a")\ndef add():\n    return {}\n';
const bad = head + route;
const marked = bad.replace("FastAPI()", "«FastAPI()»");
const imports =
  "from slowapi import Limiter, _rate_limit_exceeded_handler\nfrom slowapi.errors import RateLimitExceeded\nfrom slowapi.middleware import SlowAPIMiddleware\nfrom slowapi.util import get_remote_address\n";
const lines =
  'limiter = Limiter(key_func=get_remote_address, default_limits=["100/minute"])\napp.state.limiter = limiter\napp.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)\napp.add_middleware(SlowAPIMiddleware)\n';
const nginx = (body: string) =>
  `server {\n  listen 443 ssl;\n  location / { ${body} proxy_pass http://api; }\n}\n`;

testRule(fastapiMissingRateLimit, {
  valid: [
    {
      title: "slowapi",
      code: `from slowapi import Limiter\n${head}limiter = Limiter(key_func=f)\n${route}`,
      proof: "Limiter(key_func=f)",
    },
    {
      title: "fastapi-limiter in another module",
      code: {
        "app/main.py": bad,
        "app/deps.py": "from fastapi_limiter.depends import RateLimiter\nlimit = RateLimiter(times=5)\n",
      },
    },
    { title: "a middleware of their own", code: `${head}app.add_middleware(RateLimitMiddleware)\n${route}` },
    { title: "only reads", code: bad.replace("post", "get") },
    {
      title: "nginx limits",
      code: { "app/main.py": bad, "nginx/app.conf": nginx("limit_req zone=a burst=20;") },
      proof: "limit_req",
    },
    { title: "nginx is the place to limit", code: { "app/main.py": bad, "nginx/app.conf": nginx("") } },
    {
      title: "an ingress limits",
      code: {
        "app/main.py": bad,
        "k8s/i.yaml": "metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/limit-rpm: '100'\n",
      },
    },
    {
      title: "mounted by another application",
      code: {
        "app/sub.py": bad,
        "app/main.py":
          "from slowapi import Limiter\nfrom app.sub import app as sub\nfrom fastapi import FastAPI\napp = FastAPI()\nlimiter = Limiter(key_func=f)\napp.mount('/sub', sub)\n",
      },
    },
    { title: "a test", code: { "tests/test_main.py": bad } },
    {
      title: "for development",
      code: `from fastapi import FastAPI\nif settings.DEBUG:\n    app = FastAPI()\n${route}`,
    },
    { title: "half typed", code: `${head}\n@app.post("/a"\ndef add(:\n    return {}\n` },
  ],
  invalid: [
    {
      title: "a route that changes something",
      code: marked,
      severity: "warning",
      fixed: `from fastapi import FastAPI\n${imports}\napp = FastAPI()\n${lines}${route}`,
    },
    {
      title: "routes of other modules",
      code: {
        "api/pyproject.toml": '[project]\ndependencies = ["fastapi>=0.115"]\n',
        "api/main.py":
          "from fastapi import FastAPI\nfrom api.auth import router\n\napp = «FastAPI()»\napp.include_router(router)\n",
        "api/auth.py": '@router.get("/auth/login")\ndef login():\n    return {}\n',
      },
      fixed: {
        "api/pyproject.toml": '[project]\ndependencies = ["fastapi>=0.115", "slowapi>=0.1.9"]\n',
        "api/main.py": `from fastapi import FastAPI\nfrom api.auth import router\n${imports}\napp = FastAPI()\n${lines}app.include_router(router)\n`,
        "api/auth.py": '@router.get("/auth/login")\ndef login():\n    return {}\n',
      },
    },
    {
      title: "in a factory",
      code: `from fastapi import FastAPI\n\n\ndef create():\n    app = «FastAPI()»\n\n    @app.post("/a")\n    def add():\n        return {}\n\n    return app\n`,
      fixed: `from fastapi import FastAPI\n${imports}\n\ndef create():\n    app = FastAPI()\n${lines.replace(/^/gm, "    ").trimEnd()}\n\n    @app.post("/a")\n    def add():\n        return {}\n\n    return app\n`,
    },
    {
      title: "behind Caddy",
      code: {
        "app/main.py": marked,
        Caddyfile: "a.example {\n  reverse_proxy api:8000\n}\n",
        "requirements.txt": "fastapi\nuvicorn\n",
      },
      fixed: {
        Caddyfile: "a.example {\n  reverse_proxy api:8000\n}\n",
        "requirements.txt": "fastapi\nslowapi\nuvicorn\n",
        "app/main.py": `from fastapi import FastAPI\n${imports}from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware\n\napp = FastAPI()\n${lines}app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])\n${route}`,
      },
    },
    {
      title: "behind Caddy, with uvicorn told so",
      code: {
        "app/main.py": marked,
        Caddyfile: "a.example {\n  reverse_proxy api:8000\n}\n",
        Dockerfile: 'FROM python:3.13\nCMD ["uvicorn", "app.main:app", "--proxy-headers"]\n',
        "requirements.txt": "fastapi\nuvicorn\n",
      },
      fixed: {
        Caddyfile: "a.example {\n  reverse_proxy api:8000\n}\n",
        Dockerfile: 'FROM python:3.13\nCMD ["uvicorn", "app.main:app", "--proxy-headers"]\n',
        "requirements.txt": "fastapi\nslowapi\nuvicorn\n",
        "app/main.py": `from fastapi import FastAPI\n${imports}\napp = FastAPI()\n${lines}${route}`,
      },
    },
    {
      title: "without a name to hang it on",
      code: 'from fastapi import FastAPI\n\nrun(«FastAPI()»)\n\n\n@router.post("/a")\ndef add():\n    return {}\n',
      fixed: null,
    },
    { title: "calls to others are limited", code: `from ratelimit import limits\n${marked}` },
  ],
});
