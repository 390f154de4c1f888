import assert from "node:assert/strict";
import { isPlan } from "../../../src/core/plan/is-plan";
import { planText } from "../../support/plans";

const boxes = (count: number, text = "item") =>
  Array.from({ length: count }, (_, i) => `- [ ] ${text} ${i}`).join("\n");

describe("isPlan", () => {
  it("takes the workspace's own plan, whatever is in it", () => {
    assert.ok(isPlan(".liftoff/plan.yaml", ""));
    assert.ok(isPlan("app/.liftoff/plan.yml", "x"));
    assert.equal(isPlan("plan.yaml", "liftoff: 1"), false);
  });

  it("takes texts in which boxes make a plan for a launch", () => {
    for (const name of ["weekly.md", "phases.md", "areas.md", "chapters.md", "options.md"]) {
      assert.ok(isPlan(`docs/${name}`, planText(name)), name);
    }
    assert.ok(
      isPlan("docs/go-live.md", "# Go-live\n\n- [ ] Point DNS\n- [ ] Take a backup\n- [ ] Switch traffic\n"),
    );
  });

  it("takes tables of work, drawn boxes, and plans in other languages", () => {
    const rows = ["server", "domain", "backup", "alerts"]
      .map((name) => `| Set up the ${name} | ☐ |`)
      .join("\n");
    assert.ok(isPlan("docs/deployment.md", `# Deployment checklist\n\n| Task | Done |\n|--|--|\n${rows}\n`));
    assert.ok(isPlan("docs/go-live.md", "# Go-live\n\n- ☐ Point DNS\n- ☐ Take a backup\n- ☐ Switch\n"));
    assert.ok(
      isPlan("docs/plan.md", "# Запуск: чек-лист\n\n- [ ] сервер\n- [ ] домен\n- [ ] резервная копия\n"),
    );
    assert.ok(isPlan("a.md", "# Checklist de despliegue\n\n- [ ] servidor\n- [ ] dominio\n- [ ] Docker\n"));
    assert.equal(
      isPlan("docs/api.md", `# API\n\n| Check | Status |\n|--|--|\n${"| server | ✅ |\n".repeat(9)}`),
      false,
    );
  });

  it("takes a read-me only when it is much of a plan", () => {
    assert.ok(isPlan("README.md", planText("phases.md")));
    assert.equal(isPlan("README.md", `# App\n\nText.\n\n## Roadmap\n\n${boxes(2, "deploy")}\n`), false);
    assert.equal(isPlan("README.md", `# App\n\n## To do\n\n${boxes(9, "docker")}\n`), false);
  });

  it("takes no forms and no records", () => {
    const plan = planText("phases.md");
    for (const path of [
      ".github/PULL_REQUEST_TEMPLATE.md",
      ".github/ISSUE_TEMPLATE/launch.md",
      "docs/pull_request_template.md",
      ".gitlab/merge_request_templates/release.md",
      "CHANGELOG.md",
      "docs/release-notes.md",
      "CONTRIBUTING.md",
      "node_modules/x/launch-plan.md",
      "launch-plan.txt",
    ]) {
      assert.equal(isPlan(path, plan), false, path);
    }
  });

  it("takes no list of something else", () => {
    assert.equal(
      isPlan(
        "docs/course.md",
        `# Course\n\n## One\n${boxes(15, "Read chapter")}\n\n## Two\n${boxes(15, "Read page")}`,
      ),
      false,
    );
    assert.equal(
      isPlan(
        "docs/code-review-checklist.md",
        `# Code review\n\n## Style\n${boxes(5, "Names are clear")}\n\n## Tests\n${boxes(5, "Cases are covered")}`,
      ),
      false,
    );
    assert.equal(isPlan("notes.md", "# Notes\n\nDeploy, launch, production.\n\n- [ ] one\n"), false);
  });

  it("takes no boxes that are only quoted as code", () => {
    assert.equal(
      isPlan("docs/launch.md", `# Launch\n\n\`\`\`\n${boxes(12, "deploy dns backup")}\n\`\`\`\n`),
      false,
    );
  });
});
