import assert from "node:assert/strict";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { dockerfile } from "../../../src/core/scaffold/generators/dockerfile";
import { propose } from "../../../src/core/scaffold/proposal";
import type { NodeService, PythonService, Service } from "../../../src/core/scaffold/service";
import { projectOf } from "../../support/project";
import { nodeService, pythonService, stackOf } from "../../support/stacks";

const frameworks: readonly Partial<PythonService>[] = [
  { framework: "fastapi", entry: "app.main:app", server: "uvicorn" },
  { framework: "fastapi", entry: "shop.main:create_app", server: "uvicorn", isFactory: true, sources: "src" },
  { framework: "flask", entry: "app:app", server: "gunicorn" },
  { framework: "flask", entry: "shop:create_app", server: "gunicorn", isFactory: true },
  { framework: "django", entry: "shop.wsgi:application", server: "gunicorn" },
  { framework: "none", entry: "main.py", server: undefined, listens: false },
  { framework: "none", entry: "-m shop", server: undefined },
];
const python: PythonService[] = (["pip", "uv", "poetry"] as const).flatMap((manager) =>
  frameworks.flatMap((one) =>
    [true, false].map((hasServer) =>
      pythonService({
        manager,
        manifest: manager === "pip" ? "api/requirements.txt" : "api/pyproject.toml",
        lockfile: manager === "pip" ? undefined : `${manager}.lock`,
        hasServer,
        ...one,
      }),
    ),
  ),
);

const lockfiles = { npm: "package-lock.json", pnpm: "pnpm-lock.yaml", yarn: "yarn.lock" } as const;
const kinds: readonly Partial<NodeService>[] = [
  { framework: "next", start: ["node", "server.js"], standalone: true, hasPublic: true },
  { framework: "next", start: ["node", "node_modules/next/dist/bin/next", "start"] },
  { framework: "next", start: [], output: "out", port: 8080 },
  { framework: "nuxt", start: ["node", ".output/server/index.mjs"] },
  { framework: "remix", start: ["node_modules/.bin/remix-serve", "./build/server/index.js"] },
  { framework: "astro", start: ["node", "dist/server/entry.mjs"], port: 4321 },
  { framework: "sveltekit", start: ["node", "build/index.js"] },
  { framework: "vite", start: [], output: "dist", port: 8080 },
  { framework: "nest", start: ["node", "dist/main.js"] },
  { framework: "express", start: ["node", "server.js"], builds: false },
  { framework: "none", start: ["node", "--import", "tsx", "server.ts"], builds: false, prunes: false },
];
const node: NodeService[] = (["npm", "pnpm", "yarn"] as const).flatMap((manager) =>
  kinds.flatMap((one) =>
    [undefined, ""].flatMap((workspace) =>
      [lockfiles[manager], undefined].map((lockfile) =>
        nodeService({ manager, lockfile, workspace, ...one }),
      ),
    ),
  ),
);
const modern = nodeService({ manager: "yarn", managerVersion: "4.9.2", lockfile: "yarn.lock" });

function title(service: Service): string {
  const { language, manager, framework } = service;
  const more =
    service.language === "python"
      ? `${service.entry} ${service.hasServer}`
      : `${service.start.join(" ")} ${service.lockfile} ${service.workspace}`;
  return `${language} ${manager} ${framework} ${more}`;
}

function made(service: Service, more: Readonly<Record<string, string>> = {}) {
  const manifests = {
    [service.manifest]: service.language === "python" ? "fastapi\n" : "{}",
    ".env": "SECRET=1\n",
    ...more,
  };
  const project = projectOf(manifests).watch().view;
  return { manifests, proposal: propose([dockerfile], { stack: stackOf([service]), answers: {}, project }) };
}

describe("the Dockerfile of a service", () => {
  for (const service of [...python, ...node, modern]) {
    it(`is clean under our own rules: ${title(service)}`, () => {
      const { manifests, proposal } = made(service);
      const texts = Object.fromEntries(proposal.create.map(({ path, text }) => [path, text]));
      const context = service.language === "node" ? (service.workspace ?? service.folder) : service.folder;
      assert.deepEqual(
        Object.keys(texts),
        context === ""
          ? ["Dockerfile.web", ".dockerignore"]
          : [`${context}/Dockerfile`, `${context}/.dockerignore`],
      );
      const project = projectOf({ ...manifests, ...texts });
      const { findings, failures } = lint(project, rules);
      assert.deepEqual(failures, []);
      assert.deepEqual(
        findings.map(({ rule, path, message }) => `${path} ${rule} ${message}`),
        [],
      );
      for (const path of Object.keys(texts)) assert.ok(project.file(path)?.form.clean, path);
    });
  }

  it("leaves files that exist out of the proposal and says which", () => {
    const { proposal } = made(pythonService(), { "api/Dockerfile": "FROM x\n" });
    assert.deepEqual(
      proposal.create.map(({ path }) => path),
      ["api/.dockerignore"],
    );
    assert.deepEqual(proposal.existing, ["api/Dockerfile"]);
  });
});
