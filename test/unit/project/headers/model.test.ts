import assert from "node:assert/strict";
import { headers } from "../../../../src/core/project/headers/model";
import type { HeaderPart, HeaderProvider } from "../../../../src/core/project/headers/provider";
import { projectOf } from "../../../support/project";

const HSTS = "strict-transport-security";

function part(provider: Partial<HeaderProvider>, more: Partial<HeaderPart> = {}): HeaderPart {
  const whole: HeaderProvider = {
    layer: "app",
    header: HSTS,
    value: undefined,
    onErrors: true,
    scope: "all",
    at: { start: 0, end: 1 },
    ...provider,
  };
  return { providers: [whole], proxies: true, opaque: false, ...more };
}

function modelOf(parts: Readonly<Record<string, HeaderPart>>) {
  return headers.join(new Map(Object.entries(parts)), projectOf({}).watch().view);
}

/** The model of real files. */
function modelIn(files: Readonly<Record<string, string>>) {
  return projectOf(files).watch().view.fact(headers);
}

const proxied = "location / { proxy_pass http://app:8000; }";

describe("headers of the workspace", () => {
  describe("in front of an application", () => {
    it("an edge that forwards and sends the header everywhere covers it", () => {
      const model = modelIn({
        "nginx/app.conf": `server {\n  add_header X-Frame-Options DENY;\n  ${proxied}\n}\n`,
      });
      assert.equal(model.sentInFrontOf("backend/main.py", "x-frame-options")?.path, "nginx/app.conf");
      assert.equal(model.sentInFrontOf("backend/main.py", HSTS), undefined);
    });

    it("an edge that forwards nothing does not", () => {
      const model = modelIn({
        "nginx/app.conf": "server {\n  add_header X-Frame-Options DENY;\n  root /a;\n}\n",
      });
      assert.equal(model.sentInFrontOf("backend/main.py", "x-frame-options"), undefined);
      assert.equal(model.providers("x-frame-options").length, 1);
    });

    it("nor does one that sends it with some responses only", () => {
      const model = modelIn({
        "nginx/app.conf": `server {\n  ${proxied}\n  location /a { add_header X-Frame-Options DENY; root /a; }\n}\n`,
      });
      assert.equal(model.sentInFrontOf("backend/main.py", "x-frame-options"), undefined);
      assert.equal(model.providers("x-frame-options")[0]?.scope, "some");
    });

    it("what an include brings in counts, at its own place", () => {
      const model = modelIn({
        "nginx/app.conf": `server {\n  include snippets/h.conf;\n  ${proxied}\n}\n`,
        "nginx/snippets/h.conf": "add_header X-Frame-Options DENY;\n",
      });
      assert.equal(model.sentInFrontOf("main.py", "x-frame-options")?.path, "nginx/snippets/h.conf");
      assert.equal(model.opaqueInFrontOf("main.py"), undefined);
    });

    it("an include that cannot be found makes absence unprovable", () => {
      const model = modelIn({ "nginx/app.conf": `server {\n  include snippets/h.conf;\n  ${proxied}\n}\n` });
      assert.equal(model.opaqueInFrontOf("main.py"), "nginx/app.conf");
    });

    it("HSTS is asked of TLS servers only", () => {
      const model = modelIn({
        "nginx/app.conf": `server {\n  listen 80;\n  ${proxied}\n}\nserver {\n  listen 443 ssl;\n  add_header Strict-Transport-Security "max-age=1";\n  ${proxied}\n}\n`,
      });
      assert.equal(model.sentInFrontOf("main.py", HSTS)?.value, "max-age=1");
    });

    it("a redirecting server does not spoil the scope", () => {
      const model = modelIn({
        "nginx/app.conf": `server {\n  listen 80;\n  return 301 https://a;\n}\nserver {\n  listen 443 ssl;\n  add_header X-Frame-Options DENY;\n  ${proxied}\n}\n`,
      });
      assert.ok(model.sentInFrontOf("main.py", "x-frame-options"));
    });

    it("a host covers what lies in its folder", () => {
      const model = modelOf({ "web/vercel.json": part({ layer: "host" }) });
      assert.ok(model.sentInFrontOf("web/server.js", HSTS));
      assert.equal(model.sentInFrontOf("api/server.js", HSTS), undefined);
      assert.ok(modelOf({ "vercel.json": part({ layer: "host" }) }).sentInFrontOf("api/server.js", HSTS));
    });

    it("a host whose headers do not reach applications covers none", () => {
      const model = modelOf({ "netlify.toml": part({ layer: "host" }, { proxies: false }) });
      assert.equal(model.sentInFrontOf("server.js", HSTS), undefined);
    });

    it("an application does not cover another", () => {
      assert.equal(modelOf({ "a.py": part({}) }).sentInFrontOf("b.py", HSTS), undefined);
    });
  });

  describe("behind an edge", () => {
    const edge = part({ layer: "edge", header: "x-a" });

    it("finds an application that sends the header, the one that always does first", () => {
      const model = modelOf({
        "nginx/app.conf": edge,
        "a.py": part({ scope: "some" }),
        "b.js": part({ scope: "all" }),
      });
      assert.equal(model.sentBehind("nginx/app.conf", HSTS)?.path, "b.js");
    });

    it("is empty for an application, and for a host in another folder", () => {
      const model = modelOf({
        "web/vercel.json": part({ layer: "host", header: "x-a" }),
        "api/a.py": part({}),
      });
      assert.equal(model.sentBehind("api/b.py", HSTS), undefined);
      assert.equal(model.sentBehind("web/vercel.json", HSTS), undefined);
    });

    it("names what hides its headers", () => {
      const model = modelOf({ "nginx/app.conf": edge, "a.py": part({}, { opaque: true }) });
      assert.equal(model.opaqueBehind("nginx/app.conf"), "a.py");
    });
  });

  it("tests, examples and development files cover nothing that is deployed", () => {
    for (const path of [
      "tests/nginx/app.conf",
      "examples/nginx/app.conf",
      "docs/nginx/app.conf",
      "docker/dev/nginx.conf",
    ]) {
      const model = modelIn({ [path]: `server {\n  add_header X-Frame-Options DENY;\n  ${proxied}\n}\n` });
      assert.equal(model.sentInFrontOf("main.py", "x-frame-options"), undefined, path);
    }
    const model = modelIn({
      "tests/nginx/app.conf": `server {\n  add_header X-Frame-Options DENY;\n  ${proxied}\n}\n`,
    });
    assert.ok(
      model.sentInFrontOf("tests/app.py", "x-frame-options"),
      "but a test's file covers a test's application",
    );
  });

  it("a fragment of locations counts as a server", () => {
    const model = modelIn({ "nginx/locations.conf": `add_header X-Frame-Options DENY;\n${proxied}\n` });
    assert.ok(model.sentInFrontOf("main.py", "x-frame-options"));
  });

  it("reads the output of nginx -T as the server does", () => {
    const model = modelIn({
      "nginx/dump.conf": `# configuration file /etc/nginx/nginx.conf:\nhttp {\n  add_header X-Frame-Options DENY;\n  include /etc/nginx/sites-enabled/*;\n}\n# configuration file /etc/nginx/sites-enabled/a:\nserver {\n  ${proxied}\n}\n`,
    });
    assert.ok(model.sentInFrontOf("main.py", "x-frame-options"));
  });

  it("follows an edit in an included file", () => {
    const files = {
      "nginx/app.conf": `server {\n  include snippets/h.conf;\n  ${proxied}\n}\n`,
      "nginx/snippets/h.conf": "add_header X-Frame-Options DENY;\n",
    };
    const project = projectOf(files);
    assert.ok(project.watch().view.fact(headers).sentInFrontOf("main.py", "x-frame-options"));
    const after = projectOf({ ...files, "nginx/snippets/h.conf": "add_header X-A b;\n" }).file(
      "nginx/snippets/h.conf",
    );
    assert.ok(after);
    project.set(after);
    assert.equal(project.watch().view.fact(headers).sentInFrontOf("main.py", "x-frame-options"), undefined);
  });
});
