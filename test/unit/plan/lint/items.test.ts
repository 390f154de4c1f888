import assert from "node:assert/strict";
import { readPlan } from "../../../../src/core/plan/read";
import { lintText, tokensOf } from "../../../support/plan-lint";

describe("items that repeat", () => {
  const tokens = (text: string) => tokensOf("plan/duplicate-item", text);

  it("are work that is done once", () => {
    assert.deepEqual(
      tokens("## Deploy\n### App\n- [ ] Build Docker images\n### Backend\n- [ ] Build Docker images\n"),
      ["[ ] Build Docker images"],
    );
    assert.deepEqual(
      tokens(
        "## Day 1\n- [ ] Create `api/Dockerfile`\n- [ ] Deploy backend to Heroku\n\n**Day 1 Completion Checklist:**\n- [ ] api/Dockerfile created and tested\n- [ ] Backend deployed to Heroku\n",
      ).length,
      2,
    );
    assert.deepEqual(
      tokens(
        "## A\n- [ ] Create `.env.production` file with all variables\n## B\n- [ ] Create `.env.production` file\n",
      ),
      ["[ ] Create `.env.production` file"],
    );
    assert.deepEqual(tokens("## A\n- [ ] Server einrichten\n## B\n- [ ] Server einrichten\n").length, 1);
  });

  it("are not what is looked at again, or what belongs to something else", () => {
    for (const fine of [
      "## Deploy\n- [ ] Check health endpoints\n## After\n- [ ] Check health endpoints\n",
      "## Vorher\n- [ ] Dienste prüfen\n## Nachher\n- [ ] Dienste prüfen\n",
      "## A\n- [ ] **Storage**\n  - [ ] Configure CORS policies\n- [ ] Configure CORS policies\n",
      "## A\n### Frontend\n- [ ] Set environment variables\n### Backend\n- [ ] Set environment variables\n",
      "## Staging\n- [ ] Deploy the app\n## Production\n- [ ] Deploy the app\n",
      "## A\n- [ ] Create `deploy.sh`\n- [ ] Run `deploy.sh`\n",
      "## A\n- [ ] Performance optimization\n## B\n- [ ] Performance optimization\n",
    ]) {
      assert.deepEqual(tokens(fine), [], fine);
    }
  });

  it("become aliases in YAML", () => {
    const text =
      "liftoff: 1\nname: P\nphases:\n  p:\n    title: P\n    items:\n      a:\n        status: done\n        title: Build images\n      b:\n        status: todo\n        title: Build images\n";
    const [finding] = lintText(text, "plan.yaml");
    assert.equal(finding?.token, "b");
    const { plan } = readPlan("plan.yaml", finding?.fixed ?? "");
    assert.equal(plan.phases[0]?.sections[0]?.items[1]?.aliasOf, "a");
    assert.deepEqual(lintText(finding?.fixed ?? "", "plan.yaml"), []);
  });
});

describe("items that nobody can do", () => {
  const tokens = (text: string) => tokensOf("plan/not-actionable", text);

  it("are wishes", () => {
    for (const wish of [
      "Enable SQL injection protection",
      "Enable XSS protection",
      "Make sure everything works",
      "Improve performance.",
      "Fix all bugs",
      "Etc.",
    ])
      assert.equal(tokens(`- [ ] ${wish}\n`).length, 1, wish);
  });

  it("are not those that say what to do", () => {
    for (const fine of [
      "Enable CSRF protection",
      "Test SQL injection prevention",
      "Improve performance of the search to 200 ms",
      "Fix bugs found in the pilot",
      "**Improve performance**\n  - [ ] Cache the search",
    ])
      assert.deepEqual(tokens(`- [ ] ${fine}\n`), [], fine);
  });
});

describe("files that a plan names", () => {
  const conflicts = (text: string) => tokensOf("plan/file-name-conflict", text);

  it("have one name", () => {
    const [finding] = lintText(
      "- [ ] Create `deploy.sh` script\n\n## Files\n1. `scripts/deploy.sh`: ships it\n",
    );
    assert.deepEqual([finding?.rule, finding?.token], ["plan/file-name-conflict", "deploy.sh"]);
    assert.match(finding?.fixed ?? "", /Create `scripts\/deploy\.sh` script/);
    assert.deepEqual(
      conflicts("- [ ] Create `compose.prod.yml`\n\n`docker compose -f compose.production.yaml up`\n"),
      ["compose.production.yaml"],
    );
    assert.deepEqual(conflicts("- [ ] Run `setup_server.sh`\n- [ ] Copy `setup-server.sh`\n"), [
      "setup-server.sh",
    ]);
    assert.deepEqual(
      conflicts(
        "## Pipeline\nWe create `.github/workflows/production.yml` to:\n1. Test\n2. Deploy\n\n## Files\n- `.github/workflows/ci-cd.yml`: the pipeline\n",
      ),
      [".github/workflows/ci-cd.yml"],
    );
  });

  it("may be called by their name alone afterwards, and differ from folder to folder", () => {
    for (const fine of [
      "- [ ] Create `scripts/deploy.sh`\n- [ ] Run `deploy.sh` on the server\n",
      "- [ ] Create `Dockerfile`\n- [ ] Create `api/Dockerfile` and `web/Dockerfile`\n",
      "- [ ] Create `.github/workflows/ci.yml` (tests)\n\n## Later\n- [ ] Create `.github/workflows/deploy.yml`\n",
      "Node.js runs `server/node.js`\n",
      "- [ ] `compose.yaml` and `compose.prod.yaml`\n- [ ] `.env` and `.env.production`\n",
      "- [ ] Create `/etc/nginx/nginx.conf` from `nginx/nginx.conf`\n",
    ]) {
      assert.deepEqual(conflicts(fine), [], fine);
    }
  });

  it("are there, or are made", () => {
    const missing = (text: string, ...paths: string[]) =>
      tokensOf("plan/missing-file", text, "plan.md", { paths: new Set(paths) });
    assert.deepEqual(missing("- [ ] Run `./scripts/setup.sh`\n"), ["scripts/setup.sh"]);
    assert.deepEqual(missing("- [ ] Run `./scripts/setup.sh`\n", "scripts/setup.sh"), []);
    assert.deepEqual(missing("- [ ] Create `scripts/setup.sh`\n- [ ] Run `./scripts/setup.sh`\n"), []);
    assert.deepEqual(missing("```bash\ncurl -fsSL https://get.example -o get.sh\nsh get.sh\n```\n"), []);
    assert.deepEqual(tokensOf("plan/missing-file", "- [ ] Run `./scripts/setup.sh`\n"), []);
  });
});
