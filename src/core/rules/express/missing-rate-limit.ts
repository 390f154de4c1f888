import { importNamed } from "../../files/script/imports";
import { quoteOf } from "../../files/syntax/style";
import { unlimitedRoutes } from "../node/costly-routes";
import { limiterFix } from "../node/limit-insert";
import { commonPath } from "../node/limit-places";
import { missingLimit } from "../node/missing-limit";
import { defineRule, isProof } from "../rule";
import { trustProxyEdits } from "./trust-proxy";

/**
 * One finding for an application without any limit. Where some of its routes are limited, or where it does not show that
 * it is served, those that cost something and are not limited are found one by one.
 */
export const expressMissingRateLimit = defineRule({
  id: "express/missing-rate-limit",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://express-rate-limit.mintlify.app/quickstart/usage",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://cwe.mitre.org/data/definitions/770.html",
  ],
  equivalents: ["codeql js/missing-rate-limiting"],
  mentions: ["express"],
  fix: "review",
  examples: [
    {
      files: {
        "server.js": `import express from 'express';
import { login } from './auth.js';

const app = «express()»;
app.use(express.json());

app.post('/api/login', login);

app.listen(3000);
`,
        "package.json": `{
  "dependencies": {
    "express": "^5.1.0"
  }
}
`,
      },
      good: {
        "server.js": `import express from 'express';
import { login } from './auth.js';
import { rateLimit } from 'express-rate-limit';

const app = express();
app.use(express.json());

app.use('/api', rateLimit({ windowMs: 60_000, limit: 100, standardHeaders: 'draft-8', legacyHeaders: false }));
app.post('/api/login', login);

app.listen(3000);
`,
        "package.json": `{
  "dependencies": {
    "express": "^5.1.0",
    "express-rate-limit": "^8.7.5"
  }
}
`,
      },
    },
    {
      title: "behind a proxy",
      with: { Procfile: "web: node server.js\n" },
      bad: `const express = require('express');

const app = «express()»;

app.use(require('./routes'));
app.post('/orders', (req, res) => res.sendStatus(201));

app.listen(process.env.PORT);
`,
      good: `const express = require('express');
const { rateLimit } = require('express-rate-limit');

const app = express();
app.set('trust proxy', 1);

app.use(rateLimit({ windowMs: 60_000, limit: 100, standardHeaders: 'draft-8', legacyHeaders: false }));
app.use(require('./routes'));
app.post('/orders', (req, res) => res.sendStatus(201));

app.listen(process.env.PORT);
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    const reports = [
      ...missingLimit("express", context, (app) => {
        const quote = quoteOf(form.text, "'");
        const imported = importNamed(form, "express-rate-limit", "rateLimit");
        const path = commonPath(app);
        const first = path === undefined ? "" : `${quote}${path}${quote}, `;
        const options = `{ windowMs: 60_000, limit: 100, standardHeaders: ${quote}draft-8${quote}, legacyHeaders: false }`;
        const lines = [`${app.name}.use(${first}${imported?.local}(${options}));`];
        return limiterFix(
          app,
          { package: "express-rate-limit", imported, lines, others: trustProxyEdits(form, project) },
          context,
        );
      }),
    ];
    yield* reports;
    if (reports.every(isProof)) yield* unlimitedRoutes("express", context);
  },
});
