import { childrenOf, type NginxDirective, walkNginx } from "../../files/nginx/form";
import { type Capture, canContain, capturesOf, mustContain, patternOf } from "./captures";

/** A variable in a word that a request can fill with a host of its choice. */
export interface ChosenVariable {
  /** As written, without `$` and braces. */
  readonly name: string;
  /** Whether something fixed stands in front of it, so that it only ends the host. */
  readonly isTail: boolean;
  /** Whether it is a capture, which was meant as a path more often than as a host. */
  readonly isCapture: boolean;
}

/** What a variable may be: literal texts, text of the request, or unknown. */
type Content =
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "request"; readonly hasSlash: boolean; readonly isCapture: boolean }
  | { readonly kind: "unknown" };

/** One piece of an address. */
interface Part {
  readonly text: string;
  /** The variable that stands here; undefined for literal text. */
  readonly name: string | undefined;
}

/** Variables that are set from each other end here. */
const MAX_DEPTH = 6;
const MAX_WAYS = 20;

/** Tells which host a `proxy_pass` leads to, as far as a request decides. */
export class RequestHost {
  private readonly tables = new Map<string, NginxDirective[]>();
  /** By the location, server or top that they count in. */
  private readonly sets = new Map<NginxDirective | undefined, Map<string, NginxDirective[]>>();
  private readonly captures = new Map<string, ReadonlyMap<string, Capture>>();
  private readonly rewrites = new Map<NginxDirective, readonly NginxDirective[]>();

  constructor(directives: readonly NginxDirective[]) {
    for (const directive of walkNginx(directives)) {
      const [first, second] = directive.args;
      if (directive.name === "map" && second) put(this.tables, second.value, directive);
      if (directive.name === "geo") put(this.tables, (second ?? first)?.value ?? "", directive);
      if (directive.name === "set" && first && second) this.putSet(first.value, directive);
    }
  }

  /** The first variable in the scheme or the host of `address`, as `from` passes it, that a request decides. */
  chosenIn(address: string, from: NginxDirective): ChosenVariable | undefined {
    for (const parts of this.expand(partsOf(address), from, 0)) {
      const found = this.chosenAmong(parts, from);
      if (found) return found;
    }
    return undefined;
  }

