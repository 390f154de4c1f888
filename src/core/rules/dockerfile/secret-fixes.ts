import type { Instruction, Pair, PairsInstruction, RunInstruction } from "../../files/dockerfile/instruction";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { insertion, type TextEdit } from "../../text/edits";
import { declareInExample } from "../env-example";
import type { Fix } from "../rule";
import type { PlacedInstruction } from "./every-instruction";
import { removePair } from "./remove-part";

/** Where the variables of a Dockerfile are used and declared; read through once, when somebody asks. */
export class Mentions {
  private readonly users = new Map<string, Set<Instruction>>();
  private readonly staged = new Set<string>();
  private isRead = false;

  constructor(private readonly file: SourceFile<"dockerfile">) {}

  /** The instructions that use `$name`. */
  of(name: string): ReadonlySet<Instruction> {
    this.read();
    return this.users.get(name) ?? new Set();
  }

  /** Whether an ARG of a stage has this name. */
  isStaged(name: string): boolean {
    this.read();
    return this.staged.has(name);
  }

  private read(): void {
    if (this.isRead) return;
    this.isRead = true;
    const { form, text } = this.file;
    for (const instruction of form.instructions) {
      const { start, end } = instruction.extent;
      for (const [, name = ""] of text.slice(start, end).matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
        this.users.set(name, (this.users.get(name) ?? new Set()).add(instruction));
      }
    }
    for (const stage of form.stages) {
      for (const { pairs } of stage.all("ARG")) for (const { key } of pairs) this.staged.add(key);
    }
  }
}

/** What can be done about a secret that `pair` sets or declares, best first. */
export function fixesFor(
  placed: PlacedInstruction & { readonly instruction: PairsInstruction },
  pair: Pair,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
  mentions: Mentions,
): Fix[] {
  const { instruction, isTrigger } = placed;
  if (isTrigger && instruction.pairs.length > 1) return [];
  const users = mentions.of(pair.key);
  const removal = removePair(file, instruction, pair);
  if (instruction.kind === "ARG") {
    const run = isTrigger ? undefined : onlyRun(placed, users);
    if (run) return [mountFix(pair.key, run, removal)];
    return users.size === 0 && !placed.stage && !mentions.isStaged(pair.key)
      ? [removeFix(pair.key, removal)]
      : [];
  }
  if (users.size > 0) return [];
  const isEmpty = /^["']*$/.test(pair.value?.text ?? "");
  const also = isEmpty ? undefined : declareInExample(project, file, pair.key);
  return [removeFix(pair.key, removal, also ? [also] : undefined)];
}

/** The one RUN that gets the argument, if there is just one. */
function onlyRun(
  { instruction, stage }: PlacedInstruction,
  users: ReadonlySet<Instruction>,
): RunInstruction | undefined {
  const runs = stage?.all("RUN") ?? [];
  const last = (runs.at(-2)?.index ?? -1) < instruction.index ? runs.at(-1) : undefined;
  const [only] = users.size > 0 ? users : [last];
  if (only?.kind !== "RUN" || users.size > 1 || only.index < instruction.index) return undefined;
  return stage?.owns(only) ? only : undefined;
}

function mountFix(name: string, run: RunInstruction, removal: TextEdit): Fix {
  return {
    title: `Mount ${name} as a build secret; pass it with --secret id=${name}`,
    kind: "review",
    edits: [removal, insertion(run.keywordSpan.end, ` --mount=type=secret,id=${name},env=${name}`)],
  };
}

function removeFix(name: string, removal: TextEdit, also?: Fix["also"]): Fix {
  const title = also
    ? `Remove ${name} and list it among the variables to set`
    : `Remove ${name}: set it when the container starts`;
  return { title, kind: "review", edits: [removal], ...(also ? { also } : {}) };
}
