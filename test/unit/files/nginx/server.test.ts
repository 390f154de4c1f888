import assert from "node:assert/strict";
import { parseNginx } from "../../../../src/core/files/nginx/form";
import { NginxLevel, resolveNothing } from "../../../../src/core/files/nginx/level";
import {
  contentLevels,
  forwards,
  isHttpServer,
  serverNames,
  socketsOf,
} from "../../../../src/core/files/nginx/server";

function topOf(text: string): NginxLevel {
  const unit = { path: "a.conf", name: "a.conf", directives: parseNginx(text).directives };
  return new NginxLevel(undefined, unit, undefined, resolveNothing);
}

function serverOf(body: string): NginxLevel {
  const [server] = topOf(`server {\n${body}\n}\n`).children;
  assert.ok(server);
  return server;
}

function content(body: string): string[] {
  return [...contentLevels(serverOf(body))].map(({ name, block }) =>
    [name, ...(block?.args.map((arg) => arg.value) ?? [])].join(" "),
  );
}

describe("socketsOf", () => {
  const cases: readonly [string, boolean, boolean][] = [
    ["listen 80;", false, true],
    ["", false, true],
    ["listen 443 ssl;", true, false],
    ["listen [::]:443 ssl http2;", true, false],
    ["listen 8443 ssl;", true, false],
    ["listen 443 quic reuseport;", true, false],
    ["listen 443;", true, false],
    ["listen 10.0.0.1:4430;", false, true],
    ["listen 80; listen 443 ssl;", true, true],
    ["listen 443; ssl on;", true, false],
    ["ssl_certificate a;", true, false],
    ["listen 80; ssl_certificate a;", false, true],
    ["listen ${PORT}; ssl_certificate a;", true, false],
    ["listen unix:/run/a.sock;", false, true],
  ];
  for (const [body, tls, plain] of cases) {
    it(body || "no listen", () => assert.deepEqual(socketsOf(serverOf(body)), { tls, plain }));
  }
});

describe("isHttpServer", () => {
  const first = (text: string) => [...topOf(text).walk()].find(({ name }) => name === "server");
  it("tells servers of http from those of stream and mail", () => {
    for (const text of ["server { }", "http { server { location / { proxy_pass http://a; } } }"]) {
      const server = first(text);
      assert.ok(server && isHttpServer(server), text);
    }
    for (const text of [
      "stream { server { } }",
      "mail { server { } }",
      "server { proxy_pass a:1; }",
      "server { protocol imap; }",
    ]) {
      const server = first(text);
      assert.ok(server && !isHttpServer(server), text);
    }
  });
});

describe("serverNames", () => {
  it("are lower case, without those that stand for every name", () => {
    assert.deepEqual(serverNames(serverOf('server_name Example.com "*.example.com" _ "";')), [
      "example.com",
      "*.example.com",
    ]);
  });
});

describe("contentLevels", () => {
  it("is the server itself when it has no location", () => {
    assert.deepEqual(content("listen 443 ssl;"), ["server"]);
    assert.deepEqual(content("return 200 ok;"), ["server"]);
  });

  it("is its locations, and the server for what they leave over", () => {
    assert.deepEqual(content("location / { root /a; location /b { } }"), ["location /", "location /b"]);
    assert.deepEqual(content("location ^~ / { root /a; }"), ["location ^~ /"]);
    assert.deepEqual(content("root /a; location /api { proxy_pass http://a; }"), ["server", "location /api"]);
    assert.deepEqual(content("location /api { proxy_pass http://a; }"), ["location /api"]);
  });

  it("is nothing for a server that redirects or turns away", () => {
    for (const body of [
      "return 444;",
      "return 404;",
      "return 301 https://a;",
      "return https://a;",
      "return 204;",
      "ssl_reject_handshake on;",
      "rewrite ^ https://a$request_uri permanent;",
      "rewrite ^/(.*)$ https://a/$1;",
      "rewrite .* /b redirect;",
      "deny all;",
      "location / { return 301 https://a; }",
      "if ($host = a) { return 301 https://a; } return 404;",
    ]) {
      assert.deepEqual(content(body), [], body);
    }
  });

  it("is content although some requests are redirected", () => {
    for (const body of [
      "rewrite ^/old$ https://a/new permanent;",
      "rewrite ^/$ /home redirect;",
      "rewrite ^ /index.php last;",
      "if ($host = a) { return 301 https://a; }",
      "allow 10.0.0.1; deny all;",
    ]) {
      assert.deepEqual(content(body), ["server"], body);
    }
  });

  it("passes over challenges and refused locations", () => {
    assert.deepEqual(
      content(
        "location /.well-known/acme-challenge/ { root /a; } location ~ /\\.ht { deny all; } location / { }",
      ),
      ["location /"],
    );
  });

  it("counts an if with headers of its own", () => {
    assert.deepEqual(
      content("location / { if ($a) { add_header B c; } if ($d) { add_header E f; return 204; } }"),
      ["location /", "if ($a)"],
    );
  });
});

describe("forwards", () => {
  it("finds an application behind any location", () => {
    assert.ok(forwards(serverOf("location / { location /b { fastcgi_pass unix:/a; } }")));
    assert.ok(!forwards(serverOf("location / { root /a; }")));
  });
});
