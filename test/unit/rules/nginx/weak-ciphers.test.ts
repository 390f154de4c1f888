import { weakCiphersRule } from "../../../../src/core/rules/nginx/weak-ciphers";
import { testRule } from "../../../support/rule-tester";

const ciphers = (list: string) => `ssl_ciphers ${list};\n`;
const intermediate =
  "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

testRule(weakCiphersRule, {
  valid: [
    { title: "nginx's own default", code: ciphers("HIGH:!aNULL:!MD5") },
    { title: "Mozilla's intermediate list", code: ciphers(intermediate) },
    {
      title: "what is weak is taken out",
      code: ciphers("'EECDH+AESGCM:EDH+AESGCM:HIGH:!aNULL:!eNULL:!EXPORT:!DES:!3DES:!RC4:!MD5:!PSK'"),
    },
    { title: "everything without what is weak", code: ciphers("ALL:!aNULL:!RC4:!3DES:!MD5") },
    { title: "moved to the end only", code: ciphers("HIGH:!aNULL:+RC4:-3DES") },
    { title: "one suite taken out again", code: ciphers("HIGH:RC4-SHA:!RC4-SHA") },
    { title: "the system decides", code: ciphers("PROFILE=SYSTEM") },
    { title: "a level of security", code: ciphers("DEFAULT@SECLEVEL=2") },
    { title: "a variable", code: ciphers("$ciphers") },
    {
      title: "TLS 1.3 alone has its own",
      code: `server {\n  ssl_protocols TLSv1.3;\n  ${ciphers("RC4")}}\n`,
    },
    {
      title: "TLS 1.3 alone, at http",
      code: `http {\n  ssl_protocols TLSv1.3;\n  server { ${ciphers("ALL")}}\n}\n`,
    },
    { title: "outbound", code: "proxy_ssl_ciphers DEFAULT;\n" },
  ],
  invalid: [
    {
      title: "triple DES",
      code: ciphers('"ECDHE-RSA-AES128-GCM-SHA256:«EDH-RSA-DES-CBC3-SHA»:!DSS"'),
      severity: "warning",
      message: /weak ciphers in: 3DES\./,
      fixed: ciphers('"ECDHE-RSA-AES128-GCM-SHA256:!DSS"'),
    },
    {
      title: "RC4 in a combination; !DES takes no triple DES out",
      code: ciphers("EECDH+AESGCM:«EECDH+RC4:DES-CBC3-SHA»:!DES:!aNULL"),
      message: /RC4, 3DES/,
      fixed: ciphers("EECDH+AESGCM:!DES:!aNULL"),
    },
    {
      title: "everything but what is not authenticated",
      code: ciphers("«ALL»:!aNULL:!eNULL"),
      fixed: ciphers(intermediate),
    },
    { title: "OpenSSL's default", code: ciphers("«DEFAULT»") },
    { title: "no encryption", code: ciphers("AES256-SHA:«eNULL»"), message: /no encryption/ },
    {
      title: "no authentication",
      code: ciphers("AES256-SHA «ADH-AES256-SHA»".replace(" ", ":")),
      message: /no authentication/,
    },
    {
      title: "export grade",
      code: ciphers("AES256-SHA:«EXP-RC4-MD5»:AES128-SHA"),
      message: /RC4, MD5, export grade/,
    },
    {
      title: "the list that picks the old ones",
      code: ciphers("AES256-SHA:«RC4»"),
      fix: "Use Mozilla's intermediate list",
      fixed: ciphers(intermediate),
    },
  ],
});
