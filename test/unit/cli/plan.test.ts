import assert from "node:assert/strict";
import { CommandFolder } from "../../support/command-line";

const MARKDOWN = `# Shop launch

## Phase 1: Prepare (Priority: High)

- [ ] Write the Dockerfile
- [x] Buy the domain

## Phase 2: Go (2 hours)

- [ ] **Announce**
  - [ ] Mail the list
`;

describe("liftoff plan", () => {
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder({ "LAUNCH.md": MARKDOWN });
  });
  afterEach(() => folder.remove());

  const shown = async () =>
    JSON.parse((await folder.run(["plan", "show", "LAUNCH.md", "--format", "json"])).out);

  it("shows phases, sections and items with their lines from 0", async () => {
    const plan = await shown();
    assert.equal(plan.name, "Shop launch");
    assert.equal(plan.phases.length, 2);
    const [first, second] = plan.phases;
    assert.equal(first.priority, "high");
    assert.equal(second.estimate, "2h");
    const [item, bought] = first.sections.flatMap(({ items }: { items: unknown[] }) => items);
    assert.deepEqual([item.title, item.claim, item.line], ["Write the Dockerfile", "todo", 4]);
    assert.equal(bought.claim, "done");
    const [announce] = second.sections.flatMap(({ items }: { items: unknown[] }) => items);
    assert.deepEqual(
      announce.children.map(({ title }: { title: string }) => title),
      ["Mail the list"],
    );
  });

  it("ticks by changing one character, and back", async () => {
    const id = (await shown()).phases[0].sections[0].items[0].id;
    const done = await folder.run(["plan", "tick", "LAUNCH.md", id]);
    assert.equal(done.code, 0);
    assert.equal(folder.read("LAUNCH.md"), MARKDOWN.replace("- [ ] Write", "- [x] Write"));
    await folder.run(["plan", "tick", "LAUNCH.md", id, "todo"]);
    assert.equal(folder.read("LAUNCH.md"), MARKDOWN);
  });

  it("writes nothing for an item or a claim that does not exist", async () => {
    assert.equal((await folder.run(["plan", "tick", "LAUNCH.md", "no-such-item"])).code, 64);
    assert.equal((await folder.run(["plan", "tick", "LAUNCH.md", "x", "maybe"])).code, 64);
    assert.equal(folder.read("LAUNCH.md"), MARKDOWN);
  });

  it("refuses to edit a file with conflict markers", async () => {
    const conflict = `<<<<<<< ours\n${MARKDOWN}=======\n>>>>>>> theirs\n`;
    folder.write("LAUNCH.md", conflict);
    const plan = await shown();
    const id = plan.phases[0]?.sections[0]?.items[0]?.id ?? "x";
    const outcome = await folder.run(["plan", "tick", "LAUNCH.md", id]);
    assert.notEqual(outcome.code, 0);
    assert.equal(folder.read("LAUNCH.md"), conflict);
  });

  it("lints a plan", async () => {
    folder.write("LAUNCH.md", `${MARKDOWN}\n*Lead: [Your Name]*\n`);
    const { out } = await folder.run(["plan", "lint", "LAUNCH.md", "--format", "json"]);
    assert.ok(JSON.parse(out).findings.some(({ start }: { start: { line: number } }) => start.line === 12));
  });
});
