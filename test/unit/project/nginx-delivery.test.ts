import assert from "node:assert/strict";
import { nginxDelivery } from "../../../src/core/project/nginx-delivery";
import { projectOf } from "../../support/project";

function deliveryOf(files: Readonly<Record<string, string>>) {
  return projectOf(files).watch().view.fact(nginxDelivery);
}

describe("how nginx configurations are delivered", () => {
  const cases: Readonly<Record<string, string>> = {
    "FROM nginx\nCOPY nginx/app.conf /etc/nginx/conf.d/default.conf\n": "nginx/app.conf",
    "FROM nginx\nCOPY ./nginx /etc/nginx/conf.d\n": "nginx/app.conf",
    "FROM nginx\nCOPY nginx/*.conf /etc/nginx/conf.d/\n": "nginx/app.conf",
    "FROM nginx\nADD deploy/nginx/ /etc/nginx/\n": "deploy/nginx/app.conf",
  };
  for (const [dockerfile, path] of Object.entries(cases)) {
    it(`${dockerfile.split("\n")[1]} names ${path}`, () => {
      assert.ok(deliveryOf({ Dockerfile: dockerfile }).isNamed(path));
    });
  }

  it("the image, and paths inside of it, name nothing", () => {
    const delivery = deliveryOf({
      Dockerfile: "FROM nginx:1.29\nCOPY a /etc/nginx/html\nRUN ls /etc/nginx\n",
    });
    assert.equal(delivery.isNamed("nginx/app.conf"), false);
  });

  it("a Dockerfile may hold the configuration itself", () => {
    const text = "FROM nginx\nCOPY <<END /etc/nginx/conf.d/a.conf\nserver {\n  listen 80;\n}\nEND\n";
    const [baked] = deliveryOf({ "web/Dockerfile": text }).baked.get("web/Dockerfile") ?? [];
    assert.equal(text.slice(baked?.at.start, baked?.at.end), "COPY");
    assert.match(baked?.text ?? "", /listen 80/);
    assert.equal(deliveryOf({ Dockerfile: "FROM nginx\nRUN echo listen > a\n" }).baked.size, 0);
  });
});
