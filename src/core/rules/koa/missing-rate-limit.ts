import { importDefault } from "../../files/script/imports";
import { quoteOf } from "../../files/syntax/style";
import { isBehindProxy } from "../express/trust-proxy";
import { limiterFix } from "../node/limit-insert";
import { missingLimit } from "../node/missing-limit";
import { defineRule } from "../rule";
import { trustStatements } from "./trust-proxy";

export const koaMissingRateLimit = defineRule({
  id: "koa/missing-rate-limit",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://github.com/koajs/ratelimit",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://cwe.mitre.org/data/definitions/770.html",
  ],
  equivalents: [],
  mentions: ["koa"],
  fix: "review",
  examples: [
    {
      bad: `import Koa from 'koa';
import Router from '@koa/router';

const app = «new Koa()»;
const router = new Router();
router.post('/orders', (ctx) => {
  ctx.status = 201;
});

app.use(router.routes());
app.listen(3000);
`,
      good: `import Koa from 'koa';
import Router from '@koa/router';
import rateLimit from 'koa-ratelimit';

const app = new Koa();
const router = new Router();
router.post('/orders', (ctx) => {
  ctx.status = 201;
});

app.use(rateLimit({ driver: 'memory', db: new Map(), duration: 60000, max: 100 }));
app.use(router.routes());
app.listen(3000);
`,
    },
  ],
  *check(context) {
    const { form } = context.file;
    yield* missingLimit("koa", context, (app) => {
      const quote = quoteOf(form.text, "'");
      const imported = importDefault(form, "koa-ratelimit", "rateLimit");
      const options = `{ driver: ${quote}memory${quote}, db: new Map(), duration: 60000, max: 100 }`;
      const isUnaware = isBehindProxy(context.project) && !/\.proxy\s*=|proxy:/.test(form.text);
      const trusts = isUnaware ? trustStatements(app.name ?? "") : [];
      const lines = [...trusts, `${app.name}.use(${imported?.local}(${options}));`];
      return limiterFix(app, { package: "koa-ratelimit", imported, lines }, context);
    });
  },
});
