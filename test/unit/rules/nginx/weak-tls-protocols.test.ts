import { weakTlsProtocols } from "../../../../src/core/rules/nginx/weak-tls-protocols";
import { testRule } from "../../../support/rule-tester";

const server = (line: string) => `server {\n  listen 443 ssl;\n  ${line}\n}\n`;

testRule(weakTlsProtocols, {
  valid: [
    { title: "1.2 alone", code: server("ssl_protocols TLSv1.2;"), proof: "ssl_protocols TLSv1.2" },
    { title: "1.3 alone", code: server("ssl_protocols TLSv1.3;"), proof: "TLSv1.3" },
    { title: "both, newest first", code: server("ssl_protocols TLSv1.3 TLSv1.2;"), proof: "TLSv1.3 TLSv1.2" },
    { title: "a variable of a template", code: server("ssl_protocols ${TLS_PROTOCOLS};") },
    { title: "in a comment", code: server("# ssl_protocols TLSv1;") },
    { title: "outbound, new ones", code: "location / { proxy_ssl_protocols TLSv1.2 TLSv1.3; }\n" },
    { title: "a test's file", code: { "testdata/nginx.conf": "ssl_certificate a;\n" } },
  ],
  invalid: [
    {
      title: "one of several policies, and not the one that is used",
      code: {
        "tls/old.conf": "ssl_protocols «TLSv1 TLSv1.1» TLSv1.2;\n",
        "tls/new.conf": "ssl_protocols TLSv1.2 TLSv1.3;\n",
        "sites/app.conf": "server {\n  listen 443 ssl;\n  include tls/new.conf;\n}\n",
      },
      severity: "info",
    },
    {
      title: "the policy that is used",
      code: {
        "tls/old.conf": "ssl_protocols «TLSv1 TLSv1.1» TLSv1.2;\n",
        "sites/app.conf": "server {\n  listen 443 ssl;\n  include tls/old.conf;\n}\n",
      },
      severity: "error",
    },
    {
      title: "what old guides say: removed first, the new version added where somebody picks that",
      code: server("ssl_protocols «TLSv1 TLSv1.1» TLSv1.2;"),
      severity: "error",
      message: /^TLSv1, TLSv1\.1 can be decrypted/,
      fixed: server("ssl_protocols TLSv1.2;"),
    },
    {
      title: "the second fix",
      code: server("ssl_protocols TLSv1.2 «TLSv1.1»; # c"),
      fix: "Allow TLSv1.2 and TLSv1.3",
      fixed: server("ssl_protocols TLSv1.2 TLSv1.3; # c"),
    },
    {
      title: "SSL 3 at http level, over two lines",
      code: "http {\n  ssl_protocols «SSLv3\n    TLSv1»\n    TLSv1.3;\n}\n",
      fixed: "http {\n  ssl_protocols TLSv1.3;\n}\n",
    },
    { title: "a line alone", code: "ssl_protocols «SSLv2» TLSv1.2;\n", fixed: "ssl_protocols TLSv1.2;\n" },
    { title: "beside a placeholder: no fix", code: server("ssl_protocols «TLSv1» ${MORE};"), fixed: null },
    {
      title: "outbound: the server behind decides as well",
      code: "location / {\n  proxy_ssl_protocols «TLSv1» TLSv1.2;\n}\n",
      severity: "info",
      fixed: "location / {\n  proxy_ssl_protocols TLSv1.2;\n}\n",
    },
    {
      title: "a file that does not parse, further down",
      code: "server {\n  ssl_protocols «TLSv1.1» TLSv1.2;\n  root /a\n",
    },
  ],
});
