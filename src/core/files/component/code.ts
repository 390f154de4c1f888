import { type Span, span } from "../../text/span";

/** Elements whose content is no template. */
const element = /<!--|<(script|style)(?=[\s>])(?:"[^"]{0,500}"|'[^']{0,500}'|[^<>"']){0,300}>/gi;

/** What stands in the `<script>` elements of a component. */
export function scriptsIn(text: string): Span[] {
  return [...outside(text)].flatMap(({ kind, at }) => (kind === "script" ? [at] : []));
}

interface Part {
  readonly kind: "script" | "style" | "comment";
  /** Of what is inside. */
  readonly at: Span;
}

/** The comments, scripts and styles of a component, in order. */
function* outside(text: string): Generator<Part> {
  const search = new RegExp(element);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const name = match[1]?.toLowerCase();
    const start = search.lastIndex;
    const end = name === undefined ? text.indexOf("-->", start) : closing(text, name, start);
    const at = span(start, end < 0 ? text.length : end);
    yield { kind: name === "script" ? "script" : name === undefined ? "comment" : "style", at };
    search.lastIndex = at.end;
  }
}

function closing(text: string, name: string, from: number): number {
  const search = name === "script" ? /<\/script\s{0,20}>/gi : /<\/style\s{0,20}>/gi;
  search.lastIndex = from;
  return search.exec(text)?.index ?? -1;
}

/** `{{ … }}` and the values of directives: `:href="…"`, `v-if="…"`, `@click="…"`, `#default="…"`. */
const inVue =
  /(\{\{)([^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,10})\}\}|(\s(?:v-|[:@#])[\w.:@[\]-]{0,80}=")([^"]{0,2000})"/g;
/** `{ … }` with what braces in it hold. */
const inSvelte = /(\{)([^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,10})\}/g;

/** The code of a component at its places, with blanks for all that is none. */
export function codeOfComponent(text: string, scripts: readonly Span[], framework: "vue" | "svelte"): string {
  const code = scripts.map((at) => ({ at, code: text.slice(at.start, at.end) }));
  let from = 0;
  for (const { at } of [...outside(text), { at: span(text.length, text.length) }]) {
    code.push(...expressionsIn(text, from, at.start, framework));
    from = at.end;
  }
  let result = "";
  for (const { at, code: own } of code.sort((a, b) => a.at.start - b.at.start)) {
    if (at.start < result.length) continue;
    result += blank(text.slice(result.length, at.start)) + own;
  }
  return result + blank(text.slice(result.length));
}

/** Every character that is no line break becomes a blank; a semicolon keeps what is before from what comes after. */
function blank(text: string): string {
  const spaces = text.replace(/[^\r\n]/g, " ");
  return spaces.startsWith(" ") ? `;${spaces.slice(1)}` : spaces;
}

function expressionsIn(text: string, start: number, end: number, framework: "vue" | "svelte") {
  const part = text.slice(start, end);
  if (!/[eE]nv/.test(part)) return [];
  return [...part.matchAll(framework === "vue" ? inVue : inSvelte)].map((match) => {
    const [, open, braced = "", attribute, value = ""] = match;
    const at = start + match.index + (open ?? attribute ?? "").length;
    const inner = open === undefined ? value : braced;
    const isTest = attribute !== undefined && /v-(?:else-)?if=|v-show=/.test(attribute);
    return isTest
      ? { at: span(at - 2, at + inner.length), code: `!!${inner}` }
      : { at: span(at, at + inner.length), code: plain(inner) };
  });
}

/** An expression as JavaScript has it: `#if a` asks whether there is an `a`, `@html a` is `a`. */
function plain(expression: string): string {
  return expression
    .replace(/^#if\s|^:else if\s/, (word) => `!!${" ".repeat(word.length - 2)}`)
    .replace(/^[#:/@]\w{1,20}\s?/, (word) => " ".repeat(word.length));
}
