import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { isAtLeast } from "../../../../src/core/lint/severity";
import { addHeaderInheritanceDrop } from "../../../../src/core/rules/nginx/add-header-inheritance-drop";
import { missingHsts } from "../../../../src/core/rules/nginx/missing-hsts";
import { applyEdits } from "../../../../src/core/text/edits";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const hsts = 'add_header Strict-Transport-Security "max-age=31536000" always;';
const helmet =
  'import express from "express";\nimport helmet from "helmet";\nconst app = express();\napp.use(helmet());\napp.listen(3000);\n';
const tls = "listen 443 ssl;\n  server_name app.example.com;";

testRule(missingHsts, {
  valid: [
    { title: "sent by the server", code: `server {\n  ${tls}\n  ${hsts}\n  root /a;\n}\n`, proof: hsts },
    {
      title: "inherited from http",
      code: `http {\n  ${hsts}\n  server {\n    ${tls}\n    location / { proxy_pass http://a; }\n  }\n}\n`,
      proof: hsts,
    },
    {
      title: "the value is a variable from a map",
      code: `map $scheme $hsts { https "max-age=31536000"; }\nserver {\n  ${tls}\n  add_header Strict-Transport-Security $hsts always;\n  root /a;\n}\n`,
      proof: "$hsts",
    },
    {
      title: "every location sends it itself",
      code: `server {\n  ${tls}\n  location / { ${hsts} root /a; }\n  location /b { ${hsts} root /b; }\n}\n`,
    },
    {
      title: "more_set_headers at http",
      code: `http {\n  more_set_headers "Strict-Transport-Security: max-age=31536000";\n  server {\n    ${tls}\n    add_header A b;\n    root /a;\n  }\n}\n`,
      proof: "more_set_headers",
    },
    {
      title: "lost in a location only: the other rule speaks",
      code: `server {\n  ${tls}\n  ${hsts}\n  root /a;\n  location /b { add_header A b; }\n}\n`,
    },
    { title: "plain HTTP", code: "server {\n  listen 80;\n  listen [::]:80;\n  root /a;\n}\n" },
    { title: "no listen at all", code: "server {\n  root /a;\n}\n" },
    {
      title: "TLS ends before nginx",
      code: "server {\n  listen 8080;\n  location / { proxy_pass http://a; }\n}\n",
    },
    {
      title: "only 444",
      code: "server {\n  listen 443 ssl default_server;\n  ssl_certificate a;\n  return 444;\n}\n",
    },
    {
      title: "handshake refused",
      code: "server {\n  listen 443 ssl default_server;\n  ssl_reject_handshake on;\n}\n",
    },
    {
      title: "redirect to the other name",
      code: `server {\n  ${tls}\n  return 301 https://example.com$request_uri;\n}\n`,
    },
    {
      title: "redirect by rewrite",
      code: `server {\n  ${tls}\n  rewrite ^/(.*)$ https://example.com/$1 permanent;\n}\n`,
    },
    {
      title: "redirect in the only location",
      code: `server {\n  ${tls}\n  location /.well-known/acme-challenge/ { root /a; }\n  location / { return 301 https://example.com; }\n}\n`,
    },
    { title: "stream", code: "stream {\n  server {\n    listen 443 ssl;\n    proxy_pass app;\n  }\n}\n" },
    { title: "a stream fragment", code: "server {\n  listen 443 ssl;\n  proxy_pass app:80;\n}\n" },
    { title: "mail", code: "mail {\n  server {\n    listen 993 ssl;\n    protocol imap;\n  }\n}\n" },
    { title: "server of an upstream", code: "upstream a {\n  server app:443;\n}\n" },
    {
      title: "an included file sends it",
      code: {
        "nginx/sites-available/app.conf": `server {\n  ${tls}\n  include snippets/headers.conf;\n  root /a;\n}\n`,
        "nginx/snippets/headers.conf": `${hsts}\n`,
      },
      proof: hsts,
    },
    {
      title: "a file below /etc/nginx is found by its tail",
      code: {
        "deploy/app.conf": `server {\n  ${tls}\n  include /etc/nginx/shared/headers.conf;\n  root /a;\n}\n`,
        "config/nginx/shared/headers.conf": `${hsts}\n`,
      },
      proof: hsts,
    },
    {
      title: "the nginx.conf that loads the site sends it",
      code: {
        "nginx/nginx.conf": `http {\n  ${hsts}\n  include /etc/nginx/conf.d/*.conf;\n}\n`,
        "nginx/conf.d/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
      },
      proof: hsts,
    },
    {
      title: "the nginx.conf beside the site sends it",
      code: {
        "nginx/nginx.conf": `http {\n  ${hsts}\n  include /etc/nginx/conf.d/*.conf;\n}\n`,
        "nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
      },
    },
    {
      title: "another file of conf.d sends it from the top",
      code: {
        "docker/conf.d/00-headers.conf": `${hsts}\n`,
        "docker/conf.d/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
      },
    },
    {
      title: "the site in the output of nginx -T",
      code: `# configuration file /etc/nginx/nginx.conf:\nhttp {\n  include /etc/nginx/sites-enabled/*;\n}\n# configuration file /etc/nginx/sites-enabled/app:\nserver {\n  ${tls}\n  include snippets/h.conf;\n  root /a;\n}\n# configuration file /etc/nginx/snippets/h.conf:\n${hsts}\n`,
      proof: hsts,
    },
    { title: "a file that does not parse", code: `server {\n  ${tls}\n  root /a\n` },
    { title: "a test's file", code: { "tests/nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n` } },
    {
      title: "the application behind sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  location / { proxy_pass http://app:3000; }\n}\n`,
        "src/server.js": helmet,
      },
      proof: "helmet()",
    },
    {
      title: "Django behind sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  location / { uwsgi_pass app:3000; }\n}\n`,
        "site/settings.py":
          'MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\nSECURE_HSTS_SECONDS = 31536000\n',
      },
    },
    {
      title: "the nginx behind sends it",
      code: {
        "edge/nginx.conf": `server {\n  ${tls}\n  location / { proxy_pass http://web:8080; }\n}\n`,
        "web/nginx.conf": `server {\n  listen 8080;\n  ${hsts}\n  root /a;\n}\n`,
      },
    },
    {
      title: "the host in front sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
        "vercel.json":
          '{ "headers": [{ "source": "/(.*)", "headers": [{ "key": "Strict-Transport-Security", "value": "max-age=63072000" }] }] }\n',
      },
      proof: "Strict-Transport-Security",
    },
  ],
  invalid: [
    {
      title: "the fix comes after the last add_header, with its indentation",
      code: `«server» {\n\t${tls.replace("\n  ", "\n\t")}\n\tadd_header X-Frame-Options DENY; # c\n\troot /a;\n}\n`,
      severity: "warning",
      fixed: `server {\n\t${tls.replace("\n  ", "\n\t")}\n\tadd_header X-Frame-Options DENY; # c\n\t${hsts}\n\troot /a;\n}\n`,
    },
    {
      title: "443 without the word ssl, and an address",
      code: "«server» {\n  listen 0.0.0.0:443;\n  ssl on;\n  root /a;\n}\n",
    },
    { title: "quic only", code: "«server» {\n  listen 8443 quic;\n  root /a;\n}\n" },
    { title: "any port with ssl", code: "«server» { listen [::]:8443 ssl; root /a; }\n" },
    {
      title: "a certificate, the port from a template",
      code: "«server» {\n  listen ${PORT};\n  ssl_certificate a;\n  root /a;\n}\n",
    },
    {
      title: "everything on one line",
      code: "«server» { listen 443 ssl; root /a; location /b { add_header A b; } }\n",
      fixed: `server { listen 443 ssl; ${hsts} root /a; location /b { add_header A b; ${hsts} } }\n`,
    },
    {
      title: "headers of http are repeated, so that the new one does not push them out",
      code: `http {\n  add_header X-Frame-Options DENY;\n  «server» {\n    ${tls}\n    root /a;\n  }\n}\n`,
      fixed: `http {\n  add_header X-Frame-Options DENY;\n  server {\n    ${tls.replace("\n  ", "\n  ")}\n  add_header X-Frame-Options DENY;\n  ${hsts}\n    root /a;\n  }\n}\n`,
    },
    {
      title: "an empty value sends nothing",
      code: `«server» {\n  ${tls}\n  add_header Strict-Transport-Security "";\n  root /a;\n}\n`,
      fixed: null,
    },
    {
      title: "for all sub-domains where somebody asks for it",
      code: `«server» {\n  ${tls}\n  root /a;\n}\n`,
      fix: "Add Strict-Transport-Security for all sub-domains too",
      fixed: `server {\n  ${tls}\n  add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;\n  root /a;\n}\n`,
    },
    {
      title: "an unknown include may send it: a hint without a fix",
      code: `«server» {\n  ${tls}\n  include snippets/secret.conf;\n  root /a;\n}\n`,
      severity: "hint",
      message: /unless include snippets\/secret\.conf does: it is not in the workspace/,
      fixed: null,
    },
    {
      title: "files that ship with nginx and certbot hide nothing",
      code: `http {\n  include mime.types;\n  include /etc/nginx/conf.d/*.conf;\n  «server» {\n    ${tls}\n    include /etc/letsencrypt/options-ssl-nginx.conf;\n    location ~ \\.php$ { include fastcgi_params; fastcgi_pass a; }\n    root /a;\n  }\n}\n`,
      severity: "warning",
    },
    {
      title: "content over plain HTTP under the same name: the fix is for a person to pick",
      code: `server {\n  listen 80;\n  server_name app.example.com;\n  root /a;\n}\n«server» {\n  ${tls}\n  root /a;\n}\n`,
    },
    {
      title: "a hidden include of the server casts doubt on its locations too",
      code: `«server» {\n  ${tls}\n  include snippets/secret.conf;\n  location / {\n    add_header A b;\n  }\n}\n`,
      severity: "hint",
      fixed: null,
    },
    {
      title: "an example's file covers nothing",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  include snippets/headers.conf;\n  root /a;\n}\n`,
        "examples/snippets/headers.conf": `${hsts}\n`,
      },
      severity: "hint",
    },
    {
      title: "an application of the workspace that nginx does not forward to",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  root /a;\n}\n`,
        "src/server.js": helmet,
      },
      severity: "warning",
    },
    {
      title: "what the application sends is removed on the way",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  proxy_hide_header Strict-Transport-Security;\n  location / { proxy_pass http://app:3000; }\n}\n`,
        "src/server.js": helmet,
      },
    },
    {
      title: "an application of the tests sends it",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  location / { proxy_pass http://app:3000; }\n}\n`,
        "tests/server.js": helmet,
      },
    },
    {
      title: "all headers that are missing, none that is there",
      code: `«server» {\n  ${tls}\n  add_header X-Content-Type-Options nosniff;\n  add_header Content-Security-Policy "frame-ancestors 'none'";\n  root /a;\n}\n`,
      fix: "Add Referrer-Policy, Strict-Transport-Security",
      fixed: `server {\n  ${tls}\n  add_header X-Content-Type-Options nosniff;\n  add_header Content-Security-Policy "frame-ancestors 'none'";\n  add_header Referrer-Policy "strict-origin-when-cross-origin" always;\n  ${hsts}\n  root /a;\n}\n`,
    },
  ],
});

