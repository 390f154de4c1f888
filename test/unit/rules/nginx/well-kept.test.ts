import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { addHeaderInheritanceDrop } from "../../../../src/core/rules/nginx/add-header-inheritance-drop";
import { missingHsts } from "../../../../src/core/rules/nginx/missing-hsts";
import { projectOf } from "../../../support/project";

const headerRules = rules.filter(({ id }) => /^nginx\/.*(header|hsts|csp|options|referrer)/.test(id));

/**
 * A configuration as careful administrators keep it: values from maps by content type, one file a header,
 * a folder of snippets, redirects and a default server that turns everybody else away.
 */
const wellKept = {
  "nginx/nginx.conf": `user www-data;
worker_processes auto;
events { worker_connections 8000; }
http {
  include h5/security/server_software_information.conf;
  include mime.types;
  log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                  '$status $body_bytes_sent "$http_referer"';
  map $sent_http_content_type $x_frame_options { default ""; ~*text/html DENY; }
  map $sent_http_content_type $csp { default ""; ~*text/(html|javascript) "default-src 'self'; base-uri 'none'"; }
  map $sent_http_content_type $cors { default ""; ~*font/ "*"; ~*image/ "*"; }
  map $sent_http_content_type $expires { default 1M; text/html epoch; }
  include conf.d/*.conf;
}
`,
  "nginx/h5/security/server_software_information.conf": "server_tokens off;\n",
  "nginx/h5/security/strict-transport-security.conf":
    'add_header Strict-Transport-Security "max-age=16070400; includeSubDomains" always;\n',
  "nginx/h5/security/x-frame-options.conf": "add_header X-Frame-Options $x_frame_options always;\n",
  "nginx/h5/cross-origin/requests.conf": "add_header Access-Control-Allow-Origin $cors;\n",
  "nginx/h5/location/web_files.conf": `location ~* /\\.(?!well-known\\/) { deny all; }
location ~* (?:#.*#|\\.(?:bak|conf|sql|sw[op])|~)$ { deny all; }
`,
  "nginx/h5/basic.conf": `include h5/security/strict-transport-security.conf;
include h5/security/x-frame-options.conf;
include h5/cross-origin/requests.conf;
add_header Content-Security-Policy $csp always;
add_header X-Content-Type-Options nosniff always;
expires $expires;
`,
  "nginx/conf.d/no-default.conf": `server {
  listen [::]:443 ssl default_server;
  listen 443 ssl default_server;
  server_name _;
  include h5/tls/ssl_engine.conf;
  return 444;
}
`,
  "nginx/conf.d/example.com.conf": `server {
  listen 80;
  server_name example.com www.example.com;
  return 301 $scheme://example.com$request_uri;
}
server {
  listen 443 ssl http2;
  server_name www.example.com;
  ssl_certificate /etc/nginx/certs/default.crt;
  return 301 https://example.com$request_uri;
}
server {
  listen [::]:443 ssl http2;
  listen 443 ssl http2;
  server_name example.com;
  include h5/basic.conf;
  include h5/location/web_files.conf;
  ssl_certificate /etc/nginx/certs/default.crt;
  root /var/www/example.com/public;
  error_page 404 /404.html;
  location / { try_files $uri $uri/ =404; }
  location ~* \\.(?:css|js)$ { expires 1y; }
  location = /api/health {
    include h5/basic.conf;
    add_header Cache-Control no-store always;
    return 200 "ok";
  }
}
`,
};

describe("a well-kept nginx configuration", () => {
  it("is left alone", () => {
    const result = lint(projectOf(wellKept), [missingHsts, addHeaderInheritanceDrop], resolveConfig());
    assert.deepEqual(result.failures, []);
    assert.deepEqual(result.findings, []);
    assert.deepEqual(
      result.proofs.map(({ path }) => path),
      ["nginx/h5/security/strict-transport-security.conf"],
    );
  });

  it("gets nothing but hints from all rules about nginx headers", () => {
    const { findings, failures } = lint(projectOf(wellKept), headerRules, resolveConfig());
    assert.deepEqual(failures, []);
    assert.deepEqual(findings.map(({ rule, severity }) => `${severity} ${rule}`).sort(), [
      "hint nginx/hsts-max-age-low",
      "hint nginx/missing-referrer-policy",
    ]);
  });

  it("is found out when its snippet is gone", () => {
    const { "nginx/h5/security/strict-transport-security.conf": _, ...rest } = wellKept;
    const { findings } = lint(projectOf(rest), [missingHsts, addHeaderInheritanceDrop], resolveConfig());
    assert.deepEqual(
      findings.map(({ rule, severity, fixes }) => [rule, severity, fixes.length]),
      [["nginx/missing-hsts", "hint", 0]],
    );
  });

  it("is found out when a location forgets the rest", () => {
    const path = "nginx/conf.d/example.com.conf";
    const text = wellKept[path].replace("    include h5/basic.conf;\n", "");
    const { findings } = lint(
      projectOf({ ...wellKept, [path]: text }),
      [missingHsts, addHeaderInheritanceDrop],
      resolveConfig(),
    );
    assert.deepEqual(
      findings.map(({ rule, severity, at }) => [rule, severity, text.slice(at.start, at.end)]),
      [["nginx/add-header-inheritance-drop", "warning", "add_header Cache-Control no-store always;"]],
    );
  });
});
