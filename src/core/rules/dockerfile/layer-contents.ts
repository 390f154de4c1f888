import { type OsCommand, osCommandOf } from "./os-install";
import { isOpaque, type RunCommand, type RunStep } from "./run-commands";

/** What earlier RUNs wrote into apt's configuration. */
export class AptSettings {
  decidesOnRecommends = false;
  keepsArchives = false;

  learn({ run, commands }: RunStep): void {
    const { text } = run.args;
    const isWritten = commands.some(({ command }) => command.redirects.length > 0 || command.name === "sed");
    const inBody = run.heredocs.length > 0;
    this.decidesOnRecommends ||=
      /install-recommends/i.test(text) && (isWritten || inBody) && /apt\.conf|\.d\//.test(text);
    this.keepsArchives ||=
      /docker-clean/.test(text) || commands.some(({ command }) => mentions(command.words, /docker-clean/));
  }
}

function mentions(words: readonly { readonly text: string }[], what: RegExp): boolean {
  return words.some(({ text }) => what.test(text));
}

/** Whether a cache or a tmpfs lies over `folder`. */
export function isMounted({ run }: RunStep, folder: string): boolean {
  return run.mounts.some(({ type, options }) => {
    const target = (options.get("target") ?? "").replace(/\/$/, "");
    if ((type !== "cache" && type !== "tmpfs") || target === "") return false;
    return folder === target || folder.startsWith(`${target}/`);
  });
}

/** Where the last command of a RUN stands that removes files; -1 for none. */
export class Removals {
  private readonly found = new Map<RegExp, number>();

  constructor(private readonly step: RunStep) {}

  /** Whether a command behind `each` removes what `paths` names, or runs something that may. */
  isBehind(each: RunCommand, paths: RegExp): boolean {
    const last = this.found.get(paths) ?? this.step.commands.findLastIndex((one) => removes(one, paths));
    this.found.set(paths, last);
    return last > each.index;
  }
}

function removes(command: RunCommand, paths: RegExp): boolean {
  const { name, words } = command.program;
  if (/(^|\/)(rm|find|unlink|cd|shred)$/.test(name)) return mentions(words, paths) || mentions(words, /^\$/);
  return isOpaque(command) && (name === "" || mentions(words, /clean|setup|install|\.sh$/));
}

/** The index of the last RUN that installs with apt without an update of its own; -1 for none. */
export function lastBareInstall(steps: readonly RunStep[]): number {
  const bare = steps.findLast(({ commands }) => {
    const found = commands.flatMap(({ command }) => osCommandOf(command) ?? []).filter(isApt);
    return (
      found.some(({ action }) => action === "install") && !found.some(({ action }) => action === "update")
    );
  });
  return bare?.run.index ?? -1;
}

function isApt({ family }: OsCommand): boolean {
  return family === "apt";
}
