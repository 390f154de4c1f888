import assert from "node:assert/strict";
import { CommandFolder } from "../../support/command-line";

const plan = (fields: string, head = "") => `liftoff: 1
name: Shop
${head}phases:
  build:
    title: Build
    estimate: 1d..2d
    items:
      tag:
        status: done
        title: Pinned base image
        priority: critical
        verify:
          rules: [dockerfile/pin-base-image]
${fields}`;
const open = "      docs:\n        status: todo\n        title: Docs & <notes>\n        priority: critical\n";

describe("liftoff gate", () => {
  let folder: CommandFolder;
  afterEach(() => folder.remove());
  const gate = (files: Record<string, string>, ...args: string[]) => {
    folder = new CommandFolder(files);
    return folder.run(["gate", ...args]);
  };
  const good = { Dockerfile: "FROM node:22.11-alpine\n" };
  const bad = { Dockerfile: "FROM node\n" };

  it("is open when nothing critical is missing, and says so", async () => {
    const { code, out } = await gate({ ...good, ".liftoff/plan.yaml": plan("") });
    assert.equal(code, 0);
    assert.match(out, /Open: nothing is missing of 1 item\./);
    assert.match(out, /1 of 1 items done \(100 %\), 1 of them verified/);
  });

  it("is closed by what is not done, phase by phase", async () => {
    const { code, out } = await gate({ ...good, ".liftoff/plan.yaml": plan(open) });
    assert.equal(code, 1);
    assert.match(out, /Closed: 1 item is missing\.[\s\S]*\nBuild\n {2}open {2}Docs & <notes>\n/);
  });

  it("tells apart what was true and is not any more", async () => {
    const { code, out } = await gate({ ...bad, ".liftoff/plan.yaml": plan("") });
    assert.equal(code, 2);
    assert.match(out, /regressed {2}Pinned base image\n\s+Dockerfile:1 /);
  });

  it("does not judge a plan that cannot be read", async () => {
    const { code, out, err } = await gate({ ".liftoff/plan.yaml": "liftoff: 1\nname: [\n" });
    assert.deepEqual([code, out], [3, ""]);
    assert.match(err, /plan\.yaml:\d/);
  });

  it("asks which plan and which gate is meant, and for files that exist", async () => {
    const markdown =
      "# Launch\n## Phase 1: Deploy to production\n- [ ] a server\n- [ ] b domain\n- [ ] c backup\n## Phase 2: Go live\n- [ ] d dns\n- [ ] e tls\n- [ ] f launch\n";
    assert.equal((await gate({ "README.txt": "" })).code, 64);
    folder.remove();
    const two = await gate({ "LAUNCH.md": markdown, "DEPLOY-plan.md": markdown });
    assert.equal(two.code, 64);
    assert.match(two.err, /several plans/);
    assert.equal((await folder.run(["gate", "LAUNCH.md"])).code, 1);
    folder.remove();
    const named = await gate({ ".liftoff/plan.yaml": plan("") }, "--gate", "moon");
    assert.match(named.err, /no gate moon; it has launch/);
    assert.equal((await folder.run(["gate", "--baseline", "none.json"])).code, 64);
    assert.equal((await folder.run(["gate", "--format", "html"])).code, 64);
  });

  it("has gates of the plan's own, and of its phases", async () => {
    const text = plan(open, "gates:\n  strict:\n    require: verified\n    of: [critical]\n").replace(
      "    items:",
      "    gate:\n      of: [low]\n    items:",
    );
    assert.equal((await gate({ ...good, ".liftoff/plan.yaml": text })).code, 1);
    assert.equal((await folder.run(["gate", "--gate", "build"])).code, 0);
  });

  it("counts evidence of people and waivers by their day", async () => {
    const drill =
      "      drill:\n        status: done\n        title: Drill\n        priority: critical\n        ttl: 30d\n";
    const gates = "gates:\n  strict:\n    require: verified\n";
    const files = { ...good, ".liftoff/plan.yaml": plan(drill, gates) };
    assert.equal((await gate(files)).code, 1);
    folder.write(".liftoff/evidence/drill.yaml", "evidence:\n  - at: 2026-11-01\n");
    assert.equal((await folder.run(["gate"])).code, 0);
    folder.write(".liftoff/evidence/drill.yaml", "evidence:\n  - at: 2026-01-01\n");
    assert.equal((await folder.run(["gate"])).code, 1);
    folder.write(
      ".liftoff/plan.yaml",
      plan(drill.replace("ttl: 30d", "waiver:\n          reason: r\n          until: 2026-11-20"), gates),
    );
    assert.equal((await folder.run(["gate"])).code, 0);
  });

  it("with a baseline fails only on what got worse, each item for itself", async () => {
    const files = { ...good, ".liftoff/plan.yaml": plan(open) };
    assert.equal((await gate(files, "--write-baseline", "base.json")).code, 1);
    assert.equal((await folder.run(["gate", "--baseline", "base.json"])).code, 0);
    folder.write("Dockerfile", "FROM node\n");
    const worse = await folder.run(["gate", "--baseline", "base.json"]);
    assert.equal(worse.code, 2);
    assert.match(worse.out, /Pinned base image: was verified, is regressed/);
    folder.write("base.json", "[]");
    assert.equal((await folder.run(["gate", "--baseline", "base.json"])).code, 64);
  });

  it("prints for machines", async () => {
    const { out } = await gate({ ...bad, ".liftoff/plan.yaml": plan(open) }, "--format", "json");
    const { gate: answer, schedule } = JSON.parse(out);
    assert.deepEqual(
      answer.missing.map(({ id, shown }: { id: string; shown: string }) => [id, shown]),
      [
        ["tag", "regressed"],
        ["docs", "open"],
      ],
    );
    assert.deepEqual(schedule.duration, { low: 1, high: 2 });

    const sarif = JSON.parse((await folder.run(["gate", "--format", "sarif"])).out);
    const [first] = sarif.runs[0].results;
    assert.equal(first.locations[0].physicalLocation.region.startLine, 8);
    assert.equal(first.relatedLocations[0].physicalLocation.artifactLocation.uri, "Dockerfile");

    const junit = (await folder.run(["gate", "--format", "junit"])).out;
    assert.match(junit, /<testsuite name="Build" tests="2" failures="2" skipped="0">/);
    assert.match(junit, /name="Docs &amp; &lt;notes&gt;">/);

    const markdown = (await folder.run(["gate", "--format", "markdown"])).out;
    assert.match(markdown, /\| Docs & &lt;notes&gt; \| Build \| open \| {2}\|/);
  });
});

