import { fastifyMissingRateLimit } from "../../../../src/core/rules/fastify/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const head = 'import fastify from "fastify";\n\nconst app = fastify();\n';
const bad = `${head}app.post("/a", add);\nawait app.listen({ port: 3000 });\n`;
const call = 'app.register(rateLimit, { max: 100, timeWindow: "1 minute" });';

testRule(fastifyMissingRateLimit, {
  valid: [
    {
      title: "the plugin",
      code: `${head}await app.register(import("@fastify/rate-limit"), { max: 100 });\napp.post("/a", add);\nawait app.listen({ port: 3000 });\n`,
    },
    {
      title: "a limit of each route",
      code: `${head}app.post("/a", { config: { rateLimit: { max: 3 } } }, add);\nawait app.listen({ port: 3000 });\n`,
    },
    {
      title: "a limiter of their own as a hook",
      code: `${head}app.addHook("onRequest", rateLimiter);\napp.post("/a", add);\nawait app.listen({ port: 3000 });\n`,
    },
    { title: "only reads", code: `${head}app.get("/a", list);\nawait app.listen({ port: 3000 });\n` },
    {
      title: "another framework",
      code: 'import express from "express"; // not fastify\nconst app = express();\napp.post("/a", add);\napp.listen(3000);\n',
    },
    {
      title: "nginx is the place to limit",
      code: {
        "src/server.js": bad,
        "nginx/app.conf": "server {\n  location / { proxy_pass http://a; }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "at the top of a module",
      code: bad.replace("fastify()", "«fastify()»"),
      fixed: `import fastify from "fastify";\nimport rateLimit from "@fastify/rate-limit";\n\nconst app = fastify();\nawait ${call}\napp.post("/a", add);\nawait app.listen({ port: 3000 });\n`,
    },
    {
      title: "in an async function",
      code: 'const fastify = require("fastify");\nasync function start() {\n  const app = «fastify()»;\n  app.route({ method: "POST", url: "/a", handler });\n  await app.listen({ port: 3000 });\n}\nstart();\n',
      fixed: `const fastify = require("fastify");\nconst rateLimit = require("@fastify/rate-limit");\nasync function start() {\n  const app = fastify();\n  await ${call}\n  app.route({ method: "POST", url: "/a", handler });\n  await app.listen({ port: 3000 });\n}\nstart();\n`,
    },
    {
      title: "routes that would come before the plugin",
      code: 'const app = «require("fastify")()»;\napp.post("/a", add);\napp.listen({ port: 3000 });\n',
      fixed: null,
    },
    {
      title: "routes in plugins, which load in order",
      code: {
        "src/server.js":
          'const fastify = require("fastify");\nconst app = «fastify()»;\napp.register(require("./routes"));\napp.listen({ port: 3000 });\n',
        "src/routes.js": 'module.exports = async (fastify) => {\n  fastify.post("/a", add);\n};\n',
      },
      fixed: {
        "src/server.js": `const fastify = require("fastify");\nconst rateLimit = require("@fastify/rate-limit");\nconst app = fastify();\n${call}\napp.register(require("./routes"));\napp.listen({ port: 3000 });\n`,
        "src/routes.js": 'module.exports = async (fastify) => {\n  fastify.post("/a", add);\n};\n',
      },
    },
    {
      title: "behind a proxy",
      code: {
        "src/server.js": bad.replace("fastify()", "«fastify({ logger: true })»"),
        Procfile: "web: node src/server.js\n",
      },
      fixed: {
        Procfile: "web: node src/server.js\n",
        "src/server.js": `import fastify from "fastify";\nimport rateLimit from "@fastify/rate-limit";\n\nconst app = fastify({ trustProxy: 1, logger: true });\nawait ${call}\napp.post("/a", add);\nawait app.listen({ port: 3000 });\n`,
      },
    },
    {
      title: "behind a proxy, without options",
      code: {
        "src/server.js": bad.replace("fastify()", "«fastify()»"),
        Procfile: "web: node src/server.js\n",
      },
      fixed: {
        Procfile: "web: node src/server.js\n",
        "src/server.js": `import fastify from "fastify";\nimport rateLimit from "@fastify/rate-limit";\n\nconst app = fastify({ trustProxy: 1 });\nawait ${call}\napp.post("/a", add);\nawait app.listen({ port: 3000 });\n`,
      },
    },
    {
      title: "routes in front of the plugin",
      code: 'const app = require("fastify")();\n«app.post»("/login", (req) => login(req));\napp.register(require("@fastify/rate-limit"));\napp.post("/other", (req) => login(req));\n',
      severity: "warning",
      fixed: null,
    },
    {
      title: "beside routes with a limit of their own",
      code: 'const app = require("fastify")();\napp.post("/login", { config: { rateLimit: { max: 3 } } }, (req) => login(req));\n«app.post»("/other", (req) => login(req));\n',
      fixed: null,
    },
  ],
});
