import { tokensIn } from "../files/secrets/tokens";
import type { Span } from "../text/span";

/** A credential that a text holds word for word. */
export interface FoundSecret extends Span {
  /** What it is, as a sentence goes on: "a GitHub token". */
  readonly what: string;
}

/** Shapes wider than those that providers document: with the name of a variable beside them they tell enough. */
const shapes: readonly (readonly [what: string, pattern: string])[] = [
  ["a GitHub token", "gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}"],
  ["a GitLab token", "glpat-[A-Za-z0-9_-]{20,255}"],
  ["a Slack token", "xox[abeprs]-[A-Za-z0-9-]{10,255}"],
  ["an API key", "sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,255}"],
  ["a SendGrid key", "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"],
  ["a PyPI token", "pypi-AgEI[A-Za-z0-9_-]{40,255}"],
  ["a private key", "-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY"],
];

const provider = new RegExp(
  `(?<![A-Za-z0-9_])(?:${shapes.map(([, pattern]) => `(${pattern})`).join("|")})`,
  "g",
);

/** The first secret in `text` (offsets into it) that its shape gives away; those of documentation do not count. */
export function tokenIn(text: string): FoundSecret | undefined {
  for (const match of text.matchAll(provider)) {
    const [found, ...groups] = match;
    const what = shapes[groups.findIndex((group) => group !== undefined)]?.[0] ?? "a secret";
    if (isMadeUp(found)) continue;
    return { what, start: match.index, end: match.index + found.length };
  }
  return tokensIn(text, { lenient: true }).find(({ value, isCertain }) => isCertain && !isMadeUp(value));
}

/** A password in `scheme://user:password@host`, with offsets into the text. */
export interface UrlPassword extends Span {
  readonly user: string;
  readonly password: string;
}

/** The first `scheme://user:password@` of `text` whose password is not empty; variables are not looked into. */
export function passwordInUrl(text: string): UrlPassword | undefined {
  for (const found of urlPasswords(text)) return found;
  return undefined;
}

/** Every `scheme://user:password@` of `text` whose password is not empty. */
export function* urlPasswords(text: string): Generator<UrlPassword> {
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    if (!/[A-Za-z0-9+.-]/.test(text[at - 1] ?? "")) continue;
    const found = userInfo(text, at + 3);
    if (found) yield found;
  }
}

/** Reads `user:password@` from `start` on. */
function userInfo(text: string, start: number): UrlPassword | undefined {
  let colon = -1;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === ":" && colon < 0) colon = at;
    if (character === "@") {
      if (colon < 0 || at === colon + 1) return undefined;
      return {
        user: text.slice(start, colon),
        password: text.slice(colon + 1, at),
        start: colon + 1,
        end: at,
      };
    }
    if (/[\s/?#"'`]/.test(character)) return undefined;
  }
  return undefined;
}

/**
 * Whether `value` only says where the secret is, or is no secret at all: a path, an address without a password, a
 * reference of another tool, a switch, a small number or a time.
 */
export function isReference(value: string): boolean {
  const text = value.trim();
  return (
    /^(?:true|false|yes|no|on|off|none|null|nil|undefined|optional|required|enabled|disabled|auto|\d{1,4}[smhd]?)$/i.test(
      text,
    ) ||
    isPath(text) ||
    (/^[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\//.test(text) && passwordInUrl(text) === undefined) ||
    /^(?:arn:aws|vault:|ref\+|op:\/\/|ssm:|secretsmanager:|ENC\[|projects\/[^/]{1,99}\/secrets\/)/.test(
      text,
    ) ||
    /^(?:<.*>|\{\{.*\}\}|%[^%]*%|\[.*\]|__.*__|@@.*@@)$/s.test(text) ||
    /^\$[({A-Za-z_]/.test(text)
  );
}

/** Whether `value` is the fingerprint of a public key: images pin the keys of their packages so. */
export function isFingerprint(value: string): boolean {
  return /^(?:0x)?(?:[0-9A-F]{4} ?){4}(?:(?:[0-9A-F]{4} ?){6})?$/.test(value.trim());
}

/** Whether `value` fills in for a credential while the image is built: nobody could log in with it. */
export function isFiller(value: string): boolean {
  return /^(?:x{1,8}|-+|\.{1,3}|\*+|n\/a|unused|not[-_]?used|unset|empty|build(?:[-_]?time)?|ignored?)$/i.test(
    value.trim(),
  );
}

function isPath(text: string): boolean {
  return (
    /^(?:~|\.{1,2}|[A-Za-z]:)?(?:[/\\][\w.@-]+){2,20}[/\\]?$/.test(text) ||
    /^(?:~|\.{1,2})?\/[\w-]{1,60}(?:\.[\w-]{1,10}){1,3}$/.test(text)
  );
}

/** `AKIAIOSFODNN7EXAMPLE`, `ghp_xxxxxxxx…`: what manuals show instead of a secret; and words joined by dashes. */
function isMadeUp(token: string): boolean {
  return /EXAMPLE|example|X{6}|x{6}|0{8}/.test(token) || !/[0-9]|PRIVATE KEY/.test(token);
}
