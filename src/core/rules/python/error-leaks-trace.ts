import type { PythonForm } from "../../files/python/form";
import { quoteOf, startsLine } from "../../files/syntax/style";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";
import { slice } from "../../text/span";
import { defineRule, type Fix, type Severity } from "../rule";
import { bodyAround, type ExposedError, exposedErrors } from "./exposed-errors";

/** Errors that were made to be shown, with a status that says so, are none of these. */
export const pythonErrorLeaksTrace = defineRule({
  id: "python/error-leaks-trace",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Answer errors with a general message",
  why: "What an unexpected error says names paths, queries, hosts and values of the inside: it helps attackers and no user. The log is the place for it.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/209.html",
  ],
  equivalents: [],
  mentions: ["fastapi", "starlette", "flask", "django", "rest_framework", "ninja"],
  fix: "review",
  examples: [
    {
      bad: `from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/report")
def report():
    try:
        return build_report()
    except Exception as error:
        logger.exception("report failed")
        raise HTTPException(status_code=500, detail=«str(error)»)
`,
      good: `from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/report")
def report():
    try:
        return build_report()
    except Exception as error:
        logger.exception("report failed")
        raise HTTPException(status_code=500, detail="Internal server error")
`,
    },
  ],
  *check({ file }) {
    const { form, text } = file;
    if (!/\b(fastapi|starlette|flask|django|rest_framework|ninja)\b/.test(text)) return;
    if (!/\bexcept\b|errorhandler|exception_handler|format_exc/.test(text)) return;
    for (const error of exposedErrors(form)) {
      const severity = severityOf(error);
      if (!severity) continue;
      const what = error.isTrace ? "the traceback" : "what went wrong inside";
      yield {
        at: error.value.at,
        message: `The answer shows ${what} to whoever caused the error.`,
        severity,
        fixes: [fix(error, form)],
      };
    }
  },
});

function severityOf({ isTrace, isBroad, status }: ExposedError): Severity | undefined {
  if (isTrace || isBroad) return "warning";
  // A class that was chosen, answered as the caller's mistake, says what the caller should know.
  return status !== undefined && status >= 500 ? "info" : undefined;
}

/** A general message; what it replaces goes to the log, where the module has one and has not written to it. */
function fix({ value }: ExposedError, form: PythonForm): Fix {
  const { text } = form;
  const quote = quoteOf(text, '"');
  const edits: TextEdit[] = [replacement(value.at, `${quote}Internal server error${quote}`)];
  const logged = logLine(value.at.start, form);
  if (logged) edits.unshift(logged);
  return {
    title: logged ? "Log the error, answer with a general message" : "Answer with a general message",
    kind: "review",
    edits,
  };
}

function logLine(offset: number, form: PythonForm): TextEdit | undefined {
  const { text } = form;
  const [handler] = form.handlersAt(offset);
  const statement = form.statementAt(offset);
  const name = ["logger", "log", "LOGGER"].find((one) => form.bindingsOf(one, offset)?.length === 1);
  if (!handler || !statement || !name || !startsLine(text, statement.at.start)) return undefined;
  if (/\blog(ger|ging)?\b|\bLOGGER\b|capture_exception/.test(bodyAround(offset, form))) return undefined;
  const quote = quoteOf(text, '"');
  const first = slice(text, statement.at);
  if (!/^(return|raise|abort)\b/.test(first)) return undefined;
  const line = `${name}.exception(${quote}Unexpected error${quote})`;
  return insertion(statement.at.start, `${line}${eolOf(text)}${indentAt(text, statement.at.start)}`);
}
