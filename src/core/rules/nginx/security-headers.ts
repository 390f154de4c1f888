/** What a site is expected to send, in the order in which it is inserted. Names are lower case as keys. */
export const securityHeaders: ReadonlyMap<string, string> = new Map([
  ["x-frame-options", 'add_header X-Frame-Options "SAMEORIGIN" always;'],
  ["x-content-type-options", 'add_header X-Content-Type-Options "nosniff" always;'],
  ["referrer-policy", 'add_header Referrer-Policy "strict-origin-when-cross-origin" always;'],
  ["strict-transport-security", 'add_header Strict-Transport-Security "max-age=31536000" always;'],
]);

const protective: ReadonlySet<string> = new Set([
  ...securityHeaders.keys(),
  "content-security-policy",
  "content-security-policy-report-only",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "x-permitted-cross-domain-policies",
  "x-xss-protection",
]);

/** Headers that protect with some values only. */
const protectiveValues: ReadonlyMap<string, RegExp> = new Map([
  ["cache-control", /no-store|no-cache|private|must-revalidate/i],
  ["pragma", /no-cache/i],
  ["expires", /^(0|-\d+)$|1970/],
  ["content-disposition", /attachment/i],
  ["x-download-options", /noopen/i],
]);

/** Whether a page that loses this header is less secure. */
export function isProtective(name: string, value: string | undefined): boolean {
  return protective.has(name) || (value !== undefined && (protectiveValues.get(name)?.test(value) ?? false));
}
