import assert from "node:assert/strict";
import fc from "fast-check";
import {
  editChoice,
  editClaim,
  editDue,
  editNotes,
  editOwner,
  editWaiver,
  type PlanEdit,
} from "../../../../src/core/plan/edit";
import { type ItemRef, itemRef } from "../../../../src/core/plan/item-ref";
import { readPlan } from "../../../../src/core/plan/read";
import { instantiate, templates } from "../../../../src/core/plan/template";
import { applyEdits } from "../../../../src/core/text/edits";
import { itemCalled, itemsOf } from "../../../support/plans";

const PATH = ".liftoff/plan.yaml";
const text = `# kept
liftoff: 1
name: 'P'   # kept
phases:
  a:
    title: A
    items:
      one:
        status: todo   # kept
        title: "One"
        custom: {kept: yes}
      two:
        status: 'doing'
        title: Two
        owner: kim # kept
        notes: |
          first
          second

      three:
        title: Three
      four: {status: todo, title: Four}
`;

function ref(id: string, of = text): ItemRef {
  const found = itemRef(readPlan(PATH, of).plan, id);
  assert.ok(found, `no item ${id}`);
  return found;
}

function applied(outcome: PlanEdit, to = text): string {
  assert.ok("edits" in outcome, "refused" in outcome ? outcome.refused : "");
  return applyEdits(to, outcome.edits);
}

function refusal(outcome: PlanEdit): string {
  assert.ok("refused" in outcome);
  return outcome.refused;
}

describe("editClaim in YAML", () => {
  it("replaces one token and keeps quotes and comments", () => {
    assert.equal(
      applied(editClaim(PATH, text, ref("one"), "done")),
      text.replace("status: todo   #", "status: done   #"),
    );
    assert.equal(applied(editClaim(PATH, text, ref("two"), "done")), text.replace("'doing'", "'done'"));
    assert.equal(
      applied(editClaim(PATH, text, ref("four"), "done")),
      text.replace("{status: todo", "{status: done"),
    );
  });

  it("adds a missing status in front", () => {
    const after = applied(editClaim(PATH, text, ref("three"), "doing"));
    assert.equal(after, text.replace("        title: Three", "        status: doing\n        title: Three"));
  });

  it("fills a status that is empty", () => {
    const empty = text.replace("status: todo   #", "status:   #");
    const after = applied(editClaim(PATH, empty, ref("one", empty), "done"), empty);
    assert.equal(itemCalled(readPlan(PATH, after).plan, "One").claim, "done");
    assert.ok(after.includes("# kept"));
  });

  it("changes nothing that is claimed already", () => {
    assert.equal(applied(editClaim(PATH, text, ref("one"), "todo")), text);
  });

  it("asks why something does not apply", () => {
    assert.match(refusal(editClaim(PATH, text, ref("one"), "na")), /Say why/);
    assert.match(refusal(editClaim(PATH, text, ref("one"), "na", { reason: "  " })), /Say why/);
    const after = applied(editClaim(PATH, text, ref("one"), "na", { reason: "no database: yet" }));
    const item = itemCalled(readPlan(PATH, after).plan, "One");
    assert.deepEqual([item.claim, item.reason], ["na", "no database: yet"]);
    assert.ok(
      after.includes('title: "One"\n        reason: "no database: yet"\n        custom: {kept: yes}'),
    );
  });

  it("finds an item whose id was changed, by place and title", () => {
    const now = text.replace("      one:", "      uno:");
    assert.ok(applied(editClaim(PATH, now, ref("one"), "done"), now).includes("status: done   # kept"));
  });

  it("finds an item whose title was changed, by its id", () => {
    const now = text.replace('"One"', '"Another title"');
    assert.ok(applied(editClaim(PATH, now, ref("one"), "done"), now).includes("status: done   # kept"));
  });

  it("refuses what it cannot tell or change safely", () => {
    assert.match(
      refusal(editClaim(PATH, text.replace("      one:", "      two:"), ref("two"), "done")),
      /Several items/,
    );
    assert.match(refusal(editClaim(PATH, `${text}\n  : [`, ref("one"), "done")), /cannot be read \(line/);
    assert.match(
      refusal(editClaim(PATH, "liftoff: 1\nname: x\nphases: {}\n", ref("one"), "done")),
      /not in the plan/,
    );
    const shared = text
      .replace("      one:", "      one: &one")
      .replace("      three:\n        title: Three", "      three: *one");
    assert.match(refusal(editClaim(PATH, shared, ref("three", shared), "done")), /cannot be changed safely/);
  });

  it("keeps every other byte", () => {
    const line = fc.constantFrom("", "# c", "    # c", "        why: because", "        custom: [a, b]");
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        (extra, eol, bom) => {
          const lines = [
            "liftoff: 1",
            "name: P",
            "phases:",
            "  a:",
            "    title: A",
            "    items:",
            "      x:",
            "        status: todo",
            "        title: X",
            ...extra.filter((l) => l.trim() === "" || l.includes("#") || l.startsWith("        ")),
          ];
          const unique = lines.filter((l, i) => l.trim() === "" || l.includes("#") || lines.indexOf(l) === i);
          const plan = `${bom ? "\ufeff" : ""}${unique.join(eol)}${eol}`;
          assert.equal(
            applied(editClaim(PATH, plan, ref("x", plan), "done"), plan),
            plan.replace("status: todo", "status: done"),
          );
        },
      ),
    );
  });
});

