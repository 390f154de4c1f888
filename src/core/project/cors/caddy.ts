import type { CaddyBlock, CaddyDirective, CaddyForm } from "../../files/caddy";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { ALLOW_ORIGIN } from "./nginx-origins";
import type { Passage } from "./passage";

/** What a `header` or `header_down` does to the header of allowed origins. */
interface Change {
  /** Whether what the application sent is gone afterwards. */
  readonly replaces: boolean;
  /** Whether every website is let in. */
  readonly opens: boolean;
  readonly at: Span;
}

const forwarders = new Set(["reverse_proxy", "php_fastcgi"]);
const scopes = /^(handle|handle_path|route)$/;
/** Snippets may bring in each other. */
const MAX_IMPORTS = 10;

/** Where a Caddyfile hands requests on, and what becomes of the origins that the application allows. */
export function passagesOfCaddy({ form, path }: SourceFile<"caddy">): Passage[] {
  return form.sites.flatMap(({ block }) => [...passagesIn(block, [], form, path)]);
}

function* passagesIn(
  block: CaddyBlock,
  around: readonly Change[],
  form: CaddyForm,
  path: string,
): Generator<Passage> {
  const directives = [...expand(block, form, 0)];
  const changes = [
    ...around,
    ...directives.flatMap((each) => (each.name === "header" ? changesOf(each) : [])),
  ];
  for (const directive of directives) {
    if (forwarders.has(directive.name)) {
      const own = [...changes, ...(directive.block?.directives ?? []).flatMap(downstream)];
      const replacing = own.some(({ opens }) => opens) ? undefined : own.find(({ replaces }) => replaces);
      yield { hosts: hostsOf(directive), replaced: replacing && { path, at: replacing.at } };
    } else if (directive.block && scopes.test(directive.name)) {
      yield* passagesIn(directive.block, changes, form, path);
    }
  }
}

/** The directives of a block, those of imported snippets in their place. */
function* expand(block: CaddyBlock, form: CaddyForm, depth: number): Generator<CaddyDirective> {
  for (const directive of block.directives) {
    const snippet =
      directive.name === "import" ? form.snippets.get(directive.args[0]?.value ?? "") : undefined;
    if (snippet && depth < MAX_IMPORTS) yield* expand(snippet, form, depth + 1);
    else yield directive;
  }
}

/** `header [matcher] [+->?]Name [value]`, or the same in a block. */
function changesOf({ args, block, at }: CaddyDirective): Change[] {
  const first = args[0]?.value ?? "";
  const matcher = /^[@/*]/.test(first) ? first : undefined;
  const [name, value] = (matcher === undefined ? args : args.slice(1)).map((word) => word.value);
  const inner = block?.directives ?? [];
  const lines = [
    ...(name === undefined ? [] : [{ name, value, at }]),
    ...inner.map((line) => ({ name: line.name, value: line.args[0]?.value, at: line.at })),
  ];
  // Such a line makes Caddy wait for the application's headers before it touches any of the block.
  const isLate = lines.some((line) => /^[->?]|^defer$/.test(line.name));
  const isForAll = matcher === undefined || matcher === "*" || matcher === "/*";
  return lines.flatMap((line) => {
    const change = changeOf(line.name, line.value, line.at, matcher);
    return change ? [{ ...change, replaces: change.replaces && isLate && isForAll }] : [];
  });
}

/** `header_down [+-]Name [value]` inside a `reverse_proxy`. */
function downstream({ name, args, at }: CaddyDirective): Change[] {
  const [field, value] = args.map((word) => word.value);
  if (name !== "header_down" || field === undefined) return [];
  const change = changeOf(field, value, at, undefined);
  return change ? [change] : [];
}

function changeOf(
  field: string,
  value: string | undefined,
  at: Span,
  matcher: string | undefined,
): Change | undefined {
  const [, sign, name = ""] = /^([-+>?]?)(.*)$/s.exec(field) ?? [];
  if (name.toLowerCase() !== ALLOW_ORIGIN) return undefined;
  const isReflected = /\{(http\.request\.)?header\.origin\}/i.test(value ?? "") && !matcher?.startsWith("@");
  const opens = sign !== "-" && (value === "*" || isReflected);
  return { replaces: sign !== "+" && sign !== "?", opens, at };
}

/** `reverse_proxy [matcher] api:8000`, and `to` in its block. */
function hostsOf({ args, block }: CaddyDirective): string[] {
  const to = (block?.directives ?? []).filter(({ name }) => name === "to");
  const targets = [...args, ...to.flatMap((line) => line.args)].map(({ value }) => value);
  return targets.flatMap((target) => /^(?:\w+:\/\/)?([\w.-]+)(?::\d+)?$/.exec(target)?.[1] ?? []);
}
