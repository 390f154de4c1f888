import type { DotenvAssignment } from "../../files/dotenv";
import type { SourceFile } from "../../files/source";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import type { Fix, Problem } from "../rule";
import type { OddLine } from "./lines";
import type { Readers } from "./readers";

/** What is wrong with a line that assigns nothing. */
export function stray({ at, text }: OddLine): Problem {
  const start = at.start + text.length - text.trimStart().length;
  const content = text.trim().replace(/^export\s+/, "");
  const place = span(start, start + text.trim().length);
  const equals = content.indexOf("=");
  const key = equals < 0 ? content : content.slice(0, equals);
  if (equals >= 0) {
    const starts = /^[A-Za-z_]/.test(key);
    return {
      at: span(
        place.start,
        text.indexOf("=") < 0 ? place.end : Math.max(place.start + 1, at.start + text.indexOf("=")),
      ),
      message:
        key.trim() === ""
          ? "The name of the variable is missing."
          : `\`${key.trim()}\` is not a name that a variable can have.`,
      equivalents: [
        ...(starts ? [] : ["dotenv-linter LeadingCharacter"]),
        ...(/[^\w\s]|\S\s+\S/.test(key.replace(/^[^A-Za-z_]+/, "").trim())
          ? ["dotenv-linter IncorrectDelimiter"]
          : []),
      ],
    };
  }
  const isName = /^[A-Za-z_]\w*$/.test(content);
  const fixes: Fix[] = isName
    ? [{ title: `Set ${content} to nothing`, kind: "review", edits: [insertion(place.end, "=")] }]
    : [];
  return {
    at: place,
    message: isName
      ? `${content} has no value: Compose hands on the one of the shell, other tools leave it out or stop.`
      : "This line assigns nothing: there is no `=` in it.",
    equivalents: [
      "dotenv-linter KeyWithoutValue",
      ...(isName || !/^[A-Za-z_]/.test(content) ? [] : ["dotenv-linter IncorrectDelimiter"]),
    ],
    fixes,
  };
}

/** What is wrong with the way an assignment is written. */
export function flawsOf(assignment: DotenvAssignment, file: SourceFile<"dotenv">): Problem[] {
  const { text } = file;
  const { key, keyAt, at, valueAt, quote } = assignment;
  const line = file.lines.lineSpan(file.lines.lineAt(at.start));
  const start = text.charCodeAt(line.start) === 0xfeff ? line.start + 1 : line.start;
  const equals = text.indexOf("=", keyAt.end);
  const valueStart = quote ? valueAt.start - 1 : valueAt.end > valueAt.start ? valueAt.start : equals + 1;
  const found: Problem[] = [];
  const lead = span(start, at.start);
  if (lead.end > lead.start) found.push(leading(lead));
  if (!/^[A-Za-z_]/.test(key)) found.push(badName(keyAt, key, "dotenv-linter LeadingCharacter"));
  else if (key.includes("-")) found.push(dashed(keyAt, key));
  if (equals > keyAt.end || valueStart > equals + 1) {
    const gap = span(keyAt.end, Math.max(valueStart, equals + 1));
    found.push({
      at: gap,
      message: `The shell and Docker take blanks around \`=\` for a part of ${key} or stop at them.`,
      equivalents: ["dotenv-linter SpaceCharacter"],
      fixes: [{ title: "Remove the blanks", kind: "safe", edits: [replacement(gap, "=")] }],
    });
  }
  const value = quote ? undefined : unquoted(assignment, file);
  return value ? [...found, value] : found;
}

