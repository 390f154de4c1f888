import { redisSettings } from "../../../../src/core/rules/compose/redis-settings";
import { testRule } from "../../../support/rule-tester";

const redis = (body = "", image = "redis:8", name = "redis") =>
  `services:\n  ${name}:\n    image: ${image}\n${body === "" ? "" : `${body.replace(/^/gm, "    ")}\n`}`;
const memory = "--maxmemory 512mb --maxmemory-policy noeviction";
const worker = "  worker:\n    image: acme/app\n    command: celery -A app worker\n";

testRule(redisSettings, {
  valid: [
    {
      title: "string",
      code: redis(`command: redis-server --appendonly yes ${memory}`),
      proof: "redis-server",
    },
    { title: "snapshots", code: redis(`command: redis-server --save 60 1 ${memory}`) },
    {
      title: "list",
      code: redis(
        `command: ["redis-server", "--appendonly", "yes", "--maxmemory", "1gb", "--maxmemory-policy", "volatile-lru"]`,
      ),
    },
    { title: "options alone", code: redis(`command: --appendonly yes ${memory}`) },
    { title: "the entrypoint", code: redis(`entrypoint: redis-server --appendonly yes ${memory}`) },
    {
      title: "a shell",
      code: redis(
        `command: sh -c "exec redis-server --appendonly yes ${memory} --requirepass $$REDIS_PASSWORD"`,
      ),
    },
    {
      title: "a shell in a list",
      code: redis(`command: ["sh", "-c", "redis-server --appendonly yes ${memory}"]`),
    },
    { title: "a folded text", code: redis(`command: >\n  redis-server\n  --appendonly yes\n  ${memory}`) },
    {
      title: "values from outside",
      code: redis(
        "command: redis-server --appendonly yes --maxmemory ${MEM:-1gb} --maxmemory-policy allkeys-lru --requirepass ${REDIS_PASSWORD}",
      ),
    },
    {
      title: "a cache",
      code: redis("command: redis-server --maxmemory 1gb --maxmemory-policy allkeys-lfu", "redis:8", "cache"),
      proof: "redis-server",
    },
    {
      title: "no snapshots on purpose",
      code: redis(
        'command: ["redis-server", "--save", "", "--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lru"]',
      ),
    },
    {
      title: "a file of settings",
      code: redis(
        "command: redis-server /usr/local/etc/redis/redis.conf\nvolumes: ['./redis.conf:/usr/local/etc/redis/redis.conf:ro']",
      ),
    },
    { title: "a command that nobody knows", code: redis("command: ${REDIS_COMMAND}") },
    { title: "options that nobody knows", code: redis("command: redis-server ${REDIS_OPTIONS}") },
    { title: "a script", code: redis("command: /start.sh") },
    { title: "another program of the image", code: redis("command: redis-sentinel /etc/sentinel.conf") },
    { title: "another image", code: redis("", "bitnami/redis:8") },
    { title: "Redis Stack", code: redis("", "redis/redis-stack-server:7.4") },
    { title: "an exporter", code: redis("", "oliver006/redis_exporter:v1") },
    { title: "built here", code: redis("build: ./redis") },
    { title: "only changed here", code: "services:\n  redis:\n    restart: always\n" },
    { title: "while a quote is open", code: `${redis()}  x:\n    image: "y\n` },
    {
      title: "published on this host",
      code: redis(`command: redis-server --appendonly yes ${memory}\nports: ["127.0.0.1:6379:6379"]`),
    },
    {
      title: "a password on a network from outside",
      code: `${redis(`command: redis-server --appendonly yes ${memory} --requirepass $P\nnetworks: [shared]`)}networks:\n  shared:\n    external: true\n`,
    },
  ],
  invalid: [
    {
      title: "Valkey",
      code: redis("", "valkey/valkey:8", "«kv»"),
      severity: "warning",
      fixed: redis(
        'command: ["valkey-server", "--appendonly", "yes", "--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]',
        "valkey/valkey:8",
        "kv",
      ),
    },
    {
      title: "a cache only needs a limit",
      code: redis("", "redis:8", "«cache»"),
      severity: "info",
      message: /^Redis has no limit to its memory \(`--maxmemory`\)\.$/,
    },
    {
      title: "persistence alone is missing",
      code: redis(`command: «redis-server» ${memory}`),
      severity: "warning",
      message: /appendonly yes/,
      fixed: redis(`command: redis-server ${memory} --appendonly yes`),
    },
    {
      title: "memory alone is missing",
      code: redis("command: «redis-server» --appendonly yes"),
      severity: "info",
    },
    {
      title: "a limit of nothing",
      code: redis("command: «redis-server» --appendonly yes --maxmemory 0"),
      fixed: redis("command: redis-server --appendonly yes --maxmemory 256mb --maxmemory-policy noeviction"),
    },
    {
      title: "switched off",
      code: redis(`command: «redis-server» --appendonly no ${memory}`),
      fixed: redis(`command: redis-server --appendonly yes ${memory}`),
    },
    {
      title: "no policy",
      code: redis("command: «redis-server» --appendonly yes --maxmemory 1gb"),
      message: /what to drop/,
    },
    {
      title: "a list",
      code: redis('command: ["«redis-server»", "--appendonly", "yes"]'),
      fixed: redis(
        'command: ["redis-server", "--appendonly", "yes", "--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]',
      ),
    },
    {
      title: "a block list",
      code: redis("command:\n  - «redis-server»\n  - --appendonly # c\n  - 'yes' # d"),
      fixed: redis(
        "command:\n  - redis-server\n  - --appendonly # c\n  - 'yes' # d\n  - '--maxmemory'\n  - '256mb'\n  - '--maxmemory-policy'\n  - 'noeviction'",
      ),
    },
    {
      title: "a shell",
      code: redis("command: sh -c 'exec «redis-server» --appendonly yes && echo'").replace(
        "exec «redis-server»",
        "«exec» redis-server",
      ),
      fixed: redis(
        "command: sh -c 'exec redis-server --appendonly yes --maxmemory 256mb --maxmemory-policy noeviction && echo'",
      ),
    },
    {
      title: "a quoted string",
      code: redis('command: "«redis-server» --appendonly yes"'),
      fixed: redis(
        'command: "redis-server --appendonly yes --maxmemory 256mb --maxmemory-policy noeviction"',
      ),
    },
    {
      title: "a folded text",
      code: redis("command: >\n  «redis-server»\n  --appendonly yes"),
      fixed: redis(
        "command: >\n  redis-server\n  --appendonly yes --maxmemory 256mb --maxmemory-policy noeviction",
      ),
    },
    {
      title: "jobs",
      code: `${redis("", "redis:8", "«redis»")}${worker}`,
      fixed: `${redis('command: ["redis-server", "--appendonly", "yes", "--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]')}${worker}`,
    },
    {
      title: "jobs that may be dropped",
      code: `${redis("command: «redis-server» --appendonly yes --maxmemory 1gb --maxmemory-policy volatile-lru")}${worker}`,
      message: /may drop jobs/,
      severity: "warning",
    },
    {
      title: "published without a password",
      code: {
        "compose.yaml": redis(`command: «redis-server» --appendonly yes ${memory}\nports: ["6379:6379"]`),
        ".env.example": "A=1\n",
      },
      message: /without a password/,
      fixed: {
        "compose.yaml": redis(
          `command: redis-server --appendonly yes ${memory} --requirepass \${REDIS_PASSWORD:?set REDIS_PASSWORD in .env}\nports: ["6379:6379"]`,
        ),
        ".env.example": "A=1\nREDIS_PASSWORD=\n",
      },
    },
    {
      title: "a network from outside",
      code: `${redis(`command: «redis-server» --appendonly yes ${memory}\nnetworks: [shared]`)}networks:\n  shared:\n    external: true\n`,
      severity: "warning",
    },
    {
      title: "snapshots in a volume",
      code: `${redis('volumes: ["d:/data"]', "redis:8", "«redis»")}volumes:\n  d:\n`,
      severity: "info",
    },
    { title: "one anchor", code: "x-r: &r\n  image: redis:8\nservices:\n  «a»: *r\n  b: *r\n", fixed: null },
    { title: "development", code: { "compose.dev.yaml": redis("", "redis:8", "«redis»") }, severity: "info" },
  ],
});
