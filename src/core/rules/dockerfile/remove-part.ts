import type {
  CopyInstruction,
  Instruction,
  Pair,
  PairsInstruction,
} from "../../files/dockerfile/instruction";
import type { Word } from "../../files/dockerfile/words";
import type { SourceFile } from "../../files/source";
import { replacement, type TextEdit } from "../../text/edits";
import { removal } from "./remove";

/** Takes one pair out of ENV, ARG or LABEL, and the instruction with it when it is the only one. */
export function removePair(
  file: SourceFile<"dockerfile">,
  instruction: PairsInstruction,
  pair: Pair,
): TextEdit {
  return removeFrom(file, instruction, instruction.pairs, pair);
}

/** Takes one source out of COPY or ADD, and the instruction with it when it is the only one. */
export function removeSource(
  file: SourceFile<"dockerfile">,
  instruction: CopyInstruction,
  source: Word,
): TextEdit {
  return removeFrom(file, instruction, instruction.sources, source);
}

function removeFrom<T extends Pick<Word, "span">>(
  file: SourceFile<"dockerfile">,
  instruction: Instruction,
  all: readonly T[],
  one: T,
): TextEdit {
  const at = all.indexOf(one);
  const before = all[at - 1];
  const after = all[at + 1];
  if (before) return replacement({ start: before.span.end, end: one.span.end }, "");
  if (after) return replacement({ start: one.span.start, end: after.span.start }, "");
  return removal(file, instruction);
}
