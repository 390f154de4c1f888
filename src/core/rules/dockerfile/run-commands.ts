import { commandsOf, scriptIndex } from "../../files/dockerfile/command";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { RunInstruction } from "../../files/dockerfile/instruction";
import type { ShellCommand, ShellWord } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { programOf } from "../program";
import { everyInstruction } from "./every-instruction";

/** A command of a RUN. */
export interface RunCommand {
  /** As written. */
  readonly command: ShellCommand;
  /** What runs in the end: `pip install x` for `sudo python -m pip install x`. */
  readonly program: ShellCommand;
  /** Its words are strings of a JSON array; no shell reads them. */
  readonly isArray: boolean;
  /** Its place among the commands of the RUN, from 0. */
  readonly index: number;
}

/** A RUN with its commands in order. */
export interface RunStep {
  readonly run: RunInstruction;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  /** Whether it runs in the builds that start from this image. */
  readonly isTrigger: boolean;
  /** Whether its layer ends up in an image that is run: not in a stage that only others copy from. */
  readonly isShipped: boolean;
  readonly commands: readonly RunCommand[];
  /** Those that export variables. */
  readonly exports: readonly RunCommand[];
}

/** The value that a variable has; undefined when that is not known. */
export interface Setting {
  readonly value: string | undefined;
}

/** Every RUN of `form`, triggers of ONBUILD among them. */
export function* runSteps(form: DockerfileForm): Generator<RunStep> {
  const shipped = new Set(form.finalStage?.chain);
  for (const { instruction, stage, isTrigger } of everyInstruction(form)) {
    if (instruction.kind !== "RUN") continue;
    const isShipped = isTrigger || !stage || shipped.has(stage);
    const commands = commandsIn(instruction);
    const exports = commands.filter(({ command }) => command.name === "export");
    yield { run: instruction, stage, isTrigger, isShipped, commands, exports };
  }
}

function commandsIn({ scripts }: RunInstruction): RunCommand[] {
  const found: RunCommand[] = [];
  for (const script of scripts) {
    const isArray = script.form === "exec" && scriptIndex(script.strings.map(({ value }) => value)) < 0;
    for (const command of commandsOf(script))
      found.push({ command, program: programOf(command), isArray, index: found.length });
  }
  return found;
}

/**
 * What the environment variable `name` is set to for `command` of `step`: in front of it, by an `export` earlier in the
 * RUN, or by ENV or ARG. Undefined when nothing sets it.
 */
export function settingFor(
  name: string,
  { command, program, index }: RunCommand,
  step: RunStep,
  form: DockerfileForm,
): Setting | undefined {
  const wrapping = command.words.slice(0, command.words.length - program.words.length);
  const own = assigned(name, [...command.envPrefix, ...wrapping]);
  if (own) return own;
  const exporting = step.exports.findLast(
    (each) => each.index < index && assigned(name, each.command.args) !== undefined,
  );
  if (exporting) return assigned(name, exporting.command.args);
  return step.stage ? step.stage.lookup(step.run.index)(name) : looseEnv(name, step, form);
}

function assigned(name: string, words: readonly ShellWord[]): Setting | undefined {
  const word = words.findLast(({ text }) => text.startsWith(`${name}=`));
  return word && { value: word.value?.slice(name.length + 1) };
}

/** What an ENV before the first FROM says, in a part of a Dockerfile that has none. */
function looseEnv(name: string, { run }: RunStep, form: DockerfileForm): Setting | undefined {
  for (const instruction of form.instructions.slice(0, run.index).toReversed()) {
    if (instruction.kind !== "ENV") continue;
    const pair = instruction.pairs.findLast(({ key }) => key === name);
    if (pair) return { value: pair.value?.text.replaceAll(/["']/g, "") };
  }
  return undefined;
}

/** Whether a word of `words` is a variable that may hold options: its value is not known, or names some. */
export function mayHoldOptions(words: readonly ShellWord[], step: RunStep): boolean {
  return words.some(({ text, value }) => {
    if (value !== undefined) return false;
    const name = /^\$(?:\{([A-Za-z_]\w*)[^}]*\}|([A-Za-z_]\w*))$/.exec(text);
    if (!name) return text === "$@" || text === "$*";
    const known = step.stage?.variable(name[1] ?? name[2] ?? "", step.run.index);
    return known === undefined || /(^|\s)-/.test(known);
  });
}

const scripted = /^(\.|source|eval|sh|bash|ash|dash|zsh|make|just|task|ansible-playbook|xargs)$/;

/** Whether the command runs something that the Dockerfile does not show: a script, a make target, a variable. */
export function isOpaque({ program }: RunCommand): boolean {
  if (program.words.length === 0) return false;
  if (program.name === "" || program.name.endsWith(".sh")) return true;
  if (scripted.test(program.name)) return program.args.length > 0 || program.pipedFrom !== undefined;
  return program.name.includes("/") && !/^\/(usr\/)?(local\/)?s?bin\//.test(program.name);
}
