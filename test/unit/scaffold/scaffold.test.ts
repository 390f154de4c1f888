import assert from "node:assert/strict";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { scaffoldDockerfile } from "../../../src/core/scaffold/scaffold";
import type { NodeService, PythonService, Service } from "../../../src/core/scaffold/service";
import { projectOf } from "../../support/project";

const python: PythonService[] = (["pip", "uv", "poetry"] as const).flatMap((manager) =>
  (["fastapi", "flask", "django", "none"] as const).flatMap((framework) =>
    [true, false].map((hasServer) => ({
      language: "python" as const,
      folder: "api",
      manifest: manager === "pip" ? "api/requirements.txt" : "api/pyproject.toml",
      port: 8000,
      manager,
      framework,
      entry: framework === "none" ? "main.py" : "app.main:app",
      hasServer,
    })),
  ),
);

const lockfiles = { npm: "package-lock.json", pnpm: "pnpm-lock.yaml", yarn: "yarn.lock" } as const;
const node: NodeService[] = (["npm", "pnpm", "yarn"] as const).flatMap((manager) =>
  (["next", "vite", "none"] as const).flatMap((framework) =>
    [true, false].flatMap((standalone) =>
      [lockfiles[manager], undefined].map((lockfile) => ({
        language: "node" as const,
        folder: "web",
        manifest: "web/package.json",
        port: framework === "vite" ? 8080 : 3000,
        manager,
        lockfile,
        framework,
        builds: framework !== "none",
        main: framework === "none" ? "server.js" : undefined,
        standalone: standalone && framework === "next",
      })),
    ),
  ),
);

function title(service: Service): string {
  const { language, manager, framework } = service;
  const more =
    service.language === "python" ? service.hasServer : `${service.lockfile} ${service.standalone}`;
  return `${language} ${manager} ${framework} ${more}`;
}

describe("scaffoldDockerfile", () => {
  for (const service of [...python, ...node]) {
    it(`is clean under our own rules: ${title(service)}`, () => {
      const manifests = {
        [service.manifest]: service.language === "python" ? "fastapi\n" : "{}",
        ".env": "SECRET=1\n",
      };
      const { files } = scaffoldDockerfile(service, projectOf(manifests).watch().view);
      const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
      assert.deepEqual(Object.keys(texts), [
        `${service.folder}/Dockerfile`,
        `${service.folder}/.dockerignore`,
      ]);
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

  it("leaves files that exist out of the plan and says which", () => {
    const [service] = python;
    assert.ok(service);
    const { files, existing } = scaffoldDockerfile(
      service,
      projectOf({ "api/Dockerfile": "FROM x\n" }).watch().view,
    );
    assert.deepEqual(
      files.map(({ path }) => path),
      ["api/.dockerignore"],
    );
    assert.deepEqual(existing, ["api/Dockerfile"]);
  });
});
