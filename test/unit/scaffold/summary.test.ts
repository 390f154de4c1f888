import assert from "node:assert/strict";
import fc from "fast-check";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import { satisfies } from "../../../src/core/scaffold/detect-version";
import type { Answers } from "../../../src/core/scaffold/generator";
import { generators } from "../../../src/core/scaffold/list";
import { propose } from "../../../src/core/scaffold/proposal";
import { answered, type Fact, summaryOf } from "../../../src/core/scaffold/summary";
import { projectOf } from "../../support/project";
import { repositories } from "../../support/repositories";

const viewOf = (files: Readonly<Record<string, string>>) => projectOf(files).watch().view;
const repository = (name: string) => viewOf(repositories[name] ?? {});
const factOf = (facts: readonly Fact[], id: string): Fact => {
  const found = facts.find((fact) => fact.id === id);
  assert.ok(found, `there is no fact ${id}: ${facts.map((fact) => fact.id).join(", ")}`);
  return found;
};
const placed = ({ found }: Fact) => found && [found.path, found.line].filter((part) => part !== undefined);

const fastapi = viewOf({
  "api/requirements.txt": "# web\nfastapi==0.121.0\nuvicorn==0.38.0\npsycopg==3.2.0\nredis==7.0.0\n",
  "api/alembic.ini": "[alembic]\n",
  "api/app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
  "api/app/other.py": "from fastapi import FastAPI\n\napi = FastAPI()\n",
  "web/package.json":
    '{\n  "name": "shop-web",\n  "engines": { "node": "^22" },\n  "scripts": {\n    "build": "next build",\n    "start": "next start -p 3100"\n  },\n  "dependencies": {\n    "next": "16.0.0"\n  }\n}\n',
  "web/package-lock.json": "{}\n",
});