/** A site as launch plans have it: a redirect, a certificate, an application's pages, cached assets, an API. */
const site = `server {
    listen 80;
    server_name shop.example www.shop.example;
    return 301 https://$server_name$request_uri;
}

server {
    listen 443 ssl http2;
    server_name shop.example www.shop.example;

    ssl_certificate /etc/letsencrypt/live/shop.example/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/shop.example/privkey.pem;

    # Pages
    location / {
        root /srv/shop/dist;
        try_files $uri $uri/ /index.html;

        location ~* \\.(js|css|svg)$ {
            expires 1y;
            add_header Cache-Control "public, immutable";
        }
    }

    location /api/ {
        proxy_pass http://localhost:8005/;
        proxy_set_header Host $host;
    }
}
`;

describe("nginx/missing-hsts on a whole site", () => {
  const path = "deploy/sites-available/shop.conf";
  const rules = [missingHsts, addHeaderInheritanceDrop];
  const check = (text: string) => lint(projectOf({ [path]: text }), rules, resolveConfig());

  it("finds the TLS server and nothing else", () => {
    const { findings } = check(site);
    assert.deepEqual(
      findings.map(({ rule, severity, at }) => [rule, severity, site.slice(at.start, at.end + 21)]),
      [["nginx/missing-hsts", "warning", "server {\n    listen 443 ssl"]],
    );
    assert.equal(findings[0]?.fixes[0]?.kind, "safe");
  });

  it("after all safe fixes nothing with a fix is left and the assets carry the header", () => {
    let text = site;
    for (let round = 0; round < 10; round++) {
      const fix = check(text)
        .findings.flatMap(({ fixes }) => fixes)
        .find(({ kind }) => kind === "safe");
      if (!fix) break;
      text = applyEdits(text, fix.edits);
    }
    const { findings, proofs } = check(text);
    assert.deepEqual(
      findings.filter(({ severity }) => isAtLeast(severity, "warning")),
      [],
    );
    assert.equal(proofs.length, 1);
    assert.match(text, /immutable";\n {12}add_header Strict-Transport-Security/);
    assert.equal(text.match(/Strict-Transport-Security/g)?.length, 2);
  });

  it("offers a file that several blocks share", () => {
    const fix = check(site).findings[0]?.fixes.find(({ title }) => title.startsWith("Create"));
    const [change] = fix?.also ?? [];
    assert.ok(fix && change && "create" in change);
    assert.equal(fix.kind, "review");
    assert.equal(change.path, "deploy/snippets/security-headers.conf");
    assert.equal(change.create.split("\n").length, 5);
    const after = applyEdits(site, fix.edits);
    assert.equal(after.match(/include snippets\/security-headers\.conf;/g)?.length, 2);
    const project = projectOf({ [path]: after, [change.path]: change.create });
    const { findings, proofs } = lint(project, rules, resolveConfig());
    assert.deepEqual(findings, []);
    assert.deepEqual(
      proofs.map((proof) => proof.path),
      [change.path],
    );
  });

  it("leaves the fix to a person while pages are served over plain HTTP", () => {
    const open = site.replace("return 301 https://$server_name$request_uri;", "root /srv/shop/dist;");
    assert.equal(check(open).findings[0]?.fixes[0]?.kind, "review");
  });
});
