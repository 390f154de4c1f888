import assert from "node:assert/strict";
import { headersAt } from "../../../../src/core/files/nginx/effective";
import type { NginxLevel } from "../../../../src/core/files/nginx/level";
import { nginxIncludes } from "../../../../src/core/project/headers/includes";
import { nginxTree } from "../../../../src/core/project/headers/levels";
import { projectOf } from "../../../support/project";

/** What the first block called `name` in the file at `path` sends, once for each place where the file is used. */
function sentBy(files: Readonly<Record<string, string>>, path: string, name: string): string[][] {
  const project = projectOf(files);
  const places = project
    .watch()
    .view.fact(nginxTree)
    .levelsOf(path)
    .find(([level]) => level?.name === name);
  assert.ok(places);
  return places.map((level) => headersAt(level).map((header) => header.name));
}

describe("nginxTree", () => {
  const site = "server {\n  listen 80;\n}\n";

  it("puts a file below the block that includes it", () => {
    const files = {
      "nginx/nginx.conf": "http {\n  add_header A b;\n  include sites/*.conf;\n}\n",
      "nginx/sites/app.conf": site,
    };
    assert.deepEqual(sentBy(files, "nginx/sites/app.conf", "server"), [["a"]]);
  });

  it("over several files", () => {
    const files = {
      "nginx/nginx.conf": "http {\n  add_header A b;\n  include sites/app.conf;\n}\n",
      "nginx/sites/app.conf": "server {\n  include ../locations/api.conf;\n}\n",
      "nginx/locations/api.conf": "location /api {\n  root /a;\n}\n",
    };
    assert.deepEqual(sentBy(files, "nginx/locations/api.conf", "location"), [["a"]]);
  });

  it("once for each place that includes it", () => {
    const files = {
      "nginx/a.conf":
        "server {\n  add_header A b;\n  include shared.conf;\n}\nserver {\n  include shared.conf;\n}\n",
      "nginx/shared.conf": "location / {\n  root /a;\n}\n",
    };
    assert.deepEqual(sentBy(files, "nginx/shared.conf", "location"), [["a"], []]);
  });

  it("puts a file of conf.d beside the rest of the folder, as the shipped nginx.conf does", () => {
    const files = { "docker/conf.d/a.conf": "add_header A b;\n", "docker/conf.d/site.conf": site };
    assert.deepEqual(sentBy(files, "docker/conf.d/site.conf", "server"), [["a"]]);
    assert.deepEqual(sentBy({ ...files, "docker/x/site.conf": site }, "docker/x/site.conf", "server"), [[]]);
  });

  it("takes a site beside an nginx.conf that loads a folder nobody has", () => {
    const files = {
      "nginx/nginx.conf": "http {\n  add_header A b;\n  include /etc/nginx/conf.d/*.conf;\n}\n",
      "nginx/site.conf": site,
      "other/nginx/site.conf": site,
    };
    assert.deepEqual(sentBy(files, "nginx/site.conf", "server"), [["a"]]);
    assert.deepEqual(sentBy(files, "other/nginx/site.conf", "server"), [[]]);
  });

  it("survives files that include each other", () => {
    const files = {
      "nginx/a.conf": "server {\n  add_header A b;\n}\ninclude b.conf;\n",
      "nginx/b.conf": "include a.conf;\n",
    };
    assert.ok(sentBy(files, "nginx/a.conf", "server").length > 0);
  });
});

describe("includes that would never end", () => {
  const deepest = (level: NginxLevel): number =>
    Math.max(0, ...level.children.map((child) => 1 + deepest(child)));

  it("are cut off where blocks include each other", () => {
    const block = (other: string) => `location /a {\n  include ${other};\n  add_header A b;\n}\n`;
    const files = { "nginx/a.conf": block("b.conf"), "nginx/b.conf": block("a.conf") };
    const [top] = projectOf(files).watch().view.fact(nginxTree).topLevelsOf("nginx/a.conf");
    assert.ok(top);
    assert.ok(deepest(top) <= 200);
  });

  it("are unknown where each file includes the next many times over", () => {
    const names = Array.from({ length: 12 }, (_, i) => `f${i}.conf`);
    const files = Object.fromEntries(
      names.map((name, i) => [
        `nginx/${name}`,
        `${`include ${names[i + 1]};\n`.repeat(9)}server {\n  listen 80;\n}\n`,
      ]),
    );
    const tree = projectOf(files).watch().view.fact(nginxTree);
    assert.ok(tree.topLevelsOf("nginx/f11.conf").length <= 8);
    const [top] = tree.topLevelsOf("nginx/f0.conf");
    assert.ok(top && top.entries.length < 100_000);
    assert.ok(top.hidden.length > 0);
  });
});

describe("nginxIncludes", () => {
  it("never lets a deployed file load a test's", () => {
    const view = projectOf({
      "nginx/app.conf": "include snippets/h.conf;\n",
      "tests/nginx/snippets/h.conf": "add_header A b;\n",
    }).watch().view;
    const from = { path: "nginx/app.conf", name: "nginx/app.conf" };
    assert.equal(view.fact(nginxIncludes).resolve("snippets/h.conf", from), undefined);
  });
});