/** What a reader that is known to get the file does not understand. */
export function misread(
  assignment: DotenvAssignment,
  file: SourceFile<"dotenv">,
  { unit, dockerRun }: Readers,
): Problem[] {
  const { key, keyAt, at, valueAt, value, quote, exported, interpolated } = assignment;
  const found: Problem[] = [];
  if (exported && (unit ?? dockerRun) !== undefined) {
    found.push({
      at: span(at.start, keyAt.start),
      message: `${unit ?? dockerRun} has this file read without a shell, where \`export\` makes the line void.`,
      fixes: [
        { title: "Remove `export`", kind: "review", edits: [replacement(span(at.start, keyAt.start), "")] },
      ],
    });
  }
  if (interpolated && unit !== undefined) {
    found.push({
      at: valueAt,
      message: `systemd, which reads this file for ${unit}, does not replace the variable in ${key}.`,
    });
  }
  if (quote && dockerRun !== undefined) {
    const whole = span(valueAt.start - 1, valueAt.end + 1);
    const isPlain = file.text.slice(valueAt.start, valueAt.end) === value && !value.includes("\n");
    found.push({
      at: whole,
      message: `\`docker run --env-file\` in ${dockerRun} takes the quotes for a part of ${key}.`,
      fixes: isPlain
        ? [{ title: "Remove the quotes", kind: "review", edits: [replacement(whole, value)] }]
        : [],
    });
  }
  return found;
}

function leading(at: Span): Problem {
  return {
    at,
    message: "Blanks in front of a name become a part of it for some tools.",
    severity: "info",
    equivalents: ["dotenv-linter LeadingCharacter"],
    fixes: [{ title: "Remove the blanks", kind: "safe", edits: [replacement(at, "")] }],
  };
}

function badName(at: Span, key: string, equivalent: string): Problem {
  return { at, message: `\`${key}\` is not a name that a variable can have.`, equivalents: [equivalent] };
}

function dashed(at: Span, key: string): Problem {
  const name = key.replaceAll("-", "_");
  return {
    at,
    message: `No shell can read \`${key}\`: names have letters, digits and underscores.`,
    equivalents: ["dotenv-linter IncorrectDelimiter"],
    fixes: [{ title: `Rename it to ${name}`, kind: "review", edits: [replacement(at, name)] }],
  };
}

/** What is wrong with a value that is not in quotes: one is left open, there are blanks in it, a comment follows. */
function unquoted(
  { key, valueAt, value }: DotenvAssignment,
  file: SourceFile<"dotenv">,
): Problem | undefined {
  const { text } = file;
  const opening = text[valueAt.start];
  if (value !== "" && (opening === '"' || opening === "'")) {
    return {
      at: valueAt,
      message: `The quote in front of ${key}'s value is never closed.`,
      equivalents: /\s/.test(value) ? ["dotenv-linter ValueWithoutQuotes"] : [],
      fixes: [{ title: "Close the quote", kind: "review", edits: [insertion(valueAt.end, opening)] }],
    };
  }
  if (/\s/.test(value)) {
    const isComment = value.startsWith("#");
    return {
      at: valueAt,
      message: isComment
        ? `Some tools take this for the value of ${key}, not for a comment.`
        : `${key} has blanks in its value: a shell that reads the file takes only the first word.`,
      severity: "info",
      equivalents: ["dotenv-linter ValueWithoutQuotes"],
      fixes: isComment ? [] : quoting(valueAt, value),
    };
  }
  const end = file.lines.lineSpan(file.lines.lineAt(valueAt.end)).end;
  const rest = /^[ \t]+#.*/.exec(text.slice(valueAt.end, end))?.[0];
  if (rest === undefined || value === "") return undefined;
  return {
    at: span(valueAt.end + rest.length - rest.trimStart().length, end),
    message: `Docker and systemd take this comment for a part of ${key}.`,
    severity: "hint",
    equivalents: ["dotenv-linter ValueWithoutQuotes"],
    fixes: [
      {
        title: "Move the comment to a line above",
        kind: "safe",
        edits: moveComment(file, valueAt.end, end, rest),
      },
    ],
  };
}

function quoting(at: Span, value: string): Fix[] {
  if (/["$\\`]/.test(value)) return [];
  return [
    {
      title: "Put the value in quotes",
      kind: "safe",
      edits: [insertion(at.start, '"'), insertion(at.end, '"')],
    },
  ];
}

function moveComment(file: SourceFile<"dotenv">, from: number, to: number, comment: string): TextEdit[] {
  const line = file.lines.lineSpan(file.lines.lineAt(from)).start;
  const start = file.text.charCodeAt(line) === 0xfeff ? line + 1 : line;
  return [insertion(start, comment.trim() + file.eol), replacement(span(from, to), "")];
}
