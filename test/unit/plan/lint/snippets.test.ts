import assert from "node:assert/strict";
import { SnippetCache } from "../../../../src/core/plan/lint/snippets";
import { rules } from "../../../../src/core/rules/list";
import { lintText, tokensOf } from "../../../support/plan-lint";

const options = { rules };
const rulesIn = (text: string) =>
  lintText(text, "plan.md", options).map(({ rule, token }) => `${rule} ${token}`);

describe("listings of a plan", () => {
  it("are held against the rules for files, at their place in the plan", () => {
    const text =
      '- [ ] Write it:\n\n  ```dockerfile\n  FROM node:18-alpine\n  WORKDIR /app\n  CMD ["node", "server.js"]\n  ```\n';
    assert.deepEqual(rulesIn(text), [
      "dockerfile/non-root-user node:18-alpine",
      "dockerfile/eol-base-image 18",
    ]);
    assert.deepEqual(tokensOf("plan/outdated-version", text, "plan.md", options), []);
    assert.deepEqual(tokensOf("plan/outdated-version", text), ["18"]);
  });

  it("are mended with their indentation kept", () => {
    for (const [open, indent] of [
      ["- [ ] Write it:\n\n", "  "],
      ["", ""],
      ["> Quoted:\n>\n", "> "],
      ["- a\n  - b\n\n", "\t"],
    ] as const) {
      const line = (code: string) => `${indent}${code}\n`;
      const text = `${open}${line("```dockerfile")}${line("FROM node:24-slim")}${line("WORKDIR /app")}${line('CMD ["node", "a.js"]')}${line("```")}`;
      const finding = lintText(text, "plan.md", options).find(
        ({ rule }) => rule === "dockerfile/non-root-user",
      );
      assert.equal(finding?.token, "node:24-slim", JSON.stringify(indent));
      assert.ok(finding?.fixed?.includes(`\n${indent}USER node\n`), finding?.fixed);
      assert.ok(finding?.fixed?.startsWith(text.slice(0, text.indexOf("WORKDIR"))));
      assert.equal(rulesIn(finding?.fixed ?? "").length, 0);
    }
  });

  it("are parts of files: nothing is missed in them", () => {
    for (const fine of [
      "```dockerfile\nFROM node:24-slim\nCOPY . .\n```\n",
      "```python\nfrom fastapi import FastAPI\napp = FastAPI()\n```\n",
      "```yaml\nservices:\n  api:\n    image: shop/api\n```\n",
      "```nginx\nserver {\n  listen 80;\n  location / { root /srv; }\n}\n```\n",
      "```javascript\n// Points to check:\n1. CORS\n   - [ ] no wildcard\n```\n",
      "```yaml\nMonitoring:\n  - Sentry\n```\n",
      "```\nFROM node:24\nCMD x\n```\n",
    ]) {
      assert.deepEqual(rulesIn(fine), [], fine);
    }
  });

  it("miss headers of a server that stands whole, told once", () => {
    const text =
      "```nginx\nserver {\n  listen 443 ssl;\n  server_name a.example;\n  location / { root /srv; }\n}\n```\n";
    const found = lintText(text, "plan.md", options);
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? "", /nginx\/missing-frame-options/);
    assert.match(found[0]?.fixed ?? "", /add_header/);
  });

  it("say the same once where it stands often", () => {
    const service = (name: string, port: string) =>
      `  ${name}:\n    image: postgres:17\n    ports: ["${port}:5432"]\n`;
    const text = `\`\`\`yaml\nservices:\n${service("a", "1")}${service("b", "2")}${service("c", "3")}\`\`\`\n`;
    const found = lintText(text, "plan.md", options).filter(
      ({ rule }) => rule === "compose/public-datastore-port",
    );
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? "", /2 more places/);
  });

  it("are not read again while the plan around them is edited", () => {
    let runs = 0;
    const [first] = rules;
    assert.ok(first);
    const counting = rules.map((rule) =>
      rule.id === "dockerfile/non-root-user" && rule.on === "dockerfile"
        ? {
            ...rule,
            check: (context: Parameters<typeof rule.check>[0]) => {
              runs++;
              return rule.check(context);
            },
          }
        : rule,
    );
    const snippets = new SnippetCache();
    const listing = '```dockerfile\nFROM node:24-slim\nCMD ["a"]\n```\n';
    for (const opening of ["# A\n", "# B\n", "# C\n- [ ] x\n"])
      assert.equal(
        tokensOf("dockerfile/non-root-user", opening + listing, "plan.md", { rules: counting, snippets })
          .length,
        1,
      );
    assert.equal(runs, 1);
  });
});
