import assert from "node:assert/strict";
import { redirectedInFrontOf } from "../../../src/core/project/redirects";
import { projectOf } from "../../support/project";

type Files = Readonly<Record<string, string>>;

/** What redirects in front of the file at `path`, and the text that says so. */
function found(files: Files, path = "app/main.py"): [by: string, text: string] | undefined {
  const redirect = redirectedInFrontOf(path, projectOf({ "app/main.py": "", ...files }).watch().view);
  return redirect && [redirect.by, (files[redirect.path] ?? "").slice(redirect.at.start, redirect.at.end)];
}

const secure =
  "server {\n  listen 443 ssl;\n  server_name a.example;\n  location / { proxy_pass http://app; }\n}\n";
const redirect = "return 301 https://$host$request_uri;";
const plain = (body: string, names = "a.example") =>
  `server {\n  listen 80;\n  server_name ${names};\n  ${body}\n}\n`;

describe("redirects to HTTPS: nginx", () => {
  const of = (text: string) => found({ "nginx/app.conf": text });

  it("a server for port 80 that sends everything on", () => {
    assert.deepEqual(of(plain(redirect) + secure), ["nginx", redirect]);
    assert.ok(of(plain(`location / { ${redirect} }`) + secure));
    assert.ok(of(plain("rewrite ^(.*)$ https://$host$1 permanent;") + secure));
    assert.ok(of(plain("return https://$host$request_uri;") + secure));
    assert.ok(
      of(plain(`location /.well-known/acme-challenge/ { root /a; }\n  location / { ${redirect} }`) + secure),
    );
  });

  it("a branch for plain HTTP, and what certbot writes", () => {
    const both = "listen 443 ssl;\n  location / { proxy_pass http://app; }";
    assert.ok(of(plain(`${both}\n  if ($scheme = http) { ${redirect} }`)));
    assert.ok(of(plain(`if ($host = a.example) { ${redirect} }\n  return 404;`) + secure));
    assert.equal(of(plain(`${both}\n  if ($host = www.a.example) { ${redirect} }`)), undefined);
    assert.equal(of(plain(`${both}\n  if ($http_user_agent ~ bot) { ${redirect} }`)), undefined);
  });

  it("not where some plain HTTP is answered, or nothing is forwarded", () => {
    assert.equal(of(plain(redirect) + plain("root /a;", "b.example") + secure), undefined);
    assert.equal(of(plain(redirect)), undefined);
    assert.equal(of(secure), undefined);
    assert.equal(of(plain("return 301 http://www.a.example$request_uri;") + secure), undefined);
    assert.equal(of(plain("return 200 https://a.example;") + secure), undefined);
  });

  it("over the files that nginx loads together, for what stands behind", () => {
    const files = { "edge/conf.d/redirect.conf": plain(redirect), "edge/conf.d/app.conf": secure };
    assert.deepEqual(found(files), ["nginx", redirect]);
    const inner = { "web/nginx.conf": "server {\n  listen 80;\n  root /a;\n}\n" };
    assert.ok(found({ ...files, ...inner }, "web/nginx.conf"));
    assert.equal(found(files, "edge/conf.d/app.conf"), undefined);
  });

  it("not by the file of a test", () => {
    assert.equal(found({ "tests/nginx/app.conf": plain(redirect) + secure }), undefined);
  });
});

