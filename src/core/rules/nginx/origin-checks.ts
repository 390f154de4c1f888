import { conditionOf } from "../../files/nginx/condition";
import { childrenOf, type NginxDirective, type NginxForm, walkNginx } from "../../files/nginx/form";
import { type PatternShape, shapesOf } from "../../files/nginx/pattern";
import type { Span } from "../../text/span";
import type { HeaderKind } from "./origin-pattern";

/** A regular expression that decides which origins or referers are trusted. */
export interface OriginCheck {
  readonly header: HeaderKind;
  readonly pattern: string;
  /** The ways through it; undefined where they cannot be told. */
  readonly shapes: readonly PatternShape[] | undefined;
  /** The pattern in the file, without quotes and the `~` of a map. */
  readonly at: Span;
  readonly isCaseSensitive: boolean;
  /** Whether offsets into the pattern are offsets into the file: nothing in it is escaped for nginx. */
  readonly isPlain: boolean;
  /** The key of a map that stands without quotes. */
  readonly bareKey: Span | undefined;
  /** Whether something is protected by it; a `set` that follows a referer may be for statistics. */
  readonly protects: boolean;
}

/** Several rules ask the same of one file. */
const known = new WeakMap<NginxForm, readonly OriginCheck[]>();

/** The checks of a file, in order. */
export function originChecks(form: NginxForm, text: string): readonly OriginCheck[] {
  const checks = known.get(form) ?? [...readChecks(form, text)];
  known.set(form, checks);
  return checks;
}

function* readChecks(form: NginxForm, text: string): Generator<OriginCheck> {
  let sent: SentVariables | undefined;
  for (const directive of walkNginx(form.directives)) {
    if (directive.name === "if") {
      const check = checkOfIf(directive, text);
      if (check) yield check;
    } else if (directive.name === "map" && /^\$\{?http_origin\}?$/i.test(directive.args[0]?.value ?? "")) {
      sent ??= sentVariables(form);
      yield* checksOfMap(directive, sent);
    }
  }
}

function checkOfIf(block: NginxDirective, text: string): OriginCheck | undefined {
  const condition = conditionOf(block);
  const operator = condition?.operator ?? "";
  const found = /^\$\{?http_(origin|referer)\}?$/i.exec(condition?.subject ?? "");
  if (!condition?.against || !found || !/^!?~\*?$/.test(operator)) return undefined;
  const { value, at } = condition.against;
  const isAllowList = operator.startsWith("!") || !refuses(block);
  const header = found[1]?.toLowerCase() === "origin" ? "origin" : "referer";
  if (!isAllowList || !namesHost(value) || isTemplate(value)) return undefined;
  const inside = childrenOf(block);
  return {
    header,
    pattern: value,
    shapes: shapesOf(value),
    at,
    isCaseSensitive: !operator.endsWith("*"),
    isPlain: text.slice(at.start, at.end) === value,
    bareKey: undefined,
    protects:
      header === "origin" ||
      operator.startsWith("!") ||
      inside.some(({ name }) => name !== "set" && name !== "access_log"),
  };
}

function* checksOfMap(map: NginxDirective, sent: SentVariables): Generator<OriginCheck> {
  const name = map.args[1]?.value.slice(1).toLowerCase() ?? "";
  const isAllowList = sent.asOrigin.has(name) || (/cors|allow|trust/.test(name) && !sent.otherwise.has(name));
  for (const entry of map.body?.children ?? []) {
    const value = entry.args[0]?.value ?? "";
    const [, tilde = "", pattern = ""] = /^(~\*?)(.*)$/s.exec(entry.name) ?? [];
    const lets =
      /\$\{?http_origin\b|\$\d|\*/i.test(value) || (isAllowList && !/^(0|no|false|deny)?$/.test(value));
    if (tilde === "" || !lets || isTemplate(pattern)) continue;
    const { start, end } = entry.nameAt;
    const quoted = end - start > entry.name.length;
    const from = start + (quoted ? 1 : 0) + tilde.length;
    yield {
      header: "origin",
      pattern,
      shapes: shapesOf(pattern),
      at: { start: from, end: from + pattern.length },
      isCaseSensitive: tilde === "~",
      isPlain: end - start === entry.name.length + (quoted ? 2 : 0),
      bareKey: quoted ? undefined : entry.nameAt,
      protects: true,
    };
  }
}

/** The variables that headers are sent with: as the allowed origin, or as anything else. */
interface SentVariables {
  readonly asOrigin: ReadonlySet<string>;
  readonly otherwise: ReadonlySet<string>;
}

function sentVariables(form: NginxForm): SentVariables {
  const asOrigin = new Set<string>();
  const otherwise = new Set<string>();
  for (const { name, args } of walkNginx(form.directives)) {
    const variable = name === "add_header" && /^\$\{?(\w+)/.exec(args[1]?.value ?? "")?.[1]?.toLowerCase();
    if (!variable) continue;
    const isOrigin = args[0]?.value.toLowerCase() === "access-control-allow-origin";
    (isOrigin ? asOrigin : otherwise).add(variable);
  }
  return { asOrigin, otherwise };
}

/** A list of sites that are turned away is no list of those that are trusted. */
function refuses(block: NginxDirective): boolean {
  return childrenOf(block).some(
    ({ name, args }) => (name === "return" && !/^2/.test(args[0]?.value ?? "")) || name === "deny",
  );
}

/** Words such as `google` tell search engines apart; what lets sites in names a domain. */
function namesHost(pattern: string): boolean {
  return /\w\\?\.[\w(]|:\/\/|:\\\/\\\//.test(pattern);
}

/** Whether values are put into the pattern before nginx reads it. */
function isTemplate(pattern: string): boolean {
  return /\$\{|\{\{|\{%|<%/.test(pattern);
}
