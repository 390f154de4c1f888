import type { SourceFile } from "../../files/source";
import type { CodeForm } from "../../files/syntax/code";
import { environmentRead } from "../../files/syntax/environment";
import type { Possible } from "../../files/syntax/possible";
import { corsReplacedInFrontOf } from "../../project/cors";
import type { ProjectView } from "../../project/view";
import { slice } from "../../text/span";
import { defineRule, type Problem, type Report } from "../rule";
import { type AllowList, allowListsIn, originsOf } from "./allow-lists";
import { isLocalPattern, localParts } from "./local-origins";
import { codeFixes, variableFixes } from "./localhost-fixes";
import { limitedTo } from "./origin-expression";
import { originVariablesIn } from "./origin-variables";

/**
 * Variables of Compose files belong to `compose/localhost-in-env`. The fixes are for a person to pick: whether the
 * same code also serves development is nothing that it shows.
 */
export const corsLocalhostInProduction = defineRule({
  id: "cors/localhost-in-production",
  on: ["javascript", "python", "dotenv", "yaml"],
  severity: "warning",
  hardening: true,
  title: "Allow no local origins in production",
  why: "A page on localhost is whatever runs on the visitor's own machine; in production it has no business with the API, and where it is all that is allowed, the real frontend is refused.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTML5_Security_Cheat_Sheet.html#cross-origin-resource-sharing",
  ],
  equivalents: [],
  mentions: { javascript: ["cors", "origin"], python: ["cors", "origin"] },
  fix: "review",
  examples: [
    {
      title: "beside the real origin",
      bad: `import cors from 'cors';

const port = process.env.PORT ?? 3000;
app.use(cors({ origin: ['https://app.example.com', «'http://localhost:3000'»] }));
`,
      good: `import cors from 'cors';

const port = process.env.PORT ?? 3000;
app.use(cors({ origin: ['https://app.example.com', ...(process.env.NODE_ENV === 'production' ? [] : ['http://localhost:3000'])] }));
`,
    },
    {
      title: "nothing else is allowed",
      path: "app/main.py",
      bad: `from fastapi.middleware.cors import CORSMiddleware

app.add_middleware(CORSMiddleware, allow_origins=[«"http://localhost:3000"»])
`,
      good: `import os

from fastapi.middleware.cors import CORSMiddleware

app.add_middleware(CORSMiddleware, allow_origins=[os.environ["FRONTEND_URL"]])
`,
    },
    {
      title: "a variable for production",
      path: ".env.production",
      bad: "FRONTEND_URL=https://app.example.com\nCORS_ORIGINS=«http://localhost:3000»\n",
      good: "FRONTEND_URL=https://app.example.com\nCORS_ORIGINS=https://app.example.com\n",
    },
  ],
  *check({ file, project }) {
    if (file.is("dotenv") || file.is("yaml")) {
      if (/localhost|127\.|0\.0\.0\.0|\[::/i.test(file.text)) yield* inVariables(file, project);
    } else if (file.is("python") || file.is("javascript")) yield* inCode(file, project);
  },
});

function* inVariables(file: SourceFile<"dotenv" | "yaml">, project: ProjectView): Generator<Problem> {
  for (const variable of originVariablesIn(file)) {
    const spans = localParts(variable.value).map(({ from, to }) => variable.place(from, to));
    const [first] = spans;
    if (!first) continue;
    yield {
      at: first,
      message: `${variable.name} allows ${slice(file.text, first)}, which is the visitor's own machine.`,
      fixes: variableFixes(variable, spans, file, project),
    };
  }
}

function* inCode(file: SourceFile<"python" | "javascript">, project: ProjectView): Generator<Report> {
  const lists = allowListsIn(file);
  if (lists.length === 0 || corsReplacedInFrontOf(file.path, project)) return;
  const form: CodeForm = file.form;
  const seen = new Set<number>();
  for (const list of lists) {
    const origins = originsOf(list, form);
    const around = origins.map(textOf).join(" ");
    const isNew = ({ value }: Possible) => !seen.has(value.at.start);
    const locals = origins.filter((one) => isLocal(one, list, around));
    const news = locals.filter(isNew);
    for (const { value } of news) seen.add(value.at.start);
    const limit = locals.length === 0 ? limitedTo(list.value, form) : undefined;
    if (limit !== undefined) yield { proves: list.value.at, message: `CORS is limited to ${limit}.` };
    if (news.length > 0) yield problemOf(list, news, origins, { file, project });
  }
}

function problemOf(
  list: AllowList,
  locals: readonly Possible[],
  origins: readonly Possible[],
  { file, project }: { file: SourceFile<"python" | "javascript">; project: ProjectView },
): Problem {
  const form: CodeForm = file.form;
  const [first] = locals;
  const isFallback = locals.every(({ conditional }) => conditional);
  // What stands beside a pattern is another option's matter.
  const isMixed = list.strings === "patterns" || origins.some((one) => !locals.includes(one));
  const shown = first ? slice(file.text, first.value.at) : "";
  const reads = origins.some(({ value }) => environmentRead(value, form));
  const message = isFallback
    ? `Where ${reads ? "the variable is not set" : "nothing else is set"}, ${shown} may call this API: the visitor's own machine.`
    : isMixed
      ? `In production ${shown} may call this API as well: the visitor's own machine.`
      : `Only ${shown} may call this API: the frontend is refused in production.`;
  return {
    at: first?.value.at ?? list.value.at,
    message,
    ...(isFallback ? { severity: "info" } : {}),
    fixes: codeFixes(list, locals, isMixed, file, project),
  };
}

function isLocal(one: Possible, { strings }: AllowList, around: string): boolean {
  const { value } = one;
  if (value.kind === "regex") return isLocalPattern(value.source);
  const text = textOf(one);
  if (strings === "patterns") return isLocalPattern(text);
  return localParts(text, around).some(({ from }) => from === 0 || /[,\s]/.test(text[from - 1] ?? ""));
}

function textOf({ value }: Possible): string {
  return value.kind === "string" ? value.value : "";
}
