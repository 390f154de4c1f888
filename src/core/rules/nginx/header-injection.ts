import { type NginxDirective, type NginxWord, walkNginx } from "../../files/nginx/form";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { type OpenVariable, RequestText } from "./request-text";

/** Where a word ends up: in the answer to the browser, or in the request to the application behind. */
interface Sink {
  readonly word: NginxWord;
  readonly goesTo: "browser" | "application";
}

/** `$request_uri` is the path as it was sent, query included: what follows `$uri` for the query goes. */
const query = /^(?:\$is_args|\?)?\$(?:args|query_string)\b|^\$\{is_args\}\$\{args\}/;

export const headerInjection = defineRule({
  id: "nginx/header-injection",
  on: "nginx",
  severity: "error",
  title: "Keep line breaks of the request out of headers",
  why: "nginx decodes %0d%0a in the path. Whoever sends such a link to somebody else can add headers, cookies and a page of their own to your answer.",
  references: [
    "https://owasp.org/www-community/attacks/HTTP_Response_Splitting",
    "https://nginx.org/en/docs/http/ngx_http_core_module.html#var_request_uri",
  ],
  equivalents: ["gixy http_splitting"],
  deviations: {
    "gixy http_splitting":
      "A carriage return alone, which every `.` of a pattern lets through, is a hint, and an internal rewrite is left alone: neither adds a header to what browsers see today.",
  },
  fix: "review",
  examples: [
    {
      bad: `server {
    listen 80;
    return 301 https://$host«$uri»;
}
`,
      good: `server {
    listen 80;
    return 301 https://$host$request_uri;
}
`,
    },
    {
      title: "a pattern that takes everything but a slash takes line breaks too",
      bad: `location ~ ^/u/([^/]+)/$ {
    return 301 /users/«$1»;
}
`,
      good: `location ~ ^/u/([^/\\r\\n]+)/$ {
    return 301 /users/$1;
}
`,
    },
  ],
  *check({ file }) {
    const { form } = file;
    const text = new RequestText(form);
    for (const directive of walkNginx(form.directives)) {
      for (const sink of sinksOf(directive)) {
        const problem = problemAt(sink, directive, text);
        if (problem) yield problem;
      }
    }
  },
});

function sinksOf(directive: NginxDirective): Sink[] {
  const [first, second, third] = directive.args;
  const to = (goesTo: Sink["goesTo"], word: NginxWord | undefined) => (word ? [{ goesTo, word }] : []);
  switch (directive.name) {
    case "return":
      if (!second) return /^\d+$/.test(first?.value ?? "") ? [] : to("browser", first);
      return /^30[12378]$/.test(first?.value ?? "") ? to("browser", second) : [];
    case "rewrite":
      return isRedirect(second, third) ? to("browser", second) : [];
    case "add_header":
      return to("browser", second);
    case "more_set_headers":
      return directive.args.flatMap((word) => to("browser", word));
    case "proxy_set_header":
      return to("application", second);
    case "proxy_pass":
      return to("application", first);
    default:
      return [];
  }
}

function isRedirect(target: NginxWord | undefined, flag: NginxWord | undefined): boolean {
  if (flag?.value === "permanent" || flag?.value === "redirect") return true;
  return /^(https?:|\$scheme|\$\{scheme\})/.test(target?.value ?? "");
}

function problemAt(
  { word, goesTo }: Sink,
  directive: NginxDirective,
  text: RequestText,
): Problem | undefined {
  const open = text.openIn(word, directive);
  const toBrowser = goesTo === "browser";
  const worst = open.find(({ lf }) => lf) ?? (toBrowser ? open[0] : undefined);
  if (!worst) return undefined;
  const start = word.at.start + worst.offset;
  const found = {
    at: { start, end: start + worst.length },
    fixes: fixesFor(worst, open, word, directive),
  };
  const name = `$${worst.name}`;
  if (!worst.lf) {
    const message = `${name} can hold a carriage return (%0d), which some clients take for the end of a header.`;
    return { ...found, message, severity: "hint" };
  }
  if (toBrowser) {
    return {
      ...found,
      message: `${name} can hold line breaks (%0d%0a), with which a link adds headers to this answer.`,
    };
  }
  const message = `${name} can hold line breaks (%0d%0a), with which a request adds headers to what the application gets.`;
  return { ...found, message, severity: "warning" };
}

function fixesFor(
  worst: OpenVariable,
  open: readonly OpenVariable[],
  word: NginxWord,
  directive: NginxDirective,
): Fix[] {
  if (open.every(({ name }) => name === "uri" || name === "document_uri")) {
    const edits = open.map((variable) => asSent(variable, word));
    // rewrite appends the query by itself, unless the target ends in a question mark.
    const isEnded = directive.name !== "rewrite" || word.value.endsWith("?");
    const end = word.at.end - (word.quote ? 1 : 0);
    const last = open.at(-1);
    const isLast = last && last.offset + last.length >= end - word.at.start;
    const close = isEnded || !isLast ? [] : [insertion(end, "?")];
    return [
      { title: "Use $request_uri, the path as it was sent", kind: "review", edits: [...edits, ...close] },
    ];
  }
  const { capture } = worst;
  const { pattern, group } = capture ?? {};
  // Offsets into the pattern are offsets into the file where nothing is escaped by the configuration itself.
  const isPlain = pattern?.raw.slice(pattern.quote ? 1 : 0).startsWith(pattern.value);
  if (!pattern || !isPlain || !group?.openSets || open.length > 1) return [];
  const base = pattern.at.start + (pattern.quote ? 1 : 0);
  const edits = group.openSets.map((offset) => insertion(base + offset, "\\r\\n"));
  return [{ title: `Keep line breaks out of ${"$"}${worst.name}`, kind: "review", edits }];
}

function asSent({ offset, length }: OpenVariable, word: NginxWord): TextEdit {
  const behind = query.exec(word.raw.slice(offset + length))?.[0] ?? "";
  const start = word.at.start + offset;
  return replacement({ start, end: start + length + behind.length }, "$request_uri");
}
