import {
  isLiteral,
  type NginxDirective,
  type NginxForm,
  type NginxWord,
  walkNginx,
} from "../../files/nginx/form";
import type { Span } from "../../text/span";

/** A response header as a file writes it down, whatever level it belongs to. */
export interface WrittenHeader {
  /** Lower case. */
  readonly name: string;
  readonly label: string;
  /** As nginx reads it; undefined where it holds a variable or a placeholder. */
  readonly value: string | undefined;
  /** The text of the value, without quotes. */
  readonly valueAt: Span;
  /** The word that holds the value. */
  readonly word: NginxWord;
  readonly directive: NginxDirective;
}

/** All headers that `add_header` and `more_set_headers` of a file set, in order. */
export function writtenHeaders({ directives }: NginxForm): WrittenHeader[] {
  return [...walkNginx(directives)].flatMap((directive) => {
    if (directive.name === "add_header") return addedBy(directive) ?? [];
    return directive.name === "more_set_headers" ? setBy(directive) : [];
  });
}

function addedBy(directive: NginxDirective): WrittenHeader | undefined {
  const [name, word] = directive.args;
  if (!name || !word) return undefined;
  const value = isLiteral(word) ? word.value : undefined;
  return {
    name: name.value.toLowerCase(),
    label: name.value,
    value,
    valueAt: insideOf(word),
    word,
    directive,
  };
}

function setBy(directive: NginxDirective): WrittenHeader[] {
  return directive.args.flatMap((word, i) => {
    // Behind -s stand status codes, behind -t content types.
    const before = directive.args[i - 1]?.value;
    if (before === "-s" || before === "-t" || word.value.startsWith("-")) return [];
    const [label, ...rest] = word.value.split(":");
    const inside = insideOf(word);
    const colon = word.raw.indexOf(":");
    if (!label || rest.length === 0 || colon < 0) return [];
    const name = label.trim().toLowerCase();
    const start = Math.min(word.at.start + colon + 1, inside.end);
    const value = isLiteral(word) ? rest.join(":") : undefined;
    return { name, label: label.trim(), value, valueAt: { start, end: inside.end }, word, directive };
  });
}

/** A word without its quotes. */
export function insideOf({ at, raw, quote }: NginxWord): Span {
  if (quote === undefined) return at;
  return { start: at.start + 1, end: raw.length > 1 && raw.endsWith(quote) ? at.end - 1 : at.end };
}
