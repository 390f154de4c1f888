import type { ScriptForm } from "../../files/script/form";
import { possibleValues } from "../../files/syntax/possible";
import { type Entry, entryNamed } from "../../files/syntax/value";

/** A protection of helmet: the header, and the options that stand for it. */
export interface Feature {
  readonly options: readonly string[];
  readonly header: string;
  /** What is so without it. */
  readonly message: string;
  readonly severity: "warning" | "info" | "hint";
  readonly equivalents: readonly string[];
}

const NJSSCAN = "njsscan helmet_feature_disabled";
const CODEQL = "codeql js/insecure-helmet-configuration";

export const features: readonly Feature[] = [
  {
    options: ["contentSecurityPolicy"],
    header: "content-security-policy",
    message:
      "Content-Security-Policy is switched off, and nothing else sends it: a script that is smuggled into a page runs.",
    severity: "warning",
    equivalents: [NJSSCAN, CODEQL, "sonar S5728"],
  },
  {
    options: ["xFrameOptions", "frameguard"],
    header: "x-frame-options",
    message:
      "X-Frame-Options is switched off, and nothing else sends it: other sites may show the pages in a frame.",
    severity: "warning",
    equivalents: [NJSSCAN, CODEQL],
  },
  {
    options: ["strictTransportSecurity", "hsts"],
    header: "strict-transport-security",
    message:
      "Strict-Transport-Security is switched off, and nothing else sends it: browsers also open the site over plain HTTP.",
    severity: "warning",
    equivalents: [NJSSCAN, "sonar S5739"],
  },
  {
    options: ["xContentTypeOptions", "noSniff"],
    header: "x-content-type-options",
    message:
      "X-Content-Type-Options is switched off, and nothing else sends it: browsers guess another content type than the one that is sent.",
    severity: "warning",
    equivalents: [NJSSCAN, "sonar S5734"],
  },
  {
    options: ["referrerPolicy"],
    header: "referrer-policy",
    message:
      "Referrer-Policy is switched off, and nothing else sends it: other sites may learn the full address of a page.",
    severity: "warning",
    equivalents: [NJSSCAN, "sonar S5736"],
  },
  {
    options: ["xPoweredBy", "hidePoweredBy"],
    header: "x-powered-by",
    message: "X-Powered-By stays in, and every answer tells what the server is built with.",
    severity: "info",
    equivalents: [NJSSCAN],
  },
  {
    // The older name is also that of helmet 3, which switched the filter on with it. `xXssProtection` only ever sends 0.
    options: ["xssFilter"],
    header: "x-xss-protection",
    message:
      "X-XSS-Protection is switched off: browsers of before 2020 decide for themselves which scripts they filter.",
    severity: "hint",
    equivalents: [NJSSCAN],
  },
];

/** The option of `entries` that switches `feature` off in production. */
export function switchedOff(
  { options }: Feature,
  entries: readonly Entry[],
  form: ScriptForm,
): Entry | undefined {
  const entry = options.map((name) => entryNamed(entries, name)).find((one) => one !== undefined);
  const isOff =
    entry &&
    possibleValues(entry.value, form).some(
      ({ value, conditional }) => !conditional && value.kind === "boolean" && !value.value,
    );
  return isOff ? entry : undefined;
}
