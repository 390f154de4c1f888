import assert from "node:assert/strict";
import fc from "fast-check";
import { parseMarkdown } from "../../../src/core/files/markdown";
import { plainText } from "../../../src/core/files/markdown/inline";
import type { Span } from "../../../src/core/text/span";

function parsed(text: string) {
  const form = parseMarkdown(text);
  const read = (at: Span) => text.slice(at.start, at.end);
  return { form, read };
}

describe("parseMarkdown", () => {
  it("reads headings of both styles with their level and content", () => {
    const { form, read } = parsed("# One #\n\nTwo\n---\n\n###### Six\n#no heading\n");
    assert.deepEqual(
      form.headings.map((heading) => [heading.level, read(heading.content)]),
      [
        [1, "One"],
        [2, "Two"],
        [6, "Six"],
      ],
    );
  });

  it("reads boxes with their mark, text and nesting", () => {
    const { form, read } = parsed("- [ ] a\n  - [x] b\n    1. [X] c\n* [/] d\n");
    assert.deepEqual(
      form.tasks.map((task) => [task.box.mark, read(task.content), task.parent && read(task.parent.content)]),
      [
        [" ", "a", undefined],
        ["x", "b", "a"],
        ["X", "c", "b"],
        ["/", "d", undefined],
      ],
    );
    for (const { box } of form.tasks) assert.equal(read(box.markAt), box.mark);
  });

  it("reads drawn boxes where a text holds several, and ticks among boxes", () => {
    const marks = (text: string) => parsed(text).form.tasks.map(({ box }) => box.mark);
    assert.deepEqual(marks("- ☐ a\n- ☑ b\n\nText.\n\n- ✅ c\n- 🔄 d\n- plain\n"), ["☐", "☑", "✅", "🔄"]);
    assert.deepEqual(marks("1. ✅ a\n2. [ ] b\n"), ["✅", " "]);
    assert.deepEqual(marks("- ✅ a fact\n- ✅ another\n"), []);
    assert.deepEqual(marks("- ☐ one box is a picture\n- plain\n"), []);
    assert.deepEqual(marks("- [ ] a\n  - ✅ seen\n"), [" "]);
  });

  it("reads the spans of a sign with its selector", () => {
    const { form, read } = parsed("- ☐ a\n- ☑\ufe0f b\n");
    assert.deepEqual(
      form.tasks.map(({ box, content }) => [read(box.markAt), read(box.at), read(content)]),
      [
        ["☐", "☐", "a"],
        ["☑\ufe0f", "☑\ufe0f", "b"],
      ],
    );
  });

  it("knows the parent of a box through plain items", () => {
    const { form, read } = parsed("- [ ] a\n  - plain\n    - [ ] b\n");
    assert.equal(form.tasks[1]?.parent && read(form.tasks[1].parent.content), "a");
  });

  it("keeps a listing inside a listing of Markdown", () => {
    const lines = [
      "```markdown",
      "- [ ] of the template",
      "```bash",
      "make",
      "```",
      "## Not here",
      "```",
      "",
      "## B",
      "- [ ] b",
    ];
    for (const text of [lines.join("\n"), lines.join("\r\n"), lines.join("\n").replaceAll("`", "~")]) {
      const { form, read } = parsed(text);
      assert.deepEqual(
        form.headings.map(({ content }) => read(content)),
        ["B"],
      );
      assert.deepEqual([form.tasks.length, form.fences.length], [1, 1]);
      assert.match(read(form.fences[0]?.content ?? { start: 0, end: 0 }), /make[\s\S]*Not here/);
    }
  });

  it("closes a listing of Markdown as ever where its marks do not pair up otherwise", () => {
    const { form } = parsed("```md\n```bash\nmake\n```\n\n- [ ] a\n\n```bash\nx\n```\n");
    assert.equal(form.tasks.length, 1);
  });

  it("reads tables with blanks at the ends of their lines, as with any line break", () => {
    const table = "| A | B |\n|---|:-:|\n| x | y |\n";
    for (const text of [
      table,
      table.replaceAll("\n", "\r\n"),
      table.replaceAll("\n", "  \n"),
      `> ${table}`,
    ]) {
      const { form, read } = parsed(text);
      assert.deepEqual(form.tables[0]?.header.map(read), ["A", "B"], JSON.stringify(text));
    }
  });

  it("takes no box from fences, comments, code, prose or an item without text", () => {
    const text = [
      "```",
      "- [ ] fence",
      "```",
      "",
      "<!--",
      "- [ ] comment",
      "-->",
      "",
      "    - [ ] indented",
      "",
      "see - [ ] prose",
      "",
      "- [ ]",
      "- [ ]   ",
      "- [y] other mark",
      "- [x]glued",
    ].join("\n");
    assert.deepEqual(parsed(text).form.tasks, []);
    assert.deepEqual(parsed(text.replaceAll("\n", "\r\n")).form.tasks, []);
  });

  it("reads fences with language and content", () => {
    const { form, read } = parsed("~~~yaml title=x\na: 1\nb: 2\n~~~\n\n```\n```\n");
    assert.deepEqual(
      form.fences.map((fence) => [fence.info, read(fence.content)]),
      [
        ["yaml title=x", "a: 1\nb: 2"],
        ["", ""],
      ],
    );
  });

  it("reads tables, empty cells included", () => {
    const { form, read } = parsed("| a | | c |\n|---|---|---|\n| 1 | 2 | |\n");
    const [table] = form.tables;
    assert.deepEqual(
      table?.header.map((cell) => read(cell).trim()),
      ["a", "", "c"],
    );
    assert.deepEqual(
      table?.rows[0]?.map((cell) => read(cell).trim()),
      ["1", "2", ""],
    );
  });

  it("reads comments, alone and behind a text", () => {
    const { form, read } = parsed("<!-- one -->\n\n- [ ] a <!-- two -->\n\ntext <!-- three --> text\n");
    assert.deepEqual(
      form.comments.map(({ at }) => read(at).trim()),
      ["<!-- one -->", "<!-- two -->", "<!-- three -->"],
    );
  });

  it("leaves front matter alone, and a rule that opens the text is none", () => {
    assert.deepEqual(parsed("---\ntitle: x\n---\n\n# A\n").form.headings.length, 1);
    assert.deepEqual(parsed("---\n\n- [ ] a\n\n---\n").form.tasks.length, 1);
  });

  it("gives the same boxes for every line break and behind a byte order mark", () => {
    const text = "# A\n\n- [ ] a\n  - [x] b\n\n> - [ ] c\n";
    for (const variant of [
      text,
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\n", "\r"),
      `\ufeff${text}`,
    ]) {
      const { form, read } = parsed(variant);
      assert.deepEqual(
        form.tasks.map(({ content }) => read(content)),
        ["a", "b", "c"],
      );
      assert.equal(form.tasks[1]?.parent, form.tasks[0]);
      assert.deepEqual(
        form.tasks.map(({ box }) => read(box.markAt)),
        [" ", "x", " "],
      );
    }
  });

  it("says what it left unread of a hostile text", () => {
    const hostile = [
      "- ".repeat(400_000),
      ">".repeat(900_000),
      "- [ ] a\n".repeat(100_000),
      `${"- ".repeat(60)}x\n\n`.repeat(8_000),
    ];
    for (const text of hostile) {
      const form = parseMarkdown(text);
      assert.equal(form.clean, false);
      assert.ok(form.problems.length > 0);
    }
  });

  it("takes any text, and its spans lie in it", () => {
    const piece = fc.constantFrom(
      "- ",
      "[ ]",
      "[x]",
      " ",
      "\n",
      "\r\n",
      "\t",
      "> ",
      "#",
      "```",
      "<!--",
      "-->",
      "|",
      "-",
      "1. ",
      "a",
      "é",
      "[",
      "](",
      "*",
      "\\",
      "---\n",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const text = pieces.join("");
        const { tasks, headings, fences, comments } = parseMarkdown(text);
        for (const { box, content } of tasks) {
          assert.match(text.slice(box.markAt.start - 1, box.markAt.end + 1), /^\[[ \txX/!-]\]$/);
          assert.ok(content.start > box.markAt.end && content.end <= text.length);
          assert.notEqual(text.slice(content.start, content.end), "");
        }
        for (const { at } of [...headings, ...fences, ...comments])
          assert.ok(at.start < at.end && at.end <= text.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("plainText", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["**Secrets** out of the _code_", "Secrets out of the code"],
    ["Create `a/Dockerfile`", "Create a/Dockerfile"],
    ["``a `b` c``", "a `b` c"],
    ["[text](https://x.org) and ![alt](y.png) and [ref][1]", "text and alt and ref"],
    ["<https://x.org> <kim@x.org> <b>b</b>", "https://x.org kim@x.org b"],
    ["a < b and <not a tag>", "a < b and <not a tag>"],
    ["snake_case and 2 * 3 and *.pyc", "snake_case and 2 * 3 and *.pyc"],
    ["a &amp; b &#8594; c &unknown;", "a & b → c &unknown;"],
    ["\\[x\\] \\*y\\*", "[x] *y*"],
    ["one\n   two\n > three", "one two three"],
    ["~~gone~~ ~5 min", "gone ~5 min"],
    ["x <!-- liftoff: a/b --> y", "x y"],
    ["`open", "`open"],
  ];
  for (const [markdown, text] of cases) {
    it(`shows ${JSON.stringify(markdown)} as ${JSON.stringify(text)}`, () => {
      assert.equal(plainText(markdown), text);
    });
  }
});
