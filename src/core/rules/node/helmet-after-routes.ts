import type { ScriptForm } from "../../files/script/form";
import { nextLine, startsLine } from "../../files/syntax/style";
import { type CallValue, lastNameOf, positional, stringOf } from "../../files/syntax/value";
import { insertion, replacement } from "../../text/edits";
import { contains, type Span, slice, span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { type AppCall, nodeApps, routesOf } from "./apps";
import { helmetUses } from "./helmet-uses";
import { isProbePath } from "./probe-paths";

/** Frameworks whose middleware answers in the order in which it is added. */
const ordered = new Set(["express", "koa", "hono"]);

export const nodeHelmetAfterRoutes = defineRule({
  id: "node/helmet-after-routes",
  on: "javascript",
  severity: "warning",
  title: "Add helmet before the routes",
  why: "Middleware runs in the order in which it is added: a route that stands in front of helmet answers without any of its headers.",
  references: ["https://expressjs.com/en/guide/using-middleware.html", "https://helmetjs.github.io/"],
  equivalents: [],
  mentions: ["helmet", "secureHeaders"],
  fix: "review",
  examples: [
    {
      bad: `const express = require('express');
const helmet = require('helmet');

const app = express();
app.get('/', (req, res) => res.send('ok'));
app.use(«helmet()»);
app.listen(3000);
`,
      good: `const express = require('express');
const helmet = require('helmet');

const app = express();
app.use(helmet());
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
`,
    },
  ],
  *check({ file }) {
    const { form, path } = file;
    const uses = helmetUses(form);
    for (const app of uses.length > 0 ? nodeApps(form) : []) {
      if (!ordered.has(app.framework)) continue;
      const installed = app.calls.find(({ method, path: at, call }) => {
        const given = call.args.some(({ value }) => uses.some((use) => contains(value.at, use.call.at)));
        return method === "use" && given && (at === undefined || at === "/" || at === "*");
      });
      const routes = new Set(routesOf(app));
      const first = app.calls.find((one) => routes.has(one) || mountsRouter(one, form));
      const isLate = installed && first && first.call.at.start < installed.call.at.start;
      if (!isLate || isProbePath(first.path) || !isSameScope(first.call, installed.call, form)) continue;
      const use = uses.find(({ call }) => contains(installed.call.at, call.at));
      yield {
        at: use?.call.at ?? installed.call.at,
        message: `${routeName(first)} and what stands between are answered without these headers: helmet comes after them.`,
        related: [{ path, at: first.call.at, message: "The first route." }],
        fixes: moveFix(installed.call, first.call, form),
      };
    }
  },
});

/** `app.use("/path", router)`: what is called there may be a body parser for that path, which answers nothing. */
function mountsRouter({ method, path, call }: AppCall, form: ScriptForm): boolean {
  if (path === undefined || (method !== "use" && method !== "route")) return false;
  const last = call.args.at(-1)?.value;
  const handler = last && form.resolve(last);
  const name = (last && (form.qualifiedName(last) ?? lastNameOf(last))) ?? "";
  if (handler?.kind === "call") return lastNameOf(handler.callee) === "Router" || isRequiredRouter(handler);
  return /rout(er|es)|controller|\bapi\b/i.test(name);
}

/** `require("./routes/users")` */
function isRequiredRouter(call: CallValue): boolean {
  return (
    lastNameOf(call.callee) === "require" && /rout|api|controller/i.test(stringOf(positional(call, 0)) ?? "")
  );
}

function isSameScope(one: CallValue, other: CallValue, form: ScriptForm): boolean {
  const [first] = form.functionsAround(one.at.start);
  const [second] = form.functionsAround(other.at.start);
  return first?.at.start === second?.at.start && form.conditionsAt(other.at.start).length === 0;
}

function routeName({ method, path }: AppCall): string {
  return `\`${method} ${path ?? ""}\``.replace(" `", "`");
}

/** Takes the statement with the comments right above it to where the first route stands. */
function moveFix(installed: CallValue, first: CallValue, form: ScriptForm): Fix[] {
  const { text } = form;
  const statement = form.statementAt(installed.at.start);
  const target = form.statementAt(first.at.start);
  if (!statement || !target || !startsLine(text, statement.at.start) || !startsLine(text, target.at.start))
    return [];
  const lines = span(lineStart(text, statement.at.start), nextLine(text, statement.at.end));
  const rest = text.slice(statement.at.end, lines.end);
  const moved = slice(text, lines);
  // The last line of a file may have no end; and what is declared between would not be there yet.
  if (!/^[ \t]*(\/\/[^\n]*)?\r?\n$/.test(rest) || usesWhatIsBetween(statement.at, target.at, form)) return [];
  const edits = [insertion(lineStart(text, target.at.start), moved), replacement(lines, "")];
  return [{ title: "Move helmet in front of the first route", kind: "review", edits }];
}

function usesWhatIsBetween(statement: Span, target: Span, form: ScriptForm): boolean {
  const code = slice(form.text, statement);
  return form.assignments.some(
    ({ target: name, at }) =>
      target.start <= at.start &&
      at.end <= statement.start &&
      name.kind === "name" &&
      new RegExp(`(?<![\\w$.])${name.name.replaceAll("$", "\\$")}(?![\\w$])`).test(code),
  );
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}
