import { expressMissingCsrf } from "../../../../src/core/rules/express/missing-csrf";
import { testRule } from "../../../support/rule-tester";

const express = "const express = require('express');\nconst app = express();\n";
const session = `${express}const session = require('express-session');\n`;
const cookies = `${express}const cookieParser = require('cookie-parser');\napp.use(cookieParser());\n`;
const acts = "(req, res) => {\n  pay(req.session.account);\n}";
const reads = "(req, res) => {\n  pay(req.cookies.account);\n}";

testRule(expressMissingCsrf, {
  valid: [
    {
      title: "SameSite",
      code: `${session}app.use(session({ cookie: { sameSite: 'strict' } }));\napp.post('/pay', ${acts});\n`,
    },
    {
      title: "a library",
      code: `${session}const { csrfSync } = require('csrf-sync');\nconst { csrfSynchronisedProtection } = csrfSync();\napp.use(session({ secret }));\napp.use(csrfSynchronisedProtection);\napp.post('/pay', ${acts});\n`,
    },
    {
      title: "a library under another name",
      code: `${session}const protect = require('csurf')();\napp.use(session({ secret }));\napp.post('/pay', protect, ${acts});\n`,
    },
    {
      title: "a check in the handler",
      code: `${session}app.use(session({ secret }));\napp.post('/pay', (req, res) => {\n  verifyCsrf(req);\n  pay(req.session.account);\n});\n`,
    },
    {
      title: "a look at the origin",
      code: `${session}app.use(session({ secret }));\napp.use((req, res, next) => (req.headers['sec-fetch-site'] === 'same-origin' ? next() : res.sendStatus(403)));\napp.post('/pay', ${acts});\n`,
    },
    {
      title: "tokens in headers",
      code: `${cookies}app.use(passport.authenticate('jwt', { secretOrKey, jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() }));\napp.post('/pay', (req, res) => pay(req.user));\n`,
    },
    { title: "no cookies", code: `${express}app.post('/pay', (req, res) => pay(req.user));\n` },
    { title: "reading only", code: `${cookies}app.get('/me', ${reads});\n` },
    {
      title: "cookies that decide nothing",
      code: `${cookies}app.post('/pay', (req, res) => pay(req.body));\n`,
    },
    { title: "a handler of another module", code: `${cookies}app.post('/pay', payments.create);\n` },
    {
      title: "a webhook",
      code: `${session}app.use(session({ secret }));\napp.post('/stripe/webhook', stripe.webhook);\n`,
    },
    { title: "routes above", code: `${session}app.post('/pay', ${acts});\napp.use(session({ secret }));\n` },
    {
      title: "cookies of one path",
      code: `${express}const cookieParser = require('cookie-parser');\napp.use('/account', cookieParser());\napp.post('/pay', ${reads});\n`,
    },
    { title: "a test", code: { "test/app.js": `${cookies}app.post('/pay', ${reads});\n` } },
  ],
  invalid: [
    {
      title: "handlers that act on cookies",
      severity: "hint",
      message: /`POST \/pay` and 1 more/,
      code: `${express}const cookieParser = require('cookie-parser');\napp.use(«cookieParser»());\napp.post('/pay', ${reads});\napp.put('/address', ${acts});\n`,
      fixed: null,
    },
    {
      title: "a session in front of handlers of other modules",
      code: `${session}app.use(«session»({ secret }));\napp.delete('/account', requireUser, accounts.remove);\n`,
    },
    {
      title: "a session in a name",
      code: `${session}const sessions = session({ secret });\napp.use(«sessions»);\napp.post('/pay', ${acts});\n`,
    },
    {
      title: "a handler in a name",
      code: `${express}const cookieParser = require('cookie-parser');\napp.use(«cookieParser»());\nfunction change(req, res) {\n  save(req.cookies.id);\n}\napp.post('/pay', change);\n`,
    },
    {
      title: "what the others have",
      code: `${express}const cookieParser = require('cookie-parser');\nconst protect = csrf();\napp.use(«cookieParser»());\napp.post('/a', protect, handler);\napp.post('/b', handler);\n`,
      message: /`POST \/b` can/,
    },
    {
      title: "a parser of one route",
      code: `import { Router } from 'express';\nimport cookieParser from 'cookie-parser';\n\nexport const router = Router();\nrouter.post('/pay', «cookieParser»(), ${reads});\n`,
    },
  ],
});
