import assert from "node:assert/strict";
import {
  askedWithin,
  limitedBehind,
  limitedInFrontOf,
  limitedWithin,
  openInFrontOf,
} from "../../../src/core/project/limits";
import { projectOf } from "../../support/project";

type Files = Readonly<Record<string, string>>;
const app = "api/main.py";

function viewOf(files: Files) {
  return projectOf({ [app]: "from fastapi import FastAPI\napp = FastAPI()\n", ...files }).watch().view;
}

/** The text of what is found. */
function shown(files: Files, found: { path: string; at: { start: number; end: number } } | undefined) {
  return found && `${found.path}: ${files[found.path]?.slice(found.at.start, found.at.end)}`;
}

function inFront(files: Files): string | undefined {
  return shown(files, limitedInFrontOf(app, viewOf(files)));
}

const zone = "limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;\n";
const site = (body: string) => `${zone}server {\n  listen 443 ssl;\n  ${body}\n}\n`;
const limit = "limit_req zone=api burst=20 nodelay;";

describe("limits in front: nginx", () => {
  it("at the location, around it, and in what a location includes", () => {
    const found = `nginx/app.conf: ${limit}`;
    const at = (body: string) => inFront({ "nginx/app.conf": site(body) });
    assert.equal(at(`location /api/ { ${limit} proxy_pass http://api:8000; }`), found);
    assert.equal(at(`${limit} location / { proxy_pass http://api:8000; }`), found);
    assert.equal(
      at(`location / { ${limit} try_files $uri @app; } location @app { proxy_pass http://api; }`),
      found,
    );
    const files = {
      "nginx/app.conf": site("location / { include snippets/limit.conf; proxy_pass http://api; }"),
      "nginx/snippets/limit.conf": `${limit}\n`,
    };
    assert.equal(inFront(files), `nginx/snippets/limit.conf: ${limit}`);
  });

  it("not where nothing is forwarded", () => {
    assert.equal(inFront({ "nginx/app.conf": site(`location / { ${limit} root /a; }`) }), undefined);
    assert.equal(
      inFront({ "tests/nginx/app.conf": site(`${limit} location / { proxy_pass http://a; }`) }),
      undefined,
    );
  });

  it("not where Compose says that the requests go elsewhere", () => {
    const files = {
      "nginx/app.conf": site(`location / { ${limit} proxy_pass http://shop:3000; }`),
      "compose.yaml": "services:\n  shop:\n    build: shop\n  api:\n    build: api\n",
    };
    assert.equal(inFront(files), undefined);
    assert.ok(inFront({ ...files, "compose.yaml": "services:\n  shop:\n    build: .\n" }));
  });

  it("tells where nginx is the one to limit and does not", () => {
    const isOpen = (body: string) => openInFrontOf(app, viewOf({ "nginx/app.conf": site(body) }));
    assert.ok(isOpen("location /api/ { proxy_pass http://api; }"));
    assert.ok(isOpen("location / { proxy_pass http://api; }"));
    assert.ok(isOpen("location ~ ^/(api|auth)/ { proxy_pass http://api; }"));
    assert.ok(!isOpen(`location /api/ { ${limit} proxy_pass http://api; }`));
    assert.ok(!isOpen("location /ws { proxy_pass http://api; }"));
    assert.ok(!isOpen("location / { proxy_pass http://a; } location /b { proxy_pass http://b; }"));
    assert.ok(isOpen("location /api/ { include hidden.conf; proxy_pass http://api; }"));
    assert.ok(!isOpen("location /api/ { allow 10.0.0.0/8; deny all; proxy_pass http://api; }"));
    assert.ok(!isOpen("location /api/health { proxy_pass http://api; }"));
    assert.ok(!isOpen("location / { root /a; }"));
  });
});

