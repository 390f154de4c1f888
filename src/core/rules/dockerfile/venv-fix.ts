import type { CopyInstruction, Instruction } from "../../files/dockerfile/instruction";
import type { ShellWord } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import type { Fix } from "../rule";
import { insertAbove, insertBelow } from "./insert";
import type { PipInstall } from "./pip-install";
import type { RunCommand } from "./run-commands";
import { removeWord } from "./word-edits";

/** An install with `--user`, and the RUN it stands in. */
interface UserInstall {
  readonly pip: PipInstall;
  readonly each: RunCommand;
  readonly run: Instruction;
  readonly option: ShellWord;
}

const userBase = /(?<![\w./-])\/root\/\.local(?![\w.-])/g;
const venv = "/opt/venv";
const path = `ENV PATH=${venv}/bin:$PATH`;

/**
 * Installs into a virtual environment, which `copy` takes along as it is, in place of the home of root. Both stages have
 * to start from official images of Python, which share the place of the interpreter.
 */
export function moveToVenv(
  copy: CopyInstruction,
  stages: { readonly from: Stage; readonly to: Stage },
  installs: readonly UserInstall[],
  file: SourceFile<"dockerfile">,
): Fix[] {
  const { from, to } = stages;
  const [first] = installs;
  const isPython = from.base?.official === "python" && to.base?.official === "python";
  const places = [...copy.sources, ...(copy.destination ? [copy.destination] : [])];
  const isWhole = places.length === 2 && places.every(({ text }) => /^\/root\/\.local\/?$/.test(text));
  const isPlain = installs.every(({ pip, each }) => !`${pip.program.text}${each.command.name}`.includes("/"));
  if (!first || !isPython || !isWhole || !isPlain || !to.owns(copy) || mentionsInRun(to)) return [];
  const before = from.all("ENV").filter(({ index }) => index < first.run.index);
  const edits: TextEdit[] = [
    insertAbove(file, first.run, [`RUN python -m venv ${venv}`, ...(before.some(setsPath) ? [] : [path])]),
    ...installs.map(({ option, each }) => removeWord(option, each, file.form)),
    ...from.all("ENV").flatMap((env) => renamed(env.args.span, file.text)),
    ...renamed(copy.args.span, file.text),
  ];
  for (const instruction of to.instructions) {
    if (/^(ENV|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(instruction.kind))
      edits.push(...renamed(instruction.args.span, file.text));
  }
  if (!to.all("ENV").some(setsPath)) edits.push(insertBelow(file, copy, [path]));
  return [{ title: `Install into a virtual environment, \`${venv}\``, kind: "review", edits }];
}

function setsPath({ args }: Instruction): boolean {
  return args.text.includes("/root/.local/bin");
}

function mentionsInRun(stage: Stage): boolean {
  return stage.all("RUN").some(({ args }) => args.text.includes("/root/.local"));
}

function renamed(at: Span, text: string): TextEdit[] {
  return [...text.slice(at.start, at.end).matchAll(userBase)].map((match) => {
    const start = at.start + match.index;
    return replacement({ start, end: start + match[0].length }, venv);
  });
}
