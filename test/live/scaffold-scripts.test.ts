import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { generatedFor, inFolderWith, run, withTool } from "./support/generated";
import { bashTool } from "./support/tools";

/** Notes what it was asked, fails where the case says so, and answers like a database. */
const docker = `#!/bin/bash
line="docker $*"
line="\${line#docker compose -f compose.prod.yaml --env-file .env.production --env-file .env.release }"
echo "$line [$(sed -n 's/^IMAGE_TAG=//p' .env.release 2>/dev/null)]" >>"$CALLS"
[[ -n "\${FAILS:-}" && "$line" =~ $FAILS && "\${IMAGE_TAG-}$(cat .env.release 2>/dev/null)" == *bad* ]] && exit 1
case "$line" in
  *pg_dump*|*mysqldump*) printf '%s' "$DUMP" ;;
  *"pg_restore --list"*) grep -q '^PGDMP' ;;
esac
`;

/** The proxy answers as long as the release is a good one. */
const curl = `#!/bin/bash
echo "curl [$(sed -n 's/^IMAGE_TAG=//p' .env.release 2>/dev/null)]" >>"$CALLS"
[[ "\${HEALTH:-}" == never ]] && exit 22
[[ "\${HEALTH:-}" == bad && "$(cat .env.release)" == *bad* ]] && exit 22
exit 0
`;

const flock = '#!/bin/bash\n[[ "$' + '{LOCKED:-}" != yes ]]\n';

/** Answers to the questions of the smoke test; one of them wrong. */
const answersLikeTheApp = `#!/bin/bash
url="\${!#}"
[[ "$BROKEN" == all ]] && { [[ "$*" == *http_code* ]] && printf 000; exit 7; }
if [[ "$*" == *dump-header* ]]; then
  [[ "$*" == *"/ "* || "$url" == */ ]] || exit 1
  printf 'HTTP/2 200\\r\\nstrict-transport-security: max-age=1\\r\\nx-frame-options: SAMEORIGIN\\r\\nx-content-type-options: nosniff\\r\\n'
  [[ "$BROKEN" == header ]] && printf 'X-Frame-Options: DENY\\r\\n'
  exit 0
fi
case "$url" in
  http://*) code=301; [[ "$BROKEN" == redirect ]] && code=200 ;;
  */.env) code=404; [[ "$BROKEN" == env ]] && code=200 ;;
  */api/healthz) code=200; [[ "$BROKEN" == health ]] && code=500 ;;
  *) code=200 ;;
esac
printf '%s' "$code"
`;

interface Outcome {
  readonly status: number | null;
  readonly output: string;
  /** The commands that ran, with the tag that was chosen at that time. */
  readonly calls: readonly string[];
  /** The tag in service afterwards; undefined without a file. */
  readonly tag: string | undefined;
  /** Names of the backups. */
  readonly backups: readonly string[];
}

/** Runs a generated script against stubs, with `tag` in service before. */
function dry(
  repository: string,
  script: string,
  args: readonly string[],
  {
    env = {},
    tag,
    files = {},
  }: { env?: NodeJS.ProcessEnv; tag?: string; files?: Record<string, string> } = {},
): Outcome {
  const scripts = generatedFor(repository).filter(({ path }) => path.endsWith(".sh"));
  const all = {
    ...Object.fromEntries(scripts.map(({ path, text }) => [path, text])),
    "bin/docker": docker,
    "bin/curl": curl,
    "bin/flock": flock,
    "bin/sleep": "#!/bin/bash\n",
    ".env.production": "",
    "backups/.keep": "",
    ...(tag === undefined ? {} : { ".env.release": `IMAGE_TAG=${tag}\n` }),
    ...files,
  };
  return inFolderWith(all, (folder) => {
    const result = run("bash", [script, ...args], folder, {
      PATH: `${folder.at("bin")}:${process.env.PATH}`,
      APP_DIR: folder.root,
      BACKUP_DIR: folder.at("backups"),
      LOCK_FILE: folder.at("lock"),
      CALLS: folder.at("calls"),
      HEALTH_TIMEOUT: "0",
      DUMP: "PGDMP whole",
      // A variable of the shell would win over the file.
      IMAGE_TAG: "of-the-shell",
      ...env,
    });
    const read = (name: string) => (existsSync(folder.at(name)) ? readFileSync(folder.at(name), "utf8") : "");
    return {
      ...result,
      calls: read("calls")
        .split("\n")
        .filter((line) => line !== ""),
      tag: /^IMAGE_TAG=(.*)$/m.exec(read(".env.release"))?.[1],
      backups: readdirSync(folder.at("backups")).filter((name) => name !== ".keep"),
    };
  });
}

