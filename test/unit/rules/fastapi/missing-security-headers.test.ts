import { fastapiMissingSecurityHeaders } from "../../../../src/core/rules/fastapi/missing-security-headers";
import { testRule } from "../../../support/rule-tester";

const app = "from fastapi import FastAPI\n\napp = FastAPI()\n";
const found = "from fastapi import FastAPI\n\napp = «FastAPI()»\n";
const middleware = `
@app.middleware("http")
async def add_headers(request, call_next):
    response = await call_next(request)
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
`;
const nginx = (lines: string) =>
  `server {\n    listen 443 ssl;\n    ${lines}\n    location / { proxy_pass http://app:8000; }\n}\n`;
const added = (indent = "") =>
  [
    '@app.middleware("http")',
    "async def security_headers(request: Request, call_next):",
    "    response = await call_next(request)",
    '    response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")',
    '    response.headers.setdefault("X-Content-Type-Options", "nosniff")',
    '    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")',
    '    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")',
    "    return response",
  ]
    .map((line) => indent + line)
    .join("\n");

testRule(fastapiMissingSecurityHeaders, {
  valid: [
    { title: "a middleware of this module", code: app + middleware, proof: "X-Frame-Options" },
    {
      title: "a class of another module",
      code: {
        "app/main.py": `${app}\nfrom .security import Guard\n\napp.add_middleware(Guard)\n`,
        "app/security.py":
          "class Guard(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n        response = await call_next(request)\n        response.headers.update({'X-Frame-Options': 'DENY'})\n        return response\n",
      },
    },
    {
      title: "a middleware that is installed by name",
      code: `${app}app.add_middleware(SecurityHeadersMiddleware)\n`,
    },
    { title: "the secure package", code: `import secure\n${app}secure_headers = secure.Secure()\n` },
    {
      title: "a raw ASGI middleware",
      code: `${app}\nclass Raw:\n    async def __call__(self, scope, receive, send):\n        async def wrapped(message):\n            message["headers"].append((b"x-frame-options", b"DENY"))\n            await send(message)\n        await self.app(scope, receive, wrapped)\n`,
    },
    {
      title: "headers from a table of another module",
      code: `${app}\n@app.middleware("http")\nasync def add_headers(request, call_next):\n    response = await call_next(request)\n    # security_headers\n    for name, value in table().items():\n        response.headers[name] = value\n    return response\n`,
    },
    {
      title: "a proxy in front sends them",
      code: { "app/main.py": app, "nginx/app.conf": nginx('add_header X-Frame-Options "DENY" always;') },
    },
    {
      title: "a host in front sends them",
      code: {
        "api/main.py": app,
        "vercel.json":
          '{"headers": [{"source": "/(.*)", "headers": [{"key": "X-Frame-Options", "value": "DENY"}]}]}',
      },
    },
    {
      title: "mounted here",
      code: `from fastapi import FastAPI\n\napp = FastAPI()\nsub = FastAPI()\napp.mount("/sub", sub)\n${middleware}`,
    },
    {
      title: "mounted elsewhere",
      code: {
        "api/main.py": `from api.v1 import app as v1\n${app}app.mount("/v1", v1)\n${middleware}`,
        "api/v1.py": app,
        "api/requirements.txt": "fastapi\n",
      },
    },
    { title: "a test", code: { "tests/app.py": app } },
    { title: "an example", code: { "examples/app.py": app } },
    { title: "development only", code: "from fastapi import FastAPI\nif DEBUG:\n    app = FastAPI()\n" },
    { title: "another class of that name", code: "from mocks import FastAPI\n\napp = FastAPI()\n" },
    {
      title: "a router",
      code: "from fastapi import APIRouter\n\nrouter = APIRouter()  # of the FastAPI application\n",
    },
    { title: "half typed", code: `${app}x = [\n` },
  ],
  invalid: [
    {
      title: "a route's own header covers no other",
      code: `${found}\n\n@app.get("/")\ndef index(response):\n    response.headers["X-Frame-Options"] = "DENY"\n`,
    },
    {
      title: "a header that a client sends",
      code: `${found}\nsession.get(url, headers={"Accept": "*/*"})\n`,
    },
    { title: "a header in a comment", code: `${found}# X-Frame-Options\n` },
    {
      title: "another service has them",
      code: {
        "api/main.py": found,
        "api/requirements.txt": "fastapi\n",
        "admin/main.py": app + middleware,
        "admin/requirements.txt": "fastapi\n",
      },
    },
    {
      title: "a proxy in front sends others",
      code: { "app/main.py": found, "nginx/app.conf": nginx('add_header X-Frame-Options "" always;') },
    },
    {
      title: "HSTS is left to a proxy",
      code: { "main.py": found, "nginx/app.conf": nginx("") },
      fixed: {
        "main.py": `from fastapi import FastAPI, Request\n\napp = FastAPI()\n\n\n${added().replace(/.*Strict.*\n/, "")}\n`,
        "nginx/app.conf": nginx(""),
      },
    },
    {
      title: "a factory",
      code: 'from fastapi import (\n    APIRouter,\n    FastAPI,\n)\n\n\ndef create_app() -> FastAPI:\n    app = «FastAPI(\n        title="API",\n    )»\n    app.include_router(router)\n    return app\n',
      fixed: `from fastapi import (\n    APIRouter,\n    FastAPI,\n    Request,\n)\n\n\ndef create_app() -> FastAPI:\n    app = FastAPI(\n        title="API",\n    )\n\n${added("    ")}\n\n    app.include_router(router)\n    return app\n`,
    },
    {
      title: "the module as a name",
      code: "import fastapi\n\napp = «fastapi.FastAPI()»\n",
      fixed: `import fastapi\nfrom fastapi import Request\n\napp = fastapi.FastAPI()\n\n\n${added()}\n`,
    },
    {
      title: "Request is there already",
      code: "from fastapi import FastAPI\nfrom starlette.requests import Request as Req\n\napp = «FastAPI()»\n",
      fixed: `from fastapi import FastAPI\nfrom starlette.requests import Request as Req\n\napp = FastAPI()\n\n\n${added().replace("Request", "Req")}\n`,
    },
    {
      title: "single quotes and two blanks",
      code: "from fastapi import FastAPI\n\n\ndef setup():\n  use('a', 'b')\n\n\napp = «FastAPI()»\n",
      fixed: `from fastapi import FastAPI, Request\n\n\ndef setup():\n  use('a', 'b')\n\n\napp = FastAPI()\n\n\n${added().replaceAll('"', "'").replaceAll("    ", "  ")}\n`,
    },
    {
      title: "an attribute",
      code: "from fastapi import FastAPI\n\n\nclass Server:\n    def __init__(self):\n        self.app = «FastAPI()»\n",
    },
    {
      title: "Starlette",
      code: "from starlette.applications import Starlette\n\napp = «Starlette(routes=routes)»\n",
      fixed: `from starlette.applications import Starlette\nfrom starlette.middleware.base import BaseHTTPMiddleware\nfrom starlette.requests import Request\n\napp = Starlette(routes=routes)\n\n\n${added().split("\n").slice(1).join("\n")}\n\n\napp.add_middleware(BaseHTTPMiddleware, dispatch=security_headers)\n`,
    },
    {
      title: "no name to hang it on",
      code: "from fastapi import FastAPI\n\n\ndef create():\n    return «FastAPI()»\n",
      fixed: null,
    },
    {
      title: "Request is something else",
      code: "from urllib.request import Request\nfrom fastapi import FastAPI\n\napp = «FastAPI()»\n",
      fixed: null,
    },
    {
      title: "with a lifespan",
      code: "from fastapi import FastAPI\n\n\nasync def lifespan(app):\n    yield\n\n\napp = «FastAPI(lifespan=lifespan)»\n",
    },
    {
      title: "each application",
      count: 2,
      code: "from fastapi import FastAPI\n\npublic = «FastAPI()»\nadmin = «FastAPI()»\n",
    },
  ],
});
