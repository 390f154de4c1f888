import { expressSessionDefaultName } from "../../../../src/core/rules/express/session-default-name";
import { testRule } from "../../../support/rule-tester";

const session = "const session = require('express-session');\n";

testRule(expressSessionDefaultName, {
  valid: [
    { title: "named", code: `${session}app.use(session({ name: 'sid', secret }));\n`, proof: "'sid'" },
    { title: "by its old name", code: `${session}app.use(session({ key: 'sid', secret }));\n` },
    {
      title: "named by a statement",
      code: `${session}const options = { secret };\noptions.name = 'sid';\napp.use(session(options));\n`,
    },
    {
      title: "from elsewhere",
      code: `${session}app.use(session({ ...defaults }));\napp.use(session(options));\n`,
    },
    { title: "spread arguments", code: `${session}app.use(session(...options));\n` },
    {
      title: "a test",
      code: { "test/server.js": `${session}app.use(session({ secret }));\n` },
    },
  ],
  invalid: [
    {
      title: "nothing",
      code: `${session}app.use(«session»());\n`,
      fixed: `${session}app.use(session({ name: 'sid' }));\n`,
    },
    {
      title: "cookie-session",
      message: /`session`/,
      code: 'import cookieSession from "cookie-session";\n\napp.use(\n  «cookieSession»({\n    keys,\n  }),\n);\n',
      fixed:
        'import cookieSession from "cookie-session";\n\napp.use(\n  cookieSession({\n    keys,\n    name: "sid",\n  }),\n);\n',
    },
  ],
});
