import { deepEqual, equal } from "node:assert/strict";
import { resolvePath, services } from "../../../src/core/project/services";
import { projectOf } from "../../support/project";

const factOf = (files: Record<string, string>) => projectOf(files).watch().view.fact(services);
const one = (body: string, path = "compose.yaml") =>
  factOf({ [path]: `services:\n  web: ${body}\n` }).get(path)?.services[0];

describe("services of the project", () => {
  it("are listed by the path of their file", () => {
    const found = factOf({
      "compose.yaml":
        "services:\n  db:\n    image: ${IMG:-postgres:17}\n    healthcheck: { test: x }\n  api:\n    build: .\n    depends_on: [db]\n",
      "deploy/compose.prod.yml": "services:\n  api:\n    image: ${IMG}\n",
      "render.yaml": "services: []\n",
    });
    deepEqual([...found.keys()], ["compose.yaml", "deploy/compose.prod.yml"]);
    deepEqual(found.get("compose.yaml")?.services, [
      {
        name: "db",
        image: "postgres:17",
        healthcheck: "defined",
        dependsOn: [],
        keys: ["image", "healthcheck"],
      },
      {
        name: "api",
        build: { context: "", dockerfile: "Dockerfile" },
        healthcheck: "absent",
        dependsOn: ["db"],
        keys: ["build", "depends_on"],
      },
    ]);
    deepEqual(found.get("deploy/compose.prod.yml")?.services, [
      { name: "api", healthcheck: "absent", dependsOn: [], keys: ["image"] },
    ]);
  });

  it("name context and Dockerfile from the workspace root", () => {
    deepEqual(one("{ build: ../web/ }", "deploy/compose.yaml")?.build, {
      context: "web",
      dockerfile: "web/Dockerfile",
    });
    deepEqual(
      one("{ build: { context: ./app, dockerfile: ../docker/api.Dockerfile, target: run } }")?.build,
      {
        context: "app",
        dockerfile: "docker/api.Dockerfile",
        target: "run",
      },
    );
    for (const body of [
      "{ build: /srv/app }",
      "{ build: ../.. }",
      "{ build: 'https://github.com/a/b.git' }",
      "{ build: '${X}' }",
      "{ build: { dockerfile_inline: FROM x } }",
      "{ build: { context: ., dockerfile: '${F}' } }",
    ]) {
      equal(one(body, "a/compose.yaml")?.build, undefined, body);
    }
  });

  it("know what is said of health", () => {
    equal(one("{ healthcheck: { disable: true } }")?.healthcheck, "disabled");
    equal(one("{ healthcheck: { interval: 1s } }")?.healthcheck, "absent");
    equal(one("{ extends: { file: x.yml, service: y } }")?.healthcheck, "unknown");
    equal(one('{ image: "x }')?.healthcheck, "unknown");
  });
});

describe("how a service runs its image", () => {
  it("is told where the file says something", () => {
    const { name, build, healthcheck, dependsOn, keys, ...rest } =
      one(
        '{ build: ., command: x, ports: ["80:8000", "90-91:90-91"], environment: { PORT: 8000, HOST: "${H}" }, env_file: .env, network_mode: host, scale: 2 }',
      ) ?? {};
    deepEqual(rest, {
      start: "own",
      ports: [8000],
      environment: { PORT: "8000", HOST: null },
      hasEnvFile: true,
      sharesNetwork: true,
      isReplicated: true,
    });
  });

  it("is left open where another file decides", () => {
    equal(one("{ extends: { file: x.yml, service: y } }")?.start, "unknown");
    equal(one("{ build: ., command: null }")?.start, undefined);
    equal(one("{ build: ., deploy: { replicas: 1 } }")?.isReplicated, undefined);
  });
});

describe("resolvePath", () => {
  it("takes dots and folders out", () => {
    equal(resolvePath("a/b", "../c/./d//e"), "a/c/d/e");
    equal(resolvePath("", "."), "");
    equal(resolvePath("a", ".."), "");
    equal(resolvePath("a", "../.."), undefined);
    equal(resolvePath("", "/x"), undefined);
    equal(resolvePath("", "C:\\x"), undefined);
    equal(resolvePath("", "~/x"), undefined);
  });
});
