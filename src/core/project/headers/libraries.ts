import type { CodeForm } from "../../files/syntax/code";
import { type Entry, entryNamed, stringOf, type Value } from "../../files/syntax/value";

/** A header as an application sends it; the value where it is known. */
export interface SentHeader {
  readonly header: string;
  readonly value: string | undefined;
}

/** A header that a library sends, and the options that change or switch it off. */
interface LibraryHeader extends SentHeader {
  readonly options: readonly string[];
  readonly byDefault: boolean;
}

/** Headers that tell a browser how to protect a page, in lower case. */
export const protectiveHeaders: ReadonlySet<string> = new Set([
  "strict-transport-security",
  "x-frame-options",
  "x-content-type-options",
  "content-security-policy",
  "content-security-policy-report-only",
  "referrer-policy",
  "permissions-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "cross-origin-embedder-policy",
]);

function sends(header: string, value: string | undefined, options: string): LibraryHeader {
  return { header, value, options: options.split(" "), byDefault: true };
}

function maySend(header: string, options: string): LibraryHeader {
  return { header, value: undefined, options: options.split(" "), byDefault: false };
}

/** helmet 8 and what wraps it; the max-age of HSTS was half a year up to version 7. */
export const helmet: readonly LibraryHeader[] = [
  sends("x-frame-options", "SAMEORIGIN", "xFrameOptions frameguard"),
  sends("x-content-type-options", "nosniff", "xContentTypeOptions noSniff"),
  sends("strict-transport-security", undefined, "strictTransportSecurity hsts"),
  sends("referrer-policy", "no-referrer", "referrerPolicy"),
  sends("content-security-policy", undefined, "contentSecurityPolicy"),
  sends("cross-origin-opener-policy", "same-origin", "crossOriginOpenerPolicy"),
  sends("cross-origin-resource-policy", "same-origin", "crossOriginResourcePolicy"),
];

/** Options of lusca; it sends what it is asked for. */
export const lusca: readonly LibraryHeader[] = [
  maySend("x-frame-options", "xframe"),
  maySend("x-content-type-options", "nosniff"),
  maySend("strict-transport-security", "hsts"),
  maySend("referrer-policy", "referrerPolicy"),
  maySend("content-security-policy", "csp"),
];

/** hono/secure-headers */
export const honoSecureHeaders: readonly LibraryHeader[] = [
  sends("x-frame-options", "SAMEORIGIN", "xFrameOptions"),
  sends("x-content-type-options", "nosniff", "xContentTypeOptions"),
  sends("strict-transport-security", "max-age=15552000; includeSubDomains", "strictTransportSecurity"),
  sends("referrer-policy", "no-referrer", "referrerPolicy"),
  maySend("content-security-policy", "contentSecurityPolicy"),
  maySend("permissions-policy", "permissionsPolicy"),
  sends("cross-origin-opener-policy", "same-origin", "crossOriginOpenerPolicy"),
  sends("cross-origin-resource-policy", "same-origin", "crossOriginResourcePolicy"),
];

/** flask-talisman */
export const talisman: readonly LibraryHeader[] = [
  sends("x-frame-options", "SAMEORIGIN", "frame_options"),
  sends("x-content-type-options", "nosniff", "x_content_type_options"),
  sends("strict-transport-security", "max-age=31556926; includeSubDomains", "strict_transport_security"),
  sends("referrer-policy", "strict-origin-when-cross-origin", "referrer_policy"),
  sends("content-security-policy", "default-src 'self'; object-src 'none'", "content_security_policy"),
  maySend("permissions-policy", "permissions_policy"),
];

/** What a middleware whose name speaks of security headers sends at least; its values are unknown. */
export const likelyHeaders: readonly LibraryHeader[] = [
  sends("x-frame-options", undefined, ""),
  sends("x-content-type-options", undefined, ""),
  sends("strict-transport-security", undefined, ""),
  sends("referrer-policy", undefined, ""),
];

/** What a library sends when it is called with these options. */
export function sentWith(
  library: readonly LibraryHeader[],
  options: readonly Entry[],
  form: CodeForm,
): SentHeader[] {
  return library.flatMap(({ header, value, options: names, byDefault }) => {
    const option = names.map((name) => entryNamed(options, name)).find((entry) => entry !== undefined);
    if (!option) return byDefault ? { header, value } : [];
    const given = form.resolve(option.value);
    if (given.kind === "null" || (given.kind === "boolean" && !given.value)) return [];
    return given.kind === "boolean" ? { header, value } : { header, value: configured(header, given) };
  });
}

/** The one header that a function of a library sends: `helmet.frameguard()`. */
export function sentByPart(library: readonly LibraryHeader[], name: string): SentHeader[] {
  return library
    .filter(({ options }) => options.includes(name))
    .map(({ header, value }) => ({ header, value }));
}

/** `{ action: "deny" }`, `{ maxAge: 31536000 }` or the value itself. */
function configured(header: string, given: Value): string | undefined {
  if (given.kind !== "record") return stringOf(given);
  if (header === "x-frame-options")
    return stringOf(entryNamed(given.entries, "action")?.value)?.toUpperCase();
  const maxAge = entryNamed(given.entries, "maxAge")?.value;
  return header === "strict-transport-security" && maxAge?.kind === "number"
    ? `max-age=${maxAge.value}`
    : undefined;
}
