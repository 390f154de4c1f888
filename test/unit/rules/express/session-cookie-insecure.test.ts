import { expressSessionCookieInsecure } from "../../../../src/core/rules/express/session-cookie-insecure";
import { testRule } from "../../../support/rule-tester";

const session = "const session = require('express-session');\n";
const nginx = "server { listen 443 ssl; location / { proxy_pass http://app:3000; } }\n";

testRule(expressSessionCookieInsecure, {
  valid: [
    {
      title: "all attributes",
      code: `${session}app.use(session({ secret, cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));\n`,
      proof: "true",
    },
    {
      title: "what Express says of the connection",
      code: `${session}app.use(session({ secret, cookie: { secure: 'auto', httpOnly: true } }));\n`,
    },
    {
      title: "in production only",
      code: `${session}app.use(session({ secret, cookie: { secure: process.env.NODE_ENV === 'production', httpOnly: true } }));\n`,
      proof: "process.env.NODE_ENV",
    },
    {
      title: "unless in development",
      code: `${session}const isDev = process.env.NODE_ENV === 'development';\napp.use(session({ secret, cookie: { secure: !isDev, httpOnly: true } }));\n`,
    },
    {
      title: "a choice",
      code: `${session}app.use(session({ cookie: { httpOnly: true, secure: isProduction ? true : false } }));\n`,
    },
    {
      title: "set under a condition for production",
      code: `${session}const sess = { secret, cookie: { httpOnly: true } };\nif (app.get('env') === 'production') {\n  app.set('trust proxy', 1);\n  sess.cookie.secure = true;\n}\napp.use(session(sess));\n`,
    },
    {
      title: "a cookie of its own, set later",
      code: `${session}const cookie = { httpOnly: true };\ncookie.secure = config.isHttps;\napp.use(session({ secret, cookie }));\n`,
    },
    {
      title: "options from elsewhere",
      code: `import session from 'express-session';\nimport { options } from './config';\napp.use(session(options));\napp.use(session({ ...options }));\napp.use(session({ cookie: options.cookie }));\n`,
    },
    {
      title: "a value from elsewhere",
      code: `${session}app.use(session({ cookie: { secure: config.secure, httpOnly: true } }));\n`,
    },
    {
      title: "development",
      code: `${session}if (process.env.NODE_ENV !== 'production') {\n  app.use(session({ secret: 'dev' }));\n}\n`,
    },
    {
      title: "a store of that library",
      code: `${session}const Store = require('connect-redis')(session);\nnew Store(client);\n`,
    },
    {
      title: "another function of that name",
      code: "function session(options) { return options; }\nsession({ secret: 'x' });\n",
    },
    {
      title: "cookie-session that knows of its proxy",
      code: "const session = require('cookie-session');\napp.set('trust proxy', 1);\napp.use(session({ name: 'sid', keys, httpOnly: true }));\n",
    },
    {
      title: "cookie-session",
      code: "const session = require('cookie-session');\napp.use(session({ keys, secure: true, httpOnly: true }));\n",
    },
    {
      title: "cookies of the code",
      code: "app.get('/', (req, res) => {\n  res.cookie('token', token, { httpOnly: true, secure: isProduction });\n  res.cookie('theme', 'dark');\n  res.cookie('XSRF-TOKEN', token, { secure: true });\n  res.cookie('session', id, options);\n  res.cookie('token', '', { maxAge: 0 });\n  res.cookie('sid', x, { expires: new Date(0) });\n});\n",
    },
    {
      title: "headers",
      code: "http.createServer((req, res) => {\n  res.setHeader('Set-Cookie', 'session=1; HttpOnly; Secure');\n  res.setHeader('Set-Cookie', cookies);\n  res.setHeader('Set-Cookie', `session=; Max-Age=0`);\n  res.setHeader('Set-Cookie', [a, b]);\n});\n",
    },
    { title: "no cookie", code: "res.cookie;\ncookieStore.set('a', 'b');\nmap.set('session', 1);\n" },
  ],
  invalid: [
    {
      title: "no options at all",
      code: `${session}app.use(«session»());\n`,
      severity: "warning",
      fixed: `${session}app.use(session({ cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));\n`,
    },
    {
      title: "an empty cookie",
      code: `${session}app.use(«session»({\n  secret: 'x',\n  cookie: {}\n}));\n`,
      fixed: `${session}app.use(session({\n  secret: 'x',\n  cookie: { secure: true, httpOnly: true, sameSite: 'lax' }\n}));\n`,
    },
    {
      title: "on several lines",
      code: `${session}app.use(«session»({\n  secret,\n  cookie: {\n    maxAge: 1000, // a second\n    httpOnly: true,\n  },\n}));\n`,
      fixed: `${session}app.use(session({\n  secret,\n  cookie: {\n    maxAge: 1000, // a second\n    httpOnly: true,\n    secure: true,\n    sameSite: 'lax',\n  },\n}));\n`,
    },
    {
      title: "switched off, in a name",
      code: `${session}const options = { secret, cookie: { secure: «false», httpOnly: true, sameSite: 'strict' } };\napp.use(session(options));\n`,
      fixed: `${session}const options = { secret, cookie: { secure: true, httpOnly: true, sameSite: 'strict' } };\napp.use(session(options));\n`,
    },
    {
      title: "switched off by a statement",
      code: `${session}const options = { secret, cookie: { secure: true, httpOnly: true } };\noptions.cookie.secure = «false»;\napp.use(session(options));\n`,
      fixed: `${session}const options = { secret, cookie: { secure: true, httpOnly: true } };\noptions.cookie.secure = true;\napp.use(session(options));\n`,
    },
    {
      title: "secure where it does not matter",
      code: `${session}app.use(session({ cookie: { secure: «process.env.NODE_ENV !== 'production'», httpOnly: true } }));\n`,
      fixed: `${session}app.use(session({ cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));\n`,
    },
    {
      title: "in production only, by the second fix",
      code: `${session}app.use(«session»({ secret }));\n`,
      fix: "Send it over HTTPS only where NODE_ENV is production",
      fixed: `${session}app.use(session({ secret, cookie: { secure: process.env.NODE_ENV === 'production', httpOnly: true, sameSite: 'lax' } }));\n`,
    },
    {
      title: "behind a proxy that Express does not know of",
      code: {
        "nginx/app.conf": nginx,
        "server.js": `const express = require('express');\n${session}const app = express();\napp.use(«session»({ secret }));\n`,
      },
      fixed: {
        "nginx/app.conf": nginx,
        "server.js": `const express = require('express');\n${session}const app = express();\napp.set('trust proxy', 1);\napp.use(session({ secret, cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));\n`,
      },
    },
    {
      title: "cookie-session leaves it to Express",
      severity: "info",
      code: "import session from 'cookie-session';\napp.use(«session»({ keys }));\n",
      fixed:
        "import session from 'cookie-session';\napp.use(session({ keys, secure: true, httpOnly: true, sameSite: 'lax' }));\n",
    },
    {
      title: "sameSite: none needs it",
      message: /refuse/,
      count: 2,
      code: `${session}app.use(session({ cookie: { sameSite: 'none', httpOnly: true } }));\n`,
    },
    {
      title: "sameSite: none with it",
      severity: "hint",
      message: /CSRF/,
      code: `${session}app.use(«session»({ cookie: { sameSite: 'none', secure: true, httpOnly: true } }));\n`,
      fixed: null,
    },
    {
      title: "httpOnly left to the default",
      severity: "hint",
      code: `${session}app.use(«session»({ cookie: { secure: true } }));\n`,
      fixed: `${session}app.use(session({ cookie: { secure: true, httpOnly: true } }));\n`,
    },
    {
      title: "both switched off",
      code: `${session}app.use(session({ cookie: { secure: «false», httpOnly: «false» } }));\n`,
      fixed: `${session}app.use(session({ cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));\n`,
    },
    {
      title: "joined options",
      code: `${session}app.use(«session»(Object.assign({ secret }, { cookie: { httpOnly: true } })));\n`,
      fixed: `${session}app.use(session(Object.assign({ secret }, { cookie: { httpOnly: true, secure: true, sameSite: 'lax' } })));\n`,
    },
    {
      title: "a session cookie of the code",
      code: "app.post('/login', (req, res) => {\n  «res.cookie»('sid', id);\n});\n",
      fixed:
        "app.post('/login', (req, res) => {\n  res.cookie('sid', id, { secure: true, httpOnly: true });\n});\n",
    },
    {
      title: "switched off for any cookie",
      severity: "info",
      code: "app.get('/', (req, res) => {\n  «res.cookie»('theme', 'dark', { secure: false });\n});\n",
      fixed: "app.get('/', (req, res) => {\n  res.cookie('theme', 'dark', { secure: true });\n});\n",
    },
    {
      title: "a header",
      code: "http.createServer((req, res) => {\n  res.setHeader('Set-Cookie', «'session=1; Path=/'»);\n  res.setHeader('Set-Cookie', [«`auth=${make()}; Secure`», 'lang=de; Secure']);\n  res.setHeader('Set-Cookie', «'sessionId=' + make()»);\n});\n",
      fixed:
        "http.createServer((req, res) => {\n  res.setHeader('Set-Cookie', 'session=1; Path=/; Secure; HttpOnly');\n  res.setHeader('Set-Cookie', [`auth=${make()}; Secure; HttpOnly`, 'lang=de; Secure']);\n  res.setHeader('Set-Cookie', 'sessionId=' + make() + '; Secure; HttpOnly');\n});\n",
    },
    {
      title: "a header of another cookie",
      severity: "hint",
      code: "http.createServer((req, res) => {\n  res.setHeader('Set-Cookie', «'lang=de'»);\n});\n",
      fixed: "http.createServer((req, res) => {\n  res.setHeader('Set-Cookie', 'lang=de; Secure');\n});\n",
    },
    {
      title: "a script in the browser",
      severity: "info",
      code: "import Cookies from 'js-cookie';\n«Cookies.set»('authToken', token, { expires: 7 });\ndocument.cookie = «'authToken=' + token»;\n",
      fixed:
        "import Cookies from 'js-cookie';\nCookies.set('authToken', token, { expires: 7, secure: true });\ndocument.cookie = 'authToken=' + token + '; Secure';\n",
    },
  ],
});