const stack = "FastAPI and Next.js";
const deploy = (tag: string, options: Parameters<typeof dry>[3]) =>
  dry(stack, "scripts/deploy.sh", [tag], options);

const migrate = "run --rm api alembic upgrade head";
const up = "up --detach --no-build --remove-orphans --wait";
const dump = "exec -T db pg_dump --username app --format custom app";
const list = "exec -T db pg_restore --list";
const prune = "docker image prune --force --filter until=168h";
const on = (tag: string, ...lines: string[]) => lines.map((line) => `${line} [${tag}]`);

withTool("bash", bashTool, {
  "deploy.sh takes a release into service"() {
    const { status, output, tag, calls, backups } = deploy("good-2", { tag: "good-1" });
    assert.equal(status, 0, output);
    assert.equal(tag, "good-2");
    assert.deepEqual(calls, on("good-2", "pull --quiet", dump, list, migrate, up, "curl", prune));
    assert.match(backups.join(), /^before-deploy-\d{8}T\d{6}Z\.dump$/);
  },
  "deploy.sh goes back when an image cannot be pulled"() {
    const { status, tag, calls } = deploy("bad", { tag: "good-1", env: { FAILS: "^pull" } });
    assert.deepEqual([status, tag], [1, "good-1"]);
    assert.deepEqual(calls, [...on("bad", "pull --quiet"), ...on("good-1", up, "curl")]);
  },
  "deploy.sh goes back when there is no backup"() {
    const { status, tag, calls, backups } = deploy("bad", { tag: "good-1", env: { DUMP: "" } });
    assert.deepEqual([status, tag, backups], [1, "good-1", []]);
    assert.deepEqual(calls, [...on("bad", "pull --quiet", dump), ...on("good-1", up, "curl")]);
  },
  "deploy.sh goes back when a migration fails"() {
    const { status, tag, calls } = deploy("bad", { tag: "good-1", env: { FAILS: "alembic" } });
    assert.deepEqual([status, tag], [1, "good-1"]);
    assert.deepEqual(calls, [...on("bad", "pull --quiet", dump, list, migrate), ...on("good-1", up, "curl")]);
  },
  "deploy.sh goes back when the release does not start"() {
    const { status, tag, calls } = deploy("bad", { tag: "good-1", env: { FAILS: "^up" } });
    assert.deepEqual([status, tag], [1, "good-1"]);
    assert.deepEqual(calls.slice(-3), [...on("bad", up), ...on("good-1", up, "curl")]);
  },
  "deploy.sh goes back when the release does not answer"() {
    const { status, tag, calls, output } = deploy("bad", { tag: "good-1", env: { HEALTH: "bad" } });
    assert.deepEqual([status, tag], [1, "good-1"]);
    assert.deepEqual(calls.slice(-4), [...on("bad", up, "curl"), ...on("good-1", up, "curl")]);
    assert.match(output, /Going back to good-1\./);
  },
  "deploy.sh says when the release before does not answer either"() {
    const { status, tag, output } = deploy("bad", { tag: "good-1", env: { HEALTH: "never" } });
    assert.deepEqual([status, tag], [1, "good-1"]);
    assert.match(output, /does not answer either/);
  },
  "deploy.sh deploys for the first time, without a backup of nothing"() {
    const { status, tag, calls, output } = deploy("good-1", {});
    assert.equal(status, 0, output);
    assert.equal(tag, "good-1");
    assert.deepEqual(calls, on("good-1", "pull --quiet", migrate, up, "curl", prune));
  },
  "deploy.sh leaves no release behind when the first one fails"() {
    const { status, tag, output } = deploy("bad", { env: { HEALTH: "bad" } });
    assert.deepEqual([status, tag], [1, undefined]);
    assert.match(output, /first release/);
  },
  "deploy.sh does nothing while another one runs, or without a tag"() {
    const locked = deploy("good-2", { tag: "good-1", env: { LOCKED: "yes" } });
    assert.deepEqual([locked.status, locked.tag, locked.calls], [1, "good-1", []]);
    const untold = dry(stack, "scripts/deploy.sh", [], { tag: "good-1" });
    assert.deepEqual([untold.status === 0, untold.tag, untold.calls], [false, "good-1", []]);
    assert.match(untold.output, /usage: deploy\.sh <image-tag>/);
  },
  "backup.sh gives only a good dump its name"() {
    const back = (repository: string, text: string, label: string[] = []) =>
      dry(repository, "scripts/backup.sh", label, { tag: "good-1", env: { DUMP: text } });
    const good = back(stack, "PGDMP whole", ["by-hand"]);
    assert.equal(good.status, 0, good.output);
    assert.match(good.backups.join(), /^by-hand-\d{8}T\d{6}Z\.dump$/);
    for (const text of ["", "garbage"]) {
      const { status, backups, output } = back(stack, text);
      assert.deepEqual([status === 0, backups], [false, []], output);
    }
    const mysql = "Django, uv, MySQL";
    assert.equal(back(mysql, "CREATE\n-- Dump completed on 2026-11-25\n").backups.length, 1);
    for (const text of ["", "CREATE TABLE cut o"]) assert.deepEqual(back(mysql, text).backups, []);
  },
  "backup.sh throws old dumps away, and keeps the rest"() {
    const { status, backups } = dry(stack, "scripts/backup.sh", [], {
      tag: "good-1",
      env: { KEEP_DAYS: "14" },
      files: {
        "backups/nightly-new.dump": "x",
        "backups/nightly-old.dump": "x",
        "bin/date":
          '#!/bin/bash\ntouch -d "20 days ago" "$BACKUP_DIR/nightly-old.dump"\nexec /bin/date "$@"\n',
      },
    });
    assert.equal(status, 0);
    assert.equal(backups.length, 2);
    assert.ok(backups.includes("nightly-new.dump"));
  },
  "backup.sh copies a dump to another machine where it is told to"() {
    const { calls, status } = dry(stack, "scripts/backup.sh", [], {
      tag: "good-1",
      env: { BACKUP_REMOTE: "offsite:shop" },
      files: { "bin/rclone": '#!/bin/bash\necho "rclone $1 $3" >>"$CALLS"\n' },
    });
    assert.equal(status, 0);
    assert.equal(calls.at(-1), "rclone copy offsite:shop");
  },
  "restore-test.sh counts what came back, and always tidies up"() {
    const answers = docker.replace("  *pg_dump*", '  *psql*) echo "$TABLES" ;;\n  *pg_dump*');
    const rehearse = (tables: string, files: Record<string, string>) =>
      dry(stack, "scripts/restore-test.sh", [], {
        tag: "good-1",
        env: { TABLES: tables },
        files: { "bin/docker": answers, ...files },
      });
    const dumps = { "backups/nightly-1.dump": "PGDMP" };
    const good = rehearse("12", dumps);
    assert.equal(good.status, 0, good.output);
    assert.match(good.output, /with 12 tables in \d+ seconds/);
    assert.match(good.calls.at(-1) ?? "", /dropdb/);
    const empty = rehearse("0", dumps);
    assert.equal(empty.status, 1);
    assert.match(empty.calls.at(-1) ?? "", /dropdb/);
    const none = rehearse("12", {});
    assert.equal(none.status, 1);
    assert.match(none.output, /There is no backup/);
  },
  "smoke-test.sh says what is wrong, and only then"() {
    const smoke = (broken: string) =>
      dry(stack, "scripts/smoke-test.sh", ["https://app.example.com"], {
        env: { BROKEN: broken },
        files: { "bin/curl": answersLikeTheApp },
      });
    const well = smoke("nothing");
    assert.equal(well.status, 0, well.output);
    assert.equal(well.output.match(/^ok {4}/gm)?.length, 7);
    for (const [broken, said] of [
      ["health", /FAIL {2}the app says that it is well: wanted 200, got 500/],
      ["redirect", /FAIL {2}plain HTTP leads to HTTPS: wanted 301, got 200/],
      ["header", /FAIL {2}frames are refused once: wanted 1, got 2/],
      ["env", /FAIL {2}what is not there is not found: wanted 404, got 200/],
      ["all", /FAIL {2}the start page answers: wanted 200, got 000/],
    ] as const) {
      const { status, output } = smoke(broken);
      assert.equal(status, 1, broken);
      assert.match(output, said);
    }
  },
});
