import { edgeMissingSecurityHeaders } from "../../../../src/core/rules/edge/missing-security-headers";
import { testRule } from "../../../support/rule-tester";

const helmet =
  "import express from 'express';\nimport helmet from 'helmet';\nconst app = express();\napp.use(helmet());\napp.listen(3000);\n";
const set =
  'Header always set X-Frame-Options "DENY"\n    Header always set X-Content-Type-Options "nosniff"\n    Header always set Strict-Transport-Security "max-age=31536000"';

function vhost(lines: string, port = "443"): { "apache/site.conf": string } {
  return {
    "apache/site.conf": `<VirtualHost *:${port}>\n    ServerName app.example.com\n    DocumentRoot /srv/www\n${lines}</VirtualHost>\n`,
  };
}

testRule(edgeMissingSecurityHeaders, {
  valid: [
    {
      title: "Caddy with the set",
      code: {
        Caddyfile:
          "app.example.com {\n\theader {\n\t\tX-Frame-Options DENY\n\t\tX-Content-Type-Options nosniff\n\t\tStrict-Transport-Security max-age=31536000\n\t}\n\treverse_proxy api:8000\n}\n",
      },
      proof: "nosniff",
    },
    {
      title: "a snippet that is imported",
      code: {
        Caddyfile:
          "(security) {\n\theader X-Frame-Options DENY\n\theader X-Content-Type-Options nosniff\n\theader Strict-Transport-Security max-age=31536000\n}\n\napp.example.com {\n\timport security\n\tfile_server\n}\n",
      },
    },
    {
      title: "headers of the pages only, in a route of their own",
      code: {
        Caddyfile:
          ":80 {\n\thandle /api/* {\n\t\treverse_proxy api:8000\n\t}\n\thandle {\n\t\theader X-Frame-Options DENY\n\t\theader X-Content-Type-Options nosniff\n\t\tfile_server\n\t}\n}\n",
      },
    },
    {
      title: "headers that the proxy adds on the way",
      code: {
        Caddyfile:
          ":80 {\n\treverse_proxy api:8000 {\n\t\theader_down X-Frame-Options DENY\n\t\theader_down X-Content-Type-Options nosniff\n\t}\n}\n",
      },
    },
    {
      title: "a policy against frames",
      code: {
        Caddyfile:
          ":80 {\n\theader Content-Security-Policy \"frame-ancestors 'none'\"\n\theader X-Content-Type-Options nosniff\n\tfile_server\n}\n",
      },
    },
    {
      title: "the application behind sends them",
      code: { Caddyfile: "app.example.com {\n\treverse_proxy app:3000\n}\n", "src/server.js": helmet },
    },
    {
      title: "a redirect",
      code: { Caddyfile: "www.example.com {\n\tredir https://example.com{uri} permanent\n}\n" },
    },
    { title: "an answer of its own", code: { Caddyfile: "health.example.com {\n\trespond 200\n}\n" } },
    {
      title: "the machine itself",
      code: {
        Caddyfile:
          "localhost {\n\treverse_proxy app:3000\n}\n\nhttp://app.localhost:8080 {\n\tfile_server\n}\n",
      },
    },
    { title: "nothing but imports", code: { Caddyfile: "import sites/*.caddy\n" } },
    { title: "half written", code: { Caddyfile: "app.example.com {\n\tfile_server\n" } },
    { title: "an example", code: { "examples/Caddyfile": "app.example.com {\n\tfile_server\n}\n" } },
    { title: "Apache with the set", code: vhost(`    ${set}\n`), proof: "nosniff" },
    {
      title: "Apache, set around the hosts",
      code: {
        "apache/site.conf": `<IfModule mod_headers.c>\n    ${set}\n</IfModule>\n\n<VirtualHost *:443>\n    DocumentRoot /srv/www\n</VirtualHost>\n`,
      },
    },
    {
      title: "Apache, set in a file beside it",
      code: { ...vhost(""), "apache/security.conf": `<IfModule mod_headers.c>\n    ${set}\n</IfModule>\n` },
    },
    {
      title: "Apache sends on to HTTPS",
      code: {
        "apache/site.conf":
          "<VirtualHost *:80>\n    ServerName app.example.com\n    Redirect permanent / https://app.example.com/\n</VirtualHost>\n",
      },
    },
    {
      title: "Apache in front of an application that sends them",
      code: {
        "apache/site.conf": "<VirtualHost *:443>\n    ProxyPass / http://app:3000/\n</VirtualHost>\n",
        "src/server.js": helmet,
      },
    },
    {
      title: "a fragment",
      code: { "apache/mime.conf": "<IfModule mod_mime.c>\n    AddType font/woff2 .woff2\n</IfModule>\n" },
    },
    {
      title: "a folder that is locked",
      code: { "uploads/.htaccess": "Require all denied\n", ".htaccess": "Options -Indexes\n" },
    },
    {
      title: "an inner folder",
      code: {
        ".htaccess": `DirectoryIndex index.html\n    ${set}\n`,
        "blog/.htaccess": "RewriteEngine On\nRewriteRule ^ index.html [L]\n",
      },
    },
    {
      title: "set both ways",
      code: { ".htaccess": 'Header set X-Frame-Options "DENY"\nHeader always set X-Frame-Options "DENY"\n' },
    },
    { title: "other headers", code: { ".htaccess": 'Header set Cache-Control "no-cache"\n' } },
  ],
  invalid: [
    {
      title: "Caddy in front of an application gets defaults",
      code: {
        Caddyfile:
          "{\n\temail ops@example.com\n}\n\n«app.example.com» {\n\tencode zstd gzip\n\treverse_proxy app:3000\n}\n",
      },
      severity: "warning",
      message:
        /app\.example\.com answers without X-Frame-Options, X-Content-Type-Options and Strict-Transport-Security\./,
      fixed: {
        Caddyfile:
          '{\n\temail ops@example.com\n}\n\napp.example.com {\n\theader ?X-Frame-Options SAMEORIGIN\n\theader ?X-Content-Type-Options nosniff\n\theader ?Referrer-Policy strict-origin-when-cross-origin\n\theader ?Strict-Transport-Security "max-age=31536000"\n\tencode zstd gzip\n\treverse_proxy app:3000\n}\n',
      },
    },
    {
      title: "for all sub-domains",
      code: { Caddyfile: "app.example.com {\n    file_server\n}\n" },
      fix: "Add X-Frame-Options, X-Content-Type-Options, Referrer-Policy, Strict-Transport-Security for all sub-domains too",
      fixed: {
        Caddyfile:
          'app.example.com {\n    header {\n        X-Frame-Options SAMEORIGIN\n        X-Content-Type-Options nosniff\n        Referrer-Policy strict-origin-when-cross-origin\n        Strict-Transport-Security "max-age=31536000; includeSubDomains"\n    }\n    file_server\n}\n',
      },
    },
    {
      title: "plain HTTP needs no Strict-Transport-Security",
      code: { Caddyfile: "«:80» {\n\troot * /srv\n\tfile_server\n}\n" },
      message: /without X-Frame-Options and X-Content-Type-Options\./,
    },
    {
      title: "a file that is one site",
      code: { Caddyfile: "«app.example.com»\n\nreverse_proxy app:3000\n" },
      fixed: {
        Caddyfile:
          'app.example.com\n\nheader ?X-Frame-Options SAMEORIGIN\nheader ?X-Content-Type-Options nosniff\nheader ?Referrer-Policy strict-origin-when-cross-origin\nheader ?Strict-Transport-Security "max-age=31536000"\nreverse_proxy app:3000\n',
      },
    },
    {
      title: "into the block that is there",
      code: {
        Caddyfile:
          "«app.example.com» {\n\theader {\n\t\t-Server\n\t\tX-Content-Type-Options nosniff # kept\n\t}\n\tfile_server\n}\n",
      },
      severity: "info",
      fixed: {
        Caddyfile:
          'app.example.com {\n\theader {\n\t\t-Server\n\t\tX-Content-Type-Options nosniff # kept\n\t\tX-Frame-Options SAMEORIGIN\n\t\tReferrer-Policy strict-origin-when-cross-origin\n\t\tStrict-Transport-Security "max-age=31536000"\n\t}\n\tfile_server\n}\n',
      },
    },
    {
      title: "a snippet that is there",
      code: {
        Caddyfile:
          "(security) {\n\theader {\n\t\tX-Frame-Options DENY\n\t\tX-Content-Type-Options nosniff\n\t\tReferrer-Policy no-referrer\n\t}\n}\n\n«:80» {\n\tfile_server\n}\n",
      },
      fixed: {
        Caddyfile:
          "(security) {\n\theader {\n\t\tX-Frame-Options DENY\n\t\tX-Content-Type-Options nosniff\n\t\tReferrer-Policy no-referrer\n\t}\n}\n\n:80 {\n\timport security\n\tfile_server\n}\n",
      },
    },
    {
      title: "an import that is not there",
      code: { Caddyfile: "«app.example.com» {\n\timport common\n\tfile_server\n}\n" },
      severity: "hint",
      message: /unless an import/,
      fixed: null,
    },
    {
      title: "Apache in front of an application that is not here",
      code: {
        "apache/site.conf":
          "<«VirtualHost» *:80>\n    ProxyPass / http://app:3000/\n    ProxyPassReverse / http://app:3000/\n</VirtualHost>\n",
      },
      fixed: {
        "apache/site.conf":
          '<VirtualHost *:80>\n    ProxyPass / http://app:3000/\n    ProxyPassReverse / http://app:3000/\n    Header always set X-Frame-Options "SAMEORIGIN"\n    Header always set X-Content-Type-Options "nosniff"\n    Header always set Referrer-Policy "strict-origin-when-cross-origin"\n</VirtualHost>\n',
      },
    },
    {
      title: "Apache with some of them",
      code: {
        "apache/site.conf":
          '<«VirtualHost» *:443>\n    DocumentRoot /srv/www\n    <IfModule mod_headers.c>\n        Header always set X-Content-Type-Options "nosniff"\n    </IfModule>\n</VirtualHost>\n',
      },
      severity: "info",
      fixed: {
        "apache/site.conf":
          '<VirtualHost *:443>\n    DocumentRoot /srv/www\n    <IfModule mod_headers.c>\n        Header always set X-Content-Type-Options "nosniff"\n        Header always set X-Frame-Options "SAMEORIGIN"\n        Header always set Referrer-Policy "strict-origin-when-cross-origin"\n        Header always set Strict-Transport-Security "max-age=31536000"\n    </IfModule>\n</VirtualHost>\n',
      },
    },
    {
      title: "a folder of a site",
      code: { ".htaccess": "«RewriteEngine» On\nRewriteRule ^ index.html [L]\n" },
      fixed: {
        ".htaccess":
          'RewriteEngine On\nRewriteRule ^ index.html [L]\n\n<IfModule mod_headers.c>\n    Header always set X-Frame-Options "SAMEORIGIN"\n    Header always set X-Content-Type-Options "nosniff"\n    Header always set Referrer-Policy "strict-origin-when-cross-origin"\n    Header always set Strict-Transport-Security "max-age=31536000" "expr=%{HTTPS} == \'on\'"\n</IfModule>\n',
      },
    },
    {
      title: "PHP may send them itself",
      code: { ".htaccess": "«RewriteEngine» On\nRewriteRule ^ index.php [L]\n" },
      severity: "hint",
      message: /PHP/,
      fixed: null,
    },
    {
      title: "an include that is not there",
      code: vhost("    Include conf/security.conf\n"),
      severity: "hint",
      message: /security\.conf/,
    },
    {
      title: "not on error pages",
      code: { ".htaccess": 'Header «set» X-Content-Type-Options "nosniff"\n' },
      severity: "info",
      fixed: { ".htaccess": 'Header always set X-Content-Type-Options "nosniff"\n' },
    },
  ],
});
