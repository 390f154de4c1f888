import type { CodeForm } from "../../files/syntax/code";
import { lastNameOf, type StringValue } from "../../files/syntax/value";
import { corsReplacedInFrontOf } from "../../project/cors";
import { replacement } from "../../text/edits";
import { contains, slice, span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { type AllowList, allowListsIn, originsOf } from "./allow-lists";

/** What is wrong with a string that should be an origin. */
interface Flaw {
  /** The end of a sentence about it. */
  readonly what: string;
  /** What is meant, one or several origins; undefined where that is not certain. */
  readonly meant: readonly string[] | undefined;
  /** Whether nothing else can be meant. */
  readonly isPlain: boolean;
}

const host = String.raw`(?:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+|localhost|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?`;
const origin = new RegExp(`^https?://${host}$`, "i");
const bareHost = new RegExp(`^(?://)?(${host})(?:/|$)`, "i");
const withMore = new RegExp(`^(https?://${host})([/?#].*)$`, "i");

/** Deleting what a browser never sends is safe; adding a scheme is a guess. */
export const corsOriginNotAnOrigin = defineRule({
  id: "cors/origin-not-an-origin",
  on: ["javascript", "python"],
  severity: "warning",
  title: "Write allowed origins as browsers send them",
  why: "A browser sends scheme, host and port and nothing else; an entry with a slash at its end, a path or no scheme is compared with that and never matches, so that the frontend is refused.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin",
    "https://github.com/adamchainz/django-cors-headers#cors_allowed_origins-sequencestr",
  ],
  equivalents: [],
  mentions: ["cors", "origin"],
  fix: "safe",
  examples: [
    {
      bad: `import cors from 'cors';

app.use(cors({ origin: [«'https://app.example.com/'»] }));
`,
      good: `import cors from 'cors';

app.use(cors({ origin: ['https://app.example.com'] }));
`,
    },
    {
      title: "no scheme",
      path: "config/settings.py",
      bad: `CORS_ALLOWED_ORIGINS = [
    «"app.example.com"»,
]
`,
      good: `CORS_ALLOWED_ORIGINS = [
    "https://app.example.com",
]
`,
    },
    {
      title: "two in one string",
      bad: `import cors from 'cors';

app.use(cors({ origin: [«'https://app.example.com, https://admin.example.com'»] }));
`,
      good: `import cors from 'cors';

app.use(cors({ origin: ['https://app.example.com', 'https://admin.example.com'] }));
`,
    },
  ],
  *check({ file, project }) {
    const lists = allowListsIn(file);
    if (lists.length === 0 || corsReplacedInFrontOf(file.path, project)) return;
    const form: CodeForm = file.form;
    const seen = new Set<number>();
    for (const list of lists) {
      if (list.strings === "patterns" || !list.isCompared) continue;
      for (const { value, listed, conditional } of originsOf(list, form)) {
        if (value.kind !== "string" || seen.has(value.at.start)) continue;
        seen.add(value.at.start);
        const flaw = isSplit(value, form) ? undefined : flawOf(value.value);
        if (!flaw) continue;
        const problem = problemOf(value, flaw, list, listed && !conditional, form);
        yield conditional ? { ...problem, severity: "info" } : problem;
      }
    }
  },
});

function problemOf(
  value: StringValue,
  { what, meant, isPlain }: Flaw,
  list: AllowList,
  listed: boolean,
  form: CodeForm,
): Problem {
  return {
    at: value.at,
    message: `\`${value.value.trim().slice(0, 100)}\` matches no origin: ${what}.`,
    fixes: meant ? fixesFor(value, meant, isPlain, list, listed, form) : [],
  };
}

function fixesFor(
  { at, value }: StringValue,
  meant: readonly string[],
  isPlain: boolean,
  { isHeader }: AllowList,
  listed: boolean,
  { text }: CodeForm,
): Fix[] {
  const source = slice(text, at);
  const quote = source.at(-1) ?? '"';
  const start = source.indexOf(value);
  // A header has one value; a string that takes a list's place needs one around it.
  if (start < 0 || (meant.length > 1 && isHeader)) return [];
  const [first = ""] = meant;
  const kind = isPlain ? "safe" : "review";
  if (meant.length === 1) {
    const inner = span(at.start + start, at.start + start + value.length);
    return [{ title: `Write ${first}`, kind, edits: [replacement(inner, first)] }];
  }
  const items = meant.map((each) => quote + each + quote).join(", ");
  const edits = [replacement(at, listed ? items : `[${items}]`)];
  return [{ title: `Write ${meant.length} origins`, kind, edits }];
}

/** What keeps `text` from being an origin; undefined where it is one, or something that a library knows otherwise. */
function flawOf(text: string): Flaw | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 1000 || /[*\\^$(){}<>%[\]]/.test(trimmed.replaceAll(/\/\/\[[0-9a-f:]+\]/gi, ""))) {
    return undefined;
  }
  const parts = trimmed.split(/[\s,;]+/).filter((part) => part !== "");
  if (parts.length > 1) {
    const isList = parts.every((part) => origin.test(part));
    return isList ? { what: "it is several origins in one string", meant: parts, isPlain: false } : undefined;
  }
  if (origin.test(trimmed)) {
    if (trimmed === text) return undefined;
    return { what: "it has a blank at its end or start", meant: [trimmed], isPlain: true };
  }
  const [, plain = "", more = ""] = withMore.exec(trimmed) ?? [];
  if (plain !== "") {
    return more === "/"
      ? { what: "an origin has no slash at its end", meant: [plain], isPlain: true }
      : { what: "an origin has no path", meant: [plain], isPlain: true };
  }
  const [, bare = ""] = bareHost.exec(trimmed) ?? [];
  if (bare === "" || !/\.[a-z]{2,}(:|$)|^localhost|^\d+(\.\d+){3}(:|$)/i.test(bare)) return undefined;
  const scheme = /^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.)/i.test(bare) ? "http" : "https";
  return { what: "an origin starts with its scheme", meant: [`${scheme}://${bare}`], isPlain: false };
}

/** Whether the string is taken apart before it is used, here or where the name it has is read. */
function isSplit({ at }: StringValue, form: CodeForm): boolean {
  if (!form.mentions("split(")) return false;
  const isNamed = form.assignments.some(({ value }) => value.at.start === at.start);
  return (
    isNamed ||
    form
      .callsAround(at.start)
      .some(
        ({ callee }) =>
          callee.kind === "member" && lastNameOf(callee) === "split" && contains(callee.object.at, at),
      )
  );
}
