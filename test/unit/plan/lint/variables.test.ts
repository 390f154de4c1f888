import assert from "node:assert/strict";
import { tokensOf } from "../../../support/plan-lint";

describe("variables in a plan", () => {
  const mismatched = (text: string) => tokensOf("env/name-mismatch", text);
  const listing = (...lines: string[]) => `\`\`\`bash\n${lines.join("\n")}\n\`\`\`\n`;

  it("have one name", () => {
    for (const [one, other] of [
      ["LLM_API_KEY", "LLM_API_KEYS"],
      ["POSTMARK_SERVER_TOKEN", "POSTMARK_API_TOKEN"],
      ["DB_URL", "DATABASE_URL"],
      ["SMTP_USER", "SMTP_USERNAME"],
      ["REDIS_URI", "REDIS_URL"],
      ["JWT_SECRET", "JWT_SECRET_KEY"],
    ]) {
      assert.deepEqual(mismatched(`## A\n${listing(`${one}=1`)}\n## B\n${listing(`${other}=2`)}`), [other]);
    }
  });

  it("are apart where they are different things", () => {
    for (const [one, other] of [
      ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"],
      ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
      ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
      ["GITHUB_CLIENT_ID", "GOOGLE_CLIENT_ID"],
      ["API_URL", "SERVER_URL"],
      ["API_PORT", "SERVER_PORT"],
      ["VITE_API_URL", "API_URL"],
      ["DB_HOST", "DB_PORT"],
      ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"],
    ]) {
      assert.deepEqual(mismatched(`## A\n${listing(`${one}=1`)}\n## B\n${listing(`${other}=2`)}`), [], other);
    }
    assert.deepEqual(mismatched(listing("LLM_API_KEY=1", "LLM_API_KEYS=2")), []);
    assert.deepEqual(mismatched("- [ ] `LLM_API_KEY`\n- [ ] `LLM_API_KEYS`\n"), []);
  });

  it("are set once in a listing of variables", () => {
    const duplicate = (text: string) => tokensOf("env/duplicate-key", text);
    assert.deepEqual(duplicate(listing("# one", "MAIL=a", "TOKEN=b", "# or", "MAIL=c")), ["MAIL"]);
    assert.deepEqual(duplicate(listing("IMAGE=a", "docker run $IMAGE", "IMAGE=b")), []);
    assert.deepEqual(duplicate(`${listing("MAIL=a", "B=1")}\n${listing("MAIL=b", "B=2")}`), []);
  });

  it("reach the build of the web app", () => {
    const late = (text: string) => tokensOf("env/build-time-var-at-runtime", text);
    assert.deepEqual(late(listing("fly secrets set VITE_API_URL=https://a.example")), ["VITE_API_URL"]);
    const heroku = listing("heroku config:set \\", "  VITE_API_URL=https://a.example");
    assert.deepEqual(late(`- [ ] Write the Dockerfile\n${heroku}`), ["VITE_API_URL"]);
    assert.deepEqual(late(heroku), []);
    assert.deepEqual(late(`\`\`\`dockerfile\nARG VITE_API_URL\n\`\`\`\n${heroku}`), []);
    const compose = (more: string) =>
      `\`\`\`yaml\nservices:\n  web:\n    build:\n      context: .\n${more}    environment:\n      - NEXT_PUBLIC_API_URL=/api\n\`\`\`\n`;
    assert.deepEqual(late(compose("")), ["NEXT_PUBLIC_API_URL"]);
    assert.deepEqual(late(compose("      args:\n        NEXT_PUBLIC_API_URL: /api\n")), []);
  });
});
