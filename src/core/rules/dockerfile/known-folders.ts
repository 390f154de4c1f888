import { commandsOf } from "../../files/dockerfile/command";
import type { Instruction } from "../../files/dockerfile/instruction";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { WorkingFolders } from "./working-folders";

/** Folders that every Linux image has. */
const usual = new Set(
  (
    "/ /bin /etc /home /lib /mnt /opt /root /sbin /srv /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin " +
    "/usr/local/lib /usr/share /usr/src /var /var/lib /var/log"
  ).split(" "),
);

/** The folders that stages have at their end, as far as the Dockerfile shows them; worked out once a stage. */
export class KnownFolders {
  private readonly own = new Map<Stage, ReadonlySet<string>>();
  private readonly working = new Map<Stage, WorkingFolders>();

  /** Whether `path`, as the instruction of `stage` with the given index sees it, is one of them. */
  has(path: string, stage: Stage, index: number): boolean {
    const full = this.workingOf(stage).resolve(path, index);
    if (full === undefined) return false;
    return usual.has(full) || stage.chain.some((each) => this.ownOf(each).has(full));
  }

  private ownOf(stage: Stage): ReadonlySet<string> {
    const known = this.own.get(stage) ?? madeIn(stage, this.workingOf(stage));
    this.own.set(stage, known);
    return known;
  }

  private workingOf(stage: Stage): WorkingFolders {
    const known = this.working.get(stage) ?? new WorkingFolders(stage);
    this.working.set(stage, known);
    return known;
  }
}

/** What the instructions of `stage` itself create, and the folders above. */
function madeIn(stage: Stage, working: WorkingFolders): ReadonlySet<string> {
  const all = new Set<string>();
  for (const instruction of stage.instructions) {
    for (const written of madeBy(instruction, stage)) {
      const path = working.resolve(written, instruction.index) ?? "";
      for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
        const folder = path.slice(0, end);
        if (all.has(folder)) break;
        all.add(folder);
      }
    }
  }
  return all;
}

/** The folders that `instruction` creates where they are missing, as it writes them. */
function madeBy(instruction: Instruction, stage: Stage): string[] {
  if (instruction.kind === "WORKDIR") {
    const path = instruction.value && stage.expand(instruction.value, instruction.index).text;
    return path === undefined ? [] : [path];
  }
  if (instruction.kind === "COPY" || instruction.kind === "ADD") {
    const path = instruction.destination && stage.expand(instruction.destination, instruction.index).text;
    return path?.endsWith("/") ? [path] : [];
  }
  if (instruction.kind !== "RUN") return [];
  const commands = instruction.scripts.flatMap((script) => commandsOf(script));
  const made = commands.filter((command) => toolOf(command) === "mkdir").flatMap(({ args }) => args);
  return made.flatMap(({ value }) => (value === undefined || value.startsWith("-") ? [] : [value]));
}
