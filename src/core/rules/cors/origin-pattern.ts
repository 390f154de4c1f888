import { insertion, replacement, type TextEdit } from "../../text/edits";
import { span } from "../../text/span";
import type { AllowList } from "./allow-lists";

/** What a regular expression for origins lets in that it should not. Offsets are those of its source. */
export interface OriginPattern {
  /** Dots that stand for any character where a dot is meant. */
  readonly dots: readonly number[];
  /** Anything may stand before the host: `example\.com$` takes `evilexample.com`. */
  readonly openStart: boolean;
  /** Anything may follow the host: `^https://example\.com` takes `https://example.com.evil.net`. */
  readonly openEnd: boolean;
  /** The host that is meant, without escapes. */
  readonly host: string;
  /** The same host with what an unescaped dot lets in. */
  readonly stranger: string;
}

interface Token {
  readonly kind: "char" | "dot" | "class" | "open" | "close" | "or" | "quantifier" | "start" | "end";
  /** What a character stands for: `.` for `\.`. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const MAX_LENGTH = 500;

/** How a pattern is written where it stands: in a literal of JavaScript, or in a string. */
export interface Spelling {
  readonly slash: string;
  readonly backslash: string;
}

/** What is wrong with `source`; undefined where nothing is, or where it does not read like a pattern for hosts. */
export function judgePattern(source: string, match: AllowList["match"]): OriginPattern | undefined {
  const host = hostIn(source);
  if (source.length > MAX_LENGTH || !host) return undefined;
  const tokens = tokensOf(source);
  const dots = tokens.filter(({ kind }, i) => kind === "dot" && isInHost(tokens, i)).map(({ at }) => at);
  const parts = alternatives(tokens);
  const openStart = match === "part" ? parts.some(hasOpenStart) : parts.some(hasWildStart);
  const openEnd = match !== "all" && parts.some(hasOpenEnd);
  if (dots.length === 0 && !openStart && !openEnd) return undefined;
  return { dots, openStart, openEnd, ...host };
}

/** The edits that escape the dots and close what is open, as offsets of `source`; undefined where that is not plain. */
export function repairPattern(
  source: string,
  { dots, openStart, openEnd }: OriginPattern,
  spelling: Spelling,
): readonly TextEdit[] | undefined {
  const tokens = tokensOf(source);
  if ((openStart || openEnd) && alternatives(tokens).length > 1) return undefined;
  const start = openStart ? closeStart(tokens, spelling) : [];
  return (
    start && [
      ...start,
      ...dots.map((at) => insertion(at, spelling.backslash)),
      ...(openEnd ? closeEnd(source, tokens) : []),
    ]
  );
}

/** Only sub-domains may stand before the host, and only HTTPS before those. */
function closeStart(
  tokens: readonly Token[],
  { slash, backslash }: Spelling,
): readonly TextEdit[] | undefined {
  const scheme = `^https:${slash}${slash}`;
  const subDomains = `([a-z0-9-]+${backslash}.)*`;
  const wild = wildStart(tokens);
  if (!wild) return [insertion(0, tokens[0]?.kind === "open" ? scheme : scheme + subDomains)];
  const [dot, quantifier] = wild;
  const before = tokens.slice(0, tokens.indexOf(dot));
  if (plain(before).includes("//")) return [replacement(span(dot.at, quantifier.end), subDomains)];
  if (before.some(({ kind }) => kind === "open")) return undefined;
  return [replacement(span(0, quantifier.end), scheme + subDomains)];
}

function closeEnd(source: string, tokens: readonly Token[]): TextEdit[] {
  const [wild, quantifier] = tokens.slice(-2);
  const isWild = wild?.kind === "dot" && quantifier?.kind === "quantifier";
  return isWild ? [replacement(span(wild.at, source.length), "$")] : [insertion(source.length, "$")];
}

/** The last host of a pattern that has a dot in it. */
function hostIn(source: string): Pick<OriginPattern, "host" | "stranger"> | undefined {
  const hosts = source.slice(0, MAX_LENGTH).match(/[a-z0-9][a-z0-9-]*(?:\\?\.[a-z0-9-]+)+/gi) ?? [];
  const written = hosts.findLast((one) => /\.[a-z-]{2,}$/i.test(one) && !/localhost|\.local$/i.test(one));
  if (written === undefined) return undefined;
  const host = written.replaceAll("\\.", ".");
  const stranger = written.replace(/([^\\])\./, "$1x").replaceAll("\\.", ".");
  return { host, stranger: stranger === host ? `x${host}` : stranger };
}

/** A dot with a letter behind it is part of a name; one with a quantifier is a wildcard on purpose. */
function isInHost(tokens: readonly Token[], index: number): boolean {
  const [before, , after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (!before || !after) return false;
  if (after.kind === "class") return isName(before);
  return after.kind === "open" || isName(after);
}

function isName({ kind, text }: Token): boolean {
  return kind === "char" && /[a-z0-9]/i.test(text);
}

/** The parts of `a|b` at the top. */
function alternatives(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "open") depth++;
    if (token.kind === "close") depth--;
    if (token.kind === "or" && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** An origin has one scheme: a pattern that names it, or starts with a dot, leaves nothing open before the host. */
function hasOpenStart(tokens: readonly Token[]): boolean {
  if (hasWildStart(tokens)) return true;
  const [first] = tokens;
  if (!first || first.kind === "start" || (first.kind === "char" && first.text === ".")) return false;
  if (plain(tokens).includes("://")) return false;
  const close = first.kind === "open" ? closeOf(tokens) : -1;
  if (close < 0 || tokens[close + 1]?.kind === "quantifier") return true;
  return alternatives(tokens.slice(1, close)).some(hasOpenStart);
}

/** The index of the bracket that closes the one that `tokens` start with. */
function closeOf(tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex(({ kind }) => {
    if (kind === "open") depth++;
    if (kind === "close") depth--;
    return depth === 0;
  });
}

/** `.*` right before the host takes every host that ends like it. */
function hasWildStart(tokens: readonly Token[]): boolean {
  return wildStart(tokens) !== undefined;
}

/** The wildcard and its quantifier that stand where the host begins. */
function wildStart(tokens: readonly Token[]): readonly [Token, Token] | undefined {
  const index = tokens.findIndex(({ kind }, i) => kind === "dot" && tokens[i + 1]?.kind === "quantifier");
  const [dot, quantifier] = [tokens[index], tokens[index + 1]];
  if (!dot || !quantifier) return undefined;
  const before = tokens.slice(0, index).findLast(({ kind }) => kind !== "open");
  const atStart = !before || before.kind === "start" || (before.kind === "char" && before.text === "/");
  const after = tokens.slice(index + 2).find(({ kind }) => kind !== "close");
  return atStart && after && isName(after) ? [dot, quantifier] : undefined;
}

/** What follows a port or a slash is no host any more. */
function hasOpenEnd(tokens: readonly Token[]): boolean {
  const rest = tokens.filter(({ kind }) => kind !== "close");
  const last = rest.at(-1);
  if (!last || last.kind === "end" || (last.kind === "char" && /[/:]/.test(last.text))) return false;
  const behindPort = rest.findLastIndex(({ kind, text }) => kind === "char" && text === ":");
  const afterHost = rest.slice(behindPort + 1);
  const isPort =
    behindPort > 0 &&
    tokens.at(-1)?.kind !== "close" &&
    afterHost.every(({ kind, text }) => kind === "class" || kind === "quantifier" || /\d/.test(text)) &&
    afterHost.length > 0;
  return !isPort;
}

function plain(tokens: readonly Token[]): string {
  return tokens.map(({ text, kind }) => (kind === "char" ? text : "")).join("");
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length; ) {
    const token = tokenAt(source, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(source: string, at: number): Token {
  const character = source[at] ?? "";
  const rest = source.slice(at, at + 20);
  const token = (kind: Token["kind"], length: number, text = ""): Token => ({
    kind,
    text,
    at,
    end: at + length,
  });
  if (character === "\\") {
    const next = source[at + 1] ?? "";
    if (/[zZ]/.test(next)) return token("end", 2);
    if (next === "A") return token("start", 2);
    return /[wdsWDSbB]/.test(next) ? token("class", 2) : token("char", 2, next);
  }
  if (character === "[") {
    const close = source.indexOf("]", source[at + 1] === "^" ? at + 3 : at + 2);
    return token("class", close < 0 ? source.length - at : close + 1 - at);
  }
  const group = /^\((\?(:|=|!|<=|<!|P?<[\w]{1,12}>|[a-z]{1,5}\)))?/.exec(rest)?.[0];
  if (group !== undefined) return token(group.endsWith(")") ? "quantifier" : "open", group.length);
  const quantifier = /^([*+?]|\{\d{0,5},?\d{0,5}\})[?+]?/.exec(rest)?.[0];
  if (quantifier !== undefined) return token("quantifier", quantifier.length);
  if (character === ")") return token("close", 1);
  if (character === "|") return token("or", 1);
  if (character === "^") return token("start", 1);
  if (character === "$") return token("end", 1);
  return character === "." ? token("dot", 1, ".") : token("char", 1, character);
}
