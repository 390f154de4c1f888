import { type Span, span } from "../../text/span";
import { LogicalText, type Stretch } from "../dockerfile/logical";
import type { Parsed, ParseProblem } from "../problem";

/** `Key=value`, continued lines joined. */
export interface SystemdEntry {
  readonly key: string;
  readonly keyAt: Span;
  /** The value without blanks around it, the line breaks of continued lines in it as they are. */
  readonly value: LogicalText;
  readonly text: string;
  /** From the key to the end of the value. */
  readonly at: Span;
  /** Where the line of the entry begins, and where the line behind it does. */
  readonly lineStart: number;
  readonly next: number;
}

export interface SystemdSection {
  readonly name: string;
  readonly nameAt: Span;
  /** Behind the line of its header. */
  readonly start: number;
  readonly entries: readonly SystemdEntry[];
}

/** A unit of systemd or a drop-in for one. All spans are offsets. */
export interface SystemdForm extends Parsed {
  /** In the order of the file; a section may come twice. */
  readonly sections: readonly SystemdSection[];
  /** `service`, `timer`, …: by the name of the file, or of the unit that a drop-in is for. */
  readonly type: string;
  /** `app.service.d/override.conf`: adds to a unit that is elsewhere. */
  readonly isDropIn: boolean;
}

const dropIn = /\.([a-z]+)\.d\/[^/]+\.conf$/;
/** What generators of configuration fill in. */
const template = /\{\{|\{%|<%|@@\w/;

/** Parses a unit. Never throws: see `problems`. */
export function parseSystemd(text: string, path: string): SystemdForm {
  const { sections, problems } = new UnitReader(text).run();
  const match = dropIn.exec(path);
  return {
    clean: problems.length === 0,
    problems,
    sections,
    type: match?.[1] ?? path.slice(path.lastIndexOf(".") + 1).toLowerCase(),
    isDropIn: match !== null,
  };
}

type OpenSection = SystemdSection & { readonly entries: SystemdEntry[] };

class UnitReader {
  private readonly sections: OpenSection[] = [];
  private readonly problems: ParseProblem[] = [];
  private at: number;

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  run(): { sections: readonly SystemdSection[]; problems: readonly ParseProblem[] } {
    while (this.at < this.text.length) this.line();
    return { sections: this.sections, problems: this.problems };
  }

  private line(): void {
    const lineStart = this.at;
    const { start, end, next } = this.bounds(lineStart);
    this.at = next;
    const line = this.text.slice(start, end);
    if (line === "" || line.startsWith("#") || line.startsWith(";")) return;
    if (template.test(line)) this.problem(start, end, "A template writes this line.");
    else if (line.startsWith("[")) this.section(start, end, line);
    else this.entry(lineStart, start, end);
  }

  private section(start: number, end: number, line: string): void {
    if (!line.endsWith("]")) {
      this.problem(start, end, "The name of a section ends with `]`.");
      return;
    }
    const name = line.slice(1, -1);
    this.sections.push({ name, nameAt: span(start + 1, end - 1), start: this.at, entries: [] });
  }

  private entry(lineStart: number, start: number, end: number): void {
    const equals = this.text.slice(start, end).indexOf("=");
    const section = this.sections.at(-1);
    const stretches = this.valueFrom(equals < 0 ? end : start + equals + 1, end);
    if (equals < 0) this.problem(start, end, "A line is a section, a comment or `Key=value`.");
    else if (!section) this.problem(start, end, "This stands before the first section.");
    if (equals < 0 || !section) return;
    const key = this.text.slice(start, start + equals).trimEnd();
    const value = LogicalText.join(stretches).trim();
    section.entries.push({
      key,
      keyAt: span(start, start + key.length),
      value,
      text: value.text.replaceAll("\n", " "),
      at: span(start, value.length > 0 ? value.span.end : start + equals + 1),
      lineStart,
      next: this.at,
    });
  }

  /** The value from `start` on; reads the lines that a backslash at the end of the line before adds. */
  private valueFrom(start: number, lineEnd: number): Stretch[] {
    const stretches: Stretch[] = [];
    let from = start;
    let end = lineEnd;
    while (isContinued(this.text, from, end)) {
      stretches.push({ text: this.text.slice(from, end - 1), offset: from });
      if (this.at >= this.text.length) {
        this.problem(end - 1, end, "The line that should follow is missing.");
        return stretches;
      }
      const breakAt = this.text.lastIndexOf("\n", this.at - 1);
      stretches.push({ text: "\n", offset: breakAt });
      const line = this.afterComments();
      from = this.at;
      end = line.end;
      this.at = line.next;
    }
    stretches.push({ text: this.text.slice(from, end), offset: from });
    return stretches;
  }

  /** Moves over comments, which may stand between continued lines. */
  private afterComments(): { end: number; next: number } {
    for (;;) {
      const { start, end, next } = this.bounds(this.at);
      if (!/[#;]/.test(this.text[start] ?? "") || start >= end || next >= this.text.length)
        return { end, next };
      this.at = next;
    }
  }

  /** The line at `at` without blanks at its ends, and where the next one begins. */
  private bounds(at: number): { start: number; end: number; next: number } {
    const newline = this.text.indexOf("\n", at);
    const lineEnd = newline < 0 ? this.text.length : newline;
    let start = at;
    while (start < lineEnd && /[ \t\r]/.test(this.text.charAt(start))) start++;
    let end = lineEnd;
    while (end > start && /[ \t\r]/.test(this.text.charAt(end - 1))) end--;
    return { start, end, next: newline < 0 ? this.text.length : newline + 1 };
  }

  private problem(start: number, end: number, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ at: span(start, end), message });
  }
}

const MAX_PROBLEMS = 20;

function isContinued(text: string, from: number, end: number): boolean {
  let slashes = 0;
  while (end - 1 - slashes >= from && text[end - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

/** The sections called `name`, which systemd reads as one. */
export function sectionsOf(
  { sections }: Pick<SystemdForm, "sections">,
  name: string,
): readonly SystemdSection[] {
  return sections.filter((section) => section.name === name);
}

/** Every entry `key` of the sections called `section`, in order. */
export function entriesOf(form: Pick<SystemdForm, "sections">, section: string, key: string): SystemdEntry[] {
  return sectionsOf(form, section).flatMap(({ entries }) => entries.filter((entry) => entry.key === key));
}

/** The entries that count of a key that may be repeated: an empty value takes back what stands before it. */
export function listOf(form: Pick<SystemdForm, "sections">, section: string, key: string): SystemdEntry[] {
  const all = entriesOf(form, section, key);
  return all.slice(all.findLastIndex(({ text }) => text === "") + 1);
}

/** The entry that counts of a key with one value: the last one. */
export function lastOf(
  form: Pick<SystemdForm, "sections">,
  section: string,
  key: string,
): SystemdEntry | undefined {
  return entriesOf(form, section, key).at(-1);
}
