import { nodeTlsVerificationDisabled } from "../../../../src/core/rules/node/tls-verification-disabled";
import { testRule } from "../../../support/rule-tester";

const https = 'import https from "node:https";\n';

testRule(nodeTlsVerificationDisabled, {
  valid: [
    { title: "checked", code: `${https}new https.Agent({ rejectUnauthorized: true });\n` },
    { title: "by default", code: `${https}new https.Agent({ keepAlive: true });\n` },
    {
      title: "in production",
      code: `${https}new https.Agent({ rejectUnauthorized: process.env.NODE_ENV === "production" });\n`,
    },
    {
      title: "from elsewhere",
      code: `${https}new https.Agent({ rejectUnauthorized: config.verify, strictSSL: !options.insecure });\n`,
    },
    {
      title: "development",
      code: `${https}const agent = process.env.NODE_ENV === "development" ? new https.Agent({ rejectUnauthorized: false }) : undefined;\nif (isDev) process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";\n`,
    },
    {
      title: "switched on",
      code: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';\nconsole.log(process.env.NODE_TLS_REJECT_UNAUTHORIZED);\n",
    },
    { title: "another object", code: "settings.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n" },
    { title: "a variable that is on", code: { ".env.production": "NODE_TLS_REJECT_UNAUTHORIZED=1\n" } },
    { title: "a type", code: { "src/a.ts": "interface Options {\n  rejectUnauthorized: false;\n}\n" } },
  ],
  invalid: [
    {
      title: "options in a name",
      code: "const options = { host: 'api.example.com', rejectUnauthorized: «false» };\nhttps.request(options);\n",
      fixed:
        "const options = { host: 'api.example.com', rejectUnauthorized: true };\nhttps.request(options);\n",
    },
    {
      title: "a short entry",
      code: `${https}const rejectUnauthorized = false;\nnew https.Agent({ «rejectUnauthorized» });\n`,
      fixed: `${https}const rejectUnauthorized = false;\nnew https.Agent({ rejectUnauthorized: true });\n`,
    },
    {
      title: "a database",
      severity: "info",
      code: "import { Pool } from 'pg';\nexport const pool = new Pool({ connectionString, ssl: isProduction ? { rejectUnauthorized: «false» } : false });\n",
      fixed:
        "import { Pool } from 'pg';\nexport const pool = new Pool({ connectionString, ssl: isProduction ? { rejectUnauthorized: true } : false });\n",
    },
    {
      title: "a database by its configuration",
      severity: "info",
      code: "module.exports = { production: { connection: url, ssl: { rejectUnauthorized: «false» } } };\n",
    },
    {
      title: "a server",
      severity: "info",
      code: `${https}https.createServer({ key, cert, requestCert: true, rejectUnauthorized: «false» }, app);\n`,
    },
    {
      title: "the machine itself",
      severity: "info",
      code: "https.get({ host: 'localhost', rejectUnauthorized: «false» });\n",
    },
    {
      title: "what a function gives",
      code: "const agent = () => ({ rejectUnauthorized: «false» });\nfunction other() {\n  return { strictSSL: «false» };\n}\n",
    },
    {
      title: "a number",
      severity: "error",
      code: "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = «0»;\n",
      fixed: "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 1;\n",
    },
    {
      title: "a variable of production",
      severity: "error",
      code: { ".env.production": "PORT=3000\nNODE_TLS_REJECT_UNAUTHORIZED=«0»\n" },
      fixed: { ".env.production": "PORT=3000\nNODE_TLS_REJECT_UNAUTHORIZED=1\n" },
    },
    {
      title: "curl",
      code: "const curl = require('node-curl');\ncurl(url, { SSL_VERIFYPEER: «0» }, done);\n",
      fixed: "const curl = require('node-curl');\ncurl(url, { SSL_VERIFYPEER: 1 }, done);\n",
    },
  ],
});
