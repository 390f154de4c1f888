import { SourceFile } from "../files/source";
import type { Project } from "../project/project";
import type { Fix, OtherFileChange, Rule } from "../rules/rule";
import { applyEdits, areDisjoint, type TextEdit } from "../text/edits";
import type { Config } from "./config";
import type { Finding } from "./finding";
import { LintSession } from "./session";

/** What to write so that the findings of one file are gone. */
export interface WholeFix {
  /** What is done, in order; the titles of the fixes. */
  readonly titles: readonly string[];
  /** New texts by path, created files included. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A file that needs more steps is not one to change in one go. */
const MAX_STEPS = 50;

/**
 * Clears the findings of `rules` in the file at `path`, whatever the kind of their fixes: those that clear several
 * findings at once first. A fix that does not clear a finding, or breaks a file, is left out. Undefined when
 * nothing can be done; `project` itself stays as it is. Yields between steps.
 */
export function* wholeFix(
  project: Project,
  rules: readonly Rule[],
  config: Config,
  path: string,
): Generator<void, WholeFix | undefined> {
  const work = project.fork();
  const session = new LintSession(work, rules, config, { covers: (other) => other === path });
  yield* session.refresh();
  const titles: string[] = [];
  const texts = new Map<string, string>();
  const failed = new Set<string>();
  for (let step = 0; step < MAX_STEPS; step++) {
    const findings = session.findingsOf(path);
    const next = best(findings, failed);
    if (!next) break;
    const files = filesAfter(next.fix, path, work);
    const isDone = files !== undefined && (yield* clears(files, work, session, path, findings.length));
    if (!isDone) {
      failed.add(next.key);
      continue;
    }
    titles.push(next.fix.title);
    for (const file of files) texts.set(file.path, file.text);
  }
  return titles.length > 0 ? { titles: [...new Set(titles)], texts } : undefined;
}

/** A text of a kind that nobody parses. */
interface Unread {
  readonly path: string;
  readonly text: string;
}

interface Choice {
  readonly fix: Fix;
  readonly key: string;
}

/** The fix that most findings offer; among equals the first of the first finding. */
function best(findings: readonly Finding[], failed: ReadonlySet<string>): Choice | undefined {
  const offered = new Map<string, Choice & { count: number }>();
  for (const { fixes } of findings) {
    for (const [i, fix] of fixes.entries()) {
      const key = JSON.stringify([fix.edits, fix.also]);
      const known = offered.get(key);
      if (known) known.count++;
      // An alternative counts where several findings share it: it is then the one action for all of them.
      else if (!failed.has(key)) offered.set(key, { fix, key, count: i === 0 ? 1 : 0 });
    }
  }
  const ranked = [...offered.values()].sort((a, b) => b.count - a.count);
  return ranked.find(({ count }) => count > 0);
}

/** The files that `fix` leaves, its own first; undefined where it does not fit what is there. */
function filesAfter(fix: Fix, path: string, work: Project): readonly (SourceFile | Unread)[] | undefined {
  const own: OtherFileChange[] = fix.edits.length > 0 ? [{ path, edits: fix.edits }] : [];
  const edits = new Map<string, TextEdit[]>();
  const created: (SourceFile | Unread)[] = [];
  for (const change of [...own, ...(fix.also ?? [])]) {
    if ("edits" in change) edits.set(change.path, [...(edits.get(change.path) ?? []), ...change.edits]);
    else if (work.has(change.path)) return undefined;
    else created.push(sourceOf(work, change.path, change.create));
  }
  const files: (SourceFile | Unread)[] = [];
  for (const [changed, list] of edits) {
    const before = work.file(changed);
    if (!before || !areDisjoint(list)) return undefined;
    const after = sourceOf(work, changed, applyEdits(before.text, list));
    if (!("form" in after) || after.form.problems.length > before.form.problems.length) return undefined;
    files.push(after);
  }
  return [...files, ...created];
}

/** Puts `files` in place, and takes them back where as many findings are left as before. */
function* clears(
  files: readonly (SourceFile | Unread)[],
  work: Project,
  session: LintSession,
  path: string,
  before: number,
): Generator<void, boolean> {
  const takeBack = replaceFiles(work, files);
  yield* session.refresh();
  if (session.findingsOf(path).length < before) return true;
  takeBack();
  yield* session.refresh();
  return false;
}

/** Puts `files` in place in `project`; returns the way back. */
export function replaceFiles(project: Project, files: Iterable<SourceFile | Unread>): () => void {
  const undo: (() => void)[] = [];
  for (const file of files) {
    const before = project.file(file.path);
    const wasKnown = project.has(file.path);
    undo.push(() => {
      if (before) project.set(before);
      else if (wasKnown) project.setUnread(file.path);
      else project.remove(file.path);
    });
    if ("form" in file) project.set(file);
    else project.setUnread(file.path);
  }
  return () => {
    for (const step of undo.reverse()) step();
  };
}

/** `text` as a file of `project`, of the kind that the file at `path` has there. */
export function sourceOf(project: Project, path: string, text: string): SourceFile | Unread {
  return SourceFile.create(path, text, project.file(path)?.kind) ?? { path, text };
}
