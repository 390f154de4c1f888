import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { findInsertions, type Insertions, type Protection } from "../../../src/core/lint/insertion";
import type { Project } from "../../../src/core/project/project";
import { rules } from "../../../src/core/rules/list";
import type { Rule } from "../../../src/core/rules/rule";
import { projectOf } from "../../support/project";
import { dotenvRule } from "../../support/rules";

const config = resolveConfig();

function find(project: Project, protection: Protection, among: readonly Rule[] = rules): Insertions {
  const work = findInsertions(project, among, config, protection);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function rows({ places }: Insertions): string[] {
  return places.map(({ path, layer, state, change }) =>
    [path, layer, state, change?.titles.join(" + ") ?? "no fix"].join(" | "),
  );
}

/** The project with the change of one place. */
function changed(files: Readonly<Record<string, string>>, found: Insertions, path: string): Project {
  const place = found.places.find((each) => each.path === path);
  assert.ok(place?.change, `nothing can be inserted at ${path}`);
  return projectOf({ ...files, ...Object.fromEntries(place.change.texts) });
}

const app = `from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def index():
    return {"ok": True}
`;
const orders = app.replace('@app.get("/")', '@app.post("/orders")');
const wide = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])
`;
const proxy = `server {
    listen 80;
    server_name app.example.com;
    location / {
        proxy_pass http://api:8000;
    }
}
`;
const tls = proxy.replace("80;", "443 ssl;");
const hsts = tls.replace(
  "    location",
  '    add_header Strict-Transport-Security "max-age=31536000" always;\n    location',
);

describe("places to insert security headers", () => {
  it("are the outermost layer first, with all headers in one go", () => {
    const files = { "nginx/app.conf": tls, "api/main.py": app };
    const found = find(projectOf(files), "headers");
    assert.deepEqual(rows(found), [
      "nginx/app.conf | edge | open | Add the four security headers",
      "api/main.py | app | open | Add a middleware that sends X-Frame-Options, X-Content-Type-Options, Referrer-Policy",
    ]);
  });

  it("are gone from every layer when the edge sends them", () => {
    const files = { "nginx/app.conf": tls, "api/main.py": app };
    const after = find(changed(files, find(projectOf(files), "headers"), "nginx/app.conf"), "headers");
    assert.deepEqual(rows(after), []);
    assert.equal(after.covered[0]?.path, "nginx/app.conf");
    assert.match(after.covered[0]?.message ?? "", /sends them\.$|is in force\.$/);
  });

  it("are gone from every layer when the application sends them", () => {
    const files = { "nginx/app.conf": proxy, "api/main.py": app };
    const after = find(changed(files, find(projectOf(files), "headers"), "api/main.py"), "headers");
    assert.deepEqual(rows(after), []);
    assert.equal(after.covered[0]?.path, "api/main.py");
  });

  it("leave out what would send a header twice", () => {
    // The middleware of the application would bring an HSTS of its own.
    const found = find(projectOf({ "nginx/app.conf": hsts, "api/main.py": app }), "headers");
    assert.deepEqual(rows(found), [
      "nginx/app.conf | edge | open | Add X-Frame-Options, X-Content-Type-Options, Referrer-Policy",
    ]);
  });

  it("are all servers of a file", () => {
    const other = tls.replace("app.example.com", "www.example.com");
    const found = find(projectOf({ "nginx/app.conf": tls + other }), "headers");
    const text = found.places[0]?.change?.texts.get("nginx/app.conf") ?? "";
    assert.equal(text.match(/Strict-Transport-Security/g)?.length, 2);
    assert.deepEqual(rows(found), ["nginx/app.conf | edge | open | Add the four security headers"]);
  });

  it("are files that are deployed", () => {
    assert.deepEqual(
      rows(find(projectOf({ "tests/app/main.py": app, "examples/app.conf": tls }), "headers")),
      [],
    );
  });

  it("are known by who sends them where no rule looks", () => {
    const helmet =
      'const express = require("express");\nconst app = express();\napp.use(require("helmet")());\n';
    const found = find(projectOf({ "server.js": helmet }), "headers");
    assert.deepEqual(rows(found), []);
    assert.equal(found.covered[0]?.path, "server.js");
  });

  it("are none in a workspace without servers", () => {
    assert.deepEqual(find(projectOf({ "README.md": "# Hi\n" }), "headers"), { places: [], covered: [] });
  });
});

describe("places to restrict CORS", () => {
  it("take origins and methods together", () => {
    const files = { "api/main.py": wide, ".env.production": "FRONTEND_URL=https://app.example.com\n" };
    const found = find(projectOf(files), "cors");
    assert.equal(found.places.length, 1);
    assert.match(
      rows(found)[0] ?? "",
      /^api\/main\.py \| app \| open \| Allow https:\/\/app\.example\.com only/,
    );
    const after = find(changed(files, found, "api/main.py"), "cors");
    assert.deepEqual(rows(after), []);
    assert.match(after.covered[0]?.message ?? "", /limited to https:\/\/app\.example\.com/);
  });
});

describe("places to limit requests", () => {
  const files = {
    "nginx/app.conf": tls,
    "api/main.py": orders,
    "api/requirements.txt": "fastapi==0.115.6\n",
  };

  it("are the web server, or the application behind it instead", () => {
    const found = find(projectOf(files), "limits");
    assert.deepEqual(
      found.places.map(({ path, layer, state }) => [path, layer, state]),
      [
        ["nginx/app.conf", "edge", "open"],
        ["api/main.py", "app", "instead"],
      ],
    );
    const [, app] = found.places;
    assert.deepEqual([...(app?.change?.texts.keys() ?? [])], ["api/main.py", "api/requirements.txt"]);
  });

  it("bring what telling clients apart behind the web server needs", () => {
    const server = "const app = require('express')();\napp.post('/login', login);\napp.listen(3000);\n";
    const found = find(projectOf({ "nginx/app.conf": tls, "server.js": server }), "limits");
    const inside = found.places.find(({ path }) => path === "server.js");
    assert.match(inside?.change?.texts.get("server.js") ?? "", /app\.set\('trust proxy', 1\)/);
  });

  it("are gone whichever was picked", () => {
    for (const path of ["nginx/app.conf", "api/main.py"]) {
      const after = find(changed(files, find(projectOf(files), "limits"), path), "limits");
      assert.deepEqual(rows(after), [], path);
      assert.equal(after.covered[0]?.path, path);
    }
  });
});

/** Rules for a workspace of two layers: whoever has `HEADERS=` covers the other. */
function layered(more: Partial<Rule> = {}): Rule {
  const rule = dotenvRule("test/missing-security-headers", function* ({ file, project }) {
    if (file.text.includes("HEADERS=")) {
      yield { proves: { start: 0, end: 1 }, message: `${file.path} has them.` };
      return;
    }
    const outer = project.file(".env.production");
    if (file.path !== ".env.production" && outer) return;
    if (project.file("app/.env.production")?.text.includes("HEADERS=")) return;
    const edits = [{ span: { start: 0, end: 0 }, text: "HEADERS=1\n" }];
    const fixes = file.text.includes("CLOSED")
      ? []
      : [{ title: `Set it in ${file.path}`, kind: "review" as const, edits }];
    yield { at: { start: 0, end: 1 }, message: "They are missing.", fixes };
  });
  return { ...rule, ...more } as Rule;
}

describe("places where a rule names one layer only", () => {
  it("are the others as well, as long as the gap is open", () => {
    const files = { ".env.production": "A=1\n", "app/.env.production": "A=1\n" };
    const found = find(projectOf(files), "headers", [layered()]);
    assert.deepEqual(
      found.places.map(({ path, state }) => [path, state]),
      [
        [".env.production", "open"],
        ["app/.env.production", "instead"],
      ],
    );
    for (const { path } of found.places) {
      const after = find(changed(files, found, path), "headers", [layered()]);
      assert.deepEqual(rows(after), [], path);
      assert.equal(after.covered[0]?.message, `${path} has them.`);
    }
  });

  it("are not those that would leave the gap open", () => {
    const files = { ".env.production": "A=1\n", "other/.env.production": "A=1\n" };
    assert.equal(find(projectOf(files), "headers", [layered()]).places.length, 1);
  });

  it("come after those where something can be inserted, and say that a person has to", () => {
    const found = find(
      projectOf({ ".env.production": "CLOSED=1\n", "app/.env.production": "A=1\n" }),
      "headers",
      [layered()],
    );
    assert.deepEqual(
      found.places.map(({ path, change }) => [path, change !== undefined]),
      [
        ["app/.env.production", true],
        [".env.production", false],
      ],
    );
  });
});

describe("the change at a place", () => {
  it("leaves out a fix that clears nothing", () => {
    const useless = dotenvRule("test/missing-rate-limit", function* () {
      const edits = [{ span: { start: 0, end: 0 }, text: "# no\n" }];
      yield {
        at: { start: 0, end: 1 },
        message: "No limit.",
        fixes: [{ title: "Try", kind: "review", edits }],
      };
    });
    const found = find(projectOf({ ".env.production": "A=1\n" }), "limits", [useless]);
    assert.deepEqual(
      found.places.map(({ change }) => change),
      [undefined],
    );
  });

  it("takes the other files of a fix with it", () => {
    const both = dotenvRule("test/missing-rate-limit", function* ({ file, project }) {
      if (project.has("limits.txt")) return;
      const fix = {
        title: "Add a limit",
        kind: "review" as const,
        edits: [{ span: { start: 0, end: 0 }, text: "L=1\n" }],
      };
      const also = [{ path: "limits.txt", create: "100\n" }];
      if (file.text !== "")
        yield { at: { start: 0, end: 1 }, message: "No limit.", fixes: [{ ...fix, also }] };
    });
    const found = find(projectOf({ ".env.production": "A=1\n" }), "limits", [both]);
    assert.deepEqual(found.places[0]?.change, {
      titles: ["Add a limit"],
      texts: new Map([
        [".env.production", "L=1\nA=1\n"],
        ["limits.txt", "100\n"],
      ]),
    });
  });
});
