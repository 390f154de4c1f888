import assert from "node:assert/strict";
import { SourceFile } from "../../../../src/core/files/source";
import { headersOfHost } from "../../../../src/core/project/headers/host";

function headersIn(path: string, text: string) {
  const file = SourceFile.create(path, text);
  assert.ok(file);
  const part = headersOfHost(file);
  return part?.providers.map(({ header, value, scope, at }) => ({
    header,
    value,
    scope,
    text: text.slice(at.start, at.end),
  }));
}

function vercel(source: string, more: object = {}) {
  return JSON.stringify({
    headers: [{ source, headers: [{ key: "X-Frame-Options", value: "DENY" }], ...more }],
  });
}

describe("headersOfHost", () => {
  it("reads vercel.json", () => {
    const [header, ...rest] = headersIn("web/vercel.json", vercel("/(.*)")) ?? [];
    assert.deepEqual(rest, []);
    assert.deepEqual(header, {
      header: "x-frame-options",
      value: "DENY",
      scope: "all",
      text: '{"key":"X-Frame-Options","value":"DENY"}',
    });
  });

  it("knows the patterns that take in every path", () => {
    for (const source of ["/(.*)", "/:path*", "/:path(.*)", "/.*", "(.*)", "/**", "/*"]) {
      assert.equal(headersIn("vercel.json", vercel(source))?.[0]?.scope, "all", source);
    }
    for (const source of ["/", "/api/(.*)", "/(.*).js", "/((?!api).*)", "/:path", ""]) {
      assert.equal(headersIn("vercel.json", vercel(source))?.[0]?.scope, "some", source);
    }
  });

  it("takes a condition as part of the scope", () => {
    const conditional = vercel("/(.*)", { has: [{ type: "host", value: "a.example" }] });
    assert.equal(headersIn("vercel.json", conditional)?.[0]?.scope, "some");
  });

  it("reads the older routes of vercel.json", () => {
    const text = '{ "routes": [{ "src": "/.*", "headers": { "X-A": "b" }, "continue": true }] }';
    assert.deepEqual(headersIn("vercel.json", text), [
      { header: "x-a", value: "b", scope: "all", text: '"X-A": "b"' },
    ]);
  });

  it("reads firebase.json with one site or several", () => {
    const rule = '{ "headers": [{ "source": "**", "headers": [{ "key": "X-A", "value": "b" }] }] }';
    for (const hosting of [rule, `[${rule}]`]) {
      assert.equal(headersIn("firebase.json", `{ "hosting": ${hosting} }`)?.[0]?.scope, "all");
    }
  });

  it("reads staticwebapp.config.json", () => {
    const found = headersIn("staticwebapp.config.json", '{ "globalHeaders": { "X-A": "b" } }');
    assert.deepEqual(
      found?.map(({ header, scope }) => [header, scope]),
      [["x-a", "all"]],
    );
  });

  it("reads netlify.toml in all spellings", () => {
    const tables =
      '[[headers]]\n  for = "/*"\n  [headers.values]\n    X-A = "b"\n[[headers]]\nfor = "/c"\nvalues.X-D = "e"\n';
    assert.deepEqual(
      headersIn("netlify.toml", tables)?.map(({ header, value, scope }) => [header, value, scope]),
      [
        ["x-a", "b", "all"],
        ["x-d", "e", "some"],
      ],
    );
    const inline = '[[headers]]\nfor = "/*"\nvalues = { X-A = "b" }\n';
    assert.deepEqual(
      headersIn("netlify.toml", inline)?.map(({ header, scope }) => [header, scope]),
      [["x-a", "all"]],
    );
  });

  it("reads the static services of render.yaml only", () => {
    const text = [
      "services:",
      "  - type: web",
      "    runtime: static",
      "    headers:",
      "      - path: /*",
      "        name: X-A",
      "        value: b",
      "  - type: web",
      "    runtime: node",
      "    headers:",
      "      - { path: /*, name: X-C, value: d }",
      "",
    ].join("\n");
    assert.deepEqual(
      headersIn("render.yaml", text)?.map(({ header, scope }) => [header, scope]),
      [["x-a", "all"]],
    );
  });

  it("says nothing of other files", () => {
    for (const [path, text] of [
      ["package.json", "{}"],
      ["app.yaml", "headers: []\n"],
      ["pyproject.toml", "[tool]\n"],
    ] as const) {
      assert.equal(headersIn(path, text), undefined, path);
    }
  });

  it("survives any shape", () => {
    for (const text of ['{"headers": 1}', '{"headers": [1, {"headers": [null, {}]}]}', "[]", "", "{"]) {
      assert.deepEqual(headersIn("vercel.json", text), [], text);
    }
  });
});
