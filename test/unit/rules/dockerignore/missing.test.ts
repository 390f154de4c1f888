import { deepEqual } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { ignoreFileMissing } from "../../../../src/core/rules/dockerignore/missing";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const Dockerfile = "FROM node:24\nCOPY . .\n";
const marked = "FROM node:24\nCOPY «.» .\n";

testRule(ignoreFileMissing, {
  valid: [
    { title: "there is one", code: { Dockerfile, ".dockerignore": "" }, proof: "." },
    { title: "of the Dockerfile", code: { Dockerfile, "Dockerfile.dockerignore": "" } },
    {
      title: "named files alone",
      code: "FROM a\nCOPY package.json package-lock.json ./\nADD app.tar.gz /srv\n",
    },
    {
      title: "a folder without programs",
      code: { Dockerfile: "FROM a\nCOPY config /etc/app\n", "config/a.conf": "" },
    },
    { title: "from a stage", code: "FROM a AS b\nFROM a\nCOPY --from=b . .\n" },
    { title: "a context that nobody names", code: { "docker/Dockerfile": Dockerfile, ".dockerignore": "" } },
    {
      title: "a small folder of settings",
      code: {
        "nginx/Dockerfile": Dockerfile,
        "nginx/nginx.conf": "",
        "compose.yaml": "services:\n  a:\n    build: ./nginx\n",
      },
    },
    { title: "while a quote is open", code: 'FROM a\nCOPY . .\nENV A="x\n' },
    { title: "the flag says what is left out", code: "FROM a\nCOPY --exclude=.git . .\n" },
    {
      title: "that of the workspace, whose files are copied",
      code: {
        "docker/Dockerfile": "FROM a\nCOPY package.json ./\nCOPY . .\n",
        "package.json": "{}\n",
        ".dockerignore": "",
      },
    },
  ],
  invalid: [
    { title: "the whole context", code: { Dockerfile: marked }, severity: "warning" },
    { title: "one finding is enough", code: { Dockerfile: "FROM a AS x\nCOPY «.» .\nFROM a\nADD . /b\n" } },
    {
      title: "a context of Compose",
      code: {
        "app/Dockerfile": marked,
        "app/go.mod": "module x\n",
        ".dockerignore": "",
        "compose.yaml": "services:\n  a:\n    build: ./app\n",
      },
    },
    {
      title: "a folder beside its manifest",
      code: { "api/Dockerfile": marked, "api/pyproject.toml": "", ".dockerignore": "" },
    },
    {
      title: "a folder with programs",
      code: { Dockerfile: "FROM a\nCOPY go.mod ./\nCOPY «web/» /srv\n", "web/package.json": "{}\n" },
      severity: "info",
    },
  ],
});

describe("dockerignore/missing: the file that is made", () => {
  const created = (files: Record<string, string>) => {
    const { findings } = lint(projectOf(files), [ignoreFileMissing]);
    return findings.map(({ fixes }) => fixes[0]?.also?.[0]);
  };

  it("is made for what lies in the context", () => {
    const [change] = created({ "api/Dockerfile": Dockerfile, "api/package.json": "{}", "setup.py": "" });
    deepEqual(change && "create" in change && [change.path, change.create.split("\n").slice(-6)], [
      "api/.dockerignore",
      ["**/node_modules", "**/dist", "**/.next", "**/coverage", "**/npm-debug.log*", ""],
    ]);
  });

  it("leaves nothing out that is copied by name", () => {
    const [change] = created({
      Dockerfile: "FROM eclipse-temurin:21\nCOPY target/app.jar compose.yaml /srv/\nCOPY . .\n",
      "pom.xml": "",
      "compose.yaml": "services: {}\n",
    });
    const text = change && "create" in change ? change.create : "";
    deepEqual(/target|\/compose\*/.test(text), false);
    deepEqual(text.includes("**/.gradle"), true);
  });
});
