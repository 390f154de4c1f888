import assert from "node:assert/strict";
import { nginxBehind, nginxSites, proxyInFrontOf } from "../../../../src/core/project/headers/nginx-sites";
import { projectOf } from "../../../support/project";

const tls = "server {\n  listen 443 ssl;\n  location / { proxy_pass http://web; }\n}\n";
const gateway = "server {\n  listen 80;\n  location / { proxy_pass http://web; }\n}\n";
const files = "server {\n  listen 8080;\n  add_header X-Frame-Options DENY;\n  root /a;\n}\n";

function viewOf(sources: Readonly<Record<string, string>>) {
  return projectOf(sources).watch().view;
}

describe("nginx files among the proxies of a workspace", () => {
  it("one that ends TLS and forwards stands in front of one that does not", () => {
    const view = viewOf({ "edge/nginx.conf": tls, "web/nginx.conf": files });
    assert.equal(proxyInFrontOf("web/nginx.conf", view), "edge/nginx.conf");
    assert.equal(proxyInFrontOf("edge/nginx.conf", view), undefined);
    assert.equal(nginxBehind("edge/nginx.conf", "x-frame-options", view)?.path, "web/nginx.conf");
    assert.equal(nginxBehind("edge/nginx.conf", "referrer-policy", view), undefined);
    assert.equal(nginxBehind("web/nginx.conf", "x-frame-options", view), undefined);
  });

  it("of two without TLS the one that forwards is in front", () => {
    const view = viewOf({ "gateway/nginx.conf": gateway, "web/nginx.conf": files });
    assert.equal(proxyInFrontOf("web/nginx.conf", view), "gateway/nginx.conf");
    assert.equal(proxyInFrontOf("gateway/nginx.conf", view), undefined);
  });

  it("two that do the same stand beside each other", () => {
    for (const text of [tls, gateway, files]) {
      const view = viewOf({ "a/nginx.conf": text, "b/nginx.conf": text });
      assert.equal(proxyInFrontOf("a/nginx.conf", view), undefined);
      assert.equal(nginxBehind("a/nginx.conf", "x-frame-options", view), undefined);
    }
  });

  it("another kind of proxy stands in front of what ends no TLS", () => {
    const view = viewOf({ Caddyfile: "a.example {\n  reverse_proxy web:8080\n}\n", "web/nginx.conf": files });
    assert.equal(proxyInFrontOf("web/nginx.conf", view), "Caddyfile");
  });

  it("files of tests and files without a server are no sites", () => {
    const view = viewOf({ "tests/nginx.conf": tls, "nginx/snippet.conf": "add_header A b;\n" });
    assert.equal(view.fact(nginxSites).size, 0);
  });
});
