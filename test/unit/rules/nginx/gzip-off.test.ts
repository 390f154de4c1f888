import { gzipOff } from "../../../../src/core/rules/nginx/gzip-off";
import { testRule } from "../../../support/rule-tester";

const types = "gzip_types text/css application/json application/javascript image/svg+xml;";
const http = (...lines: string[]) => `http {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const site = "server { listen 80; root /a; }";

testRule(gzipOff, {
  valid: [
    { title: "on, with types", code: http("gzip on;", "gzip_types text/css;", site), proof: "gzip on" },
    { title: "in every server", code: http(`server { gzip on; ${types} root /a; }`), proof: "gzip on" },
    { title: "brotli", code: http("brotli on;", site) },
    { title: "a fragment", code: `${site}\n` },
    { title: "in one location", code: http("server { location /api/ { gzip on; proxy_pass http://a; } }") },
    { title: "an include that nobody knows", code: http("include /srv/gzip.conf;", site) },
    {
      title: "a file of the folder",
      code: {
        "nginx/nginx.conf": http("include conf.d/*.conf;"),
        "nginx/conf.d/gzip.conf": `gzip on;\n${types}\n`,
      },
    },
    { title: "behind a CDN", code: http("real_ip_header CF-Connecting-IP;", site) },
    {
      title: "another proxy in front",
      code: {
        Caddyfile: "a.example {\n\tencode gzip\n\treverse_proxy web:80\n}\n",
        "nginx.conf": http(site),
      },
    },
    { title: "nothing is served", code: http("types { text/html html; }") },
    { title: "in development", code: { "docker/dev/nginx.conf": http(site) } },
    { title: "not finished", code: `http {\n  ${site}\n` },
  ],
  invalid: [
    {
      title: "what is set already is not set again",
      code: `events {}\n«http» {\n\tsendfile on;\n\tgzip_vary on;\n\n\tinclude /etc/nginx/conf.d/*.conf;\n}\n`,
      severity: "info",
      fixed: `events {}\nhttp {\n\tsendfile on;\n\tgzip_vary on;\n\tgzip on;\n\tgzip_comp_level 5;\n\tgzip_min_length 256;\n\tgzip_proxied any;\n\t${types}\n\n\tinclude /etc/nginx/conf.d/*.conf;\n}\n`,
    },
    {
      title: "switched off",
      code: http("«gzip off;»", types, site),
      message: /Compression is switched off/,
      fixed: http("gzip on;", types, site),
    },
    {
      title: "types in a comment only",
      code: http("«gzip on;»", "# gzip_types text/plain;", site),
      message: /compresses HTML alone/,
      fixed: http("gzip on;", types, "# gzip_types text/plain;", site),
    },
    {
      title: "an excerpt, on one line",
      severity: "hint",
      code: `«http» { ${site} }\n`,
      fixed: `http { gzip on; gzip_vary on; gzip_comp_level 5; gzip_min_length 256; gzip_proxied any; ${types} ${site} }\n`,
    },
  ],
});
