import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import type { Finding } from "../../../src/core/lint/finding";
import { lint } from "../../../src/core/lint/lint";
import { evaluate } from "../../../src/core/plan/evaluate";
import { readPlan } from "../../../src/core/plan/read";
import { instantiate, type Template, templateItem, templates } from "../../../src/core/plan/template";
import type { ItemView } from "../../../src/core/plan/view";
import { surroundingsOf } from "../../../src/core/plan/workspace";
import { rules } from "../../../src/core/rules/list";
import { projectOf, TODAY } from "../../support/project";
import { filesIn, filesOfNeglected, filesOfProject, neglectedNames } from "../../support/projects";

const PATH = ".liftoff/plan.yaml";
const families =
  /^(?:workflow|secrets|env|script|systemd|heroku|render|fly|vercel|netlify|platform|railway|launch)\//;
const severities = new Map(rules.map(({ id, severity }) => [id, severity]));

type Files = Readonly<Record<string, string>>;

/** What lint finds in a workspace of which git has every file, beside a plan that is all ticked. */
function observe(files: Files, template: Template) {
  const tracked = (path: string) => path in files;
  const surroundings = surroundingsOf(projectOf(files).watch().view);
  const plan = instantiate(template, { name: "Launch", surroundings }).replaceAll(
    "status: todo",
    "status: done",
  );
  const project = projectOf({ ...files, [PATH]: plan }, { tracked });
  const result = lint(project, rules, resolveConfig());
  assert.deepEqual(result.failures, []);
  return { project, plan, result };
}

/** The items of a template on a workspace, by id. */
function itemsOn(files: Files, template: Template): ReadonlyMap<string, ItemView> {
  const { project, plan, result } = observe(files, template);
  const view = evaluate(readPlan(PATH, plan), {
    result,
    paths: project.paths(),
    lineOf: (path, offset) => project.file(path)?.lines.positionAt(offset) ?? { line: 0, character: 0 },
    severityOf: (id) => severities.get(id),
    today: TODAY,
  });
  const items = view.phases.flatMap(({ sections }) => sections.flatMap((section) => section.items));
  return new Map(items.map((item) => [item.id, item]));
}

/** What an item shows, as far as one of the rules says so; a file that is there or not does not count. */
function shownByRules(item: ItemView | undefined): string | undefined {
  const kind = item?.verdict === "pass" ? "holds" : "fails";
  const isShown = item?.evidence.some((each) => each.kind === kind && families.test(each.rule ?? ""));
  return isShown ? item?.shown : undefined;
}

describe("items of templates and the workspace", () => {
  for (const template of templates) {
    const pairs = neglectedNames.map((name) => ({
      ordered: itemsOn(filesOfProject(name), template),
      neglected: itemsOn(filesOfNeglected(name), template),
    }));
    const ids = template.phases
      .flatMap(({ items }) => items)
      .filter((id) => templateItem(id)?.rules?.some((rule) => families.test(rule)));

    for (const id of ids) {
      it(`${template.id}: ${id} is verified where all is right, and regressed in the neglected twin`, () => {
        const shown = pairs.map(({ ordered, neglected }) => [
          shownByRules(ordered.get(id)),
          shownByRules(neglected.get(id)),
        ]);
        assert.ok(
          shown.some(([right, wrong]) => right === "verified" && wrong === "regressed"),
          JSON.stringify(shown),
        );
      });
    }
  }

  for (const name of neglectedNames) {
    it(`a plan beside ${name} hides nothing that is wrong with it`, () => {
      const tell = ({ rule, path, at }: Finding) => `${rule} ${path}:${at.start}`;
      const files = filesOfNeglected(name);
      const bare = projectOf(files, { tracked: (path) => path in files });
      const before = lint(bare, rules, resolveConfig()).findings.map(tell);
      assert.ok(before.length > 0);
      for (const template of templates) {
        const after = new Set(observe(files, template).result.findings.map(tell));
        assert.deepEqual(
          before.filter((one) => !after.has(one)),
          [],
          template.id,
        );
      }
    });
  }
});

describe("the sample workspace", () => {
  const files = filesIn("samples/launch-demo");

  for (const template of templates) {
    it(`shows items of ${template.id} of both kinds`, () => {
      const items = [...itemsOn(files, template).values()].filter(({ rules: named }) =>
        named.some((rule) => families.test(rule)),
      );
      const shown = items.map(shownByRules);
      assert.ok(shown.includes("verified"), "none is verified");
      assert.ok(shown.includes("regressed"), "none has regressed");
    });
  }
});
