import assert from "node:assert/strict";
import { SourceFile } from "../../../../src/core/files/source";
import { folderFactsOf } from "../../../../src/core/plan/lint/folder-facts";
import { Project } from "../../../../src/core/project/project";
import { lintText, tokensOf } from "../../../support/plan-lint";

const bash = (...lines: string[]) => `\`\`\`bash\n${lines.join("\n")}\n\`\`\`\n`;

describe("commands that a program refuses", () => {
  const tokens = (text: string) => tokensOf("plan/command-invalid", text);
  const fixed = (text: string) => lintText(text).find(({ rule }) => rule === "plan/command-invalid")?.fixed;

  it("have quotes and dashes of a word processor", () => {
    assert.equal(fixed("Run `heroku config:set A=“x”`\n"), 'Run `heroku config:set A="x"`\n');
    assert.equal(fixed(bash("heroku logs –tail")), bash("heroku logs --tail"));
    assert.deepEqual(tokens("He said “go” – then `git push`.\n"), []);
  });

  it("have a subcommand with a slip in it", () => {
    assert.equal(fixed("`docker compose restrat api`\n"), "`docker compose restart api`\n");
    assert.equal(fixed("`systemctl enabel app`\n"), "`systemctl enable app`\n");
    assert.deepEqual(
      tokens(bash("docker compose -f a.yml exec api sh", "git lfs pull", "docker compose deploy")),
      [],
    );
  });

  it("build without saying what", () => {
    assert.equal(fixed("`docker build -t shop-api`\n"), "`docker build -t shop-api .`\n");
    for (const fine of [
      "docker build -t a .",
      "docker build -t a ./api",
      "docker build .",
      "docker build -t a - <Dockerfile",
    ])
      assert.deepEqual(tokens(`\`${fine}\`\n`), [], fine);
  });

  it("name apps as no platform does, told once a name", () => {
    const text = `# My Shop\n\n- [ ] Create My Shop-api app\n${bash("heroku create My Shop-api", "fly launch --name My Shop", "gcloud run deploy ShopApi")}`;
    assert.deepEqual(tokensOf("plan/app-name-invalid", text), ["My Shop-api", "My Shop", "ShopApi"]);
    const [first, second] = lintText(text).filter(({ rule }) => rule === "plan/app-name-invalid");
    assert.match(first?.fixed ?? "", /Create my-shop-api app/);
    assert.ok(second?.fixed?.startsWith("# My Shop\n"));
  });
});

describe("commands that do harm, or nothing", () => {
  const tokens = (text: string) => tokensOf("plan/command-suspicious", text);

  it("are told", () => {
    assert.deepEqual(tokens("1. Restore: `pg_restore <backup-file>`\n"), ["pg_restore"]);
    assert.deepEqual(tokens(bash("sudo chmod -R 777 /var/www")), ["chmod -R 777"]);
    assert.deepEqual(tokens(bash("docker compose down -v")), ["docker compose down -v"]);
    assert.deepEqual(tokens(bash("git push --force origin main")), ["git push --force"]);
    assert.deepEqual(tokens(bash("ssh -o StrictHostKeyChecking=no deploy@host")), [
      "StrictHostKeyChecking=no",
    ]);
    assert.deepEqual(tokens(bash("cd api", "git push heroku main")), ["git push heroku main"]);
  });

  it("are left alone where they are right, or named as a warning", () => {
    for (const fine of [
      bash(
        "pg_restore --clean -d shop latest.dump",
        "chmod 755 run.sh",
        "docker compose down",
        "git push origin main",
      ),
      bash("cd api", "npm ci", "cd ..", "git push origin main"),
      "- [ ] Never run `chmod 777`\n",
      bash("git push --force-with-lease origin feature"),
    ]) {
      assert.deepEqual(tokens(fine), [], fine);
    }
  });

  it("set what an add-on sets", () => {
    const set = bash(
      "heroku addons:create heroku-postgresql:essential-0",
      "heroku config:set \\",
      '  DATABASE_URL="x"',
    );
    assert.deepEqual(tokens(set), ["DATABASE_URL"]);
    assert.deepEqual(tokens(bash("heroku config:set DATABASE_URL=x")), []);
  });
});

describe("commands on services that there are not", () => {
  const tokens = (text: string, services?: readonly string[]) =>
    tokensOf(
      "plan/command-service-missing",
      text,
      "plan.md",
      services ? { services: new Set(services) } : {},
    );

  it("are those on what a provider runs", () => {
    const text = `- [ ] PostgreSQL (Supabase)\n- [ ] Redis on ElastiCache\n${bash("docker compose exec postgres psql", "docker-compose exec -T redis redis-cli", "docker compose logs -f api")}`;
    assert.deepEqual(tokens(text), ["postgres", "redis"]);
    assert.deepEqual(
      tokens(`${text}\n\`\`\`yaml\nservices:\n  postgres:\n    image: postgres:17\n\`\`\`\n`),
      ["redis"],
    );
  });

  it("are those that no Compose file has", () => {
    const commands = bash(
      "docker compose exec web sh",
      "docker compose up -d",
      "docker compose run --rm --entrypoint sh api",
      "docker compose logs --tail 100 worker",
    );
    assert.deepEqual(tokens(commands, ["api", "worker"]), ["web"]);
    assert.deepEqual(tokens(commands, []), []);
    assert.deepEqual(tokens(commands), []);
  });
});

