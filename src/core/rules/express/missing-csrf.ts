import type { Value } from "../../files/syntax/value";
import { defineRule } from "../rule";
import { type CookieRoute, checksOrigin, hasSameSite, unprotectedRoutes } from "./cookie-routes";
import { headOf } from "./middleware-words";

/** Related places that one finding shows. */
const MAX_RELATED = 5;

/**
 * Looks at modules that read cookies and define routes. Routers that another module mounts are that module's
 * business. No fix: tokens have to reach the forms, too.
 */
export const expressMissingCsrf = defineRule({
  id: "express/missing-csrf",
  on: "javascript",
  severity: "hint",
  hardening: true,
  title: "Check that requests come from pages of your own",
  why: "A browser sends its cookies along with requests that any other website makes: without a token or a SameSite attribute such a page acts in the name of a visitor who is signed in.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#samesitesamesite-value",
    "https://cwe.mitre.org/data/definitions/352.html",
  ],
  equivalents: ["codeql js/missing-token-validation", "semgrep express-check-csurf-middleware-usage"],
  deviations: {
    "semgrep express-check-csurf-middleware-usage":
      "Names only applications whose routes act on cookies; that tool asks for csurf in every Express application.",
    "codeql js/missing-token-validation":
      "Silent where a cookie of the module has a SameSite attribute of `lax` or `strict`, or where the module looks at the origin of requests.",
  },
  fix: "none",
  examples: [
    {
      fix: null,
      bad: `const express = require('express');
const session = require('express-session');

const app = express();
app.use(«session»({ secret, cookie: { secure: true, httpOnly: true } }));

app.post('/transfer', (req, res) => {
  transfer(req.session.account, req.body);
  res.sendStatus(204);
});
`,
      good: `const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret, cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));

app.post('/transfer', (req, res) => {
  transfer(req.session.account, req.body);
  res.sendStatus(204);
});
`,
    },
  ],
  *check({ file }) {
    const { form, text, path } = file;
    if (!/cookie|session/i.test(text) || !/\.(post|put|patch|delete|del|all|route)\(/.test(text)) return;
    if (hasSameSite(form) || checksOrigin(form)) return;
    const byCookies = new Map<Value, CookieRoute[]>();
    for (const route of unprotectedRoutes(form)) {
      const routes = byCookies.get(route.cookies) ?? [];
      byCookies.set(route.cookies, routes);
      routes.push(route);
    }
    for (const [cookies, routes] of byCookies) {
      const [first, ...others] = routes;
      if (!first) continue;
      const rest = others.length > 0 ? ` and ${others.length} more` : "";
      yield {
        at: headOf(cookies),
        message: `\`${first.label}\`${rest} can be called by any website with the cookies of a visitor: no token is checked.`,
        related: routes.slice(0, MAX_RELATED).map(({ call, label }) => ({
          path,
          at: call.callee.at,
          message: `\`${label}\``,
        })),
      };
    }
  },
});
