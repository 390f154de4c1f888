import {
  childrenOf,
  type NginxDirective,
  type NginxForm,
  type NginxWord,
  walkNginx,
} from "../../files/nginx/form";
import { type GroupBreaks, type LineBreaks, lineBreaksOf, type PatternBreaks } from "./line-breaks";

/** A variable in a word, and the line breaks that a request can put into it. */
export interface OpenVariable extends LineBreaks {
  /** Without `$` and braces. */
  readonly name: string;
  /** Offset of its `$` in the word as written, and its length there. */
  readonly offset: number;
  readonly length: number;
  /** The capture that it is, where the block around has a pattern that could be narrowed. */
  readonly capture: Capture | undefined;
}

interface Capture {
  readonly group: GroupBreaks;
  /** The word that holds the pattern. */
  readonly pattern: NginxWord;
}

interface Answer extends LineBreaks {
  readonly capture?: Capture;
}

/** The path of the request after nginx has decoded it: `%0a` is a line break in it. */
const decoded = new Set(["uri", "document_uri"]);

/** Variables may be set from each other. */
const MAX_DEPTH = 8;

const nothing: Answer = { lf: false, cr: false };

/**
 * Tells which variables of a file can hold a line break from the request: the decoded path, what patterns capture of
 * it, and what is set from these. A variable that the file does not define is taken to be clean.
 */
export class RequestText {
  private readonly maps = new Map<string, NginxDirective[]>();
  private readonly patterns = new Map<NginxWord, PatternBreaks>();

  constructor(form: NginxForm) {
    for (const directive of walkNginx(form.directives)) {
      const name = directive.args[1]?.value;
      if (directive.name !== "map" || !name?.startsWith("$")) continue;
      this.maps.set(name.slice(1), [...(this.maps.get(name.slice(1)) ?? []), directive]);
    }
  }

  /** The variables in `word`, which belongs to `directive`, that can hold a line break. */
  openIn(word: NginxWord, directive: NginxDirective): OpenVariable[] {
    return [...word.raw.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? "";
      const { lf, cr, capture } = this.look(name, directive, 0);
      return lf || cr ? { name, lf, cr, capture, offset: match.index, length: match[0].length } : [];
    });
  }

  private look(name: string, from: NginxDirective, depth: number): Answer {
    if (depth > MAX_DEPTH) return nothing;
    if (decoded.has(name)) return this.path(from);
    const captured = this.captured(name, from);
    if (captured) return captured;
    const sets = this.setsOf(name, from).map((set) => this.inside(set.args[1], set, depth));
    const maps = (this.maps.get(name) ?? []).map((map) => this.mapped(map, from, depth));
    return [...sets, ...maps].reduce(both, nothing);
  }

  /** The decoded path, which the location around may limit to what has no line break. */
  private path(from: NginxDirective): Answer {
    for (let at = from.parent; at; at = at.parent) {
      if (at.name !== "location") continue;
      const pattern = patternOf(at);
      const text = pattern?.value ?? "";
      if (at.args[0]?.value === "=") return nothing;
      const isWhole = text.startsWith("^") && text.endsWith("$") && !text.includes("|");
      if (pattern && isWhole) return this.breaksOf(pattern).get("0") ?? nothing;
      return { lf: true, cr: true };
    }
    return { lf: true, cr: true };
  }

  /** A capture of the pattern that is the nearest around; undefined when no pattern has such a group. */
  private captured(name: string, from: NginxDirective): Answer | undefined {
    if (from.name === "rewrite" && this.groupOf(from.args[0], name)) return nothing;
    for (let at = from.parent; at; at = at.parent) {
      const before = childrenOf(at).filter((one) => one.name === "rewrite" && one.at.start < from.at.start);
      // rewrite escapes what it captured when it redirects; what it leaves to others is not known.
      if (before.some((one) => this.groupOf(one.args[0], name))) return nothing;
      const pattern = patternOf(at);
      const group = this.groupOf(pattern, name);
      if (!pattern || !group) continue;
      if (at.name === "location") return { lf: group.lf, cr: group.cr, capture: { group, pattern } };
      const subject = at.name === "if" ? this.subjectOf(at) : nothing;
      return { lf: group.lf && subject.lf, cr: group.cr && subject.cr };
    }
    return undefined;
  }

  /** What `if ($uri ~ …)` looks at. */
  private subjectOf(block: NginxDirective): Answer {
    const name = /^\(?\$\{?(\w+)/.exec(block.args[0]?.value ?? "")?.[1];
    return name === undefined ? nothing : this.look(name, block, 1);
  }

  /** The `set` directives for a variable at the levels around. */
  private setsOf(name: string, from: NginxDirective): NginxDirective[] {
    const found: NginxDirective[] = [];
    for (let at = from.parent; at; at = at.parent) {
      for (const one of childrenOf(at)) {
        const isSet = one.name === "set" && one !== from && one.args[0]?.value.replace(/^\$/, "") === name;
        if (isSet) found.push(one);
      }
    }
    return found;
  }

  private mapped(map: NginxDirective, from: NginxDirective, depth: number): Answer {
    const source = /^\$\{?(\w+)\}?$/.exec(map.args[0]?.value ?? "")?.[1];
    const given = source === undefined ? nothing : this.look(source, from, depth + 1);
    return (map.body?.children ?? [])
      .map((entry) => {
        const value = entry.args[0];
        const isPattern = entry.name.startsWith("~");
        const groups = isPattern ? lineBreaksOf(entry.name.replace(/^~\*?/, "")) : undefined;
        return namesIn(value)
          .map((name): Answer => {
            const group = groups?.get(name);
            if (group) return { lf: group.lf && given.lf, cr: group.cr && given.cr };
            return /^\d$/.test(name) ? nothing : this.look(name, from, depth + 1);
          })
          .reduce(both, nothing);
      })
      .reduce(both, nothing);
  }

  private inside(word: NginxWord | undefined, directive: NginxDirective, depth: number): Answer {
    return namesIn(word)
      .map((name) => this.look(name, directive, depth + 1))
      .map(({ lf, cr }): Answer => ({ lf, cr }))
      .reduce(both, nothing);
  }

  private groupOf(pattern: NginxWord | undefined, name: string): GroupBreaks | undefined {
    return pattern && name !== "0" ? this.breaksOf(pattern).get(name) : undefined;
  }

  private breaksOf(pattern: NginxWord): PatternBreaks {
    const known = this.patterns.get(pattern) ?? lineBreaksOf(pattern.value);
    this.patterns.set(pattern, known);
    return known;
  }
}

/** The regular expression of `location ~ …` and `if ($a ~ …)`. */
function patternOf(block: NginxDirective): NginxWord | undefined {
  if (block.name !== "location" && block.name !== "if") return undefined;
  const operator = block.args.findIndex(({ value }) => /^!?~\*?$/.test(value));
  return operator < 0 ? undefined : block.args[operator + 1];
}

function namesIn(word: NginxWord | undefined): string[] {
  return [...(word?.value ?? "").matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

function both(a: Answer, b: Answer): Answer {
  return { lf: a.lf || b.lf, cr: a.cr || b.cr };
}
