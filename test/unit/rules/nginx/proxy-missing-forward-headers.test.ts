import { proxyMissingForwardHeaders } from "../../../../src/core/rules/nginx/proxy-missing-forward-headers";
import { testRule } from "../../../support/rule-tester";

const host = "proxy_set_header Host $host;";
const real = "proxy_set_header X-Real-IP $remote_addr;";
const client = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
const scheme = "proxy_set_header X-Forwarded-Proto $scheme;";
const all = `${host} ${client} ${scheme}`;
const pass = "proxy_pass http://app:3000;";
const tls = (...lines: string[]) =>
  `server {\n  listen 443 ssl;\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const plain = (...lines: string[]) => tls(...lines).replace("443 ssl", "80");

testRule(proxyMissingForwardHeaders, {
  valid: [
    { title: "all of them", code: tls(`location / { ${pass} ${all} }`), proof: host },
    { title: "inherited from the server", code: tls(all, `location / { ${pass} }`), proof: host },
    {
      title: "inherited from http",
      code: `http {\n  ${all}\n  ${tls(`location / { ${pass} }`)}}\n`,
      proof: host,
    },
    { title: "X-Real-IP for the address", code: tls(`location / { ${pass} ${host} ${real} ${scheme} }`) },
    { title: "Forwarded says it all", code: tls(`location / { ${pass} proxy_set_header Forwarded $fwd; }`) },
    { title: "the file of Debian", code: tls(`location / { ${pass} include proxy_params; }`) },
    {
      title: "a file of the workspace",
      code: {
        "nginx/app.conf": tls(`location / { include snippets/proxy.conf; ${pass} }`),
        "nginx/snippets/proxy.conf": `${host}\n${client}\n${scheme}\n`,
      },
    },
    {
      title: "an include that nobody knows",
      code: tls(`location / { include /srv/proxy.conf; ${host} ${pass} }`),
    },
    { title: "not over HTTP", code: tls("location / { grpc_pass grpc://app:50051; }") },
    { title: "FastCGI", code: tls("location ~ \\.php$ { fastcgi_pass php:9000; }") },
    {
      title: "somebody else's site",
      code: tls("location /s3/ { proxy_pass https://bucket.s3.amazonaws.com/; }"),
    },
    { title: "a variable decides", code: tls("location / { proxy_pass http://$backend; }") },
    {
      title: "a variable for somebody else's site",
      code: tls('location / { set $origin "https://cdn.example.com"; proxy_pass $origin; }'),
    },
    { title: "a subrequest", code: tls(`location = /auth { internal; ${pass} }`) },
    { title: "stream", code: "stream {\n  server { listen 5432; proxy_pass db:5432; }\n}\n" },
    { title: "a fragment: the server around may set them", code: `location / { ${pass} }\n` },
    {
      title: "over plain HTTP there is no scheme to tell",
      code: plain(`location / { ${pass} ${host} ${client} }`),
    },
    {
      title: "the proxy in front tells the rest",
      code: {
        "fly.toml": "[http_service]\n  force_https = true\n",
        "nginx.conf": plain(`location / { ${pass} ${host} }`),
      },
    },
    { title: "in development", code: { "docker/dev/nginx.conf": tls(`location / { ${pass} }`) } },
    { title: "not finished", code: `server {\n  location / { ${pass} }\n` },
  ],
  invalid: [
    {
      title: "over plain HTTP",
      code: plain("location / {", `  «${pass}»`, "}"),
      severity: "warning",
      message: /does not get the Host and the visitor's address of the request: nobody sets it/,
      fixed: plain("location / {", `  ${pass}`, `  ${host}`, `  ${real}`, `  ${client}`, "}"),
    },
    {
      title: "the scheme alone: behind the lines that are there",
      code: tls("location / {", `  ${host} # c`, `  ${client}`, `  «${pass}»`, "}"),
      message: /does not get the scheme of/,
      fixed: tls("location / {", `  ${host} # c`, `  ${client}`, `  ${scheme}`, `  ${pass}`, "}"),
    },
    {
      title: "several locations: once for the server",
      code: tls(
        "server_name a.example;",
        `location / { «${pass}» }`,
        `location /api/ { ${pass} }`,
        `location /other/ { ${pass} ${all} }`,
      ),
      message: /The same goes for 1 more of these\.$/,
      fixed: tls(
        "server_name a.example;",
        host,
        real,
        client,
        scheme,
        `location / { ${pass} }`,
        `location /api/ { ${pass} }`,
        `location /other/ { ${pass} ${all} }`,
      ),
    },
    {
      title: "the list of the server lacks one",
      code: tls(host, client, `location / { «${pass}» }`, `location /api/ { ${pass} }`),
      fixed: tls(host, client, scheme, `location / { ${pass} }`, `location /api/ { ${pass} }`),
    },
    {
      title: "lines for web sockets replace those of the server",
      code: tls(
        host,
        "proxy_set_header X-Forwarded-For $remote_addr;",
        scheme,
        `location /ws { «${pass}» proxy_set_header Upgrade $http_upgrade; }`,
      ),
      message: /the proxy_set_header lines here replace those of the level around/,
      fixed: tls(
        host,
        "proxy_set_header X-Forwarded-For $remote_addr;",
        scheme,
        `location /ws { ${pass} proxy_set_header Upgrade $http_upgrade; ${host} proxy_set_header X-Forwarded-For $remote_addr; ${scheme} }`,
      ),
    },
    {
      title: "a list in another file is repeated",
      code: {
        "nginx/nginx.conf": `http {\n  ${host}\n  include conf.d/*.conf;\n}\n`,
        "nginx/conf.d/app.conf": tls("location / {", `  «${pass}»`, "}"),
      },
      fixed: {
        "nginx/nginx.conf": `http {\n  ${host}\n  include conf.d/*.conf;\n}\n`,
        "nginx/conf.d/app.conf": tls(
          "location / {",
          `  ${pass}`,
          `  ${host}`,
          `  ${real}`,
          `  ${client}`,
          `  ${scheme}`,
          "}",
        ),
      },
    },
    {
      title: "an upstream and a branch",
      code: `upstream app { server 10.0.0.5:3000; }\n${tls("location / {", "  if ($is_args) { «proxy_pass http://app;» }", "}")}`,
      fixed: `upstream app { server 10.0.0.5:3000; }\n${tls("location / {", `  ${host}`, `  ${real}`, `  ${client}`, `  ${scheme}`, "  if ($is_args) { proxy_pass http://app; }", "}")}`,
    },
    {
      title: "a variable that is set here",
      code: tls(
        "location / {",
        "  set $app app;",
        "  «proxy_pass http://$app:3000;»",
        `  ${host}`,
        `  ${client}`,
        "}",
      ),
    },
    {
      title: "a fragment with a list of its own",
      code: `location / {\n  «${pass}»\n  ${host}\n}\n`,
      fixed: `location / {\n  ${pass}\n  ${host}\n  ${real}\n  ${client}\n}\n`,
    },
    {
      title: "behind another proxy Host alone is lost",
      code: {
        "fly.toml": "[http_service]\n  force_https = true\n",
        "nginx.conf": plain(`location / { «${pass}» }`),
      },
      severity: "info",
    },
  ],
});
