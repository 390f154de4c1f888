import { isPrivateEnd, isSharedName, publicSuffixLength } from "../../data/public-suffixes";
import type { PatternShape, PatternSymbol } from "../../files/nginx/pattern";

/** Which header a pattern is about: an origin has neither path nor user, and every request of a browser has a scheme. */
export type HeaderKind = "origin" | "referer";

/** What is wrong with a pattern for origins or referers. */
export interface PatternFault {
  /**
   * `dot`: an unescaped dot; `wildcard`: anything may stand where the domain begins; `end`, `start`: anything may
   * follow or precede; `path`, `case`, `scheme`: no browser sends what it asks for. `loose`: nobody else gets in, but
   * less is said than it seems.
   */
  readonly kind: "dot" | "wildcard" | "end" | "start" | "path" | "case" | "scheme" | "loose";
  /** An origin of somebody else that matches, where one does. */
  readonly stranger: string | undefined;
  /** The suffix that anybody can get a name under: `vercel.app`. */
  readonly shared: string | undefined;
  /** The symbol that is too wide, for `dot` and `wildcard`. */
  readonly symbol: PatternSymbol | undefined;
}

/** A shape cut into what it says of the scheme and of the host. */
interface Cut {
  readonly scheme: readonly PatternSymbol[] | undefined;
  readonly host: readonly PatternSymbol[];
  /** What follows the host: a port, a path. */
  readonly rest: readonly PatternSymbol[];
  readonly isStartFixed: boolean;
  readonly isEndFixed: boolean;
}

const ranking: readonly PatternFault["kind"][] = ["dot", "wildcard", "end", "start", "path", "case", "loose"];

/**
 * The gravest fault of a pattern, given as the ways through it, which decides whether the header of `kind` comes from a site that is trusted. Undefined
 * where there is none, and for what cannot be judged.
 */
export function faultOf(
  shapes: readonly PatternShape[] | undefined,
  kind: HeaderKind,
  isCaseSensitive: boolean,
): PatternFault | undefined {
  const cuts = shapes?.map(cut);
  if (!cuts || cuts.length === 0) return undefined;
  const faults = cuts.map((one) => faultOfCut(one, kind, isCaseSensitive));
  // An alternative that no browser sends does no harm beside one that they do.
  const isUseless = (fault: PatternFault | undefined) => /^(path|case|scheme)$/.test(fault?.kind ?? "");
  const counted = faults.every(isUseless) ? faults : faults.flatMap(milder);
  const rank = (fault: PatternFault) => ranking.indexOf(fault.kind);
  return counted.flatMap((fault) => fault ?? []).sort((a, b) => rank(a) - rank(b))[0];
}

function milder(fault: PatternFault | undefined): PatternFault[] {
  if (!fault || fault.kind === "scheme") return [];
  return [fault.kind === "path" || fault.kind === "case" ? { ...fault, kind: "loose" } : fault];
}

