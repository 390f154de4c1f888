import assert from "node:assert/strict";
import { detectServices } from "../../../src/core/scaffold/detect";
import { projectOf } from "../../support/project";

const FASTAPI = 'from fastapi import FastAPI\n\napp = FastAPI(title="Shop")\n';
const FLASK = "from flask import Flask\n\nserver = Flask(__name__)\n";

function detect(files: Record<string, string>) {
  return detectServices(projectOf(files).watch().view);
}

describe("detectServices", () => {
  it("finds a FastAPI app, its entry and its server", () => {
    const [service] = detect({
      "requirements.txt": "fastapi\nuvicorn[standard]==0.38\n",
      "app/main.py": FASTAPI,
    });
    assert.ok(service?.language === "python");
    assert.deepEqual(
      [service.framework, service.entry, service.manager, service.hasServer, service.folder],
      ["fastapi", "app.main:app", "pip", true, ""],
    );
  });

  it("takes the package manager from the lockfile", () => {
    const files = { "pyproject.toml": '[project]\ndependencies = ["flask>=3"]\n', "app.py": FLASK };
    assert.equal(detect({ ...files, "uv.lock": "" })[0]?.manager, "uv");
    assert.equal(detect({ ...files, "poetry.lock": "" })[0]?.manager, "poetry");
    const [service] = detect({ ...files, "uv.lock": "" });
    assert.ok(service?.language === "python");
    assert.deepEqual([service.entry, service.hasServer], ["app:server", false]);
  });

  it("finds Django by manage.py and its wsgi module", () => {
    const [service] = detect({
      "requirements.txt": "django\ngunicorn\n",
      "manage.py": "",
      "shop/wsgi.py": "",
    });
    assert.ok(service?.language === "python");
    assert.deepEqual([service.framework, service.entry], ["django", "shop.wsgi:application"]);
  });

  it("finds a node server, and what its start script runs", () => {
    const manifest = JSON.stringify({
      scripts: { build: "tsc", start: "node --enable-source-maps dist/server.js" },
    });
    const [service] = detect({ "package.json": manifest, "pnpm-lock.yaml": "" });
    assert.ok(service?.language === "node");
    assert.deepEqual(
      [service.start, service.builds, service.manager, service.lockfile],
      [["node", "--enable-source-maps", "dist/server.js"], true, "pnpm", "pnpm-lock.yaml"],
    );
  });

  it("tells Next.js, with and without a standalone server, from a static Vite app", () => {
    const next = JSON.stringify({
      scripts: { build: "next build", start: "next start" },
      dependencies: { next: "16" },
    });
    const config = 'export default { output: "standalone" };\n';
    const [plain] = detect({ "package.json": next });
    const [standalone] = detect({ "package.json": next, "next.config.mjs": config });
    assert.ok(plain?.language === "node" && standalone?.language === "node");
    assert.deepEqual([plain.framework, plain.standalone, standalone.standalone], ["next", false, true]);
    const vite = JSON.stringify({ scripts: { build: "vite build" }, devDependencies: { vite: "7" } });
    const [page] = detect({ "package.json": vite });
    assert.deepEqual([page?.language === "node" && page.framework, page?.port], ["vite", 8080]);
  });

  it("lists the services of several folders, and none of tests, samples or dependencies", () => {
    const server = JSON.stringify({ scripts: { start: "node index.js" } });
    const found = detect({
      "api/requirements.txt": "fastapi",
      "api/main.py": FASTAPI,
      "web/package.json": server,
      "tests/app/package.json": server,
      "examples/app/package.json": server,
      "node_modules/x/package.json": server,
    });
    assert.deepEqual(
      found.map(({ folder, language }) => [folder, language]),
      [
        ["api", "python"],
        ["web", "node"],
      ],
    );
  });

  it("finds nothing in a manifest without an entry point, a library or broken JSON", () => {
    assert.deepEqual(detect({ "requirements.txt": "numpy\n" }), []);
    assert.deepEqual(
      detect({ "package.json": JSON.stringify({ name: "library", scripts: { test: "mocha" } }) }),
      [],
    );
    assert.deepEqual(detect({ "package.json": "{" }), []);
    assert.deepEqual(detect({ "package.json": "[]" }), []);
  });
});
