import { isInScript } from "../files/component/form";
import type { FileKind } from "../files/kind";
import type { SourceFile } from "../files/source";
import type { RuleMeta } from "../rules/rule";
import { insertion, type TextEdit } from "../text/edits";
import { indentAt } from "../text/lines";
import type { Finding } from "./finding";
import { type PeerNote, peerNotesIn } from "./peer-comments";
import { statementLine } from "./statement-line";

/** One comment that silences rules: our ids (or `*` for all), and whether it speaks for line or file. */
interface Suppression {
  readonly ids: readonly string[];
  readonly reach: "file" | "line";
}

type Note = Suppression | PeerNote;

interface FileSuppressions {
  readonly wholeFile: readonly Note[];
  /** Which rules the notes for the whole file silence, by what their findings are called elsewhere, as far as it was asked. */
  readonly silenced: Map<string, boolean>;
  /** By the line (from 0) that is silenced. */
  readonly byLine: ReadonlyMap<number, readonly Note[]>;
  /** By each line of a build stage that is silenced as a whole. */
  readonly byStage: ReadonlyMap<number, readonly Note[]>;
}

const cache = new WeakMap<SourceFile, FileSuppressions>();

/** How a comment starts, by kind of file; JSON has none. */
const commentMarks: Readonly<Partial<Record<FileKind, readonly string[]>>> = {
  dockerfile: ["#"],
  dockerignore: ["#"],
  gitignore: ["#"],
  compose: ["#"],
  workflow: ["#"],
  yaml: ["#"],
  nginx: ["#"],
  caddy: ["#"],
  apache: ["#"],
  hostheaders: ["#"],
  html: ["<!--"],
  python: ["#"],
  javascript: ["//", "/*"],
  dotenv: ["#"],
  go: ["//", "/*"],
  php: ["//", "#", "/*"],
  ruby: ["#"],
  vue: ["<!--", "//", "/*"],
  svelte: ["<!--", "//", "/*"],
  markdown: ["<!--"],
  plain: ["#", ";", "//"],
  procfile: ["#"],
  requirements: ["#"],
  shell: ["#"],
  systemd: ["#", ";"],
  terraform: ["#", "//"],
  toml: ["#"],
};

/** Kinds in which a comment must have a line of its own. */
const wholeLineComments = new Set<FileKind>([
  "dockerfile",
  "dockerignore",
  "gitignore",
  "apache",
  "hostheaders",
  "procfile",
  "systemd",
]);

/** As much of a rule as a comment can name. */
type Named = Pick<RuleMeta, "id" | "alsoSilencedBy">;

/** Whether a comment of the file asks for silence about `finding`. */
export function isSuppressed(
  finding: Pick<Finding, "at" | "equivalents">,
  file: SourceFile,
  rule: Named,
): boolean {
  const known = suppressionsOf(file);
  const names = [...finding.equivalents, ...(rule.alsoSilencedBy ?? [])];
  if (isSilenced(known, rule, names)) return true;
  if (known.byLine.size + known.byStage.size === 0) return false;
  const line = file.lines.lineAt(finding.at.start);
  const start = statementLine(file, line);
  const notes = [
    ...(known.byStage.get(line) ?? []),
    ...(known.byLine.get(line) ?? []),
    ...(start === line ? [] : (known.byLine.get(start) ?? [])),
  ];
  return notes.some((note) => silences(note, rule, names));
}

/**
 * The edit that silences `ruleId` at `offset` of `file`: a comment line above the statement, with its
 * indentation and a reason to fill in. Undefined for kinds of file that have no comments.
 */
export function suppressionEdit(
  file: SourceFile,
  offset: number,
  ruleId: string,
  reason: string,
): TextEdit | undefined {
  const marks = commentMarks[file.kind];
  const isScript = (file.is("vue") || file.is("svelte")) && isInScript(file.form, offset);
  const mark = marks?.[isScript ? 1 : 0];
  if (mark === undefined) return undefined;
  const line = statementLine(file, file.lines.lineAt(offset));
  const lineStart = file.lines.lineSpan(line).start;
  const start = file.text.charCodeAt(lineStart) === 0xfeff ? lineStart + 1 : lineStart;
  const indent = wholeLineComments.has(file.kind) ? "" : indentAt(file.text, start);
  const end = mark === "<!--" ? " -->" : "";
  return insertion(start, `${indent}${mark} liftoff-ignore ${ruleId} -- ${reason}${end}${file.eol}`);
}

function isSilenced(
  { wholeFile, silenced }: FileSuppressions,
  rule: Named,
  names: readonly string[],
): boolean {
  if (wholeFile.length === 0) return false;
  const key = [rule.id, ...names].join();
  const known = silenced.get(key) ?? wholeFile.some((note) => silences(note, rule, names));
  silenced.set(key, known);
  return known;
}

function suppressionsOf(file: SourceFile): FileSuppressions {
  const known = cache.get(file);
  if (known) return known;
  const found = readSuppressions(file);
  cache.set(file, found);
  return found;
}