describe("the summary of a stack", () => {
  it("says of each fact what it is, and which line shows it", () => {
    const { facts, headline } = summaryOf(fastapi);
    assert.equal(headline, "FastAPI in api, Next.js in web, PostgreSQL, Redis");
    const told = Object.fromEntries(facts.map((fact) => [fact.id, [fact.value, ...(placed(fact) ?? [])]]));
    assert.deepEqual(told, {
      "service:api": ["api"],
      "version:api": ["3.13"],
      "framework:api": ["fastapi", "api/requirements.txt", 2],
      "manager:api": ["pip", "api/requirements.txt"],
      "entry:api": ["app.main:app", "api/app/main.py", 3],
      "start:api": ["uvicorn app.main:app --host 0.0.0.0 --port 8000"],
      "port:api": ["8000"],
      "service:web": ["web"],
      "version:web": ["22", "web/package.json", 3],
      "framework:web": ["next", "web/package.json", 9],
      "manager:web": ["npm", "web/package-lock.json"],
      "build:web": ["build", "web/package.json", 5],
      "start:web": ["node node_modules/next/dist/bin/next start", "web/package.json", 6],
      "port:web": ["3100", "web/package.json", 6],
      "worker:api": ["none"],
      name: ["app"],
      database: ["postgres", "api/requirements.txt", 4],
      migrations: ["alembic upgrade head", "api/alembic.ini"],
      queue: ["redis", "api/requirements.txt", 5],
    });
  });

  it("says why, where no place shows it", () => {
    const { facts } = summaryOf(fastapi);
    for (const fact of facts) assert.ok(fact.found !== undefined || fact.why !== "", fact.id);
    assert.equal(factOf(facts, "port:api").why, "usual for FastAPI");
  });

  it("puts first what the files leave open, with the answers that may be true", () => {
    const [first, second] = summaryOf(repository("Koa, no lockfile, several ports")).facts;
    assert.deepEqual([first?.id, first?.state, first?.likely], ["port:.", "open", ["7000", "7001"]]);
    assert.equal(second?.state, "detected");
    const [script] = summaryOf(repository("Python scripts, none of which stands out")).facts;
    assert.deepEqual(
      [script?.id, script?.state, script?.likely],
      ["entry:.", "open", ["export_orders.py", "import_prices.py"]],
    );
  });

  it("lets what somebody says win, and says what it was instead", () => {
    const { facts, stack } = summaryOf(fastapi, { "port:api": "9000", database: "none" });
    const port = factOf(facts, "port:api");
    assert.deepEqual(
      [port.value, port.state, port.instead, port.found],
      ["9000", "changed", "8000", undefined],
    );
    assert.equal(factOf(facts, "database").instead, "postgres");
    assert.deepEqual([stack.services[0]?.port, stack.database], [9000, undefined]);
    assert.equal(factOf(facts, "port:web").state, "detected");
  });

  it("keeps an answer to what was open as one that can be taken back", () => {
    const project = repository("SvelteKit that leaves the platform open");
    const choices = { "adapter:.": "a Node server" };
    const fact = factOf(summaryOf(project, choices).facts, "adapter:.");
    assert.deepEqual([fact.state, fact.value], ["changed", "a Node server"]);
    assert.deepEqual(answered(choices, fact, undefined, project), {});
  });

  it("does not keep what the files say anyway, nor ask twice for what somebody decided", () => {
    const { facts } = summaryOf(fastapi);
    const port = factOf(facts, "port:api");
    assert.deepEqual(answered({}, port, " 9000 ", fastapi), { "port:api": "9000" });
    assert.deepEqual(answered({ "port:api": "9000" }, port, "8000", fastapi), {});
    const koa = repository("Koa, no lockfile, several ports");
    const open = factOf(summaryOf(koa).facts, "port:.");
    assert.deepEqual(answered({}, open, "7000", koa), { "port:.": "7000" });
    assert.deepEqual(detectStack(koa, { "port:.": "7000" }).doubts, []);
  });

  it("tells the two services of one folder apart", () => {
    const project = repository("Flask with assets of Vite in the same folder");
    const { stack } = summaryOf(project, { "port:.#node": "8181", "output:.#node": "static" });
    const [flask, vite] = stack.services;
    assert.deepEqual([flask?.port, vite?.port], [8000, 8181]);
    assert.equal(vite?.language === "node" && vite.output, "static");
  });
});

