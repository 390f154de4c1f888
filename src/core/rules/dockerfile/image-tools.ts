import { hasTool } from "../../data/images";
import { commandsOf } from "../../files/dockerfile/command";
import type { InstructionOf } from "../../files/dockerfile/instruction";
import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";

export type Availability = "present" | "absent" | "unknown";

/**
 * Whether `tool` is on the path in the image of `stage`: brought by the base image, installed by a RUN, or copied. Anything
 * that may bring it unseen (a script, a variable in a list of packages, a copied folder of programs) makes it unknown.
 */
export function availability(stage: Stage, tool: string): Availability {
  const brought = stage.base && hasTool(stage.base, tool);
  if (brought) return "present";
  let mayHave = brought === undefined;
  for (const run of stage.allInChain("RUN")) {
    for (const command of run.scripts.flatMap((script) => commandsOf(script))) {
      const effect = effectOf(command, tool);
      if (effect === "present") return "present";
      mayHave ||= effect === "unknown";
    }
  }
  for (const copy of [...stage.allInChain("COPY"), ...stage.allInChain("ADD")]) {
    const effect = copied(copy, tool);
    if (effect === "present") return "present";
    mayHave ||= effect === "unknown";
  }
  return mayHave ? "unknown" : "absent";
}

/** Answers whether a tool is in the image of a stage. */
export type ToolLookup = (stage: Stage, tool: string) => Availability;

/** `availability` with a memory, for one check that asks about the same stages again and again. */
export function rememberingTools(): ToolLookup {
  const known = new Map<Stage, Map<string, Availability>>();
  return (stage, tool) => {
    const tools = known.get(stage) ?? new Map<string, Availability>();
    known.set(stage, tools);
    const found = tools.get(tool) ?? availability(stage, tool);
    tools.set(tool, found);
    return found;
  };
}

/** Package managers and the word of their arguments behind which packages are named. */
const installers: Readonly<Record<string, string>> = {
  "apt-get": "install",
  apt: "install",
  aptitude: "install",
  apk: "add",
  dnf: "install",
  microdnf: "install",
  yum: "install",
  zypper: "install",
};
const removals = new Set(["purge", "remove", "autoremove", "del", "erase"]);

/** Packages by the beginning of their name that bring a tool of another name. */
const packages: Readonly<Record<string, readonly string[]>> = {
  nc: ["netcat", "nmap-ncat", "busybox-extras", "ncat"],
  python: ["python"],
  node: ["nodejs"],
  npm: ["nodejs", "npm"],
  pg_isready: ["postgresql"],
  psql: ["postgresql"],
  "redis-cli": ["redis", "valkey"],
};

/** What one command of a RUN says about `tool` in the image it leaves. */
function effectOf(command: ShellCommand, tool: string): Availability | undefined {
  const { words } = command;
  if (toolOf(command) === tool) return "present";
  // The installer need not come first: `timeout 300 apt-get install …`, `xargs -a packages.txt apt-get install`.
  const program = words.findIndex(({ text }) => Object.hasOwn(installers, toolOf({ name: text })));
  if (program !== 0 && isOpaque(command)) return "unknown";
  if (program < 0) return undefined;
  const verb = installers[toolOf({ name: words[program]?.text ?? "" })];
  const at = words.findIndex(({ text }, i) => i > program && (text === verb || removals.has(text)));
  if (at < 0) return undefined;
  const named = words.slice(at + 1).filter(({ text }) => !text.startsWith("-"));
  if (words[at]?.text !== verb) return named.some((word) => brings(word, tool)) ? "unknown" : undefined;
  if (named.some((word) => brings(word, tool))) return "present";
  const isFed = words.slice(0, program).some(({ text }) => toolOf({ name: text }) === "xargs");
  return isFed || named.some(({ value }) => value === undefined) ? "unknown" : undefined;
}

function brings({ text }: ShellWord, tool: string): boolean {
  const [name = ""] = text.split(/[=~<>@:]/);
  if (name === tool) return true;
  return Object.hasOwn(packages, tool) && (packages[tool] ?? []).some((start) => name.startsWith(start));
}

/** Runs something that this file does not show: a script, or an installer fed by another command. */
function isOpaque(command: ShellCommand): boolean {
  if (command.pipedFrom && /^(sh|bash|ash|xargs)$/.test(toolOf(command))) return true;
  if (/^(\.|source|sh|bash|ash|make)$/.test(command.name)) return command.args.length > 0;
  return command.name === ""
    ? command.words.length > 0
    : command.name.includes("/") || command.name.endsWith(".sh");
}

const binFolders = new Set(["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"]);
/** Folders of a system that hold one of programs. */
const systemFolders = new Set(["", "/usr", "/usr/local", ...binFolders]);

function copied(copy: InstructionOf<"COPY">, tool: string): Availability | undefined {
  const to = withoutSlash(copy.destination?.text ?? ".");
  const sources = copy.sources.map(({ text }) => withoutSlash(text));
  const names = sources.map((path) => path.slice(path.lastIndexOf("/") + 1));
  if (to.endsWith(`/${tool}`) || (binFolders.has(to) && names.includes(tool))) return "present";
  // A folder that the build made itself, such as what `pip install --prefix` leaves, holds no programs of a system.
  const isSystem =
    sources.some((path) => systemFolders.has(path)) || names.some((name) => /[*?$]/.test(name));
  return systemFolders.has(to) && copy.from && isSystem ? "unknown" : undefined;
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