describe("what the folder of a plan has", () => {
  it("is read from its Compose files and its paths", () => {
    const compose = SourceFile.create(
      "deploy/compose.yaml",
      "services:\n  api:\n    image: a\n  web:\n    image: b\n",
    );
    assert.ok(compose);
    const project = Project.of([compose], { today: "2026-11-25" }, ["scripts/deploy.sh"]);
    const { services, paths } = folderFactsOf(project.watch().view);
    assert.deepEqual([...services], ["api", "web"]);
    assert.deepEqual([...paths], ["deploy/compose.yaml", "scripts/deploy.sh"]);
  });
});

describe("what a plan says of servers", () => {
  const rules = (text: string) => lintText(text).map(({ rule, token }) => `${rule} ${token}`);
  const nginx = "```nginx\nserver {\n  location / { proxy_pass http://localhost:8005; }\n}\n```\n";

  it("opens the app's port beside the proxy", () => {
    assert.deepEqual(rules(`- [ ] Set up firewall (UFW) - ports 22, 80, 443, 8005\n\n${nginx}`), [
      "fw/app-port-exposed 8005",
    ]);
    assert.deepEqual(rules(bash("ufw allow 22", "ufw allow 5432/tcp")), ["fw/app-port-exposed 5432"]);
    assert.deepEqual(
      rules(`- [ ] Firewall: ports 22, 80, 443, 8443\n- [ ] Block port 5432 in the firewall\n\n${nginx}`),
      [],
    );
    assert.deepEqual(rules(bash("ufw allow from 10.0.0.4 to any port 5432")), []);
  });

  it("binds a service behind the proxy to everything", () => {
    const unit = (host: string) =>
      `\`\`\`ini\n[Service]\nExecStart=/srv/venv/bin/uvicorn app:app --host ${host} --port 8005\n\`\`\`\n\n${nginx}`;
    const [finding] = lintText(unit("0.0.0.0"));
    assert.deepEqual([finding?.rule, finding?.token], ["systemd/bind-all", "0.0.0.0"]);
    assert.equal(finding?.fixed, unit("127.0.0.1"));
    assert.deepEqual(rules(unit("127.0.0.1")), []);
    assert.deepEqual(rules(unit("0.0.0.0").replace(nginx, "")), []);
  });

  it("renews and watches certificates too late", () => {
    assert.deepEqual(rules("- [ ] `0 12 * * * /usr/bin/certbot renew --quiet`\n"), [
      "tls/renew-cron 0 12 * * *",
    ]);
    const alert = (days: number) => `- [ ] Install Certbot\n- [ ] SSL certificate expiring (<${days} days)\n`;
    assert.deepEqual(rules(alert(30)), ["tls/alert-threshold 30 days"]);
    assert.deepEqual(rules(alert(14)), []);
    assert.deepEqual(rules("- [ ] Certificate expires in 60 days: order a new one\n"), []);
  });

  it("drops sessions from a full Redis", () => {
    assert.deepEqual(rules("## Cache & session store\n- [ ] Set `allkeys-lru`\n"), [
      "redis/eviction-policy allkeys-lru",
    ]);
    assert.deepEqual(rules("## Cache\n- [ ] Set `allkeys-lru`\n"), []);
    assert.deepEqual(rules("## Sessions\n- [ ] `volatile-lru`, as `allkeys-lru` drops sessions\n"), []);
  });

  it("builds nothing of the Dockerfile it wrote", () => {
    const text = `- [ ] Write the Dockerfile\n${bash("git push heroku main")}`;
    assert.deepEqual(rules(text), ["paas/manifest-missing git push heroku"]);
    assert.deepEqual(rules(`${text}- [ ] Add heroku.yml\n`), []);
  });

  it("checks health with what the image may not have", () => {
    const listing = (python: string) =>
      `\`\`\`dockerfile\nFROM python:3.13-slim\nHEALTHCHECK --interval=30s \\\n  CMD python -c "${python}"\nCMD ["python", "main.py"]\n\`\`\`\n`;
    const [finding] = lintText(listing("import requests; requests.get('http://localhost:8000/health')"));
    assert.deepEqual([finding?.rule, finding?.token], ["dockerfile/healthcheck-missing-tool", "requests"]);
    const good = listing("import urllib.request; urllib.request.urlopen('http://localhost:8000/health')");
    assert.equal(finding?.fixed, good);
    assert.deepEqual(rules(good), []);
  });
});
