import { OptionReader } from "../node/options";
import { defineRule } from "../rule";
import { reportCookie } from "./cookie-reports";
import { cookiesOf } from "./other-cookies";
import { reportSession } from "./session-cookies";
import { sessionsOf } from "./sessions";

/**
 * Cookies of express-session and cookie-session, and those that the code sets by itself under a name that speaks of
 * a session. The fixes are for a person to pick: a page that is served over HTTP loses its sessions.
 */
export const expressSessionCookieInsecure = defineRule({
  id: "express/session-cookie-insecure",
  on: "javascript",
  severity: "warning",
  title: "Send session cookies over HTTPS only, out of scripts' reach",
  why: "Whoever listens to one plain HTTP request, or gets one script into a page, takes over the session of the user whose cookie it carries.",
  references: [
    "https://expressjs.com/en/advanced/best-practice-security.html#use-cookies-securely",
    "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/614.html",
    "https://cwe.mitre.org/data/definitions/1004.html",
  ],
  equivalents: [
    "semgrep express-cookie-session-no-secure",
    "semgrep express-cookie-session-no-httponly",
    "njsscan cookie_session_no_secure",
    "njsscan cookie_session_no_httponly",
    "njsscan cookie_session_no_samesite",
    "codeql js/insecure-cookie",
    "codeql js/clear-text-cookie",
    "codeql js/client-exposed-cookie",
  ],
  deviations: {
    "semgrep express-cookie-session-no-secure":
      "Silent where `secure` is `auto`, or true in production only: the cookie is safe where it counts.",
    "njsscan cookie_session_no_secure":
      "Silent where `secure` is `auto`, or true in production only: the cookie is safe where it counts.",
    "njsscan cookie_session_no_samesite":
      "Says nothing where `sameSite` is not written at all: whether that matters depends on the routes, which express/missing-csrf looks at.",
    "codeql js/insecure-cookie":
      "Of cookies that are no session by their name only those whose flag is switched off, or that are written as a header, are named.",
  },
  alsoSilencedBy: ["sonar S2092", "sonar S3330"],
  mentions: ["cookie", "session"],
  fix: "review",
  examples: [
    {
      title: "a session with the defaults",
      bad: `const express = require('express');
const session = require('express-session');

const app = express();
app.use(«session»({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
}));
`,
      good: `const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { secure: true, httpOnly: true, sameSite: 'lax' },
}));
`,
    },
    {
      title: "a flag that is switched off",
      bad: `import session from "express-session";

app.use(session({ secret, cookie: { secure: true, httpOnly: «false» } }));
`,
      good: `import session from "express-session";

app.use(session({ secret, cookie: { secure: true, httpOnly: true } }));
`,
    },
    {
      title: "a token in a cookie of its own",
      bad: `app.post('/login', async (req, res) => {
  const token = await login(req.body);
  «res.cookie»('token', token, { httpOnly: true });
  res.sendStatus(204);
});
`,
      good: `app.post('/login', async (req, res) => {
  const token = await login(req.body);
  res.cookie('token', token, { httpOnly: true, secure: true });
  res.sendStatus(204);
});
`,
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const reader = new OptionReader(form);
    for (const session of sessionsOf(form)) yield* reportSession(session, reader, form, project);
    for (const cookie of cookiesOf(form, reader)) yield* reportCookie(cookie, form);
  },
});
