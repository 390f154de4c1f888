import { nodeHelmetFeatureDisabled } from "../../../../src/core/rules/node/helmet-feature-disabled";
import { testRule } from "../../../support/rule-tester";

const required = "const helmet = require('helmet');\n";
const server = (lines: string) =>
  `server {\n  listen 443 ssl;\n  server_name a.example.org;\n${lines}  location / {\n    proxy_pass http://app:3000;\n  }\n}\n`;

testRule(nodeHelmetFeatureDisabled, {
  valid: [
    { title: "the defaults", code: `${required}app.use(helmet());\n` },
    {
      title: "settings of its own",
      code: `${required}app.use(helmet({ frameguard: { action: 'deny' }, hsts: { maxAge: 60 }, referrerPolicy: { policy: 'unsafe-url' } }));\n`,
    },
    {
      title: "what protects nobody",
      code: `${required}app.use(helmet({ xXssProtection: false, crossOriginEmbedderPolicy: false, crossOriginResourcePolicy: false, dnsPrefetchControl: false }));\n`,
    },
    {
      title: "in development only",
      code: `${required}app.use(helmet({ contentSecurityPolicy: process.env.NODE_ENV === 'production' ? undefined : false }));\nif (isDev) app.use(helmet({ hsts: false }));\n`,
    },
    {
      title: "decided by a variable",
      code: `${required}app.use(helmet({ contentSecurityPolicy: process.env.NODE_ENV === 'production', hsts: useHsts ? {} : false }));\n`,
    },
    {
      title: "sent by nginx",
      code: {
        "src/server.js": `${required}app.use(helmet({ frameguard: false, contentSecurityPolicy: false }));\n`,
        "nginx/app.conf": server(
          "  add_header X-Frame-Options DENY always;\n  add_header Content-Security-Policy \"default-src 'self'\" always;\n",
        ),
      },
    },
    {
      title: "HSTS where a proxy ends TLS",
      code: {
        "src/server.js": `${required}app.use(helmet({ strictTransportSecurity: false }));\n`,
        Caddyfile: "a.example.org {\n  reverse_proxy app:3000\n}\n",
      },
    },
    {
      title: "a policy of its own",
      code: `${required}app.use(helmet({ contentSecurityPolicy: false }));\napp.use(helmet.contentSecurityPolicy({ directives }));\n`,
    },
    {
      title: "a policy of the page",
      code: {
        "src/server.js": `${required}app.use(helmet({ contentSecurityPolicy: false }));\n`,
        "public/index.html":
          '<!doctype html>\n<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n',
      },
    },
    {
      title: "frames that the policy limits",
      code: `${required}app.use(helmet({ frameguard: false, contentSecurityPolicy: { directives: { frameAncestors: ["'self'"] } } }));\n`,
    },
    {
      title: "X-Powered-By that Express does not send",
      code: `${required}app.disable('x-powered-by');\napp.use(helmet({ hidePoweredBy: false }));\n`,
    },
    {
      title: "X-Powered-By of Fastify",
      code: "import helmet from '@fastify/helmet';\napp.register(helmet, { hidePoweredBy: false });\n",
    },
    {
      title: "another function with such options",
      code: "app.use(unknown({ contentSecurityPolicy: false, frameguard: false }));\n",
    },
    {
      title: "Hono sends no policy by itself",
      code: "import { secureHeaders } from 'hono/secure-headers';\napp.use(secureHeaders({ contentSecurityPolicy: false }));\n",
    },
    { title: "in a test", code: { "test/a.js": `// app.use(helmet({ hsts: false }))\n` } },
  ],
  invalid: [
    {
      title: "without an import",
      severity: "warning",
      code: 'app.use(helmet({\n    «frameguard: false»,\n}))\n\n\napp.use(helmet({\n    «"xssFilter": false»\n}))\n',
      fixed: "app.use(helmet())\n\n\napp.use(helmet())\n",
    },
    {
      title: "one of several",
      message: /plain HTTP/,
      code: `${required}app.use(helmet({\n  xFrameOptions: { action: 'deny' },\n  «hsts: false», // ends at the proxy\n  noSniff: true,\n}));\n`,
      fixed: `${required}app.use(helmet({\n  xFrameOptions: { action: 'deny' },\n  noSniff: true,\n}));\n`,
    },
    {
      title: "the last of several",
      code: `${required}app.use(helmet({\n  noSniff: true,\n  «referrerPolicy: false»,\n}));\n`,
      fixed: `${required}app.use(helmet({\n  noSniff: true,\n}));\n`,
    },
    {
      title: "the policy, taken out",
      fix: "Switch contentSecurityPolicy on again",
      code: `${required}app.use(helmet({ «contentSecurityPolicy: false», noSniff: true }));\n`,
      fixed: `${required}app.use(helmet({ noSniff: true }));\n`,
    },
    {
      title: "Fastify",
      code: "import helmet from '@fastify/helmet';\nawait app.register(helmet, { «noSniff: false» });\n",
      fixed: "import helmet from '@fastify/helmet';\nawait app.register(helmet);\n",
    },
    {
      title: "Koa",
      code: "const helmet = require('koa-helmet');\napp.use(helmet({ «xContentTypeOptions: false» }));\n",
    },
    {
      title: "Hono",
      code: "import { secureHeaders } from 'hono/secure-headers';\napp.use(secureHeaders({ «strictTransportSecurity: false» }));\n",
      fixed: "import { secureHeaders } from 'hono/secure-headers';\napp.use(secureHeaders());\n",
    },
    {
      title: "options with a name",
      code: `${required}const options = { «frameguard: false» };\napp.use(helmet(options));\n`,
    },
    {
      title: "X-Powered-By",
      severity: "info",
      code: `${required}app.use(helmet({ «hidePoweredBy: false» }));\n`,
    },
    {
      title: "a proxy that sends something else",
      code: {
        "src/server.js": `${required}app.use(helmet({ «frameguard: false» }));\n`,
        "nginx/app.conf": server("  add_header Referrer-Policy no-referrer always;\n"),
      },
    },
  ],
});
