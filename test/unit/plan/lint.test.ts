import assert from "node:assert/strict";
import { lintPlan, type PlanLintOptions } from "../../../src/core/plan/lint";
import { readOverlay } from "../../../src/core/plan/overlay";
import { applyEdits } from "../../../src/core/text/edits";
import { planNames, planText } from "../../support/plans";

/** Rule, token, and the text after the first fix. */
function lint(text: string, path = "plan.md", options?: PlanLintOptions) {
  return lintPlan(path, text, options).map(({ rule, at, fixes, message, severity }) => ({
    rule,
    severity,
    message,
    token: text.slice(at.start, at.end),
    fixed: fixes[0] && applyEdits(text, fixes[0].edits),
  }));
}

const tokens = (text: string, rule: string, path?: string, options?: PlanLintOptions) =>
  lint(text, path, options).flatMap((finding) => (finding.rule === rule ? [finding.token] : []));

const yaml = (items: string) => `liftoff: 1\nname: P\nphases:\n  p:\n    title: P\n    items:\n${items}`;

describe("lintPlan", () => {
  it("finds names that no command takes, and writes one that it takes throughout the plan", () => {
    const text = [
      "# Top Boat",
      "- [ ] Run `docker build -t Top Boat-api .`",
      "```bash",
      "heroku create Top Boat-api",
      "heroku config:set X=1 \\",
      "  --app Top Boat-api",
      "curl https://Top Boat-api.herokuapp.com/health",
      "docker build --pull -t MyImage .",
      "```",
    ].join("\n");
    const findings = lint(text).filter(({ rule }) => rule === "plan/app-name-invalid");
    assert.deepEqual(
      findings.map(({ token }) => token),
      ["Top Boat-api", "MyImage"],
    );
    const [first] = findings;
    assert.equal(first?.fixed?.includes("Top Boat-api"), false);
    assert.ok(first?.fixed?.includes("docker build -t top-boat-api ."));
    assert.ok(first?.fixed?.startsWith("# Top Boat\n"));
  });

  it("takes names that work", () => {
    const text =
      "`docker build -t shop-api .` `heroku create shop` `heroku run --app shop Rake` `docker build -t $IMAGE .` https://Example.org see Top Boat";
    assert.deepEqual(tokens(text, "plan/app-name-invalid"), []);
  });

  it("finds what is not sold any more, from the day it was gone", () => {
    const text = "- [ ] heroku addons:create heroku-postgresql:hobby-dev\n- [ ] Use free dynos\n";
    assert.deepEqual(tokens(text, "plan/outdated-term"), ["heroku-postgresql:hobby-dev", "free dynos"]);
    assert.deepEqual(tokens(text, "plan/outdated-term", "plan.md", { today: "2022-01-01" }), []);
    assert.ok(lint(text)[0]?.fixed?.includes("heroku-postgresql:essential-0"));
  });

  it("finds commands of the old Compose, not its file names", () => {
    const text =
      "`docker-compose -f docker-compose.yml up` then edit docker-compose.prod.yml with docker-compose in mind\n";
    const [finding] = lint(text);
    assert.equal(finding?.token, "docker-compose");
    assert.equal(finding?.fixed, text.replace("docker-compose -f", "docker compose -f"));
    assert.equal(lint(text).length, 1);
  });

  it("finds placeholders", () => {
    const text =
      "Lead: [Your Name], [Current Date]\nyourdomain.com your-app.example YOUR_API_KEY <your-token>\n";
    assert.deepEqual(tokens(text, "plan/placeholder-left"), [
      "[Your Name]",
      "[Current Date]",
      "yourdomain.com",
      "your-app.example",
      "YOUR_API_KEY",
      "<your-token>",
    ]);
    const fine = "Your name, [your guide](x.md), [Current status]: done, users/[id], yours, (your domain)\n";
    assert.deepEqual(tokens(fine, "plan/placeholder-left"), []);
  });

  it("finds items that repeat", () => {
    const text =
      "## A\n- [ ] Build images\n- [ ] **Tests**\n  - [ ] unit\n\n## B\n- [ ] build `images`\n- [ ] **Tests**\n  - [ ] e2e\n";
    assert.deepEqual(tokens(text, "plan/duplicate-item"), ["[ ] build `images`"]);
    assert.match(lint(text)[0]?.message ?? "", /line 2/);
  });

  it("asks for reasons where one can be given", () => {
    const items = yaml(
      "      x:\n        status: na\n        title: X\n      y:\n        status: na\n        title: Y\n        reason: r\n",
    );
    assert.deepEqual(tokens(items, "plan/missing-reason", "plan.yaml"), ["x"]);
    const text = "- [-] a\n";
    assert.deepEqual(tokens(text, "plan/missing-reason"), []);
    assert.deepEqual(tokens(text, "plan/missing-reason", "plan.md", { overlay: readOverlay("") }), ["[-] a"]);
  });

  it("finds rules that do not exist", () => {
    const options = { ruleExists: (id: string) => id === "a/known" };
    const items = yaml(
      "      x:\n        status: todo\n        title: about a/typo\n        verify:\n          rules: [a/known, a/typo-2, a/typo]\n",
    );
    const found = lint(items, "plan.yaml", options).filter(({ rule }) => rule === "plan/unknown-rule");
    assert.deepEqual(
      found.map(({ token }) => token),
      ["a/typo", "a/typo-2"],
    );
    assert.deepEqual(
      tokens("- [ ] x <!-- liftoff: a/known, a/typo -->\n", "plan/unknown-rule", "plan.md", options),
      ["a/typo"],
    );
    assert.deepEqual(tokens(items, "plan/unknown-rule", "plan.yaml"), []);
  });

  it("finds dependencies that lead nowhere or in a circle", () => {
    const items = yaml(
      "      a:\n        status: todo\n        title: A\n        depends_on: [b, gone]\n      b:\n        status: todo\n        title: B\n        depends_on:\n          - c\n      c:\n        status: todo\n        title: C\n        depends_on: [a]\n      d:\n        status: todo\n        title: D\n        depends_on: [a, d]\n",
    );
    assert.deepEqual(tokens(items, "plan/unknown-dependency", "plan.yaml"), ["gone"]);
    assert.deepEqual(tokens(items, "plan/dependency-cycle", "plan.yaml"), ["b", "c", "a", "d"]);
    const phases =
      "liftoff: 1\nname: P\nphases:\n  p:\n    title: P\n    depends_on: [q]\n  q:\n    title: Q\n    depends_on: [p, r]\n";
    assert.deepEqual(tokens(phases, "plan/dependency-cycle", "plan.yaml"), ["q", "p"]);
    assert.deepEqual(tokens(phases, "plan/unknown-dependency", "plan.yaml"), ["r"]);
  });

  it("follows long chains of dependencies", () => {
    const chain = Array.from(
      { length: 3_000 },
      (_, i) => `      n${i}:\n        status: todo\n        title: N${i}\n        depends_on: [n${i + 1}]\n`,
    );
    const text = yaml(`${chain.join("")}      n3000:\n        status: todo\n        title: last\n`);
    assert.deepEqual(tokens(text, "plan/dependency-cycle", "plan.yaml"), []);
  });

  it("passes on what a plan cannot be read for", () => {
    const conflict = "# P\n<<<<<<< HEAD\n- [x] a\n=======\n- [ ] a\n>>>>>>> b\n";
    assert.deepEqual(
      lint(conflict).map(({ rule, severity, token }) => [rule, severity, token]),
      [["plan/conflict-marker", "error", "<<<<<<< HEAD"]],
    );
    assert.deepEqual(tokens("liftoff: 1\nname: [\n", "plan/syntax", "plan.yaml").length, 1);
    assert.deepEqual(
      tokens(
        yaml("      x:\n        status: finished\n        title: X\n"),
        "plan/invalid-field",
        "plan.yaml",
      ),
      ["finished"],
    );
  });

  it("finds encoding damage, and restores all of it", () => {
    const text = "# ðŸš€ Launch\n\n- [ ] PrÃ¼fen\n";
    const [finding] = lint(text).filter(({ rule }) => rule === "plan/encoding-damage");
    assert.equal(finding?.token, "ðŸš€");
    assert.equal(finding?.fixed, "# 🚀 Launch\n\n- [ ] Prüfen\n");
  });

  it("puts every finding on a token, in order", () => {
    for (const name of planNames) {
      const text = planText(name);
      const findings = lintPlan(name, text, { ruleExists: () => false });
      for (const { at, rule } of findings) {
        assert.ok(at.start < at.end && at.end <= text.length);
        assert.ok(!text.slice(at.start, at.end).includes("\n"), rule);
      }
      assert.deepEqual(
        findings.map(({ at }) => at.start),
        findings.map(({ at }) => at.start).toSorted((a, b) => a - b),
      );
    }
  });

  it("takes hostile texts", () => {
    for (const text of [
      "your-".repeat(100_000),
      "[your ".repeat(100_000),
      `docker build ${"a ".repeat(200_000)}`,
      "https://A ".repeat(60_000),
      "<your ".repeat(100_000),
      "--app A ".repeat(60_000),
    ]) {
      assert.ok(Array.isArray(lintPlan("plan.md", text)));
    }
  });
});
