import { commandsOf } from "../../files/dockerfile/command";
import type { RunInstruction } from "../../files/dockerfile/instruction";
import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { Span } from "../../text/span";
import { programOf } from "../program";
import { type InstallFlag, readArguments } from "./install-arguments";
import { type NodeManager, nodeInstallOf } from "./node-install";
import { joinPath, type WorkingFolders } from "./working-folders";

export type InstallTool = NodeManager | "pip" | "uv" | "poetry";

/** A command that installs what the files of a project name: `npm ci`, `pip install -r …`, `uv sync`. */
export interface DependencyInstall {
  readonly tool: InstallTool;
  readonly run: RunInstruction;
  readonly command: ShellCommand;
  /** The program and its verb: what a finding points at. */
  readonly at: Span;
  /** As written, without flags: `npm ci`. */
  readonly title: string;
  readonly verb: ShellWord;
  readonly flags: ReadonlyMap<string, InstallFlag>;
  /** Where it looks for its files in the image; undefined when that cannot be told. */
  readonly folder: string | undefined;
  /** What it reads to know the packages, as seen from `folder`. */
  readonly manifests: readonly string[];
}

/** What the RUNs of `stage` itself install, in order. */
export function dependencyInstalls(stage: Stage, folders: WorkingFolders): readonly DependencyInstall[] {
  const found: DependencyInstall[] = [];
  for (const run of stage.all("RUN")) {
    for (const script of run.scripts) {
      let folder: string | undefined = folders.at(run.index);
      for (const command of commandsOf(script)) {
        if (command.isSubstitution) continue;
        if (toolOf(command) === "cd" || toolOf(command) === "pushd") {
          const to = command.args[0]?.value;
          folder = to === undefined || to === "-" ? undefined : joinPath(folder ?? "\u0000", to);
          continue;
        }
        const install = readInstall(command);
        if (!install) continue;
        const inside = install.folder === undefined ? folder : folder && joinPath(folder, install.folder);
        found.push({ ...install, run, command, folder: inside, ...placeOf(install) });
      }
    }
  }
  return found;
}

interface Read {
  readonly tool: InstallTool;
  readonly program: ShellWord;
  readonly verb: ShellWord;
  readonly flags: ReadonlyMap<string, InstallFlag>;
  readonly folder: string | undefined;
  readonly manifests: readonly string[];
}

function readInstall(command: ShellCommand): Read | undefined {
  const node = nodeInstallOf(command);
  if (!node) return readPython(programOf(command).words);
  const { flags, manager: tool, program, verb, folder } = node;
  const isDry = ["package-lock-only", "lockfile-only", "dry-run"].some((name) => flags.has(name));
  if (node.isGlobal || node.packages.length > 0 || isDry || verb.text === "add") return undefined;
  if (flags.get("mode")?.value === "update-lockfile") return undefined;
  return { tool, program, verb, flags, folder, manifests: ["package.json"] };
}

const pythonValues = new Set(
  `r requirement c constraint i index-url extra-index-url find-links f target t prefix root src platform
  python-version implementation abi trusted-host cache-dir timeout retries proxy cert client-cert progress-bar
  root-user-action group extra no-group only-group no-extra package python p index default-index link-mode
  directory project C P E extras with without only no-install-package refresh-package upgrade-package
  index-strategy keyring-provider resolution prerelease config-setting config-settings no-build-package
  no-binary-package`
    .split(/\s+/)
    .filter((name) => name !== ""),
);

function readPython(words: readonly ShellWord[]): Read | undefined {
  const [program] = words;
  if (!program) return undefined;
  const name = toolOf({ name: program.text });
  const { flags, rest } = readArguments(words.slice(1), (flag) => pythonValues.has(flag));
  const isUvPip = name === "uv" && rest[0]?.text === "pip";
  const verb = isUvPip ? rest[1] : rest[0];
  if (!verb) return undefined;
  const folder = ["directory", "project", "C", "P"].map((flag) => flags.get(flag)?.value).find(isText);
  const base = { program, verb, flags, folder };
  if (isUvPip || /^pip[\d.]*$/.test(name)) {
    const manifests = verb.text === "install" ? requirementFiles(words) : [];
    return manifests.length > 0 ? { tool: "pip", ...base, manifests } : undefined;
  }
  const isSync = name === "uv" && verb.text === "sync";
  const isPoetry = name === "poetry" && /^(install|sync)$/.test(verb.text);
  if (flags.has("dry-run") || (!isSync && !isPoetry)) return undefined;
  return { tool: isSync ? "uv" : "poetry", ...base, manifests: ["pyproject.toml"] };
}

/** The files behind each `-r`; none when a variable names one. */
function requirementFiles(words: readonly ShellWord[]): string[] {
  const files: string[] = [];
  for (const [i, word] of words.entries()) {
    const attached = /^(?:-r|--requirement=)(.+)$/.exec(word.text)?.[1];
    const isFlag = word.text === "-r" || word.text === "--requirement";
    const value = isFlag ? words[i + 1]?.value : word.value === undefined ? undefined : attached;
    if (value !== undefined) files.push(value);
    else if (isFlag || attached !== undefined) return [];
  }
  return files;
}

function placeOf({ program, verb }: Read): Pick<DependencyInstall, "at" | "title"> {
  const at = { start: program.span.start, end: verb.span.end };
  return { at, title: program === verb ? program.text : `${program.text} ${verb.text}` };
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