/** The host, the scheme and what surrounds them in one shape. */
export function cut(shape: PatternShape): Cut {
  const first = shape.findIndex(({ kind }) => kind !== "start");
  const end = shape.findIndex(({ kind }) => kind === "end");
  const symbols = shape.slice(Math.max(first, 0), end < 0 ? undefined : end).filter(isText);
  const text = symbols.map((one) => (one.kind === "char" ? one.text : "\0")).join("");
  const slashes = text.indexOf("://");
  const from = slashes < 0 ? 0 : slashes + 3;
  const length = text.slice(from).search(/[/:?#]/);
  const to = length < 0 ? symbols.length : from + length;
  return {
    scheme: slashes < 0 ? undefined : symbols.slice(0, slashes),
    host: symbols.slice(from, to),
    rest: symbols.slice(to),
    isStartFixed: first > 0,
    isEndFixed: end >= 0,
  };
}

function isText({ kind }: PatternSymbol): boolean {
  return kind === "char" || kind === "set";
}

function faultOfCut(one: Cut, kind: HeaderKind, isCaseSensitive: boolean): PatternFault | undefined {
  const { scheme, host, rest, isStartFixed, isEndFixed } = one;
  const fault = (name: PatternFault["kind"], stranger?: string): PatternFault => ({
    kind: name,
    stranger,
    shared: undefined,
    symbol: undefined,
  });
  const plain = sample(host).replace(/^\.+/, "");
  const before = scheme ? `${sample(scheme) || "https"}://` : "https://";
  if (host.length === 0) {
    return isEndFixed ? undefined : fault("wildcard", `${before}evil.example`);
  }
  // Every origin has a scheme: what has none cannot match from the start.
  if (!scheme && isStartFixed && !host[0]?.many) return fault("scheme");
  const wide = wideSymbolOf(host, kind);
  if (wide) return { ...fault("wildcard"), ...wide, stranger: before + strangerTo(host, wide.symbol) };
  if (rest.length === 0 && !isEndFixed) return fault("end", `${before}${plain}.evil.example`);
  if (!isStartFixed && !scheme && !isBoundary(host[0])) return fault("start", `https://evil${plain}`);
  if (!isStartFixed && kind === "referer") return fault("start", `https://evil.example/?${before}${plain}`);
  if (kind === "origin" && rest[0] && /[/?#]/.test(rest[0].text)) return fault("path");
  if (isCaseSensitive && host.some(({ text }) => /[A-Z]/.test(text))) return fault("case");
  return isStartFixed ? undefined : fault("loose");
}

/** A dot in front of a domain lets in its sub-domains only. */
function isBoundary(symbol: PatternSymbol | undefined): boolean {
  return symbol?.text === ".";
}

/** The symbol that stands where the name of a domain has to be written out. */
function wideSymbolOf(
  host: readonly PatternSymbol[],
  kind: HeaderKind,
): Pick<PatternFault, "kind" | "symbol" | "shared"> | undefined {
  const index = host.findLastIndex((one) => one.kind === "set");
  const symbol = host[index];
  if (!symbol || isAddress(host)) return undefined;
  const tail = host
    .slice(index + 1)
    .map(({ text }) => text)
    .join("");
  const labels = tail.toLowerCase().split(".");
  if (isPrivateEnd(labels.at(-1) ?? "")) return undefined;
  const suffix = publicSuffixLength(labels);
  // The first label is what is left of one that the symbol is part of.
  const isFree = labels.length > suffix + 1;
  if (isFree && !(kind === "referer" && symbol.many && symbol.has("/"))) return undefined;
  const name = labels.slice(-suffix).join(".");
  const shared = labels.length > suffix && isSharedName(name) ? name : undefined;
  return { kind: symbol.isDot && !symbol.many ? "dot" : "wildcard", symbol, shared };
}

/** Numbers and dots: an address of a network, not a name that anybody could get. */
function isAddress(host: readonly PatternSymbol[]): boolean {
  return host.every((one) =>
    one.kind === "char"
      ? /[\d.]/.test(one.text)
      : (one.isDot && !one.many) || (one.has("1") && !one.has("a")),
  );
}

/** A host that gets in through `wide`. */
function strangerTo(host: readonly PatternSymbol[], wide: PatternSymbol | undefined): string {
  const dots = host.flatMap((one, i) => (one.isDot && !one.many ? i : []));
  const isDot = wide?.isDot && !wide.many;
  // A dot in front of the whole domain tells more than the one in front of `com`.
  const telling = dots.findLast((i) => sample(host.slice(i + 1)).includes("."));
  const index = wide ? ((isDot ? telling : undefined) ?? host.indexOf(wide)) : -1;
  if (!wide || index < 0) return sample(host);
  const behind = sample(host.slice(index + 1));
  if (wide.isDot && !wide.many) return `${sample(host.slice(0, index))}x${behind}`;
  if (behind.startsWith(".") || behind === "") return `evil${behind || ".example"}`;
  return wide.has("/") && wide.many
    ? `evil${behind}`
    : `${sample(host.slice(0, index))}${fill(wide)}${behind}`;
}

/** Text that the symbols match. */
function sample(symbols: readonly PatternSymbol[]): string {
  return symbols.map((one) => (one.kind === "char" ? one.text : fill(one))).join("");
}

function fill({ has, many, isDot }: PatternSymbol): string {
  if (isDot && !many) return ".";
  const found = [..."aw1-."].find(has) ?? "a";
  return many ? found.repeat(3) : found;
}
