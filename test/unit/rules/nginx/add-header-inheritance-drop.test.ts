import { addHeaderInheritanceDrop } from "../../../../src/core/rules/nginx/add-header-inheritance-drop";
import { testRule } from "../../../support/rule-tester";

const headersFile = { "nginx/headers.conf": 'add_header X-Frame-Options "DENY" always;\n' };

testRule(addHeaderInheritanceDrop, {
  valid: [
    {
      title: "the level around has no header",
      code: "server {\n  location /a { add_header X-Frame-Options DENY; }\n}\n",
    },
    {
      title: "the block has no header of its own",
      code: "server {\n  add_header X-Frame-Options DENY;\n  location / { expires 1y; }\n}\n",
    },
    {
      title: "everything is repeated",
      code: 'http {\n  add_header X-Frame-Options "DENY" always;\n  server {\n    location /a {\n      add_header x-frame-options "DENY" always;\n      add_header X-Foo foo;\n    }\n  }\n}\n',
    },
    {
      title: "a header repeated with another value is a decision",
      code: "server {\n  add_header X-Frame-Options DENY;\n  location /embed { add_header X-Frame-Options SAMEORIGIN; }\n}\n",
    },
    {
      title: "the same file is included in both blocks",
      code: {
        ...headersFile,
        "nginx/app.conf":
          "server {\n  include headers.conf;\n  location /a {\n    include headers.conf;\n    add_header Cache-Control public;\n  }\n}\n",
      },
    },
    {
      title: "an unknown file is included in both blocks and nothing else is known to be lost",
      code: "server {\n  include secret.conf;\n  location /a {\n    include secret.conf;\n    add_header Cache-Control public;\n  }\n}\n",
    },
    {
      title: "merge in the block",
      code: "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    add_header_inherit merge;\n    add_header Cache-Control public;\n  }\n}\n",
    },
    {
      title: "merge around, over two levels",
      code: "http {\n  add_header_inherit merge;\n  add_header A b;\n  server {\n    add_header X-Frame-Options DENY;\n    location / {\n      add_header Cache-Control public;\n      if ($request_method = OPTIONS) { add_header B c; }\n    }\n  }\n}\n",
    },
    {
      title: "off, in the block or around it, is a decision",
      code: "server {\n  add_header X-Frame-Options DENY;\n  location /a {\n    add_header_inherit off;\n    add_header B c;\n    location /a/b { add_header D e; }\n  }\n}\n",
    },
    {
      title: "add_trailer takes away no header, and add_header no trailer",
      code: "server {\n  add_header X-Frame-Options DENY;\n  add_trailer X-Sum a;\n  location /a { add_trailer X-Sum b; }\n  location /b { add_header X-Frame-Options DENY; }\n}\n",
    },
    {
      title: "server as a simple directive opens no level",
      code: 'add_header X-Frame-Options "DENY" always;\nserver "some";\nadd_header X-Foo foo;\n',
    },
    {
      title: "more_set_headers does not replace",
      code: "server {\n  more_set_headers 'X-Frame-Options: DENY';\n  location / { more_set_headers 'X-Foo: a'; }\n}\n",
    },
    {
      title: "what headers-more sends as well is not lost",
      code: "http {\n  more_set_headers 'X-Frame-Options: DENY';\n  server {\n    add_header X-Frame-Options DENY;\n    location / { add_header A b; }\n  }\n}\n",
    },
    {
      title: "a header with an empty value is not sent, so it is not lost",
      code: 'server {\n  add_header X-Frame-Options "";\n  location / { add_header A b; }\n}\n',
    },
    {
      title: "a file that does not parse",
      code: "server {\n  add_header X-Frame-Options DENY\n  location / { add_header A b; }\n",
    },
    {
      title: "entries of a map are no directives",
      code: "map $a $b {\n  add_header X-Foo;\n}\nserver {\n  location / { add_header A b; }\n}\n",
    },
  ],
  invalid: [
    {
      title: "http headers lost in a location two levels down",
      code: 'http {\nadd_header X-Frame-Options "DENY" always;\n  server {\n    location /new-headers {\n      «add_header X-Foo foo;»\n    }\n  }\n}\n',
      severity: "warning",
      fixed:
        'http {\nadd_header X-Frame-Options "DENY" always;\n  server {\n    location /new-headers {\n      add_header X-Frame-Options "DENY" always;\n      add_header X-Foo foo;\n    }\n  }\n}\n',
    },
    {
      title: "lost at the server already: reported there, once",
      code: "http {\n  add_header X-Frame-Options DENY;\n  server {\n    «add_header A b;»\n    location / { add_header A c; }\n  }\n}\n",
    },
    {
      title: "an if in a fragment without blocks around",
      code: 'add_header X-Frame-Options "DENY" always;\n\nif (1) {\n  «add_header X-Foo foo;»\n}\n',
      severity: "warning",
    },
    {
      title: "an explicit on is the default",
      code: 'server {\n    add_header X-Frame-Options "SAMEORIGIN";\n    location / {\n        add_header_inherit on;\n        «add_header Cache-Control "public";»\n    }\n}\n',
    },
    {
      title: "a nearer on ends the merge around",
      code: 'server {\n    add_header_inherit merge;\n    add_header X-Frame-Options "SAMEORIGIN";\n    location / {\n        add_header_inherit on;\n        «add_header Cache-Control "public";»\n    }\n}\n',
    },
    {
      title: "headers without a part in security are a hint",
      code: "server {\n  add_header X-Bar bar;\n  location / { «add_header X-Foo foo;» }\n}\n",
      severity: "hint",
      fixed:
        "server {\n  add_header X-Bar bar;\n  location / { add_header X-Bar bar; add_header X-Foo foo; }\n}\n",
    },
    {
      title: "Cache-Control protects with no-store",
      code: "server {\n  add_header Cache-Control no-store;\n  location / { «add_header X-Foo foo;» }\n}\n",
      severity: "warning",
    },
    {
      title: "trailers have the same trap",
      code: "server {\n  add_trailer X-Checksum parent;\n  location / {\n    «add_trailer X-Request-Id child;»\n  }\n}\n",
      severity: "hint",
      message: /add_trailer/,
    },
    {
      title: "a preflight answer without a body is a hint",
      code: "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    if ($request_method = OPTIONS) {\n      «add_header Access-Control-Max-Age 600;»\n      return 204;\n    }\n  }\n}\n",
      severity: "hint",
    },
    {
      title: "an include that cannot be found may repeat them",
      code: "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    include conf/unknown.conf;\n    «add_header A b;»\n  }\n}\n",
      severity: "hint",
      message: /unless include conf\/unknown\.conf repeats/,
    },
    {
      title: "an include is what adds a header to the block",
      code: {
        "nginx/cache.conf": "add_header Cache-Control public;\n",
        "nginx/app.conf":
          "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    «include cache.conf;»\n  }\n}\n",
      },
      fixed: {
        "nginx/cache.conf": "add_header Cache-Control public;\n",
        "nginx/app.conf":
          "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    add_header X-Frame-Options DENY;\n    include cache.conf;\n  }\n}\n",
      },
    },
    {
      title: "an include that holds more than the lost headers is not repeated",
      code: {
        "nginx/common.conf": "add_header X-Frame-Options DENY;\ngzip on;\n",
        "nginx/app.conf": "server {\n  include common.conf;\n  location / {\n    «add_header A b;»\n  }\n}\n",
      },
      fixed: {
        "nginx/common.conf": "add_header X-Frame-Options DENY;\ngzip on;\n",
        "nginx/app.conf":
          "server {\n  include common.conf;\n  location / {\n    add_header X-Frame-Options DENY;\n    add_header A b;\n  }\n}\n",
      },
    },
    {
      title: "a site loses the headers of the nginx.conf that includes it",
      code: {
        "nginx/nginx.conf":
          "http {\n  add_header X-Frame-Options DENY;\n  include /etc/nginx/sites-enabled/*;\n}\n",
        "nginx/sites-available/app.conf": "server {\n  «add_header A b;»\n}\n",
      },
      severity: "warning",
    },
    {
      title: "a snippet of locations loses the headers of the server that includes it",
      code: {
        "nginx/app.conf":
          "server {\n  add_header X-Frame-Options DENY;\n  include /etc/nginx/locations/api.conf;\n}\n",
        "nginx/locations/api.conf": "location /api {\n  «add_header A b;»\n}\n",
      },
    },
    {
      title: "a file inside the output of nginx -T",
      code: "# configuration file /etc/nginx/nginx.conf:\nhttp {\n  add_header X-Frame-Options DENY;\n  include /etc/nginx/conf.d/*.conf;\n}\n# configuration file /etc/nginx/conf.d/app.conf:\nserver {\n  «add_header A b;»\n}\n",
    },
    {
      title: "merge is offered where the image is new enough",
      code: {
        Dockerfile: "FROM nginx:1.29.4-alpine\n",
        "nginx/app.conf":
          "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    «add_header A b;»\n  }\n}\n",
      },
      fix: "Add add_header_inherit merge;",
      fixed: {
        Dockerfile: "FROM nginx:1.29.4-alpine\n",
        "nginx/app.conf":
          "server {\n  add_header X-Frame-Options DENY;\n  location / {\n    add_header_inherit merge;\n    add_header A b;\n  }\n}\n",
      },
    },
  ],
});
