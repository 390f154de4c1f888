import assert from "node:assert/strict";
import * as fc from "fast-check";
import { lintPlan } from "../../../../src/core/plan/lint";
import { SnippetCache } from "../../../../src/core/plan/lint/snippets";
import { rules } from "../../../../src/core/rules/list";
import { applyEdits } from "../../../../src/core/text/edits";

const lines = fc.constantFrom(
  "# My Shop plan",
  "## Phase 1: Setup (2-3 days)",
  "### Step 1: Host (15 minutes)",
  "**Timeline**: 2 weeks",
  "**Monthly Cost**: $25-50",
  "**Total time: 1-2 hours**",
  "- [ ] Build Docker images",
  "  - [ ] Create `deploy.sh`",
  "- `scripts/deploy.sh`: ships it",
  "- Server: $20-40",
  "- **Total: $100**",
  "| Phase | Duration | Cost |",
  "|---|---|---|",
  "| Phase 1 | 2 days | $5 |",
  "| Total | 9 days | $50 |",
  "> quoted with `docker-compose up`",
  "```bash",
  "```dockerfile",
  "  ```nginx",
  "> ```yaml",
  "```",
  "  ```",
  "FROM node:18-alpine",
  'CMD ["node", "a.js"]',
  "server { listen 443 ssl http2; }",
  "services:",
  "  db:",
  "    image: postgres:13",
  "heroku create My Shop-api \\",
  "  DATABASE_URL=your-key VITE_API_URL=x",
  "pg_restore dump",
  "ufw allow 5432",
  "Lead: [Your Name] at yourdomain.com",
  "Unit tests (70% coverage), 99.9% uptime, A+ rating",
  "Unit tests: 80% coverage",
  "DB_URL and DATABASE_URL",
  "<!-- a comment",
  "-->",
  "ðŸš€ Prüfen “x” – y",
  "",
  "\t",
);

describe("lintPlan on any text", () => {
  const texts = fc
    .tuple(fc.array(lines, { maxLength: 40 }), fc.constantFrom("\n", "\r\n"))
    .map(([all, eol]) => all.join(eol));

  it("points at places of the text, with fixes that can be applied", () => {
    const snippets = new SnippetCache();
    fc.assert(
      fc.property(texts, fc.constantFrom("plan.md", "plan.yaml"), (text, path) => {
        for (const { at, fixes, message, rule } of lintPlan(path, text, { rules, snippets })) {
          assert.ok(at.start <= at.end && at.end <= text.length, rule);
          if (!/^plan\/(?:syntax|invalid-field)$/.test(rule)) assert.match(message, /\.$/, rule);
          for (const { edits, kind } of fixes) {
            assert.equal(kind, "review");
            applyEdits(text, edits);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is done with a large plan soon", () => {
    const part =
      "## Area\n- [ ] Install Node.js 24 with `docker compose up`, $20-40, 2-3 days\n| a | b |\n\n";
    for (const text of [
      part.repeat(10_000),
      `| ${"a |".repeat(200_000)}`,
      "- $1-2 ".repeat(100_000),
      "A_B_C ".repeat(150_000),
    ])
      assert.ok(Array.isArray(lintPlan("plan.md", text)));
  });
});
