import { commandsOf } from "../../files/dockerfile/command";
import type { CopyInstruction, RunInstruction } from "../../files/dockerfile/instruction";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { tomlValue } from "../../files/toml";
import { inFolder } from "../../project/build-context";
import { stateInContext } from "../../project/context-files";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { insertAbove } from "./insert";
import type { InstallSite } from "./install-sites";
import { inWorkspace } from "./lockfiles";
import { manifestAt } from "./package-manifest";
import { requiredFiles } from "./required-files";

/** Edits that install above `copy`, and the files that are copied for it. */
export interface Move {
  readonly edits: readonly TextEdit[];
  readonly copied: readonly string[];
}

/** Moves the install above the COPY that brings all files; undefined when it may need some of them. */
export function moveInstall(
  file: SourceFile<"dockerfile">,
  site: InstallSite,
  copy: CopyInstruction,
  project: ProjectView,
): Move | undefined {
  const { install, place, files } = site;
  const { run } = install;
  const isHere = [copy.index, run.index].every((index) => files.folders.at(index) === install.folder);
  if (!isHere || place.folder !== install.folder || !areIndependent(file, copy, run)) return undefined;
  if (needsSources(site, project)) return undefined;
  const names = namesFor(site, project);
  const part = partOf(file, install.command, run);
  if (!names || !part) return undefined;
  const flags = copy.flags.map(({ span }) => `${file.text.slice(span.start, span.end)} `).join("");
  const here = names.filter((name) => !name.includes("/")).map((name) => inFolder(place.source, name));
  const folders = names.filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const lines = [
    `COPY ${flags}${here.join(" ")} ./`,
    ...folders.map((name) => `COPY ${flags}${inFolder(place.source, name)} ./${name}`),
    ...part.lines,
  ];
  return { edits: [insertAbove(file, copy, lines), part.removal], copied: names };
}

const neutral = new Set("COPY EXPOSE LABEL CMD ENTRYPOINT HEALTHCHECK STOPSIGNAL MAINTAINER".split(" "));

/** Whether nothing between the two instructions changes what the second one does. */
function areIndependent(
  { form }: SourceFile<"dockerfile">,
  copy: CopyInstruction,
  run: RunInstruction,
): boolean {
  return form.instructions
    .slice(copy.index + 1, run.index)
    .every((each) => neutral.has(each.kind) && !(each.kind === "COPY" && each.from));
}

/** Whether the install runs or reads files of the application itself. */
function needsSources({ install, place }: InstallSite, project: ProjectView): boolean {
  const path = inWorkspace(place, place.origin.path ?? "");
  const { tool, flags } = install;
  const file = project.file(path);
  if (tool === "uv" || tool === "poetry") {
    if (!file?.is("toml") || !file.form.clean) return true;
    if (tool === "uv") {
      const isPackage = tomlValue(file.form, "build-system", "requires") !== undefined;
      const isWorkspace = tomlValue(file.form, "tool", "uv", "workspace", "members") !== undefined;
      return isWorkspace || (isPackage && !flags.has("no-install-project"));
    }
    const mode = tomlValue(file.form, "tool", "poetry", "package-mode");
    return !flags.has("no-root") && !(mode?.kind === "scalar" && mode.text === "false");
  }
  if (tool === "pip") return false;
  const manifest = manifestAt(project, path);
  if (!manifest || manifest.hasWorkspaces) return true;
  const hooks = ["preinstall", "install", "postinstall", "prepare", "prepublish"];
  const runs = !flags.has("ignore-scripts") && hooks.some((name) => manifest.scripts[name] !== undefined);
  const isLocal = (range: string) => /^(file|link|portal|workspace|\.{0,2}\/)/.test(range);
  // The client of Prisma generates itself from the schema, if that is there, when it is installed.
  const { dependencies } = manifest;
  return runs || "@prisma/client" in dependencies || Object.values(dependencies).some(isLocal);
}

