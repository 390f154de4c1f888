import assert from "node:assert/strict";
import { readPlan } from "../../../src/core/plan/read";
import { instantiate, suggestTemplate, templateItem, templates } from "../../../src/core/plan/template";
import { rules } from "../../../src/core/rules/list";
import { itemsOf } from "../../support/plans";
import { rulesNotThereYet, scaffoldsNotThereYet } from "./not-there-yet";

const PATH = ".liftoff/plan.yaml";

describe("templates", () => {
  const items = templates.flatMap(({ phases }) => phases.flatMap((phase) => phase.items));

  it("select items of the library, each once", () => {
    for (const { id, phases } of templates) {
      const ids = phases.flatMap((phase) => phase.items);
      assert.equal(new Set(ids).size, ids.length, id);
      for (const item of ids) assert.ok(templateItem(item), `${id} names ${item}`);
    }
  });

  it("name items and phases that come first, which exist", () => {
    for (const { phases } of templates) {
      const ids = new Set(phases.map(({ id }) => id));
      for (const { dependsOn } of phases) for (const id of dependsOn) assert.ok(ids.has(id));
    }
    for (const id of items)
      for (const first of templateItem(id)?.after ?? []) assert.ok(templateItem(first), first);
  });

  it("name rules that exist, or are known not to be there yet", () => {
    const existing = new Set(rules.map(({ id }) => id));
    const named = new Set(items.flatMap((id) => templateItem(id)?.rules ?? []));
    const missing = [...named].filter((id) => !existing.has(id));
    assert.deepEqual(
      missing.filter((id) => !rulesNotThereYet.has(id)),
      [],
    );
  });

  it("name generators that are known", () => {
    const named = new Set(items.flatMap((id) => templateItem(id)?.scaffolds ?? []));
    assert.deepEqual(
      [...named].filter((id) => !scaffoldsNotThereYet.has(id)),
      [],
    );
  });

  it("are suggested by the platform", () => {
    assert.equal(suggestTemplate({ target: "vps" }).id, "vps-compose");
    assert.equal(suggestTemplate({ target: undefined }), templates[0]);
    assert.equal(suggestTemplate({ target: "somewhere" }), templates[0]);
  });
});

describe("instantiate", () => {
  for (const template of templates) {
    it(`writes a plan from ${template.id} that reads back without a problem`, () => {
      const reading = readPlan(PATH, instantiate(template, { name: "Shop: the launch" }));
      assert.deepEqual(reading.problems, []);
      assert.equal(reading.plan.name, "Shop: the launch");
      assert.deepEqual(
        reading.plan.phases.map(({ id, title, priority, estimate, dependsOn }) => [
          id,
          title,
          priority,
          estimate,
          dependsOn,
        ]),
        template.phases.map(({ id, title, priority, estimate, dependsOn }) => [
          id,
          title,
          priority,
          estimate,
          dependsOn,
        ]),
      );
      assert.deepEqual(
        itemsOf(reading.plan).map(({ id }) => id),
        template.phases.flatMap(({ items }) => items),
      );
      for (const item of itemsOf(reading.plan)) {
        const source = templateItem(item.id);
        assert.deepEqual(
          [item.title, item.claim, item.priority, item.estimate],
          [source?.title, "todo", source?.priority, source?.estimate],
        );
        assert.deepEqual(item.verify, { rules: source?.rules ?? [], files: source?.files ?? [] });
      }
    });

    it(`writes status first and title second in every item of ${template.id}`, () => {
      const lines = instantiate(template, { name: "P" }).split("\n");
      const status = lines.flatMap((line, i) => (line.trim() === "status: todo" ? [i] : []));
      assert.equal(status.length, template.phases.flatMap(({ items }) => items).length);
      for (const i of status) {
        assert.match(lines[i - 1] ?? "", /^ {6}[\w.-]+:$/);
        assert.match(lines[i + 1] ?? "", /^ {8}title: /);
      }
      assert.ok(!lines.some((line) => /[[{]/.test(line.replace(/\*[^ ]*$/, ""))));
    });
  }

  it("leaves out what the workspace does not have", () => {
    const [template] = templates;
    const ids = (paths: readonly string[]) =>
      itemsOf(readPlan(PATH, instantiate(template, { name: "P", paths })).plan).map(({ id }) => id);
    assert.ok(!ids(["api/main.py"]).includes("container.web"));
    assert.ok(ids(["web/vite.config.ts"]).includes("container.web"));
    assert.ok(!ids(["web/vite.config.ts"]).includes("db.migrate"));
    assert.ok(ids(["alembic.ini"]).includes("db.migrate"));
  });

  it("leaves out rules and generators that do not exist", () => {
    const text = instantiate(templates[0], {
      name: "P",
      ruleExists: () => false,
      scaffoldExists: (id) => id === "dockerignore",
    });
    const items = itemsOf(readPlan(PATH, text).plan);
    assert.ok(items.every(({ verify }) => verify.rules.length === 0));
    assert.deepEqual([...new Set(items.flatMap(({ scaffolds }) => scaffolds))], ["dockerignore"]);
  });

  it("calls a plan without a name after the template", () => {
    assert.equal(readPlan(PATH, instantiate(templates[0], { name: " " })).plan.name, templates[0].title);
  });
});
