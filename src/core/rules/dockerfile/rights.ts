import { needsRootToStart, stepsDown } from "../../data/images";
import { commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";

/** Programs that start another one as another user: `gosu app server`. */
const droppers = new Set([
  "gosu",
  "su-exec",
  "setpriv",
  "runuser",
  "su",
  "s6-setuidgid",
  "setuidgid",
  "chpst",
]);

/**
 * Whether the start of the container gives the rights of root up: through a program for that, through the entry point of
 * the base image, or in a script that has such a program at hand.
 */
export function givesUpRights(stage: Stage): boolean {
  if (startOf(stage).some(dropsRights)) return true;
  if (!stage.effects.entrypoint) return stage.base !== undefined && stepsDown(stage.base);
  const scripts = stage.allInChain("RUN").flatMap((run) => run.scripts);
  return scripts.some((script) => commandsOf(script).some(installsDropper));
}

/** Whether the command names a dropper, a user and what to start. */
function dropsRights({ words }: ShellCommand): boolean {
  const at = words.findIndex(({ text }) => droppers.has(toolOf({ name: text })));
  return at >= 0 && words.length - at > 2;
}

/** Nobody installs these but for a script that starts the container. */
function installsDropper({ words }: ShellCommand): boolean {
  return words.some(({ text }) => /(^|\/)(gosu|su-exec)([=~@-]|$)/.test(text));
}

/** Servers that open ports and files as root and give the rights up in their workers. */
const servers = new Set([
  "nginx",
  "httpd",
  "httpd-foreground",
  "apache2",
  "apache2ctl",
  "apache2-foreground",
  "php-fpm",
  "supervisord",
  "cron",
  "crond",
  "sshd",
]);

/** Whether a USER would break the start instead of protecting it. */
export function startsAsRootByDesign(stage: Stage): boolean {
  const started = startOf(stage);
  if (started.some((command) => servers.has(toolOf(command)))) return true;
  return started.length === 0 && stage.base !== undefined && needsRootToStart(stage.base);
}

function startOf({ effects }: Stage): readonly ShellCommand[] {
  return [...commandsOf(effects.entrypoint?.command), ...commandsOf(effects.cmd?.command)];
}
