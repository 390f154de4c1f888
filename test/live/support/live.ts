import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import type { Finding } from "../../../src/core/lint/finding";
import { findInsertions, type Insertions, type Protection } from "../../../src/core/lint/insertion";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";
import type { Files } from "./folder";
import { report } from "./report";
import type { LiveServer, ServerKind, StartOptions } from "./servers";
import { isMissing } from "./tools";

/** One fix on one server: a request before it shows the gap, the same request after it does not. */
export interface LiveCase extends StartOptions {
  /** What is shown, as the end of "it ...". */
  readonly shows: string;
  readonly rule: string;
  /** Part of the title of the fix; the first fix otherwise. */
  readonly fix?: string;
  /** The app, by paths as they would be in a repository. */
  readonly files: Files;
  /** What the command makes of the files, in place of one fix. */
  readonly insert?: { readonly protection: Protection; readonly path: string };
  readonly before: (server: LiveServer) => Promise<void>;
  readonly after: (server: LiveServer) => Promise<void>;
}

const config = resolveConfig();

/** Declares the cases of one kind of server; they are left out, with the reason, where it is not on the machine. */
export function live(kind: ServerKind, cases: readonly LiveCase[]): void {
  const { tool } = kind;
  if (isMissing(tool)) {
    report.leaveOut(kind.name, tool.missing, cases.length);
    describe(`${kind.name}, left out: ${tool.missing}`, () => {
      for (const { rule, shows } of cases) it(`${rule}: ${shows}`);
    });
    return;
  }
  describe(`${kind.name} ${tool.version}`, () => {
    for (const one of cases) {
      it(`${one.rule}: ${one.shows}`, async () => {
        const started = performance.now();
        const done = report.begin(`${kind.name} ${tool.version}`, one.rule, one.shows);
        const files = one.insert ? inserted(one.files, one.insert) : fixed(one.files, one.rule, one.fix);
        // Both end and tidy up, whatever the other one finds.
        const [before, after] = await Promise.allSettled([
          onServer(kind, one.files, one, one.before, "before the fix"),
          onServer(kind, files, one, one.after, "after the fix"),
        ]);
        for (const outcome of [before, after]) if (outcome.status === "rejected") throw outcome.reason;
        done(performance.now() - started);
      });
    }
  });
}

async function onServer(
  kind: ServerKind,
  files: Files,
  options: StartOptions,
  check: (server: LiveServer) => Promise<void>,
  when: string,
): Promise<void> {
  const server = await kind.start(files, options);
  try {
    await check(server);
  } catch (error) {
    // mocha shows the stack, which repeats the message as it was.
    const what = error instanceof Error ? error.stack : String(error);
    throw new Error(`${when}: ${what}\n${listed(files)}--- what the server said\n${server.output()}`);
  } finally {
    await server.stop();
  }
}

/** The files after the fix of a rule, all files that it touches; fails where the finding is still there. */
export function fixed(files: Files, rule: string, title?: string): Files {
  assert.ok(
    rules.some(({ id }) => id === rule),
    `there is no rule ${rule}`,
  );
  const found = findingsOf(files);
  const finding = found.find((one) => one.rule === rule && fixOf(one, title));
  assert.ok(finding, `${rule} offers no such fix; found: ${found.map((one) => one.rule).join(", ")}`);
  const fix = fixOf(finding, title);
  assert.ok(fix);
  const after: Record<string, string> = { ...files };
  for (const change of [{ path: finding.path, edits: fix.edits }, ...(fix.also ?? [])]) {
    if ("create" in change) after[change.path] = change.create;
    else after[change.path] = applyEdits(after[change.path] ?? "", change.edits);
  }
  const left = findingsOf(after);
  assert.deepEqual(
    left.filter((one) => one.rule === rule && one.message === finding.message),
    [],
    listed(after),
  );
  return after;
}

/** The files after the command has inserted something at `path`; fails where it would insert it a second time. */
function inserted(files: Files, { protection, path }: NonNullable<LiveCase["insert"]>): Files {
  const place = insertionsIn(files, protection).places.find((one) => one.path === path);
  assert.ok(place?.change, `nothing can be inserted at ${path}`);
  const after = { ...files, ...Object.fromEntries(place.change.texts) };
  const left = insertionsIn(after, protection).places;
  assert.deepEqual(
    left.map((one) => one.finding.message),
    [],
    listed(after),
  );
  return after;
}

function insertionsIn(files: Files, protection: Protection): Insertions {
  const work = findInsertions(projectOf(files), rules, config, protection);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function fixOf({ fixes }: Finding, title: string | undefined) {
  return title === undefined ? fixes[0] : fixes.find((fix) => fix.title.includes(title));
}

function findingsOf(files: Files): readonly Finding[] {
  const { findings, failures } = lint(projectOf(files), rules, config);
  assert.deepEqual(failures, []);
  return findings;
}

function listed(files: Files): string {
  return Object.entries(files)
    .map(([path, text]) => `--- ${path}\n${text}`)
    .join("\n");
}
