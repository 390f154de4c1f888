import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import { generatorOf } from "../../../src/core/scaffold/list";
import { propose } from "../../../src/core/scaffold/proposal";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";
import { filesOfNeglected } from "../../support/projects";
import { repositories } from "../../support/repositories";

type Files = Readonly<Record<string, string>>;

const plan = { ".liftoff/plan.yaml": "liftoff: 1\nname: Launch\nphases: {}\n" };
const workflow = {
  ".github/workflows/lint.yml":
    "on: pull_request\njobs:\n  lint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make lint\n",
};
const database = {
  "compose.prod.yaml":
    "services:\n  db:\n    image: postgres:17\n    restart: unless-stopped\n    volumes:\n      - data:/var/lib/postgresql/data\nvolumes:\n  data:\n",
};
const workspaces: readonly Files[] = [
  { ...filesOfNeglected("boathouse"), ...plan },
  ...Object.values(repositories).map((files) => ({ ...files, ...plan, ...workflow, ...database })),
];

const finds = (rule: string, files: Files) =>
  lint(projectOf(files), rules, resolveConfig()).findings.some((finding) => finding.rule === rule);

describe("generators that findings offer", () => {
  for (const { id, scaffold } of rules) {
    if (!scaffold) continue;
    it(`${scaffold.id} makes what ${id} misses`, () => {
      const generator = generatorOf(scaffold.id);
      assert.ok(generator);
      assert.match(scaffold.title, /^[A-Z].*[^.…]$/);
      let count = 0;
      for (const files of workspaces) {
        const project = projectOf(files).watch().view;
        const stack = detectStack(project);
        if (generator.refuses?.({ stack, project }) !== undefined || !finds(id, files)) continue;
        const { create, merge } = propose([generator], { stack, answers: {}, project });
        const made = Object.fromEntries([
          ...create.map(({ path, text }) => [path, text]),
          ...merge.map(({ path, edits }) => [path, applyEdits(files[path] ?? "", edits)]),
        ]);
        count++;
        assert.ok(!finds(id, { ...files, ...made }), Object.keys(files).join(", "));
      }
      assert.ok(count > 0, "no workspace shows it");
    });
  }
});
