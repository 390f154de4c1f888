import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import { generators } from "../../../src/core/scaffold/list";
import { propose } from "../../../src/core/scaffold/proposal";
import { projectOf } from "../../support/project";
import { repositories } from "../../support/repositories";
import { AppFolder } from "./folder";
import { report } from "./report";
import { isMissing, type Tool } from "./tools";

export interface Generated {
  /** The repository that it was made for. */
  readonly repository: string;
  readonly path: string;
  readonly text: string;
}

/** What all generators make of one repository. */
export function generatedFor(repository: string): Generated[] {
  const project = projectOf(repositories[repository] ?? {}).watch().view;
  const { create } = propose(generators, { stack: detectStack(project), answers: {}, project });
  return create.map(({ path, text }) => ({ repository, path, text }));
}

/** The files of all repositories whose path is like `pattern`, each text once. */
export function generatedLike(pattern: RegExp): Generated[] {
  const files = Object.keys(repositories).flatMap(generatedFor);
  const like = files.filter(({ path }) => pattern.test(path));
  return [...new Map(like.map((file) => [file.text, file])).values()];
}

/** Declares what `tool` has to say about generated files; left out, with the reason, where it is not on the machine. */
export function withTool(name: string, tool: Tool, cases: Readonly<Record<string, () => void>>): void {
  const shows = Object.keys(cases);
  if (isMissing(tool)) {
    report.leaveOut(name, tool.missing, shows.length);
    describe(`${name}, left out: ${tool.missing}`, () => {
      for (const one of shows) it(one);
    });
    return;
  }
  describe(`${name} ${tool.version}`, () => {
    for (const [one, check] of Object.entries(cases)) {
      it(one, () => {
        const started = performance.now();
        const done = report.begin(`${name} ${tool.version}`, "generated files", one);
        check();
        done(performance.now() - started);
      });
    }
  });
}

/** What a program said when it was run in `folder`. */
export interface Run {
  readonly status: number | null;
  readonly output: string;
}

export function run(
  command: string,
  args: readonly string[],
  folder?: AppFolder,
  env: NodeJS.ProcessEnv = {},
): Run {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder?.root,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, output: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}` };
}

/** Runs `work` in a folder with `files`, which is gone afterwards. Scripts can be started. */
export function inFolderWith<T>(files: Readonly<Record<string, string>>, work: (folder: AppFolder) => T): T {
  const folder = new AppFolder(files);
  try {
    for (const path of Object.keys(files)) if (/\.sh$|^bin\//.test(path)) chmodSync(folder.at(path), 0o755);
    return work(folder);
  } finally {
    folder.remove();
  }
}

/** Fails with what the program said about which file. */
export function passes({ status, output }: Run, { repository, path, text }: Generated): void {
  assert.equal(status, 0, `${repository}: ${path}\n${output}\n${text}`);
}
