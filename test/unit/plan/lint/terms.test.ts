import assert from "node:assert/strict";
import { lintText, tokensOf } from "../../../support/plan-lint";

describe("what a plan names although it is gone", () => {
  const terms = (text: string) => tokensOf("plan/outdated-term", text);
  const commands = (text: string) => tokensOf("plan/outdated-command", text);
  const versions = (text: string, today?: string) =>
    tokensOf("plan/outdated-version", text, "plan.md", today === undefined ? {} : { today });

  it("is an offer of the company that is spoken of", () => {
    assert.deepEqual(terms("## Heroku\n\n1. Go to heroku.com\n   - Create free account\n"), ["free account"]);
    assert.deepEqual(terms("- Railway free plan: $0 (500 hours)\n"), ["500 hours"]);
    assert.deepEqual(terms("- Database: PlanetScale (free tier)\n"), ["free tier"]);
    assert.deepEqual(terms("Host on ElephantSQL, push to Google Container Registry\n").length, 2);
  });

  it("is not the offer of another company, nor what still is free", () => {
    for (const fine of [
      "## Hosting\n\nHeroku is too dear.\n\n- Render has a free tier\n",
      "Heroku provides free SSL\n",
      "- Neon: free tier, 500 hours of compute\n",
      "Use the free tier of Vercel\n",
    ]) {
      assert.deepEqual(terms(fine), [], fine);
    }
  });

  it("is left alone where the plan leaves it", () => {
    assert.deepEqual(terms("- [ ] Move away from ElephantSQL\n- [ ] Universal Analytics is gone\n"), []);
    assert.deepEqual(versions("- [ ] Upgrade from Node 18 to Node 24\n"), []);
    assert.deepEqual(versions("The old server, which we replace,\nstill runs Ubuntu 20.04.\n"), []);
    assert.deepEqual(versions("Das alte Skript lief mit Python 3.8.\n"), []);
  });

  it("is told once for the commands of a listing, and mended in all of them", () => {
    const text =
      "```bash\ndocker-compose up -d\ndocker-compose ps\n```\n\nText.\n\n- [ ] `docker-compose logs`\n";
    assert.deepEqual(commands(text), ["docker-compose", "docker-compose"]);
    const [first] = lintText(text);
    assert.match(first?.message ?? "", /1 more place/);
    assert.match(first?.fixed ?? "", /docker compose up -d\ndocker compose ps/);
    assert.match(first?.fixed ?? "", /`docker-compose logs`/);
    assert.deepEqual(commands("`npm ci --only=production` and `npm install --omit=dev`\n"), [
      "--only=production",
    ]);
  });

  it("is a version without security fixes, once for all its places", () => {
    const text = "- [ ] Node.js 18 on the server\n- [ ] Node 18 on the pipeline\n- [ ] PostgreSQL 13\n";
    const found = lintText(text);
    assert.deepEqual(
      found.map(({ token }) => token),
      ["18", "13"],
    );
    assert.match(found[0]?.fixed ?? "", /Node\.js 24 on the server\n- \[ \] Node 24/);
    assert.equal(found[1]?.fixed, undefined);
    for (const old of [
      "Next.js 14",
      "Django 3.2",
      "PHP 7.4",
      "python3.8",
      ".NET 6",
      "ubuntu-20.04",
      "node:16-alpine",
    ])
      assert.equal(versions(`- [ ] Use ${old}\n`).length, 1, old);
  });

  it("is a system whose end is near", () => {
    assert.deepEqual(versions("- [ ] Provision Ubuntu 22.04 LTS\n"), ["22.04"]);
    assert.deepEqual(versions("- [ ] Provision Ubuntu 22.04 LTS\n", "2025-06-01"), []);
  });

  it("is no number that counts something else", () => {
    for (const fine of [
      "Node.js 18+",
      "Python 3.8 or newer",
      "at least Node 18",
      "Redis 5 GB",
      "PostgreSQL 12 replicas",
      "Node.js 24",
      "Ubuntu 24.04",
      "Debian 13",
      "Next.js 16",
      "Python 3.13",
      "PostgreSQL 17",
      "Postgres 14400",
      "MySQL 8.4",
    ]) {
      assert.deepEqual(versions(`- [ ] ${fine}\n`), [], fine);
    }
  });

  it("is advice that does not hold", () => {
    const found = lintText(
      "- [ ] Hand out secrets (not via chat/Bitwarden)\n- [ ] FastAPI with Gunicorn + Uvicorn workers\n",
    );
    assert.deepEqual(
      found.map(({ rule, token }) => [rule, token]),
      [
        ["plan/doubtful-advice", "Bitwarden"],
        ["py/uvicorn-worker-deprecated", "Uvicorn workers"],
      ],
    );
    assert.deepEqual(lintText("- [ ] Not in chat, use 1Password\n- [ ] `uvicorn --workers 4`\n"), []);
  });

  it("is told of nothing in German that is current", () => {
    assert.deepEqual(
      lintText("- [ ] Server mit Ubuntu 24.04 bestellen\n- [ ] Node.js 24 statt Node.js 16\n"),
      [],
    );
  });
});

describe("placeholders", () => {
  const tokens = (text: string) => tokensOf("plan/placeholder-left", text);

  it("are told once where they stand for one thing", () => {
    const text =
      "- [ ] `certbot -d yourdomain.com -d www.yourdomain.com`\n- [ ] `curl https://api.yourdomain.com`\n";
    assert.deepEqual(tokens(text), ["yourdomain.com"]);
    assert.match(lintText(text)[0]?.message ?? "", /2 more places/);
  });

  it("are told each where every one stands for something else", () => {
    assert.deepEqual(
      tokens("Lead: [Your Name]\nOps: [Your Name]\nDate: TBD\n| Owner | TBD |\nAs of [Date]\n"),
      ["[Your Name]", "[Your Name]", "TBD", "TBD", "[Date]"],
    );
  });

  it("are right where a value comes from outside, and in an example", () => {
    for (const fine of [
      '```bash\nSECRET_KEY=your-secret-key\nMAIL_FROM="App <noreply@yourdomain.com>"\nSMTP_PASS=[your-password]\n```\n',
      "Note the address (e.g. `https://your-app.onrender.com`)\n",
      "`git checkout <previous-tag>` and `users/[id]`\n",
      "- [ ] [Email] Configure SPF\n- [ ] [x](y.md) improve-your-site\n",
      "Todo: later we write TBD in prose\n",
      "`${{ secrets.TOKEN }}`\n",
    ]) {
      assert.deepEqual(tokens(fine), [], fine);
    }
  });
});
