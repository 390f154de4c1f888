import { koaMissingRateLimit } from "../../../../src/core/rules/koa/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const head =
  'const Koa = require("koa");\nconst Router = require("@koa/router");\nconst router = new Router();\nrouter.post("/a", add);\n';
const bad = `${head}const app = new Koa();\napp.use(router.routes());\napp.listen(3000);\n`;
const call = 'app.use(rateLimit({ driver: "memory", db: new Map(), duration: 60000, max: 100 }));';

testRule(koaMissingRateLimit, {
  valid: [
    {
      title: "koa-ratelimit",
      code: `${head}const ratelimit = require("koa-ratelimit");\nconst app = new Koa();\napp.use(ratelimit({}));\napp.use(router.routes());\napp.listen(3000);\n`,
    },
    { title: "only reads", code: bad.replace("post", "get") },
    {
      title: "nginx limits",
      code: {
        "src/server.js": bad,
        "nginx/app.conf": "server {\n  limit_req zone=a burst=9;\n  location / { proxy_pass http://a; }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "with a router of the module",
      code: bad.replace("new Koa()", "«new Koa()»"),
      fixed: `const Koa = require("koa");\nconst Router = require("@koa/router");\nconst rateLimit = require("koa-ratelimit");\nconst router = new Router();\nrouter.post("/a", add);\nconst app = new Koa();\n${call}\napp.use(router.routes());\napp.listen(3000);\n`,
    },
    {
      title: "behind a proxy",
      code: {
        "src/server.js": bad.replace("new Koa()", "«new Koa()»"),
        Procfile: "web: node src/server.js\n",
      },
      fixed: {
        Procfile: "web: node src/server.js\n",
        "src/server.js": `const Koa = require("koa");\nconst Router = require("@koa/router");\nconst rateLimit = require("koa-ratelimit");\nconst router = new Router();\nrouter.post("/a", add);\nconst app = new Koa();\napp.proxy = true;\napp.maxIpsCount = 1;\n${call}\napp.use(router.routes());\napp.listen(3000);\n`,
      },
    },
  ],
});
