import {
  childrenOf,
  isLiteral,
  type NginxDirective,
  type NginxWord,
  walkNginx,
} from "../../files/nginx/form";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { type WeakCipher, weakCiphers } from "./cipher-list";
import { isUnusedSnippet } from "./unused-snippet";
import { insideOf } from "./written-headers";

/** Mozilla's intermediate list, without the suites that need parameters of their own (guidelines 6.0). */
const INTERMEDIATE =
  "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:" +
  "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

export const weakCiphersRule = defineRule({
  id: "nginx/weak-ciphers",
  on: "nginx",
  severity: "warning",
  title: "Offer strong ciphers only",
  why: "A connection that is encrypted with RC4 or 3DES, or made without checking who is at the other end, can be read by somebody who listens long enough.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ciphers",
    "https://wiki.mozilla.org/Security/Server_Side_TLS",
    "https://docs.openssl.org/3.0/man1/openssl-ciphers/",
  ],
  equivalents: [],
  alsoSilencedBy: ["gixy weak_ssl_tls"],
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:«DES-CBC3-SHA:RC4-SHA»;
}
`,
      good: `server {
    listen 443 ssl;
    ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;
}
`,
    },
    {
      title: "a set that holds weak ones",
      bad: `server {
    listen 443 ssl;
    ssl_ciphers «ALL»;
}
`,
      good: `server {
    listen 443 ssl;
    ssl_ciphers ${INTERMEDIATE};
}
`,
    },
  ],
  *check(context) {
    const { file } = context;
    for (const directive of walkNginx(file.form.directives)) {
      const [word] = directive.args;
      if (directive.name !== "ssl_ciphers" || !word || !isLiteral(word) || word.raw.includes("\\")) continue;
      const inside = insideOf(word);
      const list = file.text.slice(inside.start, inside.end);
      const weak = weakCiphers(list);
      const [first] = weak;
      const last = weak.at(-1);
      if (!first || !last || usesTls13Only(directive, file.form.directives)) continue;
      const reasons = [...new Set(weak.flatMap((each) => each.reasons))];
      yield {
        at: { start: inside.start + first.start, end: inside.start + last.start + last.token.length },
        message: `This list lets weak ciphers in: ${reasons.join(", ")}.`,
        ...(isUnusedSnippet(context) ? { severity: "info" } : {}),
        fixes: fixesFor(word, list, weak),
      };
    }
  },
});

function fixesFor(word: NginxWord, list: string, weak: readonly WeakCipher[]): Fix[] {
  const inside = insideOf(word);
  const starts = new Set(weak.map(({ start }) => start));
  const kept = [...list.matchAll(/[^:,\s;]+/g)]
    .filter(({ index }) => !starts.has(index))
    .map(([token]) => token);
  const replaced: Fix = {
    title: "Use Mozilla's intermediate list",
    kind: "review",
    edits: [replacement(inside, INTERMEDIATE)],
  };
  // What only takes suites out enables none.
  if (!kept.some((token) => /^[^!\-+@]/.test(token))) return [replaced];
  const separator = /[:,\s;]/.exec(list)?.[0] ?? ":";
  const removal: Fix = {
    title: `Remove ${weak.length === 1 ? weak[0]?.token : `the ${weak.length} weak entries`}`,
    kind: "safe",
    edits: [replacement(inside, kept.join(separator))],
  };
  return [removal, replaced];
}

/** TLS 1.3 has ciphers of its own: the list then counts for nothing. */
function usesTls13Only(directive: NginxDirective, top: readonly NginxDirective[]): boolean {
  for (let at = directive.parent; ; at = at.parent) {
    const around = at ? childrenOf(at) : top;
    const protocols = around.findLast(({ name }) => name === "ssl_protocols");
    if (protocols) return protocols.args.length === 1 && protocols.args[0]?.value === "TLSv1.3";
    if (!at) return false;
  }
}
