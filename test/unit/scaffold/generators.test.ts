import assert from "node:assert/strict";
import { SourceFile } from "../../../src/core/files/source";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import type { Answers } from "../../../src/core/scaffold/generator";
import { generatorOf, generators } from "../../../src/core/scaffold/list";
import { propose } from "../../../src/core/scaffold/proposal";
import { applyEdits } from "../../../src/core/text/edits";
import { generatorIds } from "../../../src/shared/generators";
import { projectOf } from "../../support/project";
import { repositories } from "../../support/repositories";

const workspaces = repositories;
const fastapi = repositories["FastAPI and Next.js"] ?? {};
const express = repositories["Express, npm, worker, pg"] ?? {};

function run(
  files: Readonly<Record<string, string>>,
  ids = generators.map(({ id }) => id),
  answers: Answers = {},
) {
  const project = projectOf(files).watch().view;
  const chosen = ids.flatMap((id) => generatorOf(id) ?? []);
  return propose(chosen, { stack: detectStack(project), answers, project });
}

function written(
  files: Readonly<Record<string, string>>,
  proposal: ReturnType<typeof run>,
): Record<string, string> {
  const made = Object.fromEntries(proposal.create.map(({ path, text }) => [path, text]));
  const merged = Object.fromEntries(
    proposal.merge.map(({ path, edits }) => [path, applyEdits(files[path] ?? "", edits)]),
  );
  return { ...files, ...made, ...merged };
}

/** What a generated file shows of the project itself, by repository: only its people can change that. */
const ofTheProject: Readonly<Record<string, string>> = {
  "Koa, no lockfile, several ports": "dockerfile/frozen-install",
  // It had nothing to install before the error tracker came.
  "plain Node": "dockerfile/frozen-install",
  "Next.js, pnpm, port of its own": "dockerfile/nextjs-standalone",
  // Without a service there is no pipeline that could run tests, only the watch from outside.
  "Express in TypeScript that is only started for development": "workflow/tests-not-run",
  "Electron, which no server runs": "workflow/tests-not-run",
  "Python scripts, none of which stands out": "workflow/tests-not-run",
  "SvelteKit that leaves the platform open": "workflow/tests-not-run",
};

