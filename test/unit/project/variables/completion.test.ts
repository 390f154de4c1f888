import assert from "node:assert/strict";
import { suggestVariables } from "../../../../src/core/project/variable-completion";
import { projectOf } from "../../../support/project";

const others = {
  ".env.example": "API_KEY=\nVITE_URL=\n# MAIL_FROM=\n",
  "compose.yaml":
    "services:\n  api:\n    build: .\n    environment:\n      QUEUE_URL: a\n      NODE_ENV: production\n",
  "tests/.env": "TEST_URL=x\nONLY_TESTED=x\n",
};

/** What is offered at `|`, and the text that it takes the place of. */
function offered(path: string, marked: string): { names: string; over: string } | undefined {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { view } = projectOf({ ...others, [path]: text }).watch();
  const found = suggestVariables(view, path, offset);
  return (
    found && {
      names: found.all.map(({ name }) => name).join(" "),
      over: text.slice(found.at.start, found.at.end),
    }
  );
}

const every = "API_KEY MAIL_FROM QUEUE_URL VITE_URL";

describe("names of variables", () => {
  const cases: readonly [path: string, text: string, over: string, names?: string][] = [
    ["a.ts", "use(process.env.A|PI);", "API"],
    ["a.ts", 'use(process.env["|"]);', ""],
    ["a.ts", "use(import.meta.env.V|);", "V", "VITE_URL"],
    ["a.vue", "<script>\nuse(import.meta.env.|);\n</script>\n", "", "VITE_URL"],
    ["a.py", 'import os\na = os.environ["A|"]\n', "A"],
    ["a.py", 'a = os.getenv("|")\n', ""],
    ["a.go", 'var a = os.Getenv("MA|")\n', "MA"],
    ["a.go", 'type C struct {\n\tA string `env:"M|"`\n}\n', "M"],
    ["a.rb", 'a = ENV.fetch("|")\n', ""],
    ["a.rb", "a = ENV['|']\n", ""],
    ["a.php", "<?php\n$a = env('|');\n", ""],
  ];
  for (const [path, text, over, names = every] of cases)
    it(`are offered in ${text.trim()}`, () => assert.deepEqual(offered(path, text), { names, over }));

  it("are not offered elsewhere", () => {
    assert.equal(offered("a.ts", 'use("|");'), undefined);
    assert.equal(offered("a.ts", "use(process.envelope.|);"), undefined);
    assert.equal(offered("README.md", "process.env.|"), undefined);
  });

  it("come with where they are explained or set", () => {
    const text = "use(process.env.";
    const { view } = projectOf({ ...others, "a.ts": text }).watch();
    const from = (name: string) =>
      suggestVariables(view, "a.ts", text.length)?.all.find((one) => one.name === name)?.from;
    assert.deepEqual([from("MAIL_FROM"), from("QUEUE_URL")], [".env.example", "compose.yaml"]);
  });
});
