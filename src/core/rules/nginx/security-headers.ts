import type { NginxHeader } from "../../files/nginx/effective";
import type { NginxLevel } from "../../files/nginx/level";
import type { ProjectView } from "../../project/view";
import { answersWithContent, mayAnswerWithPage } from "./content-kind";

/** A header as somebody sends it: the value where it is known. */
export type SentHeader = Pick<NginxHeader, "name" | "value">;

/** A header that a site is expected to send. */
export interface ExpectedHeader {
  /** Lower case. */
  readonly name: string;
  readonly label: string;
  /** The directive that sends it. */
  readonly line: string;
  /** Browsers take it from HTTPS responses only. */
  readonly tlsOnly: boolean;
  /** Names under which it may be sent, lower case. */
  readonly names: readonly string[];
  /** Whether a response with this header, called by one of the names, needs no other. */
  fulfils(header: SentHeader): boolean;
  /** Whether such a header shows that all is right; one that switches the protection off does not. */
  proves(header: SentHeader): boolean;
  /** Whether responses of a level that serves content need it. */
  concerns(level: NginxLevel, project: ProjectView): boolean;
}

function expected(
  label: string,
  value: string,
  more: Partial<Omit<ExpectedHeader, "name" | "label" | "line">> = {},
): ExpectedHeader {
  const name = label.toLowerCase();
  return {
    name,
    label,
    line: `add_header ${label} "${value}" always;`,
    tlsOnly: false,
    names: [name],
    fulfils: () => true,
    proves: () => true,
    concerns: answersWithContent,
    ...more,
  };
}

export const frameOptions = expected("X-Frame-Options", "SAMEORIGIN", {
  names: ["x-frame-options", "content-security-policy"],
  // A policy whose value is not known here may well forbid frames.
  fulfils: ({ name, value }) =>
    name === "x-frame-options" || (value ?? "frame-ancestors").includes("frame-ancestors"),
  proves: ({ name, value }) =>
    name !== "x-frame-options" || value === undefined || /^(deny|sameorigin)$/i.test(value.trim()),
});

export const contentTypeOptions = expected("X-Content-Type-Options", "nosniff", {
  proves: ({ value }) => value === undefined || /^nosniff$/i.test(value.trim()),
});

export const referrerPolicy = expected("Referrer-Policy", "strict-origin-when-cross-origin");

export const hsts = expected("Strict-Transport-Security", "max-age=31536000", {
  tlsOnly: true,
  proves: ({ value }) => !/max-age="?0+\b/.test(value ?? ""),
  concerns: () => true,
});

/** A policy to start with, before anybody knows what the pages load. */
export const STARTER_POLICY =
  "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'";

/** It is inserted so that it reports what it would block; a policy that was not written for a page breaks it. */
export const contentSecurityPolicy: ExpectedHeader = {
  ...expected("Content-Security-Policy", ""),
  line: `add_header Content-Security-Policy-Report-Only "${STARTER_POLICY}" always;`,
  names: ["content-security-policy", "content-security-policy-report-only"],
  proves: ({ name }) => name === "content-security-policy",
  concerns: mayAnswerWithPage,
};

/** The set that is inserted together, in this order. */
export const securityHeaders: readonly ExpectedHeader[] = [
  frameOptions,
  contentTypeOptions,
  referrerPolicy,
  hsts,
];

/** Headers that protect a page whatever else it sends; lower case. */
export const protectiveNames: ReadonlySet<string> = new Set([
  ...securityHeaders.map(({ name }) => name),
  "content-security-policy",
  "content-security-policy-report-only",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
]);

const alsoProtective: ReadonlySet<string> = new Set([
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
  if (protectiveNames.has(name) || alsoProtective.has(name)) return true;
  return value !== undefined && (protectiveValues.get(name)?.test(value) ?? false);
}
