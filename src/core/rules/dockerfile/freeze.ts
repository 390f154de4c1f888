import type { SourceFile } from "../../files/source";
import { tomlEntries } from "../../files/toml";
import { inFolder } from "../../project/build-context";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { DependencyInstall } from "./dependency-install";
import { type InstallPlace, inWorkspace, isModernYarn, refusals } from "./lockfiles";

/** Settings of the project that make each install exact. */
export function isFrozenBySettings({ context, source }: InstallPlace, project: ProjectView): boolean {
  const texts = [".yarnrc.yml", "pnpm-workspace.yaml"].map(
    (name) => project.file(inFolder(context.folder, inFolder(source, name)))?.text ?? "",
  );
  return texts.some((text) => /^\s*(enableImmutableInstalls|frozenLockfile):\s*true/m.test(text));
}

export interface FlagChange {
  /** What the fix makes of the command, as code. */
  readonly command: string;
  readonly edits: readonly TextEdit[];
  /** Somebody asked for the opposite. */
  readonly isReversal: boolean;
}

/** Makes an install take what the lockfile says; undefined where no flag does or nobody wants it. */
export function flagEdits(
  { tool, verb, at, command, flags, run, title }: DependencyInstall,
  place: InstallPlace,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): FlagChange | undefined {
  const isExec = run.command?.form === "exec";
  const [refused] = refusals(flags);
  if (tool === "npm") {
    const isPlain = file.text.slice(verb.span.start, verb.span.end) === verb.text;
    if (refused !== undefined || !isPlain) return undefined;
    return { command: "`npm ci`", edits: [replacement(verb.span, "ci")], isReversal: false };
  }
  const flag = flagFor(tool, place, project);
  if (refused !== undefined) {
    const word = flags.get(refused)?.word;
    if (!word || refused === "no-lockfile" || word.raw !== word.text) return undefined;
    return { command: `\`${flag}\``, edits: [replacement(word.span, flag)], isReversal: true };
  }
  const isBare = at.start === verb.span.start;
  const end = (isBare ? command.words.at(-1)?.span.end : undefined) ?? verb.span.end;
  const edit = isExec ? insertion(end + 1, `, "${flag}"`) : insertion(end, ` ${flag}`);
  return { command: `\`${title} ${flag}\``, edits: [edit], isReversal: false };
}

function flagFor(tool: DependencyInstall["tool"], place: InstallPlace, project: ProjectView): string {
  if (tool === "yarn") return isModernYarn(project, place) ? "--immutable" : "--frozen-lockfile";
  if (tool !== "uv") return "--frozen-lockfile";
  // Members of a workspace come later, so that the lockfile cannot be compared with all of it yet.
  const manifest = project.file(inWorkspace(place, place.origin.path ?? ""));
  const isWorkspace =
    manifest?.is("toml") && tomlEntries(manifest.form, "tool", "uv", "workspace").length > 0;
  return isWorkspace ? "--frozen" : "--locked";
}