describe("limits in front: other proxies, gateways, clouds", () => {
  it("Caddy, Apache, Traefik", () => {
    assert.equal(
      inFront({
        Caddyfile: "a.example {\n  rate_limit {\n    zone a {\n    }\n  }\n  reverse_proxy api:8000\n}\n",
      }),
      "Caddyfile: rate_limit",
    );
    assert.equal(inFront({ Caddyfile: "a.example {\n  reverse_proxy api:8000\n}\n" }), undefined);
    assert.equal(
      inFront({ "apache/site.conf": "<VirtualHost *:443>\n  DOSPageCount 5\n</VirtualHost>\n" }),
      "apache/site.conf: DOSPageCount 5",
    );
    const labels = (used: string) =>
      `services:\n  api:\n    build: api\n    labels:\n      - traefik.http.middlewares.slow.ratelimit.average=100\n      - traefik.http.routers.api.middlewares=${used}\n`;
    assert.equal(
      inFront({ "compose.yaml": labels("slow@docker") }),
      "compose.yaml: traefik.http.middlewares.slow.ratelimit.average",
    );
    assert.equal(inFront({ "compose.yaml": labels("gzip") }), undefined);
    assert.ok(
      inFront({
        "traefik/dynamic.yml": "http:\n  middlewares:\n    slow:\n      rateLimit:\n        average: 100\n",
      }),
    );
  });

  it("ingress controllers, Kong, rules of a WAF", () => {
    const ingress = "metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/limit-rpm: '100'\n";
    assert.equal(
      inFront({ "k8s/ingress.yaml": ingress }),
      "k8s/ingress.yaml: nginx.ingress.kubernetes.io/limit-rpm",
    );
    assert.ok(inFront({ "kong/kong.yml": "plugins:\n  - name: rate-limiting\n" }));
    assert.ok(
      inFront({
        "infra/waf.tf":
          'resource "aws_wafv2_web_acl" "a" {\n  rule {\n    rate_based_statement {\n    }\n  }\n}\n',
      }),
    );
    assert.ok(
      inFront({ "infra/cf.tf": 'resource "cloudflare_ruleset" "a" {\n  phase = "http_ratelimit"\n}\n' }),
    );
    assert.equal(inFront({ "infra/main.tf": 'resource "aws_instance" "a" {\n}\n' }), undefined);
    assert.equal(
      inFront({ "openapi.yaml": "# rate-limiting: see below\ninfo:\n  title: rate limits\n" }),
      undefined,
    );
  });

  it("a host in front of its own folder", () => {
    const wrangler = { "api/wrangler.toml": '[[ratelimits]]\nname = "A"\n' };
    assert.ok(inFront(wrangler));
    assert.equal(limitedInFrontOf("web/src/server.js", viewOf(wrangler)), undefined);
    assert.ok(
      inFront({
        "api/serverless.yml":
          "provider:\n  apiGateway:\n    usagePlan:\n      throttle:\n        burstLimit: 5\n",
      }),
    );
  });
});

describe("limits of applications: JavaScript", () => {
  const path = "src/server.js";
  const own = (text: string) =>
    limitedWithin(path, viewOf({ "package.json": "{}", [path]: text })) !== undefined;
  const head = 'import express from "express";\nconst app = express();\n';

  it("packages, whatever way they are loaded", () => {
    assert.ok(
      own(`import rateLimit from "express-rate-limit";\n${head}app.use(rateLimit({ limit: 100 }));\n`),
    );
    assert.ok(own('const app = require("fastify")();\napp.register(require("@fastify/rate-limit"), {});\n'));
    assert.ok(own('const app = require("fastify")();\nawait app.register(import("@fastify/rate-limit"));\n'));
    assert.ok(own(`${head}require("express-limiter")(app, client)({ path: "*" });\n`));
    assert.ok(
      own(`const { RateLimiterMemory } = require("rate-limiter-flexible");\nnew RateLimiterMemory({});\n`),
    );
    assert.ok(own(`import { Ratelimit } from "@upstash/ratelimit";\nnew Ratelimit({ redis });\n`));
    assert.ok(own('app.post("/login", { config: { rateLimit: { max: 3 } } }, login); // fastify\n'));
  });

  it("names, where the limiter is written elsewhere", () => {
    assert.ok(own(`${head}import { apiLimiter } from "./limits";\napp.use("/api", apiLimiter);\n`));
    assert.ok(own(`${head}app.post("/login", throttle(5), login);\n`));
    assert.ok(own(`${head}app.use(wrap(rateLimiter));\n`));
    assert.ok(own('app.get("/a", { preHandler: [app.auth, app.rateLimit()] }, handler); // fastify\n'));
    assert.ok(own("const { success } = await env.MY_LIMITER.limit({ key: ip }); // hono\n"));
  });

  it("nothing else that is called limit", () => {
    assert.ok(!own(`${head}app.use(express.json({ limit: "1mb" }));\n`));
    assert.ok(!own(`${head}app.get("/a", (req, res) => res.json(query.limit(10)));\n`));
    assert.ok(
      !own('import { throttle } from "lodash";\nwindow.addEventListener("scroll", throttle(f, 10));\n'),
    );
    assert.ok(!own(`${head}if (process.env.NODE_ENV === "development") app.use(rateLimiter);\n`));
  });

  it("Nest: a guard counts once it is bound", () => {
    const guard = (text: string) => own(`import { ThrottlerModule } from "@nestjs/throttler";\n${text}`);
    assert.ok(!guard("@Module({ imports: [ThrottlerModule.forRoot([])] })\nexport class AppModule {}\n"));
    assert.ok(
      guard(
        "@Module({ providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }] })\nexport class A {}\n",
      ),
    );
    assert.ok(guard("@UseGuards(ThrottlerGuard)\n@Controller()\nexport class A {}\n"));
    assert.ok(guard("app.useGlobalGuards(new ThrottlerGuard());\n"));
  });

  it("in the same package or in a library of the workspace", () => {
    const limiter = 'import rateLimit from "express-rate-limit";\nexport const limiter = rateLimit();\n';
    const files = (at: string) => ({
      "apps/a/package.json": "{}",
      "apps/a/server.js": head,
      "apps/b/package.json": "{}",
      "apps/b/server.js": head,
      "packages/http/package.json": "{}",
      [at]: limiter,
    });
    const of = (at: string) => limitedWithin("apps/a/server.js", viewOf(files(at)))?.path;
    assert.equal(of("apps/a/lib/limit.js"), "apps/a/lib/limit.js");
    assert.equal(of("packages/http/limit.js"), "packages/http/limit.js");
    assert.equal(of("apps/b/lib/limit.js"), undefined);
    assert.equal(of("apps/a/test/limit.test.js"), undefined);
  });

  it("knows the routes that ask for one", () => {
    const asked = (text: string) => askedWithin(path, viewOf({ "src/routes.js": text })) !== undefined;
    assert.ok(asked('const router = require("express").Router();\nrouter.post("/items", add);\n'));
    assert.ok(asked('const router = require("express").Router();\nrouter.get("/auth/callback", add);\n'));
    assert.ok(
      asked('export default async (fastify) => fastify.route({ method: "POST", url: "/a", handler });\n'),
    );
    assert.ok(asked('import { Post } from "@nestjs/common";\nclass A {\n  @Post()\n  add() {}\n}\n'));
    assert.ok(!asked('const router = require("express").Router();\nrouter.get("/items", list);\n'));
    assert.ok(!asked('// express\nawait axios.post("/items", data);\n'));
    assert.ok(!asked('await api.post("/items", data);\n'));
  });
});

