import { expand } from "../../files/dockerfile/expand";
import type { Pair, PairsInstruction } from "../../files/dockerfile/instruction";
import type { Escape, Word } from "../../files/dockerfile/words";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { everyInstruction } from "./every-instruction";

export const envSelfReference = defineRule({
  id: "dockerfile/env-self-reference",
  on: "dockerfile",
  severity: "warning",
  title: "Use a variable only behind the ENV that sets it",
  why: "The builder replaces all variables of an ENV before it sets any: a path that is built from a variable of the same ENV begins with nothing.",
  references: ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
  equivalents: ["hadolint DL3044"],
  deviations: {
    "hadolint DL3044":
      "A variable that is used before it is set in the same ENV keeps its old value on purpose, as in `OLD_PATH=$PATH PATH=/app`.",
  },
  fix: "review",
  examples: [
    {
      bad: "FROM debian:13-slim\nENV JAVA_HOME=/opt/java PATH=«$JAVA_HOME»/bin:$PATH\n",
      good: "FROM debian:13-slim\nENV JAVA_HOME=/opt/java\nENV PATH=$JAVA_HOME/bin:$PATH\n",
    },
  ],
  *check({ file }) {
    for (const { instruction, stage, isTrigger } of everyInstruction(file.form)) {
      if (instruction.kind !== "ENV" || instruction.pairs.length < 2) continue;
      const lookup = stage?.lookup(instruction.index);
      const known = new Set<string>();
      for (const [i, pair] of instruction.pairs.entries()) {
        const names = pair.value ? variablesIn(pair.value, file.form.escape) : [];
        const name = names.find((each) => known.has(each) && !lookup?.(each));
        known.add(pair.key);
        if (name === undefined || !pair.value) continue;
        yield {
          at: placeOf(name, pair.value),
          message: `\`${name}\` is set by this same ENV, so its new value is not used here.`,
          fixes: isTrigger ? [] : fixesFor(instruction, instruction.pairs[i - 1], pair, file),
        };
      }
    }
  },
});

/** The names that the builder replaces in `word`. */
function variablesIn(word: Word, escapeMark: Escape): readonly string[] {
  if (!word.text.includes("$")) return [];
  const names: string[] = [];
  expand(
    word,
    (name) => {
      names.push(name);
      return undefined;
    },
    escapeMark,
  );
  return names;
}

function placeOf(name: string, value: Word): Span {
  const match = new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}(?!\\w)[^}]*\\}?)`).exec(value.text);
  const start = value.start + (match?.index ?? 0);
  return value.within.spanOf(start, match ? start + match[0].length : value.end);
}

/** A new ENV from `pair` on, in place of the blanks or the continued line before it. */
function fixesFor(
  instruction: PairsInstruction,
  before: Pair | undefined,
  pair: Pair,
  file: SourceFile<"dockerfile">,
): Fix[] {
  if (!before) return [];
  const gap = { start: before.span.end, end: pair.span.start };
  if (/[^\s\\`]/.test(file.text.slice(gap.start, gap.end))) return [];
  const keyword = file.text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
  const line = `${file.eol}${indentAt(file.text, instruction.span.start)}${keyword} `;
  return [
    { title: `Set \`${pair.key}\` in an ENV of its own`, kind: "review", edits: [replacement(gap, line)] },
  ];
}
