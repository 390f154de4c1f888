import { deepEqual } from "node:assert/strict";
import { deploymentsOf, kubernetes, portInjectors } from "../../../src/core/project/platforms";
import type { ProjectOptions } from "../../../src/core/project/project";
import { projectOf } from "../../support/project";

function injectors(
  files: Record<string, string>,
  path = "Dockerfile",
  options: Partial<ProjectOptions> = {},
) {
  return [...portInjectors(projectOf(files, options).watch().view, path)];
}

describe("platforms", () => {
  it("are known by their files and by the Dockerfile that these name", () => {
    deepEqual(
      injectors({ "heroku.yml": "build:\n  docker:\n    web: api/Dockerfile\n    worker: Dockerfile\n" }),
      [],
    );
    const heroku = "build:\n  docker:\n    web:\n      dockerfile: api/Dockerfile\n";
    deepEqual(injectors({ "heroku.yml": heroku }, "api/Dockerfile"), ["heroku"]);
    deepEqual(
      injectors({ "api/railway.json": '{ "build": { "builder": "DOCKERFILE" } }' }, "api/Dockerfile"),
      ["railway"],
    );
    deepEqual(injectors({ "railway.toml": '[build]\ndockerfilePath = "/docker/web"\n' }, "docker/web"), [
      "railway",
    ]);
    const render =
      "services:\n  - type: web\n    env: docker\n    rootDir: api\n  - type: worker\n    runtime: docker\n";
    deepEqual(injectors({ "render.yaml": render }, "api/Dockerfile"), ["render"]);
    deepEqual(injectors({ "render.yaml": render }), []);
  });

  it("choose no port when they build no image, or send requests to a port that is named", () => {
    deepEqual(injectors({ Procfile: "web: x", "railway.json": "{}", "app.json": '{ "name": "x" }' }), []);
    const fly = { "fly.toml": 'app = "x"\n[http_service]\n  internal_port = 8080\n' };
    deepEqual(injectors(fly), []);
    const [deployment] = deploymentsOf(projectOf(fly).watch().view, "Dockerfile");
    deepEqual(deployment?.port?.value, 8080);
  });

  it("can be named by the configuration", () => {
    deepEqual(injectors({}, "Dockerfile", { target: "heroku" }), ["heroku"]);
    deepEqual(injectors({}, "Dockerfile", { target: "vps" }), []);
  });

  it("show Kubernetes by its manifests", () => {
    const isThere = (text: string) => projectOf({ "k8s/a.yaml": text }).watch().view.fact(kubernetes);
    deepEqual(isThere("apiVersion: apps/v1\nkind: Deployment\n"), true);
    deepEqual(isThere("kind: ConfigMap\n"), false);
  });
});