describe("an answer", () => {
  const said = (choices: Answers) => summaryOf(fastapi, choices).stack;
  const files = (choices: Answers, id: string) =>
    propose(
      generators.filter((one) => one.id === id),
      { stack: said(choices), answers: {}, project: fastapi },
    ).create.map(({ path, text }) => ({ path, text }));

  it("about a command reaches the image, address and port as the platform has them", () => {
    const text = files({ "start:api": "uvicorn app.other:api --workers 4 --port 9000" }, "dockerfile")[0]
      ?.text;
    assert.match(
      text ?? "",
      /exec uvicorn app\.other:api --workers 4 --host 0\.0\.0\.0 --port \$\{PORT:-8000\}/,
    );
    const node = files({ "start:web": "node dist/server.js" }, "dockerfile");
    assert.match(
      node.find(({ path }) => path.startsWith("web/"))?.text ?? "",
      /CMD \["node", "dist\/server\.js"\]/,
    );
  });

  it("about a version, a build script and a name reaches the files that have them", () => {
    const [first] = files({ "version:api": "3.12" }, "dockerfile");
    assert.match(first?.text ?? "", /^FROM python:3\.12-slim AS build$/m);
    const compose = files({ "service:api": "backend" }, "compose.prod")[0]?.text ?? "";
    assert.match(compose, /^ {2}backend:$/m);
    assert.doesNotMatch(compose, /^ {2}api:$/m);
    const none = files({ "build:web": "none" }, "dockerfile");
    assert.doesNotMatch(none.find(({ path }) => path === "web/Dockerfile")?.text ?? "", /run build/);
  });

  it("about workers, migrations and stores adds them and takes them away", () => {
    const stack = said({
      "worker:api": "rq worker mails",
      migrations: "none",
      queue: "none",
      database: "mysql",
    });
    assert.deepEqual(stack.workers, [{ name: "worker", folder: "api", command: "rq worker mails" }]);
    assert.deepEqual([stack.migrations, stack.redis, stack.database?.engine], [undefined, false, "mysql"]);
    const shop = repository("Flask, pip, factory, Celery, RQ-free");
    assert.deepEqual(
      detectStack(shop, { "worker:.:beat": "none" }).workers.map(({ name }) => name),
      ["worker"],
    );
    assert.deepEqual(
      detectStack(shop, { "worker:.": "none" }).workers.map(({ name }) => name),
      ["beat"],
    );
  });

  it("about a framework changes what comes with it", () => {
    const [api] = said({ "framework:api": "flask" }).services;
    assert.ok(api?.language === "python");
    assert.deepEqual([api.framework, api.server, api.entry], ["flask", "gunicorn", "app.main:app"]);
    const [script] = said({ "framework:api": "none" }).services;
    assert.ok(script?.language === "python");
    assert.deepEqual([script.entry, script.server], ["-m app.main", undefined]);
  });

  it("about a manager takes its lockfile only where there is one", () => {
    const [, web] = said({ "manager:web": "pnpm" }).services;
    assert.deepEqual([web?.manager, web?.lockfile], ["pnpm", undefined]);
  });

  it("that nothing could be written with is refused, and changes nothing", () => {
    const bad = ["", "$(id)", "a; b", "`id`", '"', "'", "a\nb", "x: y", "../..", "a|b", "a>b"];
    for (const [name, project] of Object.entries({ fastapi, shop: repository("Express, npm, worker, pg") })) {
      for (const { id, check } of summaryOf(project).facts) {
        for (const answer of bad) {
          assert.match(check(answer) ?? "", /\.$/, `${name} ${id} ${JSON.stringify(answer)}`);
          assert.deepEqual(detectStack(project, { [id]: answer }), detectStack(project), `${id} ${answer}`);
        }
      }
    }
  });

  it("that is offered is accepted, taken, and shown as it was given", () => {
    for (const [name, texts] of Object.entries(repositories)) {
      const project = viewOf(texts);
      for (const { id, likely, check } of summaryOf(project).facts) {
        for (const answer of likely) {
          assert.equal(check(answer), undefined, `${name} ${id} ${answer}`);
          const after = summaryOf(project, { [id]: answer }).facts.find((fact) => fact.id === id);
          if (after)
            assert.deepEqual([after.value, after.state], [answer, "changed"], `${name} ${id} ${answer}`);
        }
      }
    }
  });
});

describe("a range of versions", () => {
  it("is read as Python and npm mean it", () => {
    const python = (range: string) =>
      ["3.11", "3.12", "3.13", "3.14"].filter((one) => satisfies(range, one, "python"));
    assert.deepEqual(python(">=3.12,<3.14"), ["3.12", "3.13"]);
    assert.deepEqual(python("==3.12.*"), ["3.12"]);
    assert.deepEqual(python("~=3.12"), ["3.12", "3.13", "3.14"]);
    assert.deepEqual(python("~=3.12.4"), ["3.12"]);
    assert.deepEqual(python("^3.13"), ["3.13", "3.14"]);
    assert.deepEqual(python("<3.13.2"), ["3.11", "3.12", "3.13"]);
    const node = (range: string) => ["20", "22", "24"].filter((one) => satisfies(range, one, "node"));
    assert.deepEqual(node("20.x"), ["20"]);
    assert.deepEqual(node("^22.1.0 || >=24"), ["22", "24"]);
    assert.deepEqual(node(">=20 <23"), ["20", "22"]);
    assert.deepEqual(node("*"), ["20", "22", "24"]);
  });

  it("never throws, whatever somebody writes there", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (range) => {
        assert.equal(typeof satisfies(range, "3.12", "python"), "boolean");
      }),
    );
  });
});