describe("fields of a plan in YAML", () => {
  it("are added behind the title", () => {
    assert.equal(
      applied(editOwner(PATH, text, ref("one"), "ana")),
      text.replace('        title: "One"', '        title: "One"\n        owner: ana'),
    );
    const due = applied(editDue(PATH, text, ref("two"), "2026-12-01"));
    assert.ok(due.includes("owner: kim # kept\n        due: 2026-12-01\n        notes: |"));
  });

  it("are replaced and removed", () => {
    assert.equal(
      applied(editOwner(PATH, text, ref("two"), "lee")),
      text.replace("owner: kim #", "owner: lee #"),
    );
    assert.ok(!applied(editOwner(PATH, text, ref("two"), "")).includes("kim"));
    assert.equal(applied(editOwner(PATH, text, ref("one"), "")), text);
  });

  it("hold any text", () => {
    const note = fc.string({ unit: fc.constantFrom(..."ab:#-'\"\\ \n\t{}[]&*!|>%@`é🚀?,"), maxLength: 40 });
    fc.assert(
      fc.property(note, fc.constantFrom("one", "two", "three", "four"), (notes, id) => {
        const outcome = editNotes(PATH, text, ref(id), notes);
        if ("refused" in outcome) return;
        const after = readPlan(PATH, applyEdits(text, outcome.edits)).plan;
        const item = itemsOf(after).find((candidate) => candidate.id === id);
        assert.equal(item?.notes, notes.trim() === "" ? undefined : notes.trim());
        const others = (of: typeof after) =>
          itemsOf(of)
            .filter((candidate) => candidate.id !== id)
            .map(({ title, claim, owner }) => [title, claim, owner]);
        assert.deepEqual(others(after), others(readPlan(PATH, text).plan));
      }),
      { numRuns: 300 },
    );
  });

  it("take real dates only", () => {
    for (const due of ["2026-13-01", "2026-02-30", "tomorrow", "2026-1-1"]) {
      assert.match(refusal(editDue(PATH, text, ref("one"), due)), /is no date/);
    }
  });
});

describe("parallel ticks in a plan file", () => {
  it("change lines that do not touch", () => {
    const plan = instantiate(templates[0], { name: "P" });
    const items = itemsOf(readPlan(PATH, plan).plan);
    const changedLine = (id: string) => {
      const before = plan.split("\n");
      const after = applied(editClaim(PATH, plan, ref(id, plan), "done"), plan).split("\n");
      const changed = before.flatMap((line, i) => (line === after[i] ? [] : [i]));
      assert.equal(after.length, before.length);
      assert.equal(changed.length, 1);
      return changed[0] ?? -1;
    };
    const lines = items.map(({ id }) => changedLine(id)).toSorted((a, b) => a - b);
    for (const [i, line] of lines.entries()) assert.ok(i === 0 || line - (lines[i - 1] ?? 0) > 1);
  });
});

describe("editWaiver", () => {
  const waiver = { reason: "small", by: undefined, until: "2026-12-31" };

  it("adds one where it belongs, replaces it and takes it back", () => {
    const first = applied(editWaiver(PATH, text, ref("two"), waiver));
    assert.equal(
      first,
      text.replace(
        "          second\n",
        "          second\n        waiver:\n          reason: small\n          until: 2026-12-31\n",
      ),
    );
    const later = applied(
      editWaiver(PATH, first, ref("two", first), { ...waiver, by: "kim", until: "2027-01-31" }),
      first,
    );
    assert.deepEqual(itemCalled(readPlan(PATH, later).plan, "Two")?.waiver, {
      reason: "small",
      by: "kim",
      until: "2027-01-31",
    });
    assert.equal(applied(editWaiver(PATH, later, ref("two", later), undefined), later), text);
  });

  it("is refused without a reason or a day, and in Markdown", () => {
    assert.match(refusal(editWaiver(PATH, text, ref("two"), { ...waiver, reason: " " })), /why/);
    assert.match(refusal(editWaiver(PATH, text, ref("two"), { ...waiver, until: "soon" })), /date/);
    assert.match(refusal(editWaiver("plan.md", "- [ ] Two\n", ref("two"), waiver)), /Markdown/);
  });
});

describe("editChoice", () => {
  const options =
    "options:\n  hosting:\n    because: cheap # kept\n    choices:\n      vps: {title: Server}\n      paas:\n        title: Platform\n";
  const plan = text.replace("phases:\n", `${options}phases:\n`);

  it("says what was chosen first, and changes it in one token", () => {
    const first = applied(editChoice(PATH, plan, "hosting", "vps"), plan);
    assert.equal(first, plan.replace("    because", "    chosen: vps\n    because"));
    const second = applied(editChoice(PATH, first, "hosting", "paas"), first);
    assert.equal(second, first.replace("chosen: vps", "chosen: paas"));
  });

  it("is refused for what is not there, and in Markdown", () => {
    assert.match(refusal(editChoice(PATH, plan, "hosting", "cloud")), /not in the plan/);
    assert.match(refusal(editChoice(PATH, plan, "mail", "vps")), /not in the plan/);
    assert.match(refusal(editChoice("plan.md", "- [ ] a\n", "hosting", "vps")), /Markdown/);
  });
});
