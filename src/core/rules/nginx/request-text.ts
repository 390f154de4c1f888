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

/** Chains of variables that are set from each other end here. */
const MAX_DEPTH = 20;

const nothing: Answer = { lf: false, cr: false };

/** What a block says of variables. */
interface Scope {
  readonly sets: ReadonlyMap<string, readonly NginxDirective[]>;
  /** By the name or number of a group: where the first rewrite that captures it starts. */
  readonly rewritten: ReadonlyMap<string, number>;
  /** What is known of a variable that is asked for in the block. */
  readonly answers: Map<string, Answer>;
}

/**
 * Tells which variables of a file can hold a line break from the request: the decoded path, what patterns capture of
 * it, and what is set from these. A variable that the file does not define is taken to be clean.
 */
export class RequestText {
  private readonly maps = new Map<string, NginxDirective[]>();
  /** What is known of maps, as far as somebody asked. */
  private readonly read = new Map<NginxDirective, Answer>();
  private readonly patterns = new Map<NginxWord, PatternBreaks>();
  private readonly scopes = new Map<NginxDirective | undefined, Scope>();

  private depth = 0;

  constructor(private readonly form: NginxForm) {
    for (const directive of walkNginx(form.directives)) {
      const name = directive.args[1]?.value;
      if (directive.name !== "map" || !name?.startsWith("$")) continue;
      const others = this.maps.get(name.slice(1));
      if (others) others.push(directive);
      else this.maps.set(name.slice(1), [directive]);
    }
  }

  /** The variables in `word`, which belongs to `directive`, that can hold a line break. */
  openIn(word: NginxWord, directive: NginxDirective): OpenVariable[] {
    return [...word.raw.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? "";
      const { lf, cr, capture } = this.look(name, directive);
      return lf || cr ? { name, lf, cr, capture, offset: match.index, length: match[0].length } : [];
    });
  }

  private look(name: string, from: NginxDirective): Answer {
    if (decoded.has(name)) return pathAt(from, (pattern) => this.breaksOf(pattern));
    return this.captured(name, from) ?? this.assigned(name, from);
  }

  /** A capture of the pattern that is the nearest around; undefined when no pattern has such a group. */
  private captured(name: string, from: NginxDirective): Answer | undefined {
    if (from.name === "rewrite" && this.groupOf(from.args[0], name)) return nothing;
    for (let at = from.parent; at; at = at.parent) {
      // rewrite escapes what it captured when it redirects; what it leaves to others is not known.
      if ((this.scopeOf(at).rewritten.get(name) ?? from.at.start) < from.at.start) return nothing;
      const pattern = patternOf(at);
      const group = this.groupOf(pattern, name);
      if (!pattern || !group) continue;
      if (at.name === "location") return { lf: group.lf, cr: group.cr, capture: { group, pattern } };
      const subject = /^\(?\$\{?(\w+)/.exec(at.args[0]?.value ?? "")?.[1];
      return through(group, subject === undefined ? nothing : this.look(subject, at));
    }
    return undefined;
  }

  /** What `set` and `map` make of a variable. */
  private assigned(name: string, from: NginxDirective): Answer {
    const { answers } = this.scopeOf(from.parent);
    const known = answers.get(name);
    if (known) return known;
    // Variables that are set from each other end here.
    answers.set(name, nothing);
    if (this.depth >= MAX_DEPTH) return nothing;
    this.depth++;
    let answer = (this.maps.get(name) ?? []).map((map) => this.mapped(map)).reduce(both, nothing);
    for (let at = from.parent; at; at = at.parent) {
      for (const set of this.scopeOf(at).sets.get(name) ?? [])
        answer = both(answer, this.inside(set.args[1], set));
    }
    this.depth--;
    answers.set(name, answer);
    return answer;
  }

  private mapped(map: NginxDirective): Answer {
    const known = this.read.get(map);
    if (known) return known;
    this.read.set(map, nothing);
    const answer = this.entriesOf(map);
    this.read.set(map, answer);
    return answer;
  }

  private entriesOf(map: NginxDirective): Answer {
    const source = /^\$\{?(\w+)\}?$/.exec(map.args[0]?.value ?? "")?.[1];
    const given = source === undefined ? nothing : this.look(source, map);
    return (map.body?.children ?? [])
      .map((entry) => {
        const isPattern = entry.name.startsWith("~") && (given.lf || given.cr);
        const groups = isPattern ? lineBreaksOf(entry.name.replace(/^~\*?/, "")) : undefined;
        return this.inside(entry.args[0], map, (name) => {
          const group = groups?.get(name);
          if (group) return through(group, given);
          return /^\d$/.test(name) ? nothing : undefined;
        });
      })
      .reduce(both, nothing);
  }

  /** What the variables in `word` let in; `own` knows some of them better. */
  private inside(
    word: NginxWord | undefined,
    from: NginxDirective,
    own: (name: string) => Answer | undefined = () => undefined,
  ): Answer {
    return namesIn(word)
      .map((name) => own(name) ?? this.look(name, from))
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

  private scopeOf(block: NginxDirective | undefined): Scope {
    const known = this.scopes.get(block);
    if (known) return known;
    const sets = new Map<string, NginxDirective[]>();
    const rewritten = new Map<string, number>();
    for (const directive of block ? childrenOf(block) : this.form.directives) {
      const pattern = directive.name === "rewrite" ? directive.args[0] : undefined;
      for (const group of pattern ? this.breaksOf(pattern).keys() : []) {
        if (!rewritten.has(group)) rewritten.set(group, directive.at.start);
      }
      if (directive.name !== "set") continue;
      const name = directive.args[0]?.value.replace(/^\$/, "") ?? "";
      const others = sets.get(name);
      if (others) others.push(directive);
      else sets.set(name, [directive]);
    }
    const scope = { sets, rewritten, answers: new Map<string, Answer>() };
    this.scopes.set(block, scope);
    return scope;
  }
}

/** The decoded path, which the location around may limit to what has no line break. */
function pathAt(from: NginxDirective, breaksOf: (pattern: NginxWord) => PatternBreaks): Answer {
  const anything: Answer = { lf: true, cr: true };
  let at = from.parent;
  while (at && at.name !== "location") at = at.parent;
  if (!at) return anything;
  if (at.args[0]?.value === "=") return nothing;
  const pattern = patternOf(at);
  const text = pattern?.value ?? "";
  const isWhole = text.startsWith("^") && text.endsWith("$") && !text.includes("|");
  const whole = pattern && isWhole ? breaksOf(pattern).get("0") : undefined;
  return whole ? { lf: whole.lf, cr: whole.cr } : anything;
}

/** What gets from `source` through a group of a pattern. */
function through(group: LineBreaks, source: LineBreaks): Answer {
  return { lf: group.lf && source.lf, cr: group.cr && source.cr };
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
