import assert from "node:assert/strict";
import fc from "fast-check";
import { type ClaimOptions, editClaim, editNotes } from "../../../src/core/plan/edit";
import { itemRef } from "../../../src/core/plan/item-ref";
import type { Claim } from "../../../src/core/plan/model";
import { readPlan } from "../../../src/core/plan/read";
import { applyEdits } from "../../../src/core/text/edits";
import { itemCalled, itemsOf, planNames, planOf, planText } from "../../support/plans";

/** Ticks the item with this id as it was seen in `seen`, in the text as it is `now`. */
function claim(seen: string, id: string, to: Claim = "done", now = seen, options?: ClaimOptions) {
  const ref = itemRef(planOf(seen), id);
  assert.ok(ref, `no item ${id}`);
  const outcome = editClaim("plan.md", now, ref, to, options);
  return "refused" in outcome ? outcome : { text: applyEdits(now, outcome.edits), edits: outcome.edits };
}

/** The offset at which two texts of the same length differ; fails unless it is exactly one. */
function onlyDifference(before: string, after: string): number {
  assert.equal(after.length, before.length);
  const places = Array.from(before, (_, i) => i).filter((i) => before.charCodeAt(i) !== after.charCodeAt(i));
  assert.equal(places.length, 1);
  return places[0] ?? -1;
}

const word = fc.constantFrom("deploy", "back up", "rotate keys", "**Write** `x`", "test", "Größe ✅", "a");
const mark = fc.constantFrom(" ", "x", "X", "/", "-", "~", "?");
const bullet = fc.constantFrom("-", "*", "+", "1.", "> -");
const box = fc
  .tuple(bullet, mark, word, fc.constantFrom("", "  "))
  .map(([sign, inside, text, indent]) => `${indent}${sign} [${inside}] ${text}`);
const prose = fc.constantFrom(
  "",
  "Some prose.",
  "## Phase 1",
  "## Phase 2: Go (2 days)",
  "### Part",
  "---",
  "- plain",
);
/** Lines that no box takes up into its own text. */
const apart = fc.constantFrom("", "## Phase 1", "## Phase 2: Go (2 days)", "### Part", "---", "- plain");
const lineBreak = fc.constantFrom("\n", "\r\n");
const linesOf = (other: fc.Arbitrary<string>) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: box }, other), { minLength: 1, maxLength: 25 });

