import type { DockerfileForm } from "../../files/dockerfile/form";
import type { CopyInstruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { Word } from "../../files/dockerfile/words";

/** One source of COPY or ADD that lies in the build context. */
export interface ContextCopy {
  readonly instruction: CopyInstruction;
  readonly source: Word;
  /** Relative to the context, without `.` and `..`; "." for all of it. May be a pattern. */
  readonly path: string;
  readonly stage: Stage;
  /** Whether it ends up in the image that is built by default, as far as FROM says. */
  readonly isShipped: boolean;
}

/** Nobody writes a Dockerfile with more sources; those of a generated one are alike. */
const MAX_SOURCES = 2_000;

/** The sources that COPY and ADD take from the build context, where they are known: no stage, no URL. */
export function* contextCopies(form: DockerfileForm): Generator<ContextCopy> {
  const shipped = new Set(form.finalStage?.chain);
  let count = 0;
  for (const stage of form.stages) {
    for (const instruction of stage.instructions) {
      if ((instruction.kind !== "COPY" && instruction.kind !== "ADD") || instruction.from) continue;
      for (const source of instruction.destination ? instruction.sources : []) {
        if (++count > MAX_SOURCES) return;
        const { text } = stage.expand(source, instruction.index);
        if (text === undefined || text === "" || /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|git@)/i.test(text))
          continue;
        yield { instruction, source, path: cleaned(text), stage, isShipped: shipped.has(stage) };
      }
    }
  }
}

/** As the builder reads it: the context is the root, and `..` leads no further. */
function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.length === 0 ? "." : parts.join("/");
}
