import type { ScriptForm } from "../../files/script/form";
import { importDefault } from "../../files/script/imports";
import { quoteOf } from "../../files/syntax/style";
import { isBehindProxy } from "../express/trust-proxy";
import { type NodeApp, routesOf } from "../node/apps";
import { unlimitedRoutes } from "../node/costly-routes";
import { limiterFix } from "../node/limit-insert";
import { firstTarget } from "../node/limit-places";
import { missingLimit } from "../node/missing-limit";
import { defineRule, isProof } from "../rule";
import { trustOption } from "./trust-proxy";

export const fastifyMissingRateLimit = defineRule({
  id: "fastify/missing-rate-limit",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://github.com/fastify/fastify-rate-limit#usage",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://cwe.mitre.org/data/definitions/770.html",
  ],
  equivalents: ["codeql js/missing-rate-limiting"],
  mentions: ["fastify"],
  fix: "review",
  examples: [
    {
      bad: `import Fastify from 'fastify';
import { login } from './auth.js';

const app = «Fastify({ logger: true })»;

app.post('/login', login);

await app.listen({ port: 3000, host: '0.0.0.0' });
`,
      good: `import Fastify from 'fastify';
import { login } from './auth.js';
import rateLimit from '@fastify/rate-limit';

const app = Fastify({ logger: true });

await app.register(rateLimit, { max: 100, timeWindow: '1 minute' });
app.post('/login', login);

await app.listen({ port: 3000, host: '0.0.0.0' });
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    const reports = [
      ...missingLimit("fastify", context, (app) => {
        const wait = waiting(app, form);
        if (wait === undefined) return [];
        const imported = importDefault(form, "@fastify/rate-limit", "rateLimit");
        const quote = quoteOf(form.text, "'");
        const options = `{ max: 100, timeWindow: ${quote}1 minute${quote} }`;
        const lines = [`${wait}${app.name}.register(${imported?.local}, ${options});`];
        const others = isBehindProxy(project) ? trustOption(app, form) : [];
        return limiterFix(app, { package: "@fastify/rate-limit", imported, lines, others }, context);
      }),
    ];
    yield* reports;
    if (reports.every(isProof)) yield* unlimitedRoutes("fastify", context);
  },
});

/**
 * The plugin limits the routes that are added once it is loaded: `await ` where that can be written; nothing where all
 * routes come with plugins, which load one after the other; undefined where the routes would come too early.
 */
function waiting(app: NodeApp, form: ScriptForm): string | undefined {
  const at = (firstTarget(app) ?? app.call).at.start;
  const [around] = form.functionsAround(at);
  const canWait = around
    ? /^(export\s+)?(default\s+)?async\b/.test(form.text.slice(around.at.start, around.at.start + 40))
    : form.isModule;
  if (canWait) return "await ";
  return routesOf(app).length === 0 ? "" : undefined;
}
