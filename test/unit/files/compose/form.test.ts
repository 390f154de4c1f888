import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { parseCompose } from "../../../../src/core/files/compose/form";
import type { ComposeService } from "../../../../src/core/files/compose/service";
import { slice } from "../../../../src/core/text/span";

function service(text: string, name = "web"): ComposeService {
  const found = parseCompose(text).service(name);
  ok(found, `no service ${name}`);
  return found;
}
const web = (body: string) => service(`services:\n  web:\n${body.replace(/^/gm, "    ")}\n`);

describe("Compose form", () => {
  it("lists services, and not what is an extension", () => {
    const form = parseCompose(
      "name: shop\nx-a: &a { image: x }\nservices:\n  b: *a\n  x-c: {}\n  d:\nvolumes:\n  data:\n",
    );
    deepEqual(
      form.services.map((one) => one.name),
      ["b", "d"],
    );
    equal(form.name, "shop");
    deepEqual(form.volumes, ["data"]);
    equal(form.service("b")?.image?.value, "x");
    equal(form.service("d")?.image, undefined);
    equal(form.service("none"), undefined);
  });

  it("reads a build in both forms", () => {
    const { at, ...short } = web("build: ./app").build ?? {};
    ok(at);
    deepEqual(short, { context: "./app", dockerfile: "Dockerfile", target: undefined, inline: undefined });
    const long = web("build:\n  context: app\n  dockerfile: prod.Dockerfile\n  target: run").build;
    deepEqual([long?.context, long?.dockerfile, long?.target], ["app", "prod.Dockerfile", "run"]);
    equal(web("build: {}").build?.context, ".");
    equal(web("build: ${CTX}").build?.context, undefined);
    equal(web("build:").build, undefined);
    ok(web("build:\n  dockerfile_inline: |\n    FROM x").build?.inline);
  });

  it("reads the environment in both forms, with places", () => {
    const text = 'services:\n  web:\n    environment:\n      - "A=b=c"\n      - PASS\n      - E=\n';
    const [a, pass, empty] = service(text).environment();
    equal(slice(text, a?.keyAt ?? { start: 0, end: 0 }), "A");
    equal(slice(text, a?.value?.at ?? { start: 0, end: 0 }), "b=c");
    equal(pass?.value, undefined);
    equal(empty?.value?.value, "");
    const map = web("environment:\n  A: ${B:-c}\n  N: 1\n  P:").environment();
    deepEqual(
      map.map((one) => [one.key, one.value?.value]),
      [
        ["A", "c"],
        ["N", "1"],
        ["P", undefined],
      ],
    );
  });

  it("reads dependencies in both forms", () => {
    const short = web("depends_on: [db]").dependencies();
    deepEqual(
      short.map((one) => [one.service, one.condition, one.form]),
      [["db", "service_started", "list"]],
    );
    const long = web(
      "depends_on:\n  db: { condition: service_healthy, required: false }\n  c: {}",
    ).dependencies();
    deepEqual(
      long.map((one) => [one.service, one.condition, one.required]),
      [
        ["db", "service_healthy", false],
        ["c", "service_started", true],
      ],
    );
  });

  it("reads health checks", () => {
    const state = (body: string) => web(`healthcheck:\n${body.replace(/^/gm, "  ")}`).healthcheck?.state;
    equal(state('test: ["CMD", "true"]'), "defined");
    equal(state("test: curl -f http://127.0.0.1"), "defined");
    equal(state('test: ["NONE"]'), "disabled");
    equal(state("disable: true"), "disabled");
    equal(state("disable: false\ntest: x"), "defined");
    equal(state("disable: ${OFF}"), "unknown");
    equal(state("interval: 5s"), "partial");
    equal(web("image: x").healthcheck, undefined);
    deepEqual(web("healthcheck: { test: a b }").healthcheck?.test, ["CMD-SHELL", "a b"]);
  });

  it("reads volumes in both forms", () => {
    const volumes = web(
      "volumes:\n  - data:/var/lib\n  - ./src:/app:ro\n  - /anon\n  - { type: tmpfs, target: /tmp }\n  - ${D:-data}:/x\n  - ${U}:/y\n  - C:\\data:/z",
    ).volumes();
    deepEqual(
      volumes.map((one) => [one.type, one.source, one.target, one.readOnly]),
      [
        ["volume", "data", "/var/lib", false],
        ["bind", "./src", "/app", true],
        ["anonymous", undefined, "/anon", false],
        ["tmpfs", undefined, "/tmp", false],
        ["volume", "data", "/x", false],
        ["unknown", undefined, "/y", false],
        ["bind", "C:\\data", "/z", false],
      ],
    );
  });

  it("reads the smaller keys", () => {
    const one = web(
      "command: [a, b]\nprofiles: [dev]\nenv_file:\n  - .env\n  - { path: extra.env, required: false }\nnetwork_mode: host",
    );
    deepEqual(
      one.command?.words.map((word) => word.text),
      ["a", "b"],
    );
    deepEqual(one.profiles, ["dev"]);
    deepEqual(one.envFiles, [".env", "extra.env"]);
    equal(one.networkMode, "host");
    deepEqual(
      web("command: run me").command?.words.map((word) => word.text),
      ["run", "me"],
    );
    deepEqual(web("env_file: .env").envFiles, [".env"]);
  });

  it("follows merge keys and aliases", () => {
    const text =
      "x-db: &db\n  image: postgres\n  environment: &env { A: 1 }\nservices:\n  web:\n    <<: *db\n    environment:\n      <<: *env\n      B: 2\n";
    const one = service(text);
    equal(one.image?.value, "postgres");
    equal(slice(text, one.image?.at ?? { start: 0, end: 0 }), "*db");
    deepEqual(
      one.environment().map((variable) => variable.key),
      ["B", "A"],
    );
  });

  it("follows extends in the same file", () => {
    const text =
      "services:\n  base:\n    image: x\n    ports: ['1:1']\n    environment: { A: 1, B: 1 }\n    healthcheck: { test: t, interval: 1s }\n  web:\n    extends: { service: base }\n    ports: ['2:2']\n    environment: { A: 2 }\n    healthcheck: { interval: 2s }\n";
    const one = service(text);
    equal(one.image?.value, "x");
    equal(one.isWhole, true);
    deepEqual(
      one.ports().map((port) => port.target.value),
      ["2", "1"],
    );
    deepEqual(
      one.ports("own").map((port) => port.target.value),
      ["2"],
    );
    deepEqual(
      one.environment().map((variable) => [variable.key, variable.value?.value]),
      [
        ["A", "2"],
        ["B", "1"],
      ],
    );
    equal(one.healthcheck?.state, "defined");
  });

  it("knows when a service is not all here", () => {
    equal(web("extends: { file: other.yml, service: base }").isWhole, false);
    equal(web("extends: none").isWhole, false);
    equal(web("extends: web").isWhole, false);
    equal(web("image: x").isWhole, true);
  });

  it("honours !reset and !override", () => {
    const base =
      "services:\n  base: { image: x, ports: ['1:1'], environment: { A: 1 } }\n  web:\n    extends: base\n";
    deepEqual(service(`${base}    ports: !reset []\n`).ports(), []);
    deepEqual(
      service(`${base}    ports: !override ['2:2']\n`)
        .ports()
        .map((port) => port.target.value),
      ["2"],
    );
    equal(service(`${base}    image: !reset null\n`).image, undefined);
  });

  it("lists what is included", () => {
    const form = parseCompose(
      "include:\n  - a.yml\n  - path: [b.yml, c.yml]\n  - path: d.yml\nservices: {}\n",
    );
    deepEqual(
      form.includes.map((include) => include.path),
      ["a.yml", "b.yml", "c.yml", "d.yml"],
    );
  });

  it("is unclean while something is open, and reads no services of a list", () => {
    equal(parseCompose("services:\n  web:\n    image: 'x\n  db:\n    image: y\n").clean, false);
    deepEqual(parseCompose("services: []\n").services, []);
    deepEqual(parseCompose("- a\n").services, []);
    deepEqual(parseCompose("").services, []);
  });

  it("never throws, whatever stands where a key is expected", () => {
    const keys = [
      "image",
      "build",
      "ports",
      "environment",
      "depends_on",
      "healthcheck",
      "volumes",
      "command",
      "profiles",
      "env_file",
      "extends",
      "deploy",
      "network_mode",
    ];
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value), (body) => {
        for (const one of parseCompose(JSON.stringify({ services: { web: body }, include: body })).services) {
          one.ports();
          one.volumes();
          one.environment();
          one.dependencies();
          ok(one.build === undefined || one.build.at.start >= 0);
          ok(one.healthcheck === undefined || one.healthcheck.state);
          ok(one.envFiles.length + one.profiles.length >= 0);
          ok(one.command === undefined || one.command.words.length >= 0);
          ok(one.starts.length >= 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
