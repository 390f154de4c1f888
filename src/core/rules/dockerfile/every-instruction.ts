import { type Expansion, expand } from "../../files/dockerfile/expand";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { Instruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { Word } from "../../files/dockerfile/words";

/** An instruction that some build runs: one of the file, or the trigger of an ONBUILD. */
export interface PlacedInstruction {
  readonly instruction: Instruction;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  /** Whether it runs in the builds that start from this image. */
  readonly isTrigger: boolean;
}

/** Every instruction of `form` with its stage, in order. An ONBUILD gives its trigger instead of itself. */
export function* everyInstruction(form: DockerfileForm): Generator<PlacedInstruction> {
  const first = form.stages[0]?.from.index ?? form.instructions.length;
  for (const instruction of form.instructions.slice(0, first)) yield* placed(instruction, undefined);
  for (const stage of form.stages) {
    for (const instruction of stage.instructions) yield* placed(instruction, stage);
  }
}

function* placed(instruction: Instruction, stage: Stage | undefined): Generator<PlacedInstruction> {
  if (instruction.kind !== "ONBUILD") yield { instruction, stage, isTrigger: false };
  else if (instruction.trigger) yield { instruction: instruction.trigger, stage, isTrigger: true };
}

/** `word` of a placed instruction with its variables replaced. */
export function expandIn(
  { instruction, stage }: PlacedInstruction,
  word: Word,
  form: DockerfileForm,
): Expansion {
  return stage ? stage.expand(word, instruction.index) : expand(word, () => undefined, form.escape);
}