describe("redirects to HTTPS: other proxies", () => {
  it("Caddy does it by itself for a domain", () => {
    const of = (text: string) => found({ Caddyfile: text });
    assert.deepEqual(of("a.example {\n\treverse_proxy app:8000\n}\n"), ["Caddy", "a.example"]);
    assert.ok(of("{$DOMAIN} {\n\treverse_proxy app:8000\n}\n"));
    assert.equal(of(":80 {\n\treverse_proxy app:8000\n}\n"), undefined);
    assert.equal(of("http://a.example {\n\treverse_proxy app:8000\n}\n"), undefined);
    assert.equal(of("{$ADDRESS} {\n\treverse_proxy app:8000\n}\n"), undefined);
    assert.equal(of("{\n\tauto_https off\n}\na.example {\n\treverse_proxy app:8000\n}\n"), undefined);
    assert.equal(of("a.example {\n\tfile_server\n}\n"), undefined);
  });

  it("Apache in front of an application", () => {
    const site = (body: string) =>
      `<VirtualHost *:80>\n    ${body}\n</VirtualHost>\n<VirtualHost *:443>\n    ProxyPass / http://127.0.0.1:8000/\n</VirtualHost>\n`;
    const of = (text: string) => found({ "apache/site.conf": text });
    assert.deepEqual(of(site("Redirect permanent / https://a.example/")), [
      "Apache",
      "Redirect permanent / https://a.example/",
    ]);
    assert.ok(of(site("RewriteEngine on\n    RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]")));
    assert.equal(of(site("Redirect permanent /old https://a.example/new")), undefined);
    assert.equal(of("<VirtualHost *:80>\n    Redirect / https://a.example/\n</VirtualHost>\n"), undefined);
  });

  it("Traefik by an entry point or a middleware", () => {
    const compose = (lines: string) =>
      `services:\n  traefik:\n    image: traefik:v3\n${lines}  app:\n    build: .\n`;
    const of = (lines: string) => found({ "compose.yaml": compose(lines) });
    assert.deepEqual(
      of("    command:\n      - --entrypoints.web.http.redirections.entryPoint.to=websecure\n"),
      ["Traefik", "--entrypoints.web.http.redirections.entryPoint.to="],
    );
    assert.equal(
      of("    command:\n      # - --entrypoints.web.http.redirections.entryPoint.to=websecure\n"),
      undefined,
    );
    const middleware = '      - "traefik.http.middlewares.tls.redirectscheme.scheme=https"\n';
    const use = '      - "traefik.http.routers.web.middlewares=tls@docker"\n';
    assert.ok(of(`    labels:\n${middleware}${use}`));
    assert.equal(of(`    labels:\n${middleware}`), undefined);
    const yaml =
      "entryPoints:\n  web:\n    address: :80\n    http:\n      redirections:\n        entryPoint:\n          to: websecure\n";
    assert.deepEqual(found({ "traefik/traefik.yml": yaml })?.[0], "Traefik");
    const toml = '[entryPoints.web.http.redirections.entryPoint]\n  to = "websecure"\n  scheme = "https"\n';
    assert.deepEqual(found({ "traefik/traefik.toml": toml }), ["Traefik", "to"]);
  });

  it("proxies that learn of a site from its container", () => {
    const nginx =
      "services:\n  proxy:\n    image: nginxproxy/nginx-proxy\n  app:\n    build: .\n    environment:\n      LETSENCRYPT_HOST: a.example\n";
    assert.deepEqual(found({ "compose.yaml": nginx }), ["nginx-proxy", "LETSENCRYPT_HOST"]);
    assert.equal(found({ "compose.yaml": `${nginx}      HTTPS_METHOD: noredirect\n` }), undefined);
    const caddy = "services:\n  app:\n    build: .\n    labels:\n      caddy: a.example\n";
    assert.deepEqual(found({ "compose.yaml": caddy }), ["Caddy", "caddy"]);
  });

  it("an ingress of Kubernetes", () => {
    const ingress = (lines: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n${lines}`;
    const forced =
      '  annotations:\n    nginx.ingress.kubernetes.io/force-ssl-redirect: "true"\nspec:\n  rules: []\n';
    assert.deepEqual(found({ "k8s/ingress.yaml": ingress(forced) })?.[0], "the ingress");
    const tls = "spec:\n  ingressClassName: nginx\n  tls:\n    - hosts: [a.example]\n";
    assert.ok(found({ "k8s/ingress.yaml": ingress(tls) }));
    const off = '  annotations:\n    nginx.ingress.kubernetes.io/ssl-redirect: "false"\n';
    assert.equal(found({ "k8s/ingress.yaml": ingress(off + tls) }), undefined);
    assert.equal(found({ "k8s/ingress.yaml": ingress("spec:\n  rules: []\n") }), undefined);
  });
});

describe("redirects to HTTPS: platforms", () => {
  const nginx = { "nginx.conf": "server {\n  listen 80;\n  root /a;\n}\n" };

  it("those that run containers stand in front of an nginx inside", () => {
    const fly = "app = 'a'\n[http_service]\n  internal_port = 8080\n  force_https = true\n";
    assert.deepEqual(found({ "fly.toml": fly }), ["Fly.io", "force_https"]);
    assert.ok(found({ "fly.toml": fly, ...nginx }, "nginx.conf"));
    assert.equal(found({ "fly.toml": fly.replace("true", "false") }), undefined);
    assert.ok(found({ "fly.toml": "[[services]]\n[[services.ports]]\n  port = 80\n  force_https = true\n" }));
    assert.ok(found({ "render.yaml": "services:\n  - type: web\n    name: a\n" }));
    assert.ok(found({ "railway.json": "{}", ...nginx }, "nginx.conf"));
  });

  it("stand in front of what lies in their folder", () => {
    const fly = "[http_service]\n  force_https = true\n";
    assert.equal(found({ "frontend/fly.toml": fly }), undefined);
    assert.ok(found({ "app/fly.toml": fly }));
  });

  it("those that run code or serve pages", () => {
    assert.deepEqual(found({ "vercel.json": "{}" }), ["Vercel", ""]);
    assert.equal(found({ "vercel.json": "{}", ...nginx }, "nginx.conf"), undefined);
    assert.equal(found({ "netlify.toml": "[build]\n" }), undefined);
    assert.ok(found({ "netlify.toml": "[build]\n", "index.html": "" }, "index.html"));
    assert.equal(found({ "heroku.yml": "build:\n  docker:\n    web: Dockerfile\n" }), undefined);
    assert.ok(found({ "app.yaml": "runtime: python312\nhandlers:\n  - url: /.*\n    secure: always\n" }));
  });
});
