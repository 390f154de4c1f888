import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { SourceFile } from "../../src/core/files/source";
import { lint } from "../../src/core/lint/lint";
import { Project } from "../../src/core/project/project";
import { rules } from "../../src/core/rules/list";
import { compose, dockerfile } from "./corpus";
import { type Row, summary, table } from "./figures";

const SAMPLES = 200;

interface Peers {
  /** `validate` of dockerfile-utils. */
  readonly validate: (text: string) => unknown;
  /** Lints one file with dclint. */
  readonly dclint: (file: string) => unknown;
  /** The tally program. */
  readonly tally: string;
}

/**
 * The same Dockerfiles and Compose files through other linters, in this run: dockerfile-utils and dclint in this process,
 * tally as the program that it is. `folder` holds their packages; without it there is nothing to compare with.
 */
export async function comparePeers(folder: string | undefined, today: string): Promise<string[]> {
  if (folder === undefined) return ["other linters: left out, their packages could not be installed"];
  const peers = load(folder);
  const work = await mkdtemp(path.join(tmpdir(), "liftoff-peers-"));
  try {
    const dockerfiles = await write(work, "Dockerfile", dockerfile);
    const composes = await write(work, "compose.yaml", compose);
    const rows: Row[] = [
      ...turns(dockerfiles, today, "dockerfile-utils", ({ text }) => peers.validate(text)),
      ...turns(composes, today, "dclint", ({ file }) => peers.dclint(file)),
    ];
    return [table(rows), ...processes(peers.tally, dockerfiles)];
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly file: string;
}

async function write(folder: string, name: string, textOf: (n: number) => string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let n = 0; n < SAMPLES; n++) {
    const file = path.join(folder, `${n}.${name}`);
    const text = textOf(n);
    await writeFile(file, text);
    samples.push({ name, text, file });
  }
  return samples;
}

/** Liftoff and a peer take turns on fresh samples. */
function turns(
  samples: readonly Sample[],
  today: string,
  peer: string,
  run: (sample: Sample) => unknown,
): Row[] {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const sample of samples) {
    theirs.push(timed(() => run(sample)));
    ours.push(
      timed(() => {
        const file = SourceFile.create(sample.name, sample.text);
        if (file) lint(Project.of([file], { today }), rules);
      }),
    );
  }
  const [us, them] = [summary(ours), summary(theirs)];
  const name = samples[0]?.name ?? "";
  return [
    { name: `${name}: ${peer}`, ...them },
    { name: `${name}: Liftoff`, ...us, note: `${(us.p50 / them.p50).toFixed(2)} × ${peer}` },
  ];
}

/** Whole processes, start included: all files at once, and one file alone. */
function processes(tally: string, samples: readonly Sample[]): string[] {
  const files = samples.map(({ file }) => file);
  const offline = ["lint", "--no-config", "--slow-checks", "off", "--format", "json"];
  const cli = path.resolve("dist/cli.js");
  const measure = (few: readonly string[]) => ({
    tally: best(() => execute(tally, [...offline, ...few])),
    liftoff: best(() => execute(process.execPath, [cli, "check", "--format", "json", ...few])),
  });
  const all = measure(files);
  const one = measure(files.slice(0, 1));
  const perFile = (ms: number) => `${(ms / files.length).toFixed(2)} ms`;
  return [
    `${files.length} Dockerfiles in one process: tally ${perFile(all.tally)} a file, Liftoff ${perFile(all.liftoff)} a file (${(all.liftoff / all.tally).toFixed(2)} ×)`,
    `one Dockerfile, start included: tally ${one.tally.toFixed(0)} ms, Liftoff ${one.liftoff.toFixed(0)} ms`,
  ];
}

/** The fastest of five runs: what the program costs without what else the machine does. */
function best(run: () => void): number {
  return Math.min(...Array.from({ length: 5 }, () => timed(run)));
}

/** Runs a linter to its end; that it finds something is no failure. */
function execute(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { stdio: "ignore" });
  } catch (error) {
    if (typeof (error as { status?: unknown }).status !== "number") throw error;
  }
}

function load(folder: string): Peers {
  const require = createRequire(path.join(folder, "package.json"));
  const { validate } = require("dockerfile-utils");
  const { DCLinter } = require("dclint");
  const linter = new DCLinter({ quiet: true, debug: false, rules: {}, exclude: [] });
  return {
    validate: (text) => validate(text),
    dclint: (file) => linter.lintFiles([file], false),
    tally: path.join(folder, "node_modules/@wharflab/tally-linux-x64/bin/tally"),
  };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