/** The files that the install reads, as seen from the folder of its manifest; undefined when they are not all known. */
function namesFor(site: InstallSite, project: ProjectView): string[] | undefined {
  const { install, place } = site;
  const required = requiredFiles(site, project);
  if (required.some(({ state }) => state === "ignored")) return undefined;
  const within = (path: string) => path.slice(place.source === "" ? 0 : place.source.length + 1);
  const names = install.tool === "pip" ? requirementNames(site, project) : [...install.manifests];
  if (!names) return undefined;
  const settings: Readonly<Record<string, readonly string[]>> = {
    npm: [".npmrc"],
    pnpm: [".npmrc", ".pnpmfile.cjs"],
    yarn: [".npmrc", ".yarnrc", ".yarnrc.yml"],
    bun: [".npmrc", "bunfig.toml"],
    uv: [".python-version", "uv.toml"],
    poetry: ["poetry.toml"],
  };
  const optional = (settings[install.tool] ?? []).filter(
    (name) => stateInContext(project, place.context, inFolder(place.source, name)) === "present",
  );
  return [...new Set([...names, ...required.map(({ path }) => within(path)), ...optional])];
}

/** Each requirements file and what it includes; undefined when one of them needs a folder or cannot be read. */
function requirementNames({ install, place }: InstallSite, project: ProjectView): string[] | undefined {
  const names: string[] = [];
  const open = [...install.manifests];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    const plain = name.replace(/^\.\//, "");
    const file = project.file(inWorkspace(place, inFolder(place.source, plain)));
    if (folderOf(plain) !== "" || !file?.is("requirements") || file.form.unnamed.length > 0) return undefined;
    if (names.includes(plain)) continue;
    names.push(plain);
    open.push(...file.form.includes.map(({ path }) => path));
  }
  return names;
}

/** What moves: lines for another place, and the edit that takes them away here. */
interface Part {
  readonly lines: readonly string[];
  readonly removal: TextEdit;
}

/** The RUN up to the install and what cleans up behind it; the rest stays. */
function partOf(
  file: SourceFile<"dockerfile">,
  install: ShellCommand,
  run: RunInstruction,
): Part | undefined {
  const [script] = run.scripts;
  if (run.scripts.length !== 1 || script?.form !== "shell" || run.heredocs.length > 0) return undefined;
  const commands = commandsOf(script);
  const at = commands.indexOf(install);
  if (at < 0 || commands.some(({ isSubstitution }) => isSubstitution)) return undefined;
  if (!commands.slice(0, at).every(prepares)) return undefined;
  let last = at;
  while (commands[last + 1] && cleansUp(commands[last + 1])) last++;
  const first = commands[0];
  const end = commands[last]?.span.end;
  const next = commands[last + 1];
  if (!first || end === undefined || first.span.start !== script.span.start) return undefined;
  for (const [i, command] of commands.entries()) {
    const before = commands[i - 1];
    if (i > last + 1 || !before) continue;
    if (!/^(\s|\\\r?\n)*&&(\s|\\\r?\n)*$/.test(file.text.slice(before.span.end, command.span.start)))
      return undefined;
  }
  const head = file.text.slice(run.span.start, end);
  if (next)
    return { lines: [head], removal: replacement({ start: first.span.start, end: next.span.start }, "") };
  return end === script.span.end ? wholeRun(file, run) : undefined;
}

function prepares(command: ShellCommand): boolean {
  const isSetup = command.args.some(({ text }) =>
    /^(-g|--global|--upgrade|-U|enable|prepare|config|set)$/.test(text),
  );
  return isSetup && /^(npm|pnpm|yarn|corepack|pip[\d.]*|python[\d.]*|poetry)$/.test(toolOf(command));
}

function cleansUp(command: ShellCommand | undefined): boolean {
  return (
    command !== undefined &&
    (toolOf(command) === "rm" || command.args[0]?.text === "cache" || command.args[0]?.text === "store")
  );
}

/** The instruction with the comment lines above it, and its removal without a doubled empty line. */
function wholeRun(file: SourceFile<"dockerfile">, run: RunInstruction): Part {
  const { lines, text } = file;
  const comments = new Set(
    file.form.comments.filter(({ inside }) => !inside).map(({ span }) => lines.lineAt(span.start)),
  );
  let first = lines.lineAt(run.span.start);
  const last = lines.lineAt(run.span.end);
  const own: string[] = [];
  while (comments.has(first - 1)) own.unshift(lines.lineText(--first).trim());
  const isBlank = (line: number) => line >= lines.lineCount || lines.lineText(line).trim() === "";
  if (isBlank(first - 1) && isBlank(last + 1)) first--;
  const isLast = last + 1 >= lines.lineCount;
  const start = isLast ? lines.lineSpan(first - 1).end : lines.lineSpan(first).start;
  const end = isLast ? lines.lineSpan(last).end : lines.lineSpan(last + 1).start;
  return {
    lines: [...own, text.slice(run.span.start, run.span.end)],
    removal: replacement({ start, end }, ""),
  };
}
