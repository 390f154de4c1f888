import { nodeWeakTlsVersion } from "../../../../src/core/rules/node/weak-tls-version";
import { testRule } from "../../../support/rule-tester";

const https = "const https = require('https');\nconst constants = require('constants');\n";
const all = ["SSLv2", "SSLv3", "TLSv1", "TLSv1_1"]
  .map((version) => `constants.SSL_OP_NO_${version}`)
  .join(" | ");

testRule(nodeWeakTlsVersion, {
  valid: [
    {
      title: "TLS 1.2",
      code: `${https}https.createServer({ key, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' }, app);\n`,
    },
    { title: "a protocol of today", code: `${https}https.request({ secureProtocol: 'TLSv1_2_method' });\n` },
    {
      title: "all old ones left out",
      code: `${https}https.createServer({ key, secureOptions: ${all} }, app);\n`,
    },
    {
      title: "options from elsewhere",
      code: `${https}https.createServer(options, app);\nhttps.createServer({ ...options }, app);\nhttps.createServer({ key, secureOptions: others() | constants.SSL_OP_NO_SSLv3 });\n`,
    },
    { title: "development", code: `${https}if (isDev) https.createServer({ minVersion: 'TLSv1' }, app);\n` },
    { title: "a version of something else", code: "const app = { minVersion: '1.0', tls: 'TLSv1' };\n" },
    {
      title: "a workspace that names its Node",
      code: {
        "package.json": '{ "engines": { "node": ">=20" } }\n',
        "src/server.js": `${https}https.createServer({ key, cert }, app);\n`,
      },
    },
    {
      title: "an image",
      code: {
        Dockerfile: "FROM node:24-slim\n",
        "src/server.js": `${https}https.createServer({ key, secureOptions: constants.SSL_OP_NO_SSLv3 }, app);\n`,
      },
    },
    { title: "plain HTTP", code: "require('http').createServer({ keepAlive: true }, app);\n" },
  ],
  invalid: [
    {
      title: "the default of all connections",
      code: "import tls from 'node:tls';\ntls.DEFAULT_MIN_VERSION = «'TLSv1.1'»;\n",
      fixed: "import tls from 'node:tls';\ntls.DEFAULT_MIN_VERSION = 'TLSv1.2';\n",
    },
    {
      title: "both ends",
      code: "const tls = require('tls');\ntls.connect({ minVersion: «'TLSv1'», maxVersion: «'TLSv1.1'» });\n",
      fixed: "const tls = require('tls');\ntls.connect({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' });\n",
    },
    {
      title: "some old ones left out",
      severity: "hint",
      code: `${https}https.createServer({\n  key,\n  «secureOptions: constants.SSL_OP_NO_SSLv3 | constants.SSL_OP_NO_TLSv1»,\n}, app);\n`,
      fixed: `${https}https.createServer({\n  key,\n  secureOptions: constants.SSL_OP_NO_SSLv3 | constants.SSL_OP_NO_TLSv1,\n  minVersion: 'TLSv1.2',\n}, app);\n`,
    },
    {
      title: "left to an unknown Node",
      severity: "hint",
      code: `${https}const options = { key, secureProtocol: 'SSLv23_server_method' };\n«https.createServer»(options, app);\n`,
      fixed: `${https}const options = { key, minVersion: 'TLSv1.2' };\nhttps.createServer(options, app);\n`,
    },
  ],
});