describe("limits of applications: Python", () => {
  const own = (text: string) => limitedWithin(app, viewOf({ [app]: text })) !== undefined;

  it("packages, decorators, middleware, views", () => {
    assert.ok(own("from slowapi import Limiter\nlimiter = Limiter(key_func=f)\n"));
    assert.ok(
      own(
        "from fastapi_limiter.depends import RateLimiter\n@app.get('/', dependencies=[Depends(RateLimiter(times=2))])\ndef a(): ...\n",
      ),
    );
    assert.ok(
      own("from app.limits import limiter\n@app.post('/a')\n@limiter.limit('5/minute')\ndef a(): ...\n"),
    );
    assert.ok(own("app.add_middleware(RateLimitMiddleware, limit=100)\n"));
    assert.ok(own("@app.middleware('http')\nasync def rate_limit(request, call_next): ...\n"));
    assert.ok(own("@app.before_request\ndef check_rate_limit(): ...\n"));
    assert.ok(own("class A(APIView):\n    throttle_classes = [UserRateThrottle]\n"));
    assert.ok(own("REST_FRAMEWORK = {'DEFAULT_THROTTLE_CLASSES': ['a.B']}\n"));
    assert.ok(own("INSTALLED_APPS = ['axes']\n"));
  });

  it("nothing that limits calls to others", () => {
    assert.ok(
      !own(
        "from ratelimit import limits, sleep_and_retry\n@sleep_and_retry\n@limits(calls=1)\ndef call(): ...\n",
      ),
    );
    assert.ok(!own("raise RateLimitError()\n"));
    assert.ok(!own("throttle_classes = []\n"));
  });

  it("knows the routes that ask for one", () => {
    const asked = (text: string) => askedWithin(app, viewOf({ "api/routes.py": text })) !== undefined;
    assert.ok(asked("@router.post('/items')\ndef add(): ...\n"));
    assert.ok(asked("@app.route('/items', methods=['GET', 'POST'])\ndef add(): ...\n"));
    assert.ok(asked("@router.get('/auth/login')\ndef add(): ...\n"));
    assert.ok(!asked("@router.get('/items')\ndef add(): ...\n"));
  });

  it("stands behind an edge, unless requests go elsewhere", () => {
    const files = {
      [app]: "from slowapi import Limiter\nlimiter = Limiter(key_func=f)\n",
      "compose.yaml": "services:\n  api:\n    build: api\n  shop:\n    build: shop\n",
    };
    const view = viewOf(files);
    assert.equal(limitedBehind("nginx/app.conf", view)?.path, app);
    assert.equal(limitedBehind("nginx/app.conf", view, ["api"])?.path, app);
    assert.equal(limitedBehind("nginx/app.conf", view, ["shop"]), undefined);
    assert.equal(limitedBehind(app, view), undefined);
  });
});
