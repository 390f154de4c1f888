import type { ShellCommand } from "../../files/dockerfile/shell";
import { flowOf } from "../../files/shell/flow";
import type { SourceFile } from "../../files/source";
import { isDeploying } from "../workflow/deploys";
import { callOf, composeOf } from "./commands";
import { dumpOf, restartOf } from "./steps";

/** What a script is there for; several may hold. */
export interface Purpose {
  /** It puts a version of the app where people use it. */
  readonly deploys: boolean;
  /** It keeps a copy of data. */
  readonly backsUp: boolean;
  /** It makes a server ready. */
  readonly provisions: boolean;
}

const nothing: Purpose = { deploys: false, backsUp: false, provisions: false };
const cache = new WeakMap<SourceFile, Purpose>();

const deployNames = /^(?:(?:re)?deploy(?:ment|er)?|releases?|rollout|ship|golive|publish|rollback|promote)$/;
const backupNames = /^(?:backups?|dumps?|snapshots?|pgdump|pgbackup|dbbackup|mysqldump)$/;
const setupNames = /^(?:setup|provision(?:ing)?|bootstrap|init|install|harden(?:ing)?|prepare)$/;
const serverNames =
  /^(?:servers?|vps|host|droplet|ec2|vm|machine|production|prod|ubuntu|debian|firewall|ssh|ufw)$/;
/** Scripts for the machine of a developer, for tests and for other systems. */
const otherNames =
  /^(?:dev|devel|development|local|localhost|test|tests|testing|e2e|integration|smoke|mock|demo|example|sample|docs|storybook|macos|mac|devcontainer)$/;

/** What the script is there for, by its name and by what it does. */
export function purposeOf(file: SourceFile<"shell">): Purpose {
  const known = cache.get(file);
  if (known) return known;
  const purpose = isForOthers(file) ? nothing : read(file);
  cache.set(file, purpose);
  return purpose;
}

/** Whether the script deploys, backs up or makes a server ready. */
export function isOperational(file: SourceFile<"shell">): boolean {
  const { deploys, backsUp, provisions } = purposeOf(file);
  return deploys || backsUp || provisions;
}

/** Whether the script runs on the machine of a developer, or in tests: what a server needs does not matter there. */
export function isForOthers(file: SourceFile<"shell">): boolean {
  return (
    file.role === "skip" || file.role === "dev" || namesIn(file.path).some((name) => otherNames.test(name))
  );
}

/** The words of the name of the file at `path`, its folders left out. */
function namesIn(path: string): readonly string[] {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  return name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_. ]+/);
}

function read(file: SourceFile<"shell">): Purpose {
  const names = namesIn(file.path);
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const isSetUp = has(setupNames);
  const signs = signsIn(file);
  return {
    deploys:
      !isSetUp &&
      (has(deployNames) || signs.deploys || (signs.restarts && signs.fetches)) &&
      !isLibrary(file),
    backsUp: (has(backupNames) && !has(/^restore$/)) || signs.dumps,
    provisions:
      signs.hardens ||
      (isSetUp && (has(serverNames) || has(/^provision/))) ||
      (isSetUp && signs.installsServices),
  };
}

/** Whether the script has to do with servers: it deploys, backs up or sets up, or uses the tools for that. */
export function touchesServers(file: SourceFile<"shell">): boolean {
  if (isForOthers(file)) return false;
  return (
    isOperational(file) ||
    file.form.commands.some((command) => {
      const call = callOf(command);
      return (
        composeOf(call) !== undefined ||
        /^(?:ssh|sshpass|scp|rsync|ufw|systemctl|pg_dump|mysqldump)$/.test(call.tool)
      );
    })
  );
}

/** A script with more functions is a library, whatever else it does. */
const MAX_FUNCTIONS = 300;

/** Whether the script only defines what others call. */
export function isLibrary({ form }: SourceFile<"shell">): boolean {
  const { commands, structure } = form.main;
  if (structure.functions.length > MAX_FUNCTIONS) return true;
  const isInside = ({ span }: ShellCommand) =>
    structure.functions.some(({ body }) => body.start <= span.start && span.end <= body.end);
  const harmless =
    /^(?:|set|shopt|export|readonly|declare|local|typeset|source|\.|return|\[|\[\[|test|unset|trap|alias)$/;
  return (
    form.shebang === undefined &&
    commands.every((command) =>
      command.words.length === 0 || harmless.test(command.name) ? true : isInside(command),
    )
  );
}

interface Signs {
  deploys: boolean;
  restarts: boolean;
  /** It brings a new version: pulls, builds, copies. */
  fetches: boolean;
  dumps: boolean;
  hardens: boolean;
  installsServices: boolean;
}

function signsIn(file: SourceFile<"shell">): Signs {
  const signs: Signs = {
    deploys: false,
    restarts: false,
    fetches: false,
    dumps: false,
    hardens: false,
    installsServices: false,
  };
  for (const { command, unit } of flowOf(file.form)) {
    const call = callOf(command);
    const { tool, args } = call;
    const verb = composeOf(call)?.verb;
    const isRestart = restartOf(command) !== undefined;
    signs.restarts ||= isRestart;
    signs.deploys ||=
      (isRestart && unit.isRemote) ||
      (tool !== "ssh" && tool !== "scp" && tool !== "rsync" && isDeploying(command));
    signs.fetches ||=
      verb === "pull" ||
      (tool === "git" &&
        /^(?:pull|fetch|checkout|reset)$/.test(
          args.find((arg) => !arg.startsWith("-") && !arg.startsWith("/")) ?? "",
        )) ||
      (tool === "docker" && /^(?:pull|load)$/.test(args[0] ?? "")) ||
      tool === "rsync";
    signs.dumps ||= dumpOf(command) !== undefined;
    signs.hardens ||=
      (tool === "ufw" &&
        /^(?:enable|allow|limit|default|deny)$/.test(args.find((arg) => !arg.startsWith("-")) ?? "")) ||
      writesSshd(command);
    signs.installsServices ||=
      /^(?:adduser|useradd|fail2ban-client|swapon|mkswap)$/.test(tool) ||
      (/^(?:apt|apt-get|dnf|yum)$/.test(tool) &&
        args.includes("install") &&
        args.some((arg) =>
          /^(?:nginx|ufw|fail2ban|docker-ce|docker\.io|postgresql|unattended-upgrades)$/.test(arg),
        ));
  }
  return signs;
}

/** Whether the command changes how the SSH server lets people in. */
export function writesSshd({ words, redirects }: ShellCommand): boolean {
  const isTarget = (text: string) => /\/etc\/ssh\/sshd_config(?:\.d\/|$)/.test(text);
  if (redirects.some(({ operator, target }) => />/.test(operator) && target && isTarget(target.text)))
    return true;
  return (
    words.some(({ text }, i) => i > 0 && isTarget(text)) &&
    words.some(({ text }) => /^(?:sed|tee|cp|install|mv|perl|augtool|crudini)$/.test(text))
  );
}
