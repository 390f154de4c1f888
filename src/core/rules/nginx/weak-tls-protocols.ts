import { type NginxDirective, type NginxWord, walkNginx } from "../../files/nginx/form";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { isUnusedSnippet } from "./unused-snippet";

/** All that nginx knows below TLS 1.2, in the order of their age. */
const weak = ["sslv2", "sslv3", "tlsv1", "tlsv1.1"];
const SECURE = "TLSv1.2 TLSv1.3";

/** Connections that nginx opens itself, to servers that somebody else may run. */
const outbound = /^(proxy|grpc|uwsgi|scgi)_ssl_protocols$/;

export const weakTlsProtocols = defineRule({
  id: "nginx/weak-tls-protocols",
  on: "nginx",
  severity: "error",
  title: "Allow TLS 1.2 and newer only",
  why: "Connections over SSL 3, TLS 1.0 and TLS 1.1 can be decrypted by attacks that have been known for years, and browsers refuse them.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
    "https://www.rfc-editor.org/rfc/rfc8996",
    "https://wiki.mozilla.org/Security/Server_Side_TLS",
  ],
  equivalents: ["semgrep insecure-ssl-version"],
  alsoSilencedBy: ["gixy weak_ssl_tls"],
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    ssl_protocols «TLSv1 TLSv1.1» TLSv1.2 TLSv1.3;
}
`,
      good: `server {
    listen 443 ssl;
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
    },
    {
      title: "nothing newer is allowed",
      bad: `server {
    listen 443 ssl;
    ssl_protocols «TLSv1»;
}
`,
      good: `server {
    listen 443 ssl;
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],
  *check(context) {
    const { file } = context;
    for (const directive of walkNginx(file.form.directives)) {
      const isOutbound = outbound.test(directive.name);
      if (directive.name !== "ssl_protocols" && !isOutbound) continue;
      const found = directive.args.filter(isWeak);
      const at = spanOf(found);
      if (at) {
        const names = found.map(({ value }) => value).join(", ");
        yield {
          at,
          message: isOutbound
            ? `nginx may talk to the server behind it over ${names}, which can be decrypted.`
            : `${names} can be decrypted by known attacks and should not be offered.`,
          ...(isOutbound ? { severity: "info", equivalents: [] } : {}),
          ...(isUnusedSnippet(context) ? { severity: "info" } : {}),
          fixes: fixesFor(directive, found.length),
        };
      } else if (!isOutbound && directive.args.length > 0 && directive.args.every(isSecure)) {
        yield { proves: directive.at, message: "Only TLS 1.2 and newer are allowed." };
      }
    }
  },
});

/** Without the old ones; another version is added where none is left, or where somebody picks that. */
function fixesFor({ args }: NginxDirective, weakCount: number): Fix[] {
  const all = spanOf(args);
  if (!all || !args.every((word) => isWeak(word) || isSecure(word))) return [];
  const kept = args.filter((word) => !isWeak(word)).map(({ value }) => value);
  const both: Fix = {
    title: `Allow ${SECURE.replace(" ", " and ")}`,
    kind: "review",
    edits: [replacement(all, SECURE)],
  };
  if (kept.length === 0) return [both];
  const removal: Fix = {
    title: `Remove ${weakCount === 1 ? "it" : `the ${weakCount} old versions`}`,
    kind: "safe",
    edits: [replacement(all, kept.join(" "))],
  };
  return kept.some((value) => value.toLowerCase() === "tlsv1.3") ? [removal] : [removal, both];
}

function isWeak({ value }: NginxWord): boolean {
  return weak.includes(value.toLowerCase());
}

function isSecure({ value }: NginxWord): boolean {
  return /^tlsv1\.[23]$/i.test(value);
}

function spanOf(words: readonly NginxWord[]): Span | undefined {
  const [first] = words;
  const last = words.at(-1);
  return first && last && { start: first.at.start, end: last.at.end };
}
