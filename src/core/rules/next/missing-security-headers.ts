import { usesSemicolons } from "../../files/script/insert";
import { insertBefore } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import { entryNamed, type Value } from "../../files/syntax/value";
import { proxies } from "../../project/headers/edges";
import { replacement, type TextEdit } from "../../text/edits";
import { decisive, isUnknown, ownSenders, senderOf } from "../node/security-senders";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { addLines, headerRules, isNextConfig, isStaticExport, type NextConfig, nextConfigOf } from "./config";

type Context = FileRuleContext<"javascript">;

const HSTS = "Strict-Transport-Security";
const usual: readonly (readonly [string, string])[] = [
  ["X-Frame-Options", "SAMEORIGIN"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
];

/**
 * A site that is exported as files gets its headers from its host. The fix is for a person to pick: X-Frame-Options can
 * break a page that is embedded elsewhere. Where a proxy of the workspace stands in front, Strict-Transport-Security is
 * left to it; a content security policy needs nonces in Next.js and is no matter of a line.
 */
export const nextMissingSecurityHeaders = defineRule({
  id: "next/missing-security-headers",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Send security headers with every page",
  why: "Next.js sends none by itself. Without them browsers may show the site inside a foreign page, guess another content type than the one that was sent, and open it over plain HTTP.",
  references: [
    "https://nextjs.org/docs/app/api-reference/config/next-config-js/headers",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "next.config.ts",
      bad: `import type { NextConfig } from "next";

const «nextConfig»: NextConfig = {
  reactStrictMode: true,
};

export default nextConfig;
`,
      good: `import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Frame-Options", value: "SAMEORIGIN" },
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          { key: "Strict-Transport-Security", value: "max-age=31536000" },
        ],
      },
    ];
  },
};

export default nextConfig;
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!isNextConfig(file.path) || !file.form.clean) return;
    const sent = decisive.map((header) => senderOf(header, file, project));
    const [framing, sniffing] = sent;
    if (framing && sniffing)
      yield { proves: framing.at, path: framing.path, message: `${framing.path} sends them.` };
    if (sent.some((provider) => provider !== undefined) || isUnknown(file, project)) return;
    const config = nextConfigOf(file.form);
    const rules = config && !isStaticExport(config) ? headerRules(config, file.form) : undefined;
    if (!config || rules === undefined) return;
    const isPartial = decisive.some((header) =>
      ownSenders(header, file, project, "some").some(({ path }) => path === file.path),
    );
    yield {
      at: config.at,
      message: isPartial
        ? "Only some paths of this site carry security headers: no rule here is for all of them."
        : "The pages and routes of this site carry no security headers.",
      fixes: headerFixes(config, rules, context),
    };
  },
});

function headerFixes(config: NextConfig, rules: Value | null, { file, project }: Context): Fix[] {
  const values =
    project.fact(proxies).length > 0 ? [] : ["max-age=31536000", "max-age=31536000; includeSubDomains"];
  const variants = values.length > 0 ? values.map((value) => [...usual, [HSTS, value] as const]) : [usual];
  return variants.flatMap((headers): Fix[] => {
    const edits = rules
      ? intoRules(rules, headers, file.text)
      : addLines(config, linesFor(config, headers, file.form), file.text);
    const names = headers.map(([name]) => name).join(", ");
    const wide = headers.some(([, value]) => value.includes("includeSubDomains"))
      ? ", for sub-domains as well"
      : "";
    return edits.length > 0 ? [{ title: `Send ${names}${wide}`, kind: "review", edits }] : [];
  });
}

function linesFor({ record }: NextConfig, headers: typeof usual, form: Context["file"]["form"]): string[] {
  const quote = quoteOf(form.text, '"');
  return [
    ...(entryNamed(record.entries, "poweredByHeader") ? [] : ["poweredByHeader: false,"]),
    "async headers() {",
    "  return [",
    "    {",
    `      source: ${quote}/:path*${quote},`,
    "      headers: [",
    ...headers.map((header) => `        ${pair(header, quote)},`),
    "      ],",
    "    },",
    `  ]${usesSemicolons(form) ? ";" : ""}`,
    "},",
  ];
}

/** A rule for all paths in front of those that are there, which may say otherwise for some. */
function intoRules(rules: Value, headers: typeof usual, text: string): TextEdit[] {
  if (rules.kind !== "list") return [];
  const quote = quoteOf(text, '"');
  const pairs = headers.map((header) => pair(header, quote)).join(", ");
  const rule = `{ source: ${quote}/:path*${quote}, headers: [${pairs}] }`;
  const [first] = rules.items;
  return [first ? insertBefore(text, first.at, rule) : replacement(rules.at, `[${rule}]`)];
}

function pair([name, value]: readonly [string, string], quote: string): string {
  return `{ key: ${quote}${name}${quote}, value: ${quote}${value}${quote} }`;
}
