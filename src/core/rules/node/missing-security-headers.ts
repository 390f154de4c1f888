import { pathOf } from "../../files/syntax/value";
import { scriptMounts } from "../../project/script-mounts";
import { defineRule } from "../rule";
import { type NodeApp, nodeApps, routesOf } from "./apps";
import { helmetFixes } from "./helmet-fix";
import { isProbePath } from "./probe-paths";
import { decisive, isUnknown, senderOf } from "./security-senders";

/**
 * The fix is for a person to pick: X-Frame-Options and the other headers can break a page that is embedded elsewhere.
 * Where the module sends pages, the content security policy only reports; where a proxy of the workspace stands in
 * front, Strict-Transport-Security is left to it: TLS ends there, and the header sent twice is void.
 */
export const nodeMissingSecurityHeaders = defineRule({
  id: "node/missing-security-headers",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Send security headers with every response",
  why: "Without them browsers may show the application inside a foreign page, guess another content type than the one that was sent, and open it over plain HTTP.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
    "https://helmetjs.github.io/",
    "https://hono.dev/docs/middleware/builtin/secure-headers",
  ],
  equivalents: [],
  mentions: ["express", "fastify", "koa", "hono", "NestFactory"],
  fix: "review",
  examples: [
    {
      title: "Express",
      files: {
        "package.json": '{\n  "dependencies": {\n    "express": "^5.3.0"\n  }\n}\n',
        "src/server.js": `const express = require("express");

const app = «express()»;
app.use(express.json());
app.get("/", (req, res) => res.json({ ok: true }));
app.listen(3000);
`,
      },
      good: {
        "package.json": '{\n  "dependencies": {\n    "express": "^5.3.0",\n    "helmet": "^8.3.0"\n  }\n}\n',
        "src/server.js": `const express = require("express");
const helmet = require("helmet");

const app = express();
app.use(helmet());
app.use(express.json());
app.get("/", (req, res) => res.json({ ok: true }));
app.listen(3000);
`,
      },
    },
    {
      title: "an API that other origins call",
      path: "src/index.ts",
      bad: `import { Hono } from 'hono'
import { cors } from 'hono/cors'

const app = «new Hono()»
app.use('/api/*', cors({ origin: 'https://app.example.com' }))

export default app
`,
      good: `import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'

const app = new Hono()
app.use(
  secureHeaders({
    strictTransportSecurity: 'max-age=31536000',
    crossOriginResourcePolicy: 'cross-origin',
  }),
)
app.use('/api/*', cors({ origin: 'https://app.example.com' }))

export default app
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form, path } = file;
    if (!/\b(express|fastify|koa|hono|NestFactory)\b/i.test(file.text) || !form.clean) return;
    const apps = nodeApps(form).filter(({ call }) => !form.isDevelopmentOnly(call.at.start));
    const app = apps.find((one) => one.runs !== undefined && !isMountedBy(apps, one) && !isForProbes(one));
    if (!app || (app.runs === "exported" && project.fact(scriptMounts).isMounted(path))) return;
    const sent = decisive.map((header) => senderOf(header, file, project));
    const [framing, sniffing] = sent;
    if (framing && sniffing)
      yield { proves: framing.at, path: framing.path, message: `${framing.path} sends them.` };
    if (sent.some((provider) => provider !== undefined) || isUnknown(file, project)) return;
    yield {
      at: app.call.at,
      message: "Responses of this application carry no security headers.",
      fixes: helmetFixes(app, context),
    };
  },
});

/** Whether another application of the module mounts `app`. */
function isMountedBy(apps: readonly NodeApp[], { name }: NodeApp): boolean {
  return (
    name !== undefined &&
    apps.some(({ calls }) => calls.some(({ call }) => call.args.some(({ value }) => pathOf(value) === name)))
  );
}

/** Whether an application only says how the process is. */
function isForProbes(app: NodeApp): boolean {
  const routes = routesOf(app);
  const isBare = app.calls.every(({ method }) => !/^(use|register|route|mount)$/.test(method));
  return isBare && routes.length > 0 && routes.every(({ path }) => isProbePath(path));
}
