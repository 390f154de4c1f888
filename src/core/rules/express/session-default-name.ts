import { quoteOf } from "../../files/syntax/style";
import { OptionReader } from "../node/options";
import { defineRule } from "../rule";
import { optionEdits } from "./session-fixes";
import { sessionsOf } from "./sessions";

const defaults = { "express-session": "connect.sid", "cookie-session": "session" } as const;

export const expressSessionDefaultName = defineRule({
  id: "express/session-default-name",
  on: "javascript",
  severity: "hint",
  hardening: true,
  title: "Give the session cookie a name of its own",
  why: "The default name tells which library keeps the sessions, and two applications on one domain overwrite each other's cookie.",
  references: [
    "https://expressjs.com/en/advanced/best-practice-security.html#dont-use-the-default-session-cookie-name",
  ],
  equivalents: ["semgrep express-cookie-session-default-name", "njsscan cookie_session_default"],
  mentions: ["session"],
  fix: "review",
  examples: [
    {
      bad: `const session = require('express-session');

app.use(«session»({ secret: process.env.SESSION_SECRET }));
`,
      good: `const session = require('express-session');

app.use(session({ secret: process.env.SESSION_SECRET, name: 'sid' }));
`,
    },
  ],
  *check({ file }) {
    const { form, text } = file;
    const reader = new OptionReader(form);
    for (const session of sessionsOf(form)) {
      const { call, library, options } = session;
      if (call.args.length > 0 && !options) continue;
      // express-session still reads the name under which it was known once.
      const names = library === "express-session" ? ["name", "key"] : ["name"];
      const settings = names.flatMap((name) => reader.settings(options, [name], call.at.start));
      const named = settings.find(({ state }) => state === "given");
      if (named?.state === "given")
        yield { proves: named.value.at, message: "The session cookie has a name of its own." };
      if (settings.some(({ state }) => state !== "absent")) continue;
      const quote = quoteOf(text, "'");
      const edits = optionEdits(session, form, `name: ${quote}sid${quote}`);
      yield {
        at: call.callee.at,
        message: `The session cookie is called \`${defaults[library]}\`, which names the library behind it.`,
        fixes:
          edits.length > 0
            ? [{ title: "Call the cookie `sid`; everybody has to sign in once more", kind: "review", edits }]
            : [],
      };
    }
  },
});
