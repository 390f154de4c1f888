import type { ScriptForm } from "../../files/script/form";
import { addStatementsBefore } from "../../files/script/insert";
import { removeEntry } from "../../files/syntax/entry-edits";
import { quoteOf, startsLine } from "../../files/syntax/style";
import type { CallValue } from "../../files/syntax/value";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import type { Fix } from "../rule";
import type { ErrorAnswer } from "./error-answers";

/** Answers with a general text instead, and writes the error to the log where nothing does so yet. */
export function answerFixes(answer: ErrorAnswer, form: ScriptForm): Fix[] {
  const { entry, among, value, shown, method, at } = answer;
  const isDirect = entry ? entry.value === value : isWhole(answer, form);
  if (!isDirect || method === "render") return [];
  const quote = quoteOf(form.text, '"');
  const general = `${quote}Internal Server Error${quote}`;
  const log = logEdits(at, value.at.start, form);
  if (entry && shown === "stack" && among.length > 1 && /stack|trace/i.test(entry.name ?? "")) {
    const spans = among.map((one) => one.at);
    const edits = removeEntry(form.text, spans, among.indexOf(entry));
    return [{ title: "Keep the stack trace to yourself", kind: "review", edits: [...log, ...edits] }];
  }
  const isShort = entry?.nameAt !== undefined && entry.nameAt.start === value.at.start;
  const wrapped =
    !entry && (method === undefined || /^jsonp?$/.test(method)) ? `{ error: ${general} }` : general;
  const edits = [replacement(value.at, isShort ? `${entry.name}: ${wrapped}` : wrapped)];
  const title = `Answer with a general message${log.length > 0 ? " and log the error" : ""}`;
  return [{ title, kind: "review", edits: [...log, ...edits] }];
}

/** Runs a handler that is made for development there only. */
export function guardFixes(call: CallValue, form: ScriptForm): Fix[] {
  const statement = form.statementAt(call.at.start)?.at;
  const written = statement && slice(form.text, statement);
  if (
    !statement ||
    !startsLine(form.text, statement.start) ||
    !/^\w+\.use\([^;\n]{0,200}\);?$/.test(written ?? "")
  )
    return [];
  const quote = quoteOf(form.text, "'");
  const guard = `if (process.env.NODE_ENV === ${quote}development${quote}) `;
  return [
    { title: "Use it in development only", kind: "review", edits: [insertion(statement.start, guard)] },
  ];
}

/** Whether the value is an argument of its own, and no part of a larger expression. */
function isWhole({ at, value }: ErrorAnswer, form: ScriptForm): boolean {
  const [call] = form.callsAround(value.at.start);
  if (call?.args.some((arg) => arg.value.at.start === value.at.start && arg.value.at.end === value.at.end))
    return true;
  return form.assignments.some((one) => one.at.start === at && one.value.at.start === value.at.start);
}

function logEdits(at: number, valueStart: number, form: ScriptForm): TextEdit[] {
  const name = /^[\w$]+/.exec(form.text.slice(valueStart, valueStart + 60))?.[0];
  const [around] = form.functionsAround(at);
  const statement = form.statementAt(at)?.at;
  // What stands behind `if (…)` without braces is no statement of a block.
  if (name === undefined || !statement || /^(if|for|while)\b/.test(slice(form.text, statement))) return [];
  // An arrow function without a block has no place for a statement.
  if (around && (around.result !== undefined || statement.start < around.body.start)) return [];
  const scope = around ? slice(form.text, around.body) : form.text;
  if (/\bconsole\.|\blog(ger)?\b|\.(error|warn|captureException)\(/.test(scope)) return [];
  const edit = addStatementsBefore(form, at, [`console.error(${name});`]);
  return edit ? [edit] : [];
}