describe("liftoff plan export", () => {
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder({ Dockerfile: "FROM node\n", ".liftoff/plan.yaml": plan(open) });
  });
  afterEach(() => folder.remove());

  it("writes a checklist that says what was verified", async () => {
    const { out } = await folder.run(["plan", "export"]);
    assert.match(out, /^# Shop\n\n1 of 2|^# Shop\n\n0 of 2/);
    assert.match(
      out,
      /## Build \(1d\.\.2d\)\n\n- \[x\] Pinned base image \(\*\*not true any more\*\*\)\n {2}- Dockerfile:1 .*\n- \[ \] Docs & &lt;notes&gt;\n$/,
    );
  });

  it("writes the body of a pull request", async () => {
    const { out } = await folder.run(["plan", "export", "--format", "pull-request"]);
    assert.match(out, /### Blockers\n\n- Pinned base image: Dockerfile:1 /);
    assert.match(
      out,
      /\| Build \| 0 of 2 \| 0 \| 1d\.\.2d \|\n\n<details><summary>Build<\/summary>\n\n- \[x\]/,
    );
  });

  it("draws a chart, where there is something to draw", async () => {
    const { out } = await folder.run(["plan", "export", "--format", "mermaid"]);
    assert.equal(
      out,
      "gantt\n  title Shop\n  dateFormat YYYY-MM-DD\n  excludes weekends\n  section Phases\n  Build :crit, build, 2026-11-20, 2d\n",
    );
    folder.write(".liftoff/plan.yaml", plan("").replace("    estimate: 1d..2d\n", ""));
    assert.equal((await folder.run(["plan", "export", "--format", "mermaid"])).code, 64);
  });
});

describe("liftoff merge", () => {
  it("replaces ours, and says what is left", async () => {
    const [base, ours, theirs] = ["- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n", "- [ ] a\n- [x] b\n"];
    const folder = new CommandFolder({
      o: base,
      a: ours,
      b: theirs,
      c: "- [ ] a\n- [ ] other\n",
      d: "- [ ] a\n- [ ] else\n",
    });
    try {
      assert.equal((await folder.run(["merge", "o", "a", "b", "docs/plan.md"])).code, 0);
      assert.equal(folder.read("a"), "- [x] a\n- [x] b\n");
      const conflict = await folder.run(["merge", "o", "c", "d", "docs/plan.md"]);
      assert.equal(conflict.code, 1);
      assert.match(conflict.err, /docs\/plan\.md: 1 conflict left/);
      assert.match(
        folder.read("c"),
        /^- \[ \] a\n<<<<<<< ours\n- \[ \] other\n=======\n- \[ \] else\n>>>>>>> theirs\n$/,
      );
      assert.equal((await folder.run(["merge", "o"])).code, 64);
    } finally {
      folder.remove();
    }
  });
});
