import assert from "node:assert/strict";
import { corsReplacedInFrontOf } from "../../../src/core/project/cors";
import { projectOf } from "../../support/project";

/** What in front of `api/main.py` takes its allowed origins away: the file and the text there. */
function replacing(files: Readonly<Record<string, string>>): string | undefined {
  const project = projectOf({ "api/main.py": "app = FastAPI()\n", ...files });
  const place = corsReplacedInFrontOf("api/main.py", project.watch().view);
  return place && `${place.path}: ${project.file(place.path)?.text.slice(place.at.start, place.at.end)}`;
}

const hide = "proxy_hide_header Access-Control-Allow-Origin;";

function nginx(location: string, around = ""): Record<string, string> {
  return {
    "nginx/app.conf": `${around}\nserver {\n  listen 443 ssl;\n  location / {\n    proxy_pass http://api:8000;\n    ${location}\n  }\n}\n`,
  };
}

const compose = `services:
  api:
    build: ./api
  web:
    build: ./web
  cache:
    image: varnish
`;

describe("project/cors", () => {
  it("knows nothing of an empty workspace", () => assert.equal(replacing({}), undefined));

  describe("nginx", () => {
    const allowList = 'map $http_origin $cors { default ""; "https://app.example.com" $http_origin; }';
    const replaced: [string, string, string?][] = [
      [
        "a literal origin of its own",
        'add_header Access-Control-Allow-Origin "https://app.example.com" always;',
      ],
      ["an allow-list", "add_header Access-Control-Allow-Origin $cors always;", allowList],
      ["none at all", ""],
      [
        "the caller behind a check",
        "if ($http_origin ~ ^https://app\\.example\\.com$) { add_header Access-Control-Allow-Origin $http_origin; }",
      ],
      ["a variable from elsewhere", "add_header Access-Control-Allow-Origin $allowed;"],
    ];
    for (const [title, location, around] of replaced) {
      it(`hidden, and ${title}`, () =>
        assert.equal(replacing(nginx(`${hide} ${location}`, around)), `nginx/app.conf: ${hide}`));
    }
    const open: [string, string, string?][] = [
      ["nothing is hidden", 'add_header Access-Control-Allow-Origin "https://app.example.com";'],
      ["something else is hidden", "proxy_hide_header X-Powered-By;"],
      ["everybody is let in", `${hide} add_header Access-Control-Allow-Origin *;`],
      ["the caller is let in", `${hide} add_header Access-Control-Allow-Origin $http_origin;`],
      [
        "a map lets everybody in",
        `${hide} add_header Access-Control-Allow-Origin $cors;`,
        "map $http_origin $cors { default $http_origin; }",
      ],
      [
        "a variable is set to the caller",
        `${hide} set $cors $http_origin; add_header Access-Control-Allow-Origin $cors;`,
      ],
      [
        "an if lets everybody in",
        `${hide} if ($request_method = OPTIONS) { add_header Access-Control-Allow-Origin *; return 204; }`,
      ],
    ];
    for (const [title, location, around] of open) {
      it(`${title}: the application's counts`, () =>
        assert.equal(replacing(nginx(location, around)), undefined));
    }
    it("a snippet that the location includes", () =>
      assert.equal(
        replacing({
          ...nginx("include snippets/cors.conf;"),
          "nginx/snippets/cors.conf": `${hide}\n`,
        }),
        `nginx/snippets/cors.conf: ${hide}`,
      ));
    it("another location that may lead there", () =>
      assert.equal(
        replacing(nginx(`${hide}\n  }\n  location /other {\n    proxy_pass http://10.0.0.1;`)),
        undefined,
      ));
    it("another location that leads to another service", () => {
      const two = nginx(`${hide}\n  }\n  location /shop {\n    proxy_pass http://web:3000;`);
      assert.equal(replacing({ ...two, "compose.yaml": compose }), `nginx/app.conf: ${hide}`);
      const other = `${hide} }\n location / {\n proxy_pass http://api:1;`;
      assert.equal(replacing({ ...nginx(other), "compose.yaml": compose }), undefined);
    });
    it("a configuration for development covers nothing that is deployed", () =>
      assert.equal(
        replacing({ "docker/dev/nginx/app.conf": nginx(hide)["nginx/app.conf"] ?? "" }),
        undefined,
      ));
  });

  describe("Caddy", () => {
    const cases: [string, string, string | undefined][] = [
      [
        "header_down takes it away",
        "header Access-Control-Allow-Origin https://app.example.com\n\treverse_proxy api:8000 {\n\t\theader_down -Access-Control-Allow-Origin\n\t}",
        "header_down -Access-Control-Allow-Origin",
      ],
      [
        "header_down replaces it",
        "reverse_proxy api:8000 {\n\t\theader_down Access-Control-Allow-Origin https://app.example.com\n\t}",
        "header_down Access-Control-Allow-Origin https://app.example.com",
      ],
      [
        "a header that waits",
        "header >Access-Control-Allow-Origin https://app.example.com\n\treverse_proxy api:8000",
        "header >Access-Control-Allow-Origin https://app.example.com",
      ],
      [
        "a block that takes something away",
        "header {\n\t\t-Server\n\t\tAccess-Control-Allow-Origin https://app.example.com\n\t}\n\thandle /api/* {\n\t\treverse_proxy api:8000\n\t}",
        "Access-Control-Allow-Origin https://app.example.com",
      ],
      [
        "the caller behind a matcher",
        "@cors header Origin https://app.example.com\n\theader @cors Access-Control-Allow-Origin {header.Origin}\n\treverse_proxy api:8000 {\n\t\theader_down -Access-Control-Allow-Origin\n\t}",
        "header_down -Access-Control-Allow-Origin",
      ],
      [
        "a header that comes before the application's",
        "header Access-Control-Allow-Origin https://app.example.com\n\treverse_proxy api:8000",
        undefined,
      ],
      ["every website", "header >Access-Control-Allow-Origin *\n\treverse_proxy api:8000", undefined],
      [
        "every caller",
        "header >Access-Control-Allow-Origin {header.Origin}\n\treverse_proxy api:8000",
        undefined,
      ],
      [
        "some paths only",
        "header /api/* >Access-Control-Allow-Origin https://app.example.com\n\treverse_proxy api:8000",
        undefined,
      ],
      [
        "a fallback",
        "header ?Access-Control-Allow-Origin https://app.example.com\n\treverse_proxy api:8000",
        undefined,
      ],
    ];
    for (const [title, block, expected] of cases) {
      it(title, () => {
        const found = replacing({ Caddyfile: `app.example.com {\n\t${block}\n}\n` });
        assert.equal(found, expected && `Caddyfile: ${expected}`);
      });
    }
    it("a snippet", () =>
      assert.equal(
        replacing({
          Caddyfile:
            "(cors) {\n\theader >Access-Control-Allow-Origin https://a.example\n}\na.example {\n\timport cors\n\treverse_proxy api:8000\n}\n",
        }),
        "Caddyfile: header >Access-Control-Allow-Origin https://a.example",
      ));
  });

  describe("Apache", () => {
    const pass = "ProxyPass / http://api:8000/";
    const cases: [string, string, string | undefined][] = [
      [
        "unset, and set",
        'Header unset Access-Control-Allow-Origin\nHeader always set Access-Control-Allow-Origin "https://a.example"',
        "Header unset Access-Control-Allow-Origin",
      ],
      [
        "set",
        'Header set Access-Control-Allow-Origin "https://a.example"',
        'Header set Access-Control-Allow-Origin "https://a.example"',
      ],
      ["the other table", 'Header always set Access-Control-Allow-Origin "https://a.example"', undefined],
      ["every website", 'Header set Access-Control-Allow-Origin "*"', undefined],
      ["under a condition", 'Header set Access-Control-Allow-Origin "%{ORIGIN}e" env=ORIGIN', undefined],
      [
        "unset, and set under a condition",
        'Header unset Access-Control-Allow-Origin\nHeader set Access-Control-Allow-Origin "%{ORIGIN}e" env=ORIGIN',
        "Header unset Access-Control-Allow-Origin",
      ],
      [
        "another location",
        "<Location /files>\nHeader unset Access-Control-Allow-Origin\n</Location>",
        undefined,
      ],
      [
        "its own location",
        "<Location />\nHeader unset Access-Control-Allow-Origin\n</Location>",
        "Header unset Access-Control-Allow-Origin",
      ],
    ];
    for (const [title, lines, expected] of cases) {
      it(title, () => {
        const site = `<VirtualHost *:443>\n${pass}\n<IfModule mod_headers.c>\n${lines}\n</IfModule>\n</VirtualHost>\n`;
        const found = replacing({ "apache/site.conf": site });
        assert.equal(found, expected && `apache/site.conf: ${expected}`);
      });
    }
    it("FastCGI answers through the other table", () => {
      const site = (table: string) =>
        `<VirtualHost *:443>\nProxyPass / fcgi://api:9000/\nHeader ${table}unset Access-Control-Allow-Origin\n</VirtualHost>\n`;
      assert.equal(replacing({ "apache/site.conf": site("") }), undefined);
      assert.ok(replacing({ "apache/site.conf": site("always ") }));
    });
  });
});