describe("editClaim in Markdown", () => {
  it("changes exactly one character, between the brackets of that item", () => {
    for (const name of planNames) {
      const text = planText(name);
      for (const item of itemsOf(planOf(text))) {
        const outcome = claim(text, item.id, item.claim === "done" ? "todo" : "done");
        assert.ok("text" in outcome);
        assert.equal(onlyDifference(text, outcome.text), item.at.start + 1);
      }
    }
  });

  it("changes the box of a row, and nothing else", () => {
    const text =
      "# P\r\n\r\n| Step | Done | Notes |\r\n|--|--|--|\r\n| Copy | [ ] | a |\r\n| Check | [x] | |\r\n";
    const [copy] = itemsOf(planOf(text));
    const ticked = claim(text, copy?.id ?? "");
    assert.ok("text" in ticked);
    assert.equal(onlyDifference(text, ticked.text), text.indexOf("[ ]") + 1);
    assert.deepEqual(claim(ticked.text, copy?.id ?? "", "todo"), {
      text,
      edits: [{ span: { start: text.indexOf("[ ]") + 1, end: text.indexOf("[ ]") + 2 }, text: " " }],
    });
  });

  it("ticks drawn boxes with the sign that the plan uses", () => {
    const tick = (text: string, to: Claim = "done") => {
      const [first] = itemsOf(planOf(text));
      const outcome = claim(text, first?.id ?? "", to, text, { extraMarks: true });
      return "text" in outcome ? outcome.text : outcome.refused;
    };
    assert.equal(tick("- ☐ a\n- ☐ b\n- ☐ c\n- ✅ d\n"), "- ✅ a\n- ☐ b\n- ☐ c\n- ✅ d\n");
    assert.equal(tick("- ☐ a\n- ☐ b\n"), "- ☑ a\n- ☐ b\n");
    assert.equal(tick("- ☑ a\n- ☑ b\n", "todo"), "- ☐ a\n- ☑ b\n");
    assert.equal(tick("- 🔲 a\n- 🔲 b\n- 🔲 c\n- 🚧 d\n", "doing"), "- 🚧 a\n- 🔲 b\n- 🔲 c\n- 🚧 d\n");
    // With another tick nothing would say that these are boxes.
    assert.equal(tick("- ☐ a\n- ☑ b\n- ✅ c\n"), "- ☑ a\n- ☑ b\n- ✅ c\n");
    assert.equal(tick("- ✅ a\n- [ ] b\n", "todo"), "- [ ] a\n- [ ] b\n");
    assert.equal(tick("| Task | Ok |\n|--|--|\n| a | ☐ |\n"), "| Task | Ok |\n|--|--|\n| a | ☑ |\n");
  });

  it("changes exactly one character of any plan, and nothing else is read differently", () => {
    fc.assert(
      fc.property(linesOf(prose), lineBreak, fc.nat(), (lines, eol, pick) => {
        const text = lines.join(eol);
        const before = itemsOf(planOf(text));
        const item = before[pick % Math.max(1, before.length)];
        if (!item) return;
        const to = item.claim === "done" ? "todo" : "done";
        const outcome = claim(text, item.id, to);
        assert.ok("text" in outcome);
        onlyDifference(text, outcome.text);
        const expected = before.map((other) => [
          other.id,
          other.title,
          other.id === item.id ? to : other.claim,
        ]);
        const after = itemsOf(planOf(outcome.text)).map((other) => [other.id, other.title, other.claim]);
        assert.deepEqual(after, expected);
      }),
      { numRuns: 300 },
    );
  });

  it("hits the right box after any other edit, or none", () => {
    fc.assert(
      fc.property(
        linesOf(apart),
        fc.nat(),
        fc.nat(),
        fc.option(fc.oneof(box, apart)),
        (lines, pick, at, added) => {
          // Every box gets a text of its own, which says afterwards whether the right one was hit.
          const named = lines.map((line, i) => (/\[[ xX/-]\]/.test(line) ? `${line} <!-- ${i} -->` : line));
          const seen = named.join("\n");
          const items = itemsOf(planOf(seen));
          const item = items[pick % Math.max(1, items.length)];
          if (!item) return;
          const own = named[item.line] ?? "";
          const place = at % (named.length + 1);
          const edited =
            added === null ? named.filter((_, i) => i !== place) : named.toSpliced(place, 0, added);
          const now = edited.join("\n");
          const outcome = claim(seen, item.id, item.claim === "done" ? "todo" : "done", now);
          if ("refused" in outcome) return;
          const changed = outcome.text.split("\n").filter((line, i) => line !== edited[i]);
          assert.equal(changed.length, 1);
          const hit = changed[0] ?? "";
          // An equal box may have been added in the very place of one that was taken away.
          if (hit.includes("<!--"))
            assert.equal(hit.slice(hit.indexOf("<!--")), own.slice(own.indexOf("<!--")));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("leaves alone what is claimed already", () => {
    const text = "- [X] a\n- [ ] b\n";
    const outcome = claim(text, itemCalled(planOf(text), "a").id, "done");
    assert.deepEqual("edits" in outcome && outcome.edits, []);
  });

  it("writes other marks only where they are allowed", () => {
    const text = "- [ ] a\n";
    const { id } = itemCalled(planOf(text), "a");
    assert.match(String((claim(text, id, "doing") as { refused: string }).refused), /only done or not done/);
    const allowed = { extraMarks: true };
    assert.equal((claim(text, id, "doing", text, allowed) as { text: string }).text, "- [/] a\n");
    assert.equal((claim(text, id, "na", text, allowed) as { text: string }).text, "- [-] a\n");
    assert.equal((claim("- [/] a\n", id, "todo") as { text: string }).text, "- [ ] a\n");
    assert.equal((claim("- [!] a\n", id, "done") as { text: string }).text, "- [x] a\n");
  });

  it("leaves boxes above and below as they are", () => {
    const text = "- [ ] a\n  - [ ] b\n  - [ ] c\n";
    const outcome = claim(text, itemCalled(planOf(text), "a").id);
    assert.equal("text" in outcome && outcome.text, "- [x] a\n  - [ ] b\n  - [ ] c\n");
  });

  it("ticks a damaged file in one character as well", () => {
    const text = "# ðŸš€ Go\n\n## Phase 1: MÃ¶we\n\n- [ ] âœ… prÃ¼fen\n- [ ] b\n";
    const outcome = claim(text, itemCalled(planOf(text), "prüfen").id);
    assert.equal("text" in outcome && outcome.text, text.replace("[ ] âœ…", "[x] âœ…"));
  });
});

describe("a plan that was edited meanwhile", () => {
  const seen = "## A\n- [ ] x\n- [ ] y\n\n## B\n- [ ] x\n- [ ] z\n- [ ] z\n";
  const idOf = (line: number) => itemsOf(planOf(seen)).find((item) => item.line === line)?.id ?? "";
  const tickLater = (line: number, now: string) => claim(seen, idOf(line), "done", now);

  it("is ticked where the item went", () => {
    const outcome = tickLater(1, `# New\n\nprose\n\n${seen}`);
    assert.equal(
      "text" in outcome && outcome.text,
      `# New\n\nprose\n\n${seen.replace("- [ ] x", "- [x] x")}`,
    );
  });

  it("is not ticked when the item is gone or reworded", () => {
    for (const now of [
      seen.replace("- [ ] y\n", ""),
      seen.replace("- [ ] y", "- [ ] why"),
      "",
      "# Other\n",
    ]) {
      const outcome = tickLater(2, now);
      assert.match("refused" in outcome ? outcome.refused : "", /“y” is not in the plan any more/);
    }
  });

  it("is not ticked when one of several equal items is gone or new", () => {
    const fewer = tickLater(6, seen.replace("- [ ] z\n", ""));
    assert.match("refused" in fewer ? fewer.refused : "", /cannot be told from others/);
    const more = tickLater(6, seen.replace("- [ ] z\n", "- [ ] z\n- [ ] z\n"));
    assert.match("refused" in more ? more.refused : "", /cannot be told from others/);
  });

  it("is not ticked when an equal item was taken away and another one added elsewhere", () => {
    const parts = "## A\n- [ ] p\n  - [ ] test\n- [ ] q\n  - [ ] test\n- [ ] r\n";
    const id = itemsOf(planOf(parts)).find(({ line }) => line === 2)?.id ?? "";
    const now = `${parts.replace("  - [ ] test\n", "")}  - [ ] test\n`;
    assert.ok("refused" in claim(parts, id, "done", now));
  });

  it("is ticked when the item was moved below another one", () => {
    const now = seen.replace("- [ ] y", "  - [ ] y");
    const outcome = tickLater(2, now);
    assert.equal("text" in outcome && outcome.text, now.replace("[ ] y", "[x] y"));
  });

  it("is ticked under its fixed id when the text was reworded", () => {
    const before = "- [ ] old words <!-- id: keep -->\n";
    const outcome = claim(before, "keep", "done", "## New\n- [ ] new words <!-- id: keep -->\n");
    assert.equal("text" in outcome && outcome.text, "## New\n- [x] new words <!-- id: keep -->\n");
  });

  it("is not ticked while it holds two merged versions", () => {
    const outcome = tickLater(1, `<<<<<<< HEAD\n${seen}=======\n>>>>>>> other\n`);
    assert.match("refused" in outcome ? outcome.refused : "", /two merged versions \(line 1\)/);
  });
});

describe("fields of a Markdown plan", () => {
  it("have no place in its text", () => {
    const ref = itemRef(planOf("- [ ] a\n"), itemCalled(planOf("- [ ] a\n"), "a").id);
    assert.ok(ref && "refused" in editNotes("plan.md", "- [ ] a\n", ref, "x"));
  });
});

describe("hostile plans", () => {
  it("are read without an error", () => {
    const texts = [
      "[".repeat(300_000),
      "- [ ] ".repeat(100_000),
      `# ${"*a".repeat(100_000)}`,
      `- [ ] ${"`".repeat(200_000)}`,
      `- [ ] ${"<!-- liftoff: ".repeat(30_000)}`,
      `- [ ] ${"(".repeat(200_000)}`,
      "## Phase 1\n".repeat(30_000),
      "- [ ] same\n".repeat(60_000),
      `${"  ".repeat(80)}- [ ] deep\n`.repeat(3_000),
      `- [ ] ${"@a ".repeat(100_000)}`,
      "**a**\n- [ ] b\n\n".repeat(30_000),
      "| a |\n|---|\n".repeat(40_000),
      "Ã".repeat(200_000),
    ];
    for (const text of texts) {
      const { plan } = readPlan("plan.md", text);
      const ids = itemsOf(plan).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
    }
  });
});
