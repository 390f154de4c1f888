import type { CodeForm } from "../../files/syntax/code";
import { positional, stringOf, type Value } from "../../files/syntax/value";
import { corsReplacedInFrontOf } from "../../project/cors";
import type { TextEdit } from "../../text/edits";
import { slice, span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { type AllowList, allowListsIn, originsOf } from "./allow-lists";
import { judgePattern, type OriginPattern, repairPattern, type Spelling } from "./origin-pattern";

/** Where a pattern is written, and what escapes a dot there. */
interface Written {
  readonly source: string;
  /** Where `source` starts in the text; undefined where it is not written as it is read. */
  readonly start: number | undefined;
  readonly spelling: Spelling;
}

const semgrep = "semgrep cors-regex-wildcard";

/**
 * Escaping a dot is safe: nobody means another character there. What closes a pattern at its ends is for a person
 * to look at: it decides about sub-domains, ports and plain HTTP.
 */
export const corsRegexUnsafe = defineRule({
  id: "cors/regex-unsafe",
  on: ["javascript", "python"],
  severity: "warning",
  title: "Match origins in full and escape their dots",
  why: "A pattern that is open at one end, or whose dots are not escaped, also matches domains that anybody can register, whose pages then read the API's answers.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://portswigger.net/web-security/cors#errors-parsing-origin-headers",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [semgrep],
  mentions: ["cors", "origin"],
  fix: "safe",
  examples: [
    {
      title: "an unescaped dot",
      bad: `import cors from 'cors';

app.use(cors({ origin: [«/^https:\\/\\/www.example\\.com$/»] }));
`,
      good: `import cors from 'cors';

app.use(cors({ origin: [/^https:\\/\\/www\\.example\\.com$/] }));
`,
    },
    {
      title: "no end",
      bad: `import cors from 'cors';

app.use(cors({ origin: «/^https:\\/\\/app\\.example\\.com/» }));
`,
      good: `import cors from 'cors';

app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/ }));
`,
    },
    {
      title: "Python",
      path: "app/main.py",
      bad: `from fastapi.middleware.cors import CORSMiddleware

app.add_middleware(CORSMiddleware, allow_origin_regex=«r"https://.*\\.example.com"»)
`,
      good: `from fastapi.middleware.cors import CORSMiddleware

app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.example\\.com")
`,
    },
  ],
  *check({ file, project }) {
    const lists = allowListsIn(file);
    if (lists.length === 0 || corsReplacedInFrontOf(file.path, project)) return;
    const form: CodeForm = file.form;
    const seen = new Set<number>();
    for (const list of lists) {
      for (const { value, conditional } of originsOf(list, form)) {
        const written = patternOf(value, list, form);
        const pattern = written && judgePattern(written.source, list.match);
        if (!written || !pattern || seen.has(value.at.start)) continue;
        seen.add(value.at.start);
        const problem = problemOf(value, written, pattern);
        yield conditional ? { ...problem, severity: "info" } : problem;
      }
    }
  },
});

function problemOf(value: Value, written: Written, pattern: OriginPattern): Problem {
  const { dots, openStart, openEnd, host, stranger } = pattern;
  const others = [
    ...(dots.length > 0 ? [stranger] : []),
    ...(openStart ? [`evil${host}`] : []),
    ...(openEnd ? [`${host}.evil.example`] : []),
  ];
  return {
    at: value.at,
    message: `This pattern is meant for ${host} and takes ${others.join(", ")} as well.`,
    equivalents: dots.length > 0 ? [semgrep] : [],
    fixes: fixesFor(written, pattern),
  };
}

function fixesFor({ source, start, spelling }: Written, pattern: OriginPattern): Fix[] {
  const edits = start === undefined ? undefined : repairPattern(source, pattern, spelling);
  if (!edits || start === undefined) return [];
  const moved = edits.map(
    ({ span: at, text }): TextEdit => ({ span: span(at.start + start, at.end + start), text }),
  );
  const isOpen = pattern.openStart || pattern.openEnd;
  if (!isOpen) return [{ title: `Escape the dots of ${pattern.host}`, kind: "safe", edits: moved }];
  const what = pattern.dots.length > 0 ? "Escape its dots and match" : "Match";
  return [{ title: `${what} the origin from start to end`, kind: "review", edits: moved }];
}

/** The pattern that `value` is: a literal, `new RegExp("…")`, `re.compile("…")`, or a string where those are patterns. */
function patternOf(value: Value, list: AllowList, form: CodeForm): Written | undefined {
  if (value.kind === "regex") {
    const spelling = { slash: "\\/", backslash: "\\" };
    return { source: value.source, start: value.at.start + 1, spelling };
  }
  if (value.kind === "call") {
    const isPattern = /^(re\.compile|RegExp)$/.test(form.qualifiedName(value.callee) ?? "");
    const argument = isPattern ? positional(value, 0) : undefined;
    if (argument?.kind === "regex") return patternOf(argument, list, form);
    return argument && writtenIn(argument, form);
  }
  if (list.strings === "origins") return undefined;
  const written = writtenIn(value, form);
  // Flask-CORS takes a string for a pattern when it looks like one.
  const isOrigin = list.strings === "either" && !/[*\\\]?$^[()]/.test(written?.source ?? "");
  return isOrigin ? undefined : written;
}

/** A string and where its characters start, if they are written as they are read. */
function writtenIn(value: Value, form: CodeForm): Written | undefined {
  const source = stringOf(value);
  if (source === undefined) return undefined;
  const text = slice(form.text, value.at);
  const [, prefix = "", quote = ""] = /^([a-z]{0,2})("""|'''|["'`])/i.exec(text) ?? [];
  const inner = text.slice(prefix.length + quote.length, text.length - quote.length);
  const isRaw = /r/i.test(prefix);
  const start = inner === source && quote !== "" ? value.at.start + prefix.length + quote.length : undefined;
  return { source, start, spelling: { slash: "/", backslash: isRaw ? "\\" : "\\\\" } };
}
