import type { Instruction } from "../../files/dockerfile/instruction";
import { replacement } from "../../text/edits";
import type { LineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";

export const noEmptyContinuation = defineRule({
  id: "dockerfile/no-empty-continuation",
  on: "dockerfile",
  severity: "warning",
  title: "Leave no empty line inside a continued instruction",
  why: "The builder skips the empty line and reads on, so that the next instruction can become part of this one; a later version will refuse the file.",
  references: ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
  equivalents: ["buildkit NoEmptyContinuation"],
  fix: "safe",
  examples: [
    {
      bad: "FROM debian:13-slim\nRUN apt-get update && \\\n«\n»    apt-get install -y curl\n",
      good: "FROM debian:13-slim\nRUN apt-get update && \\\n    apt-get install -y curl\n",
    },
    {
      title: "the next instruction is swallowed",
      bad: "FROM debian:13-slim\nRUN useradd app && \\\n«\n»USER app\n",
      good: "FROM debian:13-slim\nRUN useradd app\n\nUSER app\n",
    },
  ],
  *check({ file: { form, lines, text } }) {
    for (const instruction of form.instructions) {
      for (const gap of gapsIn(instruction, lines)) {
        const swallowed = keyword.exec(text.slice(gap.end, gap.end + 100))?.[1];
        const message = swallowed
          ? `The ${instruction.keyword} goes on below this empty line, so \`${swallowed}\` is part of it and no instruction.`
          : `The ${instruction.keyword} goes on below this empty line.`;
        yield { at: gap, message, fixes: swallowed ? endFix(instruction, gap, text) : [removeFix(gap)] };
      }
    }
  },
});

/** At the start of a line, where nobody would indent the rest of a command. */
const keyword =
  /^(FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)[ \t]/;

/** The empty lines between the lines of `instruction`, with their breaks; neighbours together. */
function gapsIn(instruction: Instruction, lines: LineIndex): Span[] {
  const gaps: { start: number; end: number }[] = [];
  for (const line of instruction.emptyLines) {
    if (line.start >= instruction.span.end) break;
    const end = lines.lineSpan(lines.lineAt(line.start) + 1).start;
    const last = gaps.at(-1);
    if (last?.end === line.start) last.end = end;
    else gaps.push({ start: line.start, end });
  }
  return gaps;
}

function removeFix(gap: Span): Fix {
  return { title: "Remove the empty line", kind: "safe", edits: [replacement(gap, "")] };
}

/** Takes away what continues the line above, and an operator before it that would be left without a command. */
function endFix(instruction: Instruction, gap: Span, text: string): Fix[] {
  const mark = blanksBefore(text, gap.start) - 1;
  // A comment line may stand between the two.
  if (text[mark] !== "\\" && text[mark] !== "`") return [];
  const before = blanksBefore(text, mark);
  const operator = ["&&", "||", ";", "|"].find((each) => text.endsWith(each, before)) ?? "";
  const start = blanksBefore(text, before - operator.length);
  let end = mark + 1;
  while (text[end] === " " || text[end] === "\t") end++;
  const edits = [replacement({ start, end }, "")];
  return [{ title: `End the ${instruction.keyword} here`, kind: "review", edits }];
}

/** `end` moved back over blanks and line breaks. */
function blanksBefore(text: string, end: number): number {
  let at = end;
  while (/\s/.test(text[at - 1] ?? "")) at--;
  return at;
}
