import type { Parsed, ParseProblem } from "../problem";
import type { Instruction, PairsInstruction } from "./instruction";
import { parseInstruction } from "./instructions";
import { type Comment, type Directive, readLines } from "./lines";
import type { Stage } from "./stage";
import { buildStages } from "./stages";
import { type Escape, splitQuotedWords } from "./words";

/** A Dockerfile as the builder understands it. All spans are offsets into the text that was parsed. */
export interface DockerfileForm extends Parsed {
  /** The escape character: a backslash unless `# escape=` says otherwise. */
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** All instructions in order. Triggers of ONBUILD are inside their ONBUILD. */
  readonly instructions: readonly Instruction[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly PairsInstruction[];
  readonly stages: readonly Stage[];
  /** The stage that is built when nobody asks for another. */
  readonly finalStage: Stage | undefined;
}

/** Parses a Dockerfile. Never throws; what the builder would refuse is in `problems`. */
export function parseDockerfile(text: string): DockerfileForm {
  const lines = readLines(text);
  const instructions = lines.instructions.map((raw) => parseInstruction(raw, text, lines.escape));
  const { stages, globalArgs } = buildStages(instructions, lines.escape);
  const problems = [...lines.problems, ...openQuotes(instructions, lines.escape)];
  return {
    clean: problems.length === 0,
    problems,
    escape: lines.escape,
    directives: lines.directives,
    comments: lines.comments,
    instructions,
    globalArgs,
    stages,
    finalStage: stages.at(-1),
  };
}

/** Instructions whose quotes the builder reads itself, and so refuses when one is left open. */
function openQuotes(instructions: readonly Instruction[], escapeMark: Escape): ParseProblem[] {
  const problems: ParseProblem[] = [];
  const isPosix = !instructions.some(({ kind }) => kind === "SHELL");
  for (const instruction of instructions) {
    if (isOpen(instruction, escapeMark, isPosix)) {
      problems.push({
        at: instruction.span,
        message: `${instruction.keyword} has a quote that is never closed`,
      });
    }
  }
  return problems;
}

function isOpen(instruction: Instruction, escapeMark: Escape, isPosix: boolean): boolean {
  switch (instruction.kind) {
    case "ARG":
    case "ENV":
    case "LABEL":
    case "FROM":
    case "EXPOSE":
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
      return hasQuote(instruction.args.text) && splitQuotedWords(instruction.args, escapeMark).open;
    case "RUN":
      return (
        isPosix &&
        hasQuote(instruction.args.text) &&
        instruction.scripts.some((command) => command.form === "shell" && command.script.open)
      );
    case "CMD":
    case "ENTRYPOINT":
      return isPosix && instruction.command?.form === "shell" && instruction.command.script.open;
    default:
      return false;
  }
}

function hasQuote(text: string): boolean {
  return text.includes("'") || text.includes('"');
}