describe("generators", () => {
  it("are known to the editor before the engine is loaded", () => {
    assert.deepEqual([...generatorIds].sort(), generators.map(({ id }) => id).sort());
  });

  it("have ids of their own, and words", () => {
    assert.equal(new Set(generators.map(({ id }) => id)).size, generators.length);
    for (const { id, title, summary } of generators) {
      assert.ok(title.length <= 50, id);
      assert.match(summary, /\.$/, id);
    }
  });

  for (const [name, files] of Object.entries(workspaces)) {
    describe(`for ${name}`, () => {
      const proposal = run(files);
      let found: ReturnType<typeof lint>;
      before(() => {
        found = lint(projectOf(written(files, proposal)), rules, resolveConfig());
      });

      it("say why they cannot, in a sentence, or make something", () => {
        for (const { reason } of proposal.refused) assert.match(reason, /\.$/);
        if (detectStack(projectOf(files).watch().view).services.length > 0)
          assert.ok(proposal.create.length > 10);
      });

      for (const { path, text } of proposal.create) {
        it(`make ${path} without a finding`, () => {
          assert.ok(text.endsWith("\n") && !/[ \t]$/m.test(text) && !/undefined|\[object/.test(text), text);
          const file = SourceFile.create(path, text);
          assert.deepEqual([file?.form.problems ?? [], file?.form.clean ?? true], [[], true]);
          const { findings, failures } = found;
          assert.deepEqual(failures, []);
          assert.deepEqual(
            findings
              .filter((finding) => finding.path === path && finding.rule !== ofTheProject[name])
              .map(
                ({ rule, severity, at, message }) =>
                  `${severity} ${rule} ${text.slice(at.start, at.start + 40)}: ${message}`,
              ),
            [],
          );
        });
      }

      it("add to files that are there without a new finding", () => {
        const merged = new Set(proposal.merge.map(({ path }) => path));
        const inMerged = (findings: typeof found.findings) =>
          findings.filter(({ path }) => merged.has(path)).map(({ rule, path }) => `${path} ${rule}`);
        // What the project shows by itself once it has files for a deployment is not of our making.
        const created = written(files, { ...proposal, merge: [] });
        const before = new Set(inMerged(lint(projectOf(created), rules, resolveConfig()).findings));
        assert.deepEqual(
          inMerged(found.findings).filter((finding) => !before.has(finding)),
          [],
        );
        const after = written(files, proposal);
        for (const path of merged)
          assert.ok(SourceFile.create(path, after[path] ?? "")?.form.clean, after[path]);
      });

      it("change nothing when they run again", () => {
        const after = written(files, proposal);
        const services = [files, after].map((one) => detectStack(projectOf(one).watch().view).services);
        assert.deepEqual(services[1], services[0]);
        const again = run(after);
        assert.deepEqual([again.create.map(({ path }) => path), again.merge], [[], []]);
      });
    });
  }

  it("add what is missing to an example file, and leave the rest", () => {
    const files = { ...fastapi, ".env.example": "# ours\nSECRET_KEY=\n# DATABASE_URL=postgresql://…" };
    const { merge } = run(files, ["env-example"]);
    const text = written(files, run(files, ["env-example"]))[".env.example"] ?? "";
    assert.equal(merge.length, 1);
    assert.ok(text.startsWith(files[".env.example"]));
    assert.match(text, /\nLOG_LEVEL=\n$/);
    assert.doesNotMatch(text, /\nDATABASE_URL=/);
  });

  it("lead the proxy to routes as the code has them, and the health check through it", () => {
    const text = (files: Readonly<Record<string, string>>, path: string) =>
      run(files).create.find((one) => one.path === path)?.text ?? "";
    const plain = text(fastapi, "nginx/nginx.conf");
    assert.match(plain, /location \/api\/ \{[^}]*proxy_pass http:\/\/api:8000\/;/);
    assert.match(text(fastapi, "scripts/deploy.sh"), /https:\/\/app\.example\.com\/api\/healthz/);
    const orders = { ...fastapi, "api/app/orders.py": 'router = APIRouter(prefix="/api/orders")\n' };
    const prefixed = text(orders, "nginx/nginx.conf");
    assert.match(prefixed, /location \/api\/ \{[^}]*proxy_pass http:\/\/api:8000;/);
    assert.match(prefixed, /location = \/api\/healthz \{\s*proxy_pass http:\/\/api:8000\/healthz;/);
    assert.match(text(orders, "scripts/deploy.sh"), /https:\/\/app\.example\.com\/api\/healthz/);
    assert.match(text(express, "scripts/deploy.sh"), /https:\/\/app\.example\.com\/livez/);
  });

  it("give Prisma its schema before the install, and its client before the build", () => {
    const files = repositories["Nest, pnpm, Prisma"] ?? {};
    const text = run(files, ["dockerfile"]).create.find(({ path }) => path === "Dockerfile")?.text ?? "";
    const order = [
      "COPY prisma ./prisma/",
      "RUN pnpm install",
      "COPY . .",
      "RUN npx prisma generate",
      "RUN pnpm run build",
    ];
    const places = order.map((line) => text.indexOf(line));
    assert.ok(
      places.every((place, i) => place > (places[i - 1] ?? 0)),
      text,
    );
  });

  it("ask no more than three questions, and take what they propose", () => {
    for (const files of Object.values(workspaces)) {
      const project = projectOf(files).watch().view;
      const stack = detectStack(project);
      for (const { id, questions } of generators) {
        const asked = questions?.({ stack, project }) ?? [];
        assert.ok(asked.length <= 3, id);
        for (const { text, value, check } of asked) {
          assert.match(text, /\?$/);
          assert.equal(check?.(value), undefined, `${id}: ${value}`);
        }
      }
    }
  });

  it("refuse answers that would break their files", () => {
    const project = projectOf(express).watch().view;
    const stack = detectStack(project);
    const all = generators.flatMap(({ questions }) => questions?.({ stack, project }) ?? []);
    for (const { id, check } of all) {
      for (const bad of ["", "a b", "$(rm -rf /)", "x;y", "`id`", "../..", 'a"b', "a\nb"])
        assert.ok(check?.(bad), `${id}: ${bad}`);
    }
  });
});
