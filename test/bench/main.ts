import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadWorkspace } from "../../src/cli/workspace";
import { SourceFile } from "../../src/core/files/source";
import { defaultConfig } from "../../src/core/lint/config";
import { lint } from "../../src/core/lint/lint";
import { LintSession } from "../../src/core/lint/session";
import { Project } from "../../src/core/project/project";
import { rules } from "../../src/core/rules/list";
import { inSlices } from "../../src/editor/work";
import { activation } from "./activation";
import { APP_EVERY, compose, dockerfile, nginx, python, typescript, workspace } from "./corpus";
import { type Row, summary, table } from "./figures";
import { largeFiles } from "./large";
import { comparePeers } from "./peers";

const TODAY = "2026-11-20";
const KINDS: readonly [string, (n: number) => string, (n: number) => string][] = [
  ["Dockerfile", dockerfile, (n) => `s${n}/Dockerfile`],
  ["Compose", compose, (n) => `s${n}/compose.yaml`],
  ["nginx", nginx, (n) => `nginx/s${n}.conf`],
  // Every one of them an app, the expensive case: other modules are not even parsed.
  ["Python app", (n) => python(n * APP_EVERY), (n) => `s${n}/app/main.py`],
  ["TypeScript app", (n) => typescript(n * APP_EVERY), (n) => `s${n}/src/server.ts`],
];
const SAMPLES = 200;

/** One file at a time, as the editor lints an open one: parse alone, then parse and all rules. */
function perFile(): Row[] {
  return KINDS.flatMap(([name, text, pathOf]) => {
    const parse: number[] = [];
    const full: number[] = [];
    for (let n = 0; n < SAMPLES; n++) {
      // Both see the same text as a fresh file, taking turns, so that neither finds the other's work done.
      parse.push(timed(() => forced(SourceFile.create(pathOf(n), text(n)))));
      full.push(
        timed(() => {
          const file = SourceFile.create(pathOf(n), text(n));
          if (file) lint(Project.of([file], { today: TODAY }), rules);
        }),
      );
    }
    const parsed = summary(parse);
    const linted = summary(full);
    return [
      { name: `${name}: parse`, ...parsed },
      {
        name: `${name}: parse + ${rules.length} rules`,
        ...linted,
        note: `${(linted.p50 / parsed.p50).toFixed(1)} × parse`,
      },
    ];
  });
}

/** A whole workspace from disk, checked in slices as the editor does it, and keystrokes afterwards. */
async function scan(size: number): Promise<string[]> {
  const root = await mkdtemp(path.join(tmpdir(), "liftoff-bench-"));
  try {
    await writeAll(root, workspace(size));
    const started = performance.now();
    const { project } = loadWorkspace(root, TODAY);
    const read = performance.now() - started;
    const stalls = watchStalls();
    const session = new LintSession(project, rules, defaultConfig);
    await inSlices(session.refresh(), () => false);
    const total = performance.now() - started;
    const longest = stalls.stop();
    const { findings } = session.result();

    const keystrokes: number[] = [];
    for (let n = 0; n < 50; n++) {
      const file = SourceFile.create("services/service-0/Dockerfile", `${dockerfile(0)}# ${n}\n`);
      if (!file) throw new Error("the corpus has a Dockerfile in its first service");
      keystrokes.push(
        timed(() => {
          project.set(file);
          const work = session.refresh();
          while (!work.next().done);
        }),
      );
    }
    const typing = summary(keystrokes);
    return [
      `scan of ${project.paths().length} files: ${total.toFixed(0)} ms (reading ${read.toFixed(0)} ms), ${findings.length} findings, longest stall ${longest.toFixed(0)} ms`,
      `keystroke in that workspace: ${typing.p50.toFixed(1)} ms median, ${typing.p95.toFixed(1)} ms p95`,
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Whether a file parses cleanly: asking forces a form that is parsed on first use. */
function forced(file: SourceFile | undefined): unknown {
  return file?.form.clean;
}

/** The longest time between two turns of the event loop. */
function watchStalls(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  let on = true;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop() {
      on = false;
      return longest;
    },
  };
}

async function writeAll(root: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const folder of new Set([...files.keys()].map((file) => path.dirname(file)))) {
    await mkdir(path.join(root, folder), { recursive: true });
  }
  for (const [file, text] of files) await writeFile(path.join(root, file), text);
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function main(): Promise<void> {
  console.log(table(perFile()));
  for (const line of largeFiles(TODAY)) console.log(line);
  for (const line of await comparePeers(process.env.LIFTOFF_BENCH_PEERS, TODAY)) console.log(line);
  for (const line of await scan(10_000)) console.log(line);
  for (const line of await activation()) console.log(line);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
