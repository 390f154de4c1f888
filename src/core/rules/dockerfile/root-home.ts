import { type Command, commandsOf } from "../../files/dockerfile/command";
import type { Instruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import type { Account } from "./account";

/** What has to move when another user takes over. */
export interface Move {
  readonly edits: readonly TextEdit[];
  /** The first one that needs the account to exist. */
  readonly first: Instruction | undefined;
}

/** `/root` as a path or its beginning. */
const rootHome = /(?<![\w./-])\/root(?![\w.-])/g;

/**
 * Moves what the stage keeps in the home of root, which nobody else may enter, to the home of `account`: destinations of
 * COPY (handed over with `--chown`), ENV, WORKDIR and what is started. Undefined when something in there comes from a
 * RUN or an earlier stage, which no edit of a path can move.
 */
export function moveOutOfRootHome(stage: Stage, account: Account, text: string): Move | undefined {
  const edits: TextEdit[] = [];
  let first: Instruction | undefined;
  for (const instruction of stage.chain.slice(1).flatMap(({ instructions }) => instructions)) {
    if (keepsInRootHome(instruction)) return undefined;
  }
  for (const instruction of stage.instructions) {
    if (instruction.kind === "RUN" && keepsInRootHome(instruction)) return undefined;
    const moved = placesIn(instruction).flatMap((place) => renamed(place, text, account.home));
    if (moved.length === 0) continue;
    edits.push(...moved);
    if (instruction.kind === "COPY" || instruction.kind === "ADD" || instruction.kind === "WORKDIR")
      first ??= instruction;
    if ((instruction.kind === "COPY" || instruction.kind === "ADD") && !instruction.chown) {
      edits.push(insertion(instruction.args.span.start, `--chown=${account.owner} `));
    }
  }
  return { edits, first };
}

/** The parts of an instruction that name paths of the finished image. */
function placesIn(instruction: Instruction): Span[] {
  switch (instruction.kind) {
    case "COPY":
    case "ADD":
      return instruction.destination ? [instruction.destination.span] : [];
    case "ENV":
      return instruction.pairs.flatMap(({ value }) => (value ? [value.span] : []));
    case "WORKDIR":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
      return [instruction.args.span];
    default:
      return [];
  }
}

function renamed(place: Span, text: string, home: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const match of text.slice(place.start, place.end).matchAll(rootHome)) {
    const start = place.start + match.index;
    edits.push(replacement({ start, end: start + match[0].length }, home));
  }
  return edits;
}

/** Whether an instruction leaves files in the home of root, or counts on some. */
function keepsInRootHome(instruction: Instruction): boolean {
  if (instruction.kind === "RUN" && instruction.scripts.some(installsForRoot)) return true;
  return instruction.args.text.search(rootHome) >= 0;
}

/** `pip install --user` as root installs into the home of root; so does what names `~`. */
function installsForRoot(script: Command): boolean {
  return commandsOf(script).some(({ words }) => {
    const isPip = words.some(({ text }) => /^pip[\d.]*$/.test(text));
    return words.some(({ raw }) => raw.startsWith("~/") || (isPip && raw === "--user"));
  });
}
