import assert from "node:assert/strict";
import { lintPlan } from "../../../src/core/plan/lint";
import { readPlan } from "../../../src/core/plan/read";
import { instantiate, suggestTemplate, templateItem, templates } from "../../../src/core/plan/template";
import { surroundingsOf } from "../../../src/core/plan/workspace";
import type { Target } from "../../../src/core/project/view";
import { rules } from "../../../src/core/rules/list";
import { generatorOf } from "../../../src/core/scaffold/list";
import { itemsOf } from "../../support/plans";
import { projectOf } from "../../support/project";

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

  it("name rules that exist", () => {
    const existing = new Set(rules.map(({ id }) => id));
    const named = new Set(items.flatMap((id) => templateItem(id)?.rules ?? []));
    assert.deepEqual(
      [...named].filter((id) => !existing.has(id)),
      [],
    );
  });

  it("name generators that exist", () => {
    const named = new Set(items.flatMap((id) => templateItem(id)?.scaffolds ?? []));
    assert.deepEqual(
      [...named].filter((id) => !generatorOf(id)),
      [],
    );
  });

  it("are suggested by the platform, else by what is there, with the reason", () => {
    const suggested = (files: Record<string, string>, target?: Target) => {
      const { template, why } = suggestTemplate(surroundingsOf(projectOf(files, { target }).watch().view));
      assert.match(why, /\.$/);
      return template.id;
    };
    assert.equal(suggested({}, "vps"), "vps-compose");
    assert.equal(suggested({}, "vercel"), "static-plus-api");
    assert.equal(suggested({}), templates[0].id);
    assert.equal(suggested({ "fly.toml": "app = 'x'\n" }), "paas-two-week");
    assert.equal(suggested({ "vercel.json": "{}", "web/vite.config.ts": "" }), "static-plus-api");
    assert.equal(suggested({ "package.json": '{ "dependencies": { "stripe": "17" } }' }), "saas-ten-phase");
    assert.equal(suggested({ "compose.yaml": "services: {}\n", "nginx.conf": "" }), "vps-compose");
  });
});

describe("instantiate", () => {
  for (const template of templates) {
    it(`writes a plan from ${template.id} that reads back without a problem`, () => {
      const text = instantiate(template, { name: "Shop: the launch" });
      const reading = readPlan(PATH, text);
      assert.deepEqual(reading.problems, []);
      assert.deepEqual(
        lintPlan(PATH, text).filter(({ severity }) => severity !== "info"),
        [],
      );
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
        const { rules = [], files = [], command } = source ?? {};
        assert.deepEqual(item.verify, { rules, files, ...(command !== undefined && { command }) });
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
      const inOneLine = lines.filter(
        (line) => /[[{]/.test(line) && !/^ +(?:of: \[|- .*[*{]|command: )/.test(line),
      );
      assert.deepEqual(inOneLine, []);
    });
  }

  it("leaves out what the workspace does not have", () => {
    const ids = (files: Record<string, string>, template = templates[0]) => {
      const surroundings = surroundingsOf(projectOf(files).watch().view);
      const reading = readPlan(PATH, instantiate(template, { name: "P", surroundings }));
      assert.deepEqual(reading.problems, []);
      return {
        items: itemsOf(reading.plan).map(({ id }) => id),
        phases: reading.plan.phases.map(({ id }) => id),
      };
    };
    assert.ok(!ids({ "api/main.py": "" }).items.includes("container.web"));
    assert.ok(ids({ "web/vite.config.ts": "" }).items.includes("container.web"));
    assert.ok(!ids({ "web/vite.config.ts": "" }).items.includes("db.migrate"));
    assert.ok(ids({ "alembic.ini": "" }).items.includes("db.migrate"));
    const saas = templates.find(({ id }) => id === "saas-ten-phase");
    assert.ok(saas);
    const [plain, paying] = [
      ids({ "requirements.txt": "fastapi\n" }, saas),
      ids({ "requirements.txt": "stripe\n" }, saas),
    ];
    assert.ok(!plain.phases.includes("payments") && !plain.phases.includes("mail"));
    assert.ok(paying.phases.includes("payments") && paying.items.includes("pay.webhook"));
    assert.ok(
      ids({ "compose.yaml": "services:\n  db:\n    image: postgres:17\n" }, saas).items.includes(
        "db.private",
      ),
    );
  });

  it("proves most of what it asks for, once all rules are there", () => {
    for (const { id, phases } of templates) {
      const own = phases.flatMap(({ items: all }) => all.map((item) => templateItem(item)));
      const proven = own.filter((item) => item && (item.rules ?? item.files ?? item.command));
      assert.ok(proven.length >= own.length * 0.7, `${id}: ${proven.length} of ${own.length}`);
    }
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
