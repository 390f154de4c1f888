import { removeEntry } from "../../files/syntax/entry-edits";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import type { Value } from "../../files/syntax/value";
import { replacement } from "../../text/edits";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { optionFix, originFor } from "./cors-fixes";
import { type CorsUse, corsUses, originOf } from "./cors-uses";

type Context = FileRuleContext<"javascript">;

/** What an origin is compared with, one by one: `*` is never sent as an origin. */
const comparing = new Set(["cors", "hono/cors"]);

export const nodeCorsArrayWildcard = defineRule({
  id: "node/cors-array-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Do not put * into a list of origins",
  why: "`cors` and Hono compare the caller's origin with every entry of a list, and no origin is called `*`: nobody is allowed, and the browser app cannot reach the API.",
  references: [
    "https://expressjs.com/en/resources/middleware/cors.html",
    "https://hono.dev/docs/middleware/builtin/cors",
  ],
  equivalents: [],
  mentions: ["cors"],
  fix: "review",
  examples: [
    {
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `const cors = require('cors');

app.use(cors({ origin: [«'*'»] }));
`,
      good: `const cors = require('cors');

app.use(cors({ origin: ['https://app.example.com'] }));
`,
    },
  ],
  *check(context) {
    const { form } = context.file;
    if (!form.mentions("*")) return;
    const seen = new Set<number>();
    for (const use of corsUses(form)) {
      const origin = comparing.has(use.library) ? originOf(use, form) : undefined;
      const star = origin && possibleValues(origin, form).find(isListedStar);
      if (!origin || !star || seen.has(star.value.at.start)) continue;
      seen.add(star.value.at.start);
      const { at } = star.value;
      const when = star.conditional ? "Where nothing else is set, `*`" : "`*`";
      yield {
        at,
        message: `${when} stands in a list here and matches no origin: it allows nobody.`,
        severity: star.conditional ? "info" : "warning",
        fixes: fixesFor(origin, star, use, context),
      };
    }
  },
});

function isListedStar({ value, listed }: Possible): boolean {
  return listed && value.kind === "string" && value.value.trim() === "*";
}

function fixesFor(origin: Value, { value }: Possible, use: CorsUse, context: Context): Fix[] {
  const { form, text } = context.file;
  const list = form.resolve(origin);
  const items = list.kind === "list" ? list.items : [];
  const index = items.indexOf(value);
  if (items.length > 1 && index >= 0) {
    const spans = items.map(({ at }) => at);
    return [{ title: "Take `*` out of the list", kind: "review", edits: removeEntry(text, spans, index) }];
  }
  if (index === 0) return [optionFix(list, use, context)];
  const { origin: known, text: literal, label } = originFor(value, context);
  return known === undefined
    ? []
    : [{ title: `Allow ${label} only`, kind: "review", edits: [replacement(value.at, literal)] }];
}
