import { nodeHelmetWeakSetting } from "../../../../src/core/rules/node/helmet-weak-setting";
import { testRule } from "../../../support/rule-tester";

const required = "const helmet = require('helmet');\n";

testRule(nodeHelmetWeakSetting, {
  valid: [
    { title: "the defaults", code: `${required}app.use(helmet());\napp.use(helmet.hsts({}));\n` },
    {
      title: "a year, for this host",
      code: `${required}app.use(helmet({ hsts: { maxAge: 31536000, includeSubDomains: false } }));\n`,
    },
    { title: "half a year", code: `${required}app.use(helmet.hsts({ maxAge: 15552000 }));\n` },
    { title: "an age from elsewhere", code: `${required}app.use(helmet.hsts({ maxAge: config.age }));\n` },
    {
      title: "policies that tell no address",
      code: `${required}app.use(helmet.referrerPolicy({ policy: ['strict-origin'] }));\napp.use(helmet({ referrerPolicy: { policy: 'no-referrer' } }));\n`,
    },
    { title: "another function with such options", code: "app.use(whatever({ maxAge: 60, policy: '' }));\n" },
    { title: "development", code: `${required}if (isDev) app.use(helmet.hsts({ maxAge: 60 }));\n` },
    {
      title: "sent by nginx",
      code: {
        "src/server.js": `${required}app.use(helmet({ referrerPolicy: { policy: 'unsafe-url' } }));\n`,
        "nginx/app.conf":
          "server {\n  listen 80;\n  add_header Referrer-Policy no-referrer always;\n  location / {\n    proxy_pass http://app:3000;\n  }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "too short",
      message: /37 days/,
      code: `${required}app.use(helmet.hsts({ maxAge: «3153600» }));\napp.use(helmet({ strictTransportSecurity: { maxAge: «3153600» } }));\napp.use(require('hsts')({ maxAge: «3153600» }));\n`,
    },
    {
      title: "an age with a name",
      code: `${required}const sixtyDays = 5184000;\napp.use(helmet.hsts({ maxAge: «sixtyDays» }));\n`,
    },
    {
      title: "policies that tell the address",
      code: `${required}app.use(helmet.referrerPolicy({ policy: «'unsafe-url'» }));\napp.use(helmet.referrerPolicy({ policy: «["strict-origin", "unsafe-url"]» }));\napp.use(helmet({ referrerPolicy: { policy: «''» } }));\n`,
      fixed: `${required}app.use(helmet.referrerPolicy({ policy: 'strict-origin-when-cross-origin' }));\napp.use(helmet.referrerPolicy({ policy: "strict-origin-when-cross-origin" }));\napp.use(helmet({ referrerPolicy: { policy: 'strict-origin-when-cross-origin' } }));\n`,
    },
    {
      title: "Fastify",
      code: "import helmet from '@fastify/helmet';\napp.register(helmet, { hsts: { maxAge: «0» } });\n",
    },
  ],
});