function readSuppressions(file: SourceFile): FileSuppressions {
  const wholeFile: Note[] = [];
  const byLine = new Map<number, Note[]>();
  const stages: StageNotes[] = [];
  const marks = commentMarks[file.kind];
  if (!marks || !mayHoldOne(file.text)) {
    return { wholeFile, silenced: new Map(), byLine, byStage: new Map() };
  }
  const silence = (line: number, note: Note) => {
    const notes = byLine.get(line);
    if (notes) notes.push(note);
    else byLine.set(line, [note]);
  };
  let atTop = true;
  /** What comment lines said since the last statement: it holds for the next one. */
  let pending: { line: number; note: Note }[] = [];
  /** What a comment further up silences until another one takes it back. */
  let running: PeerNote[] = [];
  for (let line = 0; line < file.lines.lineCount; line++) {
    const text = file.lines.lineText(line);
    const comment = commentIn(text, marks);
    atTop &&= comment?.alone === true;
    if (!comment?.alone && text.trim() !== "") {
      for (const { note } of pending) if (note.reach !== "stage") silence(line, note);
      const notes = pending.flatMap(({ note }) => (note.reach === "stage" ? [note] : []));
      if (notes.length > 0) stages.push({ line, notes });
      pending = [];
    }
    for (const note of running) silence(line, note);
    if (!comment) continue;
    const notes = [...ownNotesIn(comment.body), ...peerNotesIn(comment.body, file.kind)];
    for (const note of notes) {
      if (note.reach === "file" || (note.reach === "directive" && atTop)) wholeFile.push(note);
      else if (note.reach === "start") running.push(note);
      else if (note.reach === "end") running = running.flatMap((one) => withoutCodes(one, note));
      else if (comment.alone) pending.push({ line, note });
      else silence(line, note);
    }
  }
  for (const { line, note } of pending) silence(line, note);
  return { wholeFile, silenced: new Map(), byLine, byStage: spreadOverStages(file, stages) };
}

/** What is left of `note` when `end` takes codes of it back. */
function withoutCodes(note: PeerNote, end: PeerNote): PeerNote[] {
  if (note.tool !== end.tool) return [note];
  if (end.codes === "all") return [];
  // All but some is not said; the rest stays silent.
  if (note.codes === "all") return [note];
  const codes = note.codes.filter((code) => !end.codes.includes(code));
  return codes.length > 0 ? [{ ...note, codes }] : [];
}

/** Notes for a build stage and the line (from 0) of the statement below them. */
interface StageNotes {
  readonly line: number;
  readonly notes: readonly Note[];
}

/** The notes by every line from their statement to the next FROM, or to the next notes, as hadolint has it. */
function spreadOverStages(file: SourceFile, all: readonly StageNotes[]): Map<number, readonly Note[]> {
  const byLine = new Map<number, readonly Note[]>();
  if (all.length === 0 || !file.is("dockerfile")) return byLine;
  const ends = new Set(file.form.stages.map(({ from }) => file.lines.lineAt(from.span.start)));
  for (const [i, { line: start, notes }] of all.entries()) {
    const next = all[i + 1]?.line ?? file.lines.lineCount;
    for (let line = start; line < next && (line === start || !ends.has(line)); line++)
      byLine.set(line, notes);
  }
  return byLine;
}

/** Most files hold no such comment: one pass over the text spares the walk over its lines. */
function mayHoldOne(text: string): boolean {
  return /liftoff-ignore|hadolint|check=|dclint|checkov|trivy|nosemgrep|nosec|NOSONAR|lgtm|noqa|gitleaks|allowlist|secretlint|zizmor|shellcheck|dotenv-linter/.test(
    text,
  );
}

interface Comment {
  readonly body: string;
  /** Whether the comment has its line for itself. */
  readonly alone: boolean;
}

function commentIn(line: string, marks: readonly string[]): Comment | undefined {
  for (const mark of marks) {
    const at = line.lastIndexOf(mark);
    if (at < 0) continue;
    const alone = line.slice(0, at).trim() === "";
    // A `#` glued to a word is part of the word; the first mark of an own line wins over later ones.
    if (line.trimStart().startsWith(mark)) return { body: line.trimStart().slice(mark.length), alone: true };
    if (alone || /\s/.test(line[at - 1] ?? " ")) return { body: line.slice(at + mark.length), alone };
  }
  return undefined;
}

function ownNotesIn(comment: string): Suppression[] {
  const match = /^\s?liftoff-ignore(-file)?\s([^\n]*)/.exec(comment);
  if (!match) return [];
  const [ids = ""] = (match[2] ?? "").split("--");
  const named = ids.split(/[\s,]+/).filter((id) => id.includes("/") || id === "*");
  if (named.length === 0) return [];
  return [{ ids: named, reach: match[1] ? "file" : "line" }];
}

function silences(note: Suppression | PeerNote, rule: Named, names: readonly string[]): boolean {
  if ("ids" in note) return note.ids.includes(rule.id) || note.ids.includes("*");
  if (note.codes === "all") return true;
  return note.codes.some((code) => names.some((name) => isNamed(name, note.tool, code)));
}

function isNamed(name: string, tool: string, code: string): boolean {
  return name.toLowerCase() === `${tool} ${code.toLowerCase()}`;
}