  private chosenAmong(parts: readonly Part[], from: NginxDirective): ChosenVariable | undefined {
    const scheme = parts.findIndex(({ name, text }) => name === undefined && text.includes("://"));
    let isTail = false;
    for (const [i, part] of parts.entries()) {
      if (part.name === undefined) {
        const host = i === scheme ? part.text.slice(part.text.indexOf("://") + 3) : part.text;
        if (i > scheme || (i === scheme && host !== "")) {
          if (/[/?#]/.test(host) && i >= scheme) return undefined;
        }
        if (i >= scheme && host !== "") isTail = true;
        continue;
      }
      const content = this.contentOf(part.name, from);
      if (content.kind === "request") {
        if (content.hasSlash) return undefined;
        return { name: part.name, isTail, isCapture: content.isCapture };
      }
      if (content.kind === "texts" && content.texts.every((text) => text.includes("/"))) return undefined;
      isTail = true;
    }
    return undefined;
  }

  /** `$target` in the address gives way to what `set` puts into it. */
  private expand(parts: readonly Part[], from: NginxDirective, depth: number): (readonly Part[])[] {
    const index = parts.findIndex(({ name }) => name !== undefined && this.setsFor(name, from).length > 0);
    const name = parts[index]?.name;
    if (name === undefined || depth >= MAX_DEPTH) return [parts];
    return this.setsFor(name, from)
      .flatMap((set) => {
        const value = set.args[1]?.value ?? "";
        // A variable that is made longer by itself would never end.
        const inner = partsOf(value).filter((part) => part.name !== name);
        return this.expand([...parts.slice(0, index), ...inner, ...parts.slice(index + 1)], from, depth + 1);
      })
      .slice(0, MAX_WAYS);
  }

  /** Where `set` gives a variable its value on the way to `from`: in the blocks around it, or an `if` in these. */
  private setsFor(name: string, from: NginxDirective): readonly NginxDirective[] {
    const found: NginxDirective[] = [];
    for (let at = from.parent; ; at = at.parent) {
      const sets = this.sets.get(at)?.get(name.toLowerCase()) ?? [];
      found.push(...sets.slice(0, MAX_WAYS - found.length));
      if (!at || found.length >= MAX_WAYS) return found;
    }
  }

  private putSet(variable: string, set: NginxDirective): void {
    const scope = set.parent?.name === "if" ? set.parent.parent : set.parent;
    const known = this.sets.get(scope) ?? new Map<string, NginxDirective[]>();
    this.sets.set(scope, known);
    put(known, variable, set);
  }

  private contentOf(name: string, from: NginxDirective): Content {
    const key = name.toLowerCase();
    const capture = this.captureFor(key, from);
    if (capture) return contentOfCapture(capture);
    const tables = this.tables.get(key);
    if (tables) return tables.map(contentOfTable)[0] ?? { kind: "unknown" };
    if (/^(request_uri|uri|document_uri)$/.test(key))
      return { kind: "request", hasSlash: true, isCapture: false };
    if (/^(arg_\w+|args|query_string|cookie_\w+|http_\w+)$/.test(key) && key !== "http_upgrade")
      return { kind: "request", hasSlash: false, isCapture: false };
    return { kind: "unknown" };
  }

  /** The group that a variable holds, of the patterns around `from` and the rewrites beside it. */
  private captureFor(name: string, from: NginxDirective): Capture | undefined {
    for (let at = from.parent; at; at = at.parent) {
      const before = this.rewritesIn(at).findLast((rewrite) => {
        const pattern = rewrite.at.start < from.at.start ? rewrite.args[0] : undefined;
        return pattern && this.capturesIn(pattern.value).has(name);
      });
      const pattern = before?.args[0] ?? patternOf(at);
      const found = pattern && this.capturesIn(pattern.value).get(name);
      if (found || at.name === "location") return found;
    }
    return undefined;
  }

  private rewritesIn(block: NginxDirective): readonly NginxDirective[] {
    const known = this.rewrites.get(block) ?? childrenOf(block).filter(({ name }) => name === "rewrite");
    this.rewrites.set(block, known);
    return known;
  }

  private capturesIn(pattern: string): ReadonlyMap<string, Capture> {
    const known = this.captures.get(pattern) ?? capturesOf(pattern);
    this.captures.set(pattern, known);
    return known;
  }
}

function put(group: Map<string, NginxDirective[]>, variable: string, directive: NginxDirective): void {
  const name = variable.replace(/^\$\{?|\}$/g, "").toLowerCase();
  const known = group.get(name);
  if (known) known.push(directive);
  else group.set(name, [directive]);
}

function contentOfCapture({ shapes }: Capture): Content {
  if (!shapes || !canContain(shapes, ".")) return { kind: "unknown" };
  return { kind: "request", hasSlash: mustContain(shapes, "/"), isCapture: true };
}

/** The values of a `map` or a `geo`; without a default an empty one is among them. */
function contentOfTable(table: NginxDirective): Content {
  const parameters = /^(hostnames|volatile|ranges|proxy|proxy_recursive|delete|include)$/;
  const entries = (table.body?.children ?? []).filter(({ name }) => !parameters.test(name));
  const values = entries.map(({ args }) => args[0]?.value ?? "");
  if (table.name === "map") {
    // A value that is made of the request, whatever the key.
    const open = values.find((value) => /\$\{?(arg_|cookie_|http_|args|query_string)/i.test(value));
    if (open !== undefined && !/[/]/.test(open))
      return { kind: "request", hasSlash: false, isCapture: false };
    if (values.some((value) => value.includes("$"))) return { kind: "unknown" };
  }
  const hasDefault = entries.some(({ name }) => name === "default");
  return { kind: "texts", texts: hasDefault ? values : [...values, ""] };
}

function partsOf(address: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of address.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) {
    if (match.index > from) parts.push({ text: address.slice(from, match.index), name: undefined });
    parts.push({ text: match[0], name: match[1] ?? match[2] });
    from = match.index + match[0].length;
  }
  if (from < address.length) parts.push({ text: address.slice(from), name: undefined });
  return parts;
}
