import { defineRule, type Report, type Severity } from "../rule";
import { errorAnswers, errorHandlers, isForSomeErrors, type Shown } from "./error-answers";
import { answerFixes, guardFixes } from "./error-fixes";

const severities: Readonly<Record<Shown, Severity>> = { stack: "warning", error: "warning", message: "info" };
const messages: Readonly<Record<Shown, string>> = {
  stack: "The stack trace goes to the client: it shows paths, versions and code of the server.",
  error: "The error goes to the client with all it holds, such as queries, hosts and headers.",
  message: "The message of any error goes to the client: those of databases name tables, values and hosts.",
};
const equivalents: Readonly<Record<Shown, readonly string[]>> = {
  stack: ["codeql js/stack-trace-exposure", "njsscan node_error_disclosure"],
  error: ["codeql js/stack-trace-exposure"],
  message: [],
};

export const nodeErrorLeaksStack = defineRule({
  id: "node/error-leaks-stack",
  on: "javascript",
  severity: "warning",
  title: "Answer errors without telling how the server is built",
  why: "Stack traces and raw errors show an attacker paths, versions, queries and secrets of the server, and help no user.",
  references: [
    "https://expressjs.com/en/guide/error-handling.html",
    "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/209.html",
  ],
  equivalents: ["codeql js/stack-trace-exposure", "njsscan node_error_disclosure", "sonar S4507"],
  fix: "review",
  examples: [
    {
      title: "an error handler",
      bad: `app.use((err, req, res, next) => {
  res.status(500).send(«err.stack»);
});
`,
      good: `app.use((err, req, res, next) => {
  console.error(err);
  res.status(500).send("Internal Server Error");
});
`,
    },
    {
      title: "beside a message",
      bad: `app.use((err, req, res, next) => {
  logger.error(err);
  res.status(500).json({ error: 'Something went wrong', stack: «err.stack» });
});
`,
      good: `app.use((err, req, res, next) => {
  logger.error(err);
  res.status(500).json({ error: 'Something went wrong' });
});
`,
    },
    {
      title: "a handler that is made for development",
      bad: `const errorHandler = require('errorhandler');

app.use(«errorHandler()»);
`,
      good: `const errorHandler = require('errorhandler');

if (process.env.NODE_ENV === 'development') app.use(errorHandler());
`,
    },
  ],
  *check({ file }) {
    const { form, text } = file;
    if (!/err|catch|exception|\.stack/i.test(text)) return;
    for (const call of errorHandlers(form))
      yield {
        at: call.at,
        message: "`errorhandler` shows stack traces to everybody: it is made for development.",
        equivalents: ["sonar S4507"],
        fixes: guardFixes(call, form),
      };
    for (const answer of errorAnswers(form)) {
      const isForSome = answer.shown !== "stack" && isForSomeErrors(answer, form);
      if (answer.shown === "message" && isForSome) continue;
      const report: Report = {
        at: answer.value.at,
        // Errors of a known kind, such as those of a validation, are often made to be shown.
        severity: isForSome ? "info" : severities[answer.shown],
        message: messages[answer.shown],
        equivalents: equivalents[answer.shown],
        fixes: answerFixes(answer, form),
      };
      yield report;
    }
  },
});
