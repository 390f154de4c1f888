import assert from "node:assert/strict";
import { packageOf, variables } from "../../../../src/core/project/variables";
import { placeAt, placesOf } from "../../../../src/core/project/variables/places";
import { projectOf } from "../../../support/project";

const files: Readonly<Record<string, string>> = {
  "api/main.py":
    'import os\nurl = os.environ["DATABASE_URL"]\nname = os.getenv("SITE_NAME", "x")\nkey = envkey("API_KEY")\n',
  "api/helpers.py": "import os\ndef envkey(name):\n    return os.environ[name]\n",
  "api/requirements.txt": "fastapi\n",
  "api/tests/test_a.py": 'import os\nos.environ["TEST_ONLY"]\n',
  "web/package.json": "{}",
  "web/src/app.ts": "fetch(import.meta.env.VITE_API_URL);\n// GONE_KEY\n",
  ".env": "DATABASE_URL=postgres://a\nGONE_KEY=1\n",
  ".env.example": "DATABASE_URL=\n# SITE_NAME=Acme\n",
  "compose.yaml":
    "services:\n  api:\n    build:\n      context: api\n      args:\n        BUILD_REF: x\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?set it}\n      MODE_A: ${MODE_A:-x}\n    # ${OLD_ONE}\n",
  Dockerfile: "FROM node:22\nARG API_URL\nENV APP_HOME=/app\n",
  ".github/workflows/ci.yml":
    "env:\n  CI_NAME: x\njobs:\n  a:\n    env:\n      JOB_NAME: y\n    steps:\n      - env:\n          STEP_NAME: ${{ secrets.A }}\n",
  "render.yaml":
    "services:\n  - type: web\n    name: api\n    envVars:\n      - key: RENDER_KEY_A\n        sync: false\nenvVarGroups:\n  - name: g\n    envVars:\n      - key: GROUP_KEY\n        value: x\n",
  "app.json": '{ "env": { "HEROKU_A": { "required": true }, "PLAIN_B": "x" } }',
  "fly.toml": '[env]\nFLY_KEY_A = "x"\n[build.args]\nFLY_ARG_B = "y"\n',
  "vercel.json": '{ "env": { "VERCEL_A": "@secret" }, "build": { "env": { "VERCEL_B": "x" } } }',
  "netlify.toml": '[build.environment]\nNETLIFY_A = "x"\n[context.production.environment]\nNETLIFY_B = "y"\n',
  "deploy/api.service": '[Service]\nEnvironment="UNIT_KEY=a b" UNIT_MODE=x\nExecStart=/a\n',
  "k8s/app.yaml":
    "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n            - name: POD_KEY\n              value: x\n---\nkind: ConfigMap\ndata:\n  MAP_KEY: y\n",
};

describe("variables of the workspace", () => {
  const project = projectOf(files);
  const { view } = project.watch();
  const model = view.fact(variables);
  const sources = (name: string) =>
    model.byName.get(name)?.definitions.map(({ source, owner }) => (owner ? `${source} ${owner}` : source));

  it("joins reads, definitions and descriptions", () => {
    const url = model.byName.get("DATABASE_URL");
    assert.deepEqual(
      url?.reads.map(({ path, need }) => `${path} ${need}`),
      ["api/main.py required"],
    );
    assert.deepEqual(
      url?.definitions.map(({ path, role }) => `${path} ${role}`),
      [".env dev", "compose.yaml prod"],
    );
    assert.deepEqual(url?.descriptions, [".env.example"]);
    assert.deepEqual(url?.uses, [], "handing on is no use");
    assert.deepEqual(model.byName.get("SITE_NAME")?.descriptions, [".env.example"]);
    assert.deepEqual(
      model.byName.get("VITE_API_URL")?.reads.map(({ side }) => side),
      ["client"],
    );
  });

  it("follows the project's own functions", () => {
    assert.deepEqual(
      model.byName.get("API_KEY")?.reads.map(({ need }) => need),
      ["required"],
    );
  });

  it("leaves tests and comments out", () => {
    assert.equal(model.byName.get("TEST_ONLY"), undefined);
    assert.equal(model.byName.get("OLD_ONE"), undefined);
    assert.deepEqual(model.byName.get("GONE_KEY")?.reads, []);
    assert.deepEqual(model.byName.get("GONE_KEY")?.mentions, ["web/src/app.ts"]);
  });

  it("knows every kind of definition", () => {
    const expected: Readonly<Record<string, readonly string[]>> = {
      BUILD_REF: ["build-arg api"],
      MODE_A: ["compose api"],
      API_URL: ["dockerfile 0"],
      APP_HOME: ["dockerfile 0"],
      CI_NAME: ["workflow"],
      JOB_NAME: ["workflow a"],
      STEP_NAME: ["workflow a"],
      RENDER_KEY_A: ["render api"],
      GROUP_KEY: ["render g"],
      HEROKU_A: ["heroku"],
      PLAIN_B: ["heroku"],
      FLY_KEY_A: ["fly"],
      FLY_ARG_B: ["build-arg"],
      VERCEL_A: ["vercel"],
      VERCEL_B: ["vercel"],
      NETLIFY_A: ["netlify"],
      NETLIFY_B: ["netlify production"],
      UNIT_KEY: ["systemd"],
      UNIT_MODE: ["systemd"],
      POD_KEY: ["kubernetes api"],
      MAP_KEY: ["kubernetes"],
    };
    for (const [name, wanted] of Object.entries(expected)) assert.deepEqual(sources(name), wanted, name);
  });

  it("finds places and what stands at one", () => {
    const shown = placesOf(view, "DATABASE_URL").map(({ path, kind, at }) => {
      assert.equal(files[path]?.slice(at.start, at.end), "DATABASE_URL");
      return `${kind} ${path}`;
    });
    assert.deepEqual(shown, [
      "definition .env",
      "definition compose.yaml",
      "description .env.example",
      "use compose.yaml",
      "read api/main.py",
    ]);
    const code = files["api/main.py"] ?? "";
    assert.equal(placeAt(view, "api/main.py", code.indexOf("SITE_NAME") + 3)?.name, "SITE_NAME");
    assert.equal(placeAt(view, "api/main.py", 0), undefined);
  });

  it("knows packages", () => {
    assert.deepEqual(model.packages, ["", "api", "web"]);
    assert.equal(packageOf(model, "web/src/app.ts"), "web");
    assert.equal(packageOf(model, "scripts/a.py"), "");
  });

  it("stays the same while places move", () => {
    const moved = projectOf(files);
    const before = moved.watch().view.fact(variables);
    const other = projectOf({ "api/main.py": `# more\n${files["api/main.py"]}` }).file("api/main.py");
    assert.ok(other);
    moved.set(other);
    assert.equal(moved.watch().view.fact(variables), before);
  });
});
