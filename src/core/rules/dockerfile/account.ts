import { accountIn, osOf } from "../../data/images";
import { commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";

/** Who a container can run as instead of root. */
export interface Account {
  /** What USER gets. */
  readonly user: string;
  /** What `--chown` gets. */
  readonly owner: string;
  readonly home: string;
  /** The RUN that creates the account, when it is not there yet. */
  readonly create: string | undefined;
}

/** High enough to be nobody's number on the host. */
const UID = 10001;

/**
 * The account to use in `stage`: one that it used or created before, else one that its base image brings, else a new
 * one. A number does where nobody knows how the image makes users.
 */
export function accountFor(stage: Stage): Account {
  const used = formerUser(stage) ?? createdUser(stage);
  if (used) return used;
  const brought = stage.base && accountIn(stage.base);
  if (brought) return { user: brought, owner: brought, home: `/home/${brought}`, create: undefined };
  const os = (stage.base && osOf(stage.base)) ?? osByInstaller(stage);
  if (os === "debian") return newAccount(`useradd --create-home --uid ${UID} app`);
  if (os === "alpine") return newAccount(`adduser -D -u ${UID} app`);
  const user = String(UID);
  return { user, owner: `${user}:${user}`, home: "/home/app", create: undefined };
}

function newAccount(command: string): Account {
  return { user: "app", owner: "app:app", home: "/home/app", create: `RUN ${command}` };
}

/** The last user that is not root among the USER instructions that run before the stage ends. */
function formerUser(stage: Stage): Account | undefined {
  for (const { value, index } of stage.allInChain("USER").toReversed()) {
    const text = value && stage.expand(value, index).text;
    if (text === undefined || text === "" || isRoot(text)) continue;
    const [user = text] = text.split(":");
    return { user: text, owner: text, home: homeOf(user), create: undefined };
  }
  return undefined;
}

/** The last account that a RUN of the stage creates. */
function createdUser(stage: Stage): Account | undefined {
  for (const run of stage.allInChain("RUN").toReversed()) {
    const commands = run.scripts.flatMap((script) => commandsOf(script));
    const name = commands
      .toReversed()
      .map(accountCreatedBy)
      .find((created) => created !== undefined);
    if (name)
      return { user: name.user, owner: name.user, home: name.home ?? homeOf(name.user), create: undefined };
  }
  return undefined;
}

const creators = new Set(["useradd", "adduser"]);
/** Options of useradd and of both kinds of adduser that take a value of their own. */
const withValue = new Set(
  (
    "-b -c -d -e -f -g -G -k -K -p -s -u -Z -h --base-dir --comment --home-dir --home --expiredate --inactive --gid " +
    "--groups --skel --key --password --shell --uid --ingroup --gecos --firstuid --lastuid --selinux-user"
  ).split(" "),
);
const homeOptions = new Set(["-d", "-h", "--home", "--home-dir"]);

function accountCreatedBy(command: ShellCommand): { user: string; home: string | undefined } | undefined {
  if (!creators.has(toolOf(command))) return undefined;
  let home: string | undefined;
  const names: ShellWord[] = [];
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i];
    const text = word?.text ?? "";
    const isHome = homeOptions.has(text) && !(text === "-d" && toolOf(command) === "adduser");
    if (isHome) home = command.args[i + 1]?.value;
    if (text.startsWith("--home=")) home = text.slice("--home=".length);
    if (withValue.has(lastOption(text))) i++;
    else if (word && !text.startsWith("-")) names.push(word);
  }
  // `adduser user group` only adds a member.
  const [name] = names;
  return name?.value !== undefined && names.length === 1 && /^[A-Za-z_]/.test(name.value)
    ? { user: name.value, home }
    : undefined;
}

/** The option that a group such as `-ms` ends with: the one that can take a value. */
function lastOption(text: string): string {
  return /^-[mMrDSHlNoU]+[A-Za-z]$/.test(text) ? `-${text.at(-1)}` : text;
}

const installers: Readonly<Record<string, "debian" | "alpine">> = {
  "apt-get": "debian",
  apt: "debian",
  apk: "alpine",
};

/** The family that the package manager in use gives away. */
function osByInstaller(stage: Stage): "debian" | "alpine" | undefined {
  for (const run of stage.allInChain("RUN")) {
    for (const command of run.scripts.flatMap((script) => commandsOf(script))) {
      const tool = toolOf(command);
      if (Object.hasOwn(installers, tool)) return installers[tool];
    }
  }
  return undefined;
}

function homeOf(user: string): string {
  return `/home/${user}`;
}

/** Whether USER with this text leaves root in charge: by name, by number, with or without a group. */
export function isRoot(user: string): boolean {
  const [name = ""] = user.split(":");
  return name === "root" || /^0+$/.test(name);
}
