import { managedServices } from "../../data/managed-services";
import { insertion, replacement } from "../../text/edits";
import { type Span, span } from "../../text/span";
import type { PlanCommand } from "./commands";
import type { PlanDocument } from "./document";
import { morePlaces, type PlanFinding, replaceBy, reviewFix } from "./finding";
import { isLeaving } from "./words";

/** Subcommands of programs that refuse any other word. */
const subcommands: Readonly<Record<string, ReadonlySet<string>>> = {
  "docker compose": words(
    "attach build config cp create down events exec export images kill logs ls pause port ps publish pull push restart rm run scale start stats stop top unpause up version volumes wait watch alpha bridge commit",
  ),
  git: words(
    "add am apply archive bisect blame branch bundle checkout cherry-pick clean clone commit config describe diff fetch filter-branch filter-repo format-patch fsck gc grep help init lfs log ls-files ls-remote maintenance merge mv notes pull push rebase reflog remote reset restore rev-list rev-parse revert rm shortlog show sparse-checkout stash status submodule subtree switch tag version worktree crypt secret flow",
  ),
  systemctl: words(
    "start stop restart reload status enable disable mask unmask daemon-reload daemon-reexec is-active is-enabled is-failed list-units list-unit-files list-timers list-dependencies show cat edit reset-failed try-restart reload-or-restart kill isolate poweroff reboot halt suspend set-default get-default preset link revert",
  ),
};

/** Commands that a program will refuse as they are written. */
export function* invalidCommands(commands: readonly PlanCommand[]): Generator<PlanFinding> {
  for (const command of commands) {
    yield* curlyMarks(command);
    yield* unknownSubcommand(command);
    yield* buildWithoutContext(command);
  }
}

/** Quotes and dashes as a word processor sets them: a shell takes them for letters. */
function* curlyMarks({ text, start }: PlanCommand): Generator<PlanFinding> {
  const quote = /[“”„]/u.exec(text);
  const dash = /(?<=\s)[–—](?=[a-z])/u.exec(text);
  const found = quote ?? dash;
  if (!found) return;
  const edits = [...text.matchAll(quote ? /[“”„]/gu : /(?<=\s)[–—](?=[a-z])/gu)].map((match) =>
    replacement(span(start + match.index, start + match.index + 1), quote ? '"' : "--"),
  );
  const at = span(start + found.index, start + found.index + 1);
  const message = quote
    ? "A shell knows straight quotes only: this one becomes part of the text."
    : "A shell knows hyphens only: this dash starts no option.";
  const fix = reviewFix(quote ? "Write straight quotes" : "Write `--`", edits);
  yield { rule: "plan/command-invalid", severity: "warning", at, message, fixes: [fix] };
}

function* unknownSubcommand({ text, start }: PlanCommand): Generator<PlanFinding> {
  const match =
    /^(?:sudo )?(docker compose|docker-compose|git|systemctl)((?: -{1,2}[\w-]+(?:[= ][\w./-]+)?){0,4}) ([a-z][\w-]{2,20})(?=\s|$)/.exec(
      text,
    );
  if (!match) return;
  const [whole, program = "", options = "", word = ""] = match;
  const known = subcommands[program.replace("docker-compose", "docker compose")];
  if (!known || known.has(word) || options !== "") return;
  const near = [...known].filter((one) => isTypo(word, one));
  const [meant] = near;
  if (meant === undefined || near.length > 1) return;
  const at = span(start + whole.length - word.length, start + whole.length);
  const message = `\`${program}\` has no \`${word}\`; \`${meant}\` is meant.`;
  yield { rule: "plan/command-invalid", severity: "warning", at, message, fixes: [replaceBy(at, meant)] };
}

/** One letter more, less, other or swapped. */
function isTypo(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 1 || written.length < 4) return false;
  let from = 0;
  while (from < written.length && written[from] === meant[from]) from++;
  const rest = written.slice(from);
  const wanted = meant.slice(from);
  return (
    rest.slice(1) === wanted.slice(1) ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
  );
}

/** `docker build -t name` with nothing behind it: there is no directory to build. */
function* buildWithoutContext({ text, start }: PlanCommand): Generator<PlanFinding> {
  const match =
    /^(?:sudo )?docker (?:buildx )?build((?:\s+(?:-t|-f|--tag|--file|--target|--platform|--build-arg)[ =]\S+|\s+--(?:no-cache|pull|push|load))+)\s*$/.exec(
      text.replaceAll("\\\n", "  "),
    );
  if (!match || /[<>|&;]/.test(text)) return;
  const end = start + text.trimEnd().length;
  const message = "`docker build` needs the directory to build from at its end, mostly a dot.";
  const fix = reviewFix("Add ` .`", [insertion(end, " .")]);
  yield { rule: "plan/command-invalid", severity: "warning", at: span(start, end), message, fixes: [fix] };
}

interface Suspicion {
  readonly pattern: RegExp;
  readonly message: string;
}

/** Commands that do something else than the plan means. The first group, where there is one, is the place. */
const suspicions: readonly Suspicion[] = [
  {
    pattern: /^(?:sudo )?(pg_restore)(?=\s)(?![^\n|]*(?:\s-d|\s--dbname|\s-f|\s--file|\s-l\b|\s--list))/,
    message:
      "`pg_restore` without `--dbname` restores nothing: it prints SQL. Name the database, and say what is lost of what was written since the backup.",
  },
  {
    pattern: /\b(chmod\s+(?:-R\s+)?0?777)\b/,
    message:
      "Mode 777 lets every user of the machine change these files: give them to the user who needs them.",
  },
  {
    pattern: /\b(docker[ -]compose\b[^\n|;&]{0,80}?\sdown\b[^\n|;&]{0,40}?\s(?:-v|--volumes))\b/,
    message: "`--volumes` deletes the data of the services as well.",
  },
  {
    pattern: /\b(docker (?:system|volume) prune\b[^\n|;&]{0,40}?(?:--volumes|-a\b)?)(?=.{0,40}--volumes)/,
    message: "With `--volumes` this deletes the data of every service that does not run at the moment.",
  },
  {
    pattern:
      /\b(git push\b[^\n|;&]{0,60}?\s(?:--force|-f))(?=\s|$)(?=[^\n]{0,60}\b(?:main|master|production)\b)/,
    message: "A forced push drops what others have pushed to this branch meanwhile.",
  },
  { pattern: /\b(ufw disable)\b/, message: "This leaves the server without a firewall." },
  { pattern: /\b(setenforce 0)\b/, message: "This switches the access control of the system off." },
  {
    pattern: /\b(StrictHostKeyChecking[= ]no)\b/,
    message: "Without a check of the host key anybody on the way can take the server's place: pin its key.",
  },
  {
    pattern: /\b(redis-cli\b[^\n|;&]{0,60}?\bflushall)\b/i,
    message: "This deletes every database of the Redis server, sessions and queues included.",
  },
  {
    pattern: /^(?:sudo )?((?:rm\s+-(?:rf|fr)|rm\s+-r\s+-f)\s+(?:--no-preserve-root\s+)?\/(?:\*|\s|$))/,
    message: "This deletes the whole system.",
  },
];

/** Commands that run and do harm, or nothing. */
export function* suspiciousCommands(
  { lines }: PlanDocument,
  commands: readonly PlanCommand[],
): Generator<PlanFinding> {
  for (const command of commands) {
    if (isLeaving(command.line, lines)) continue;
    for (const { pattern, message } of suspicions) {
      const match = pattern.exec(command.text);
      if (match) yield suspicious(placeOf(command, match), message);
    }
  }
  yield* ownedVariables(lines.map(({ text }) => text).join("\n"), commands);
  yield* pushedSubfolders(commands);
}

function placeOf({ start }: PlanCommand, match: RegExpExecArray): Span {
  const token = (match[1] ?? match[0]).trimEnd();
  const from = start + match.index + match[0].indexOf(match[1] ?? match[0]);
  return span(from, from + token.length);
}

/** `DATABASE_URL` set by hand although an add-on of Heroku sets it, and changes it when credentials rotate. */
function* ownedVariables(text: string, commands: readonly PlanCommand[]): Generator<PlanFinding> {
  const owners = [
    { name: "DATABASE_URL", addon: /heroku-postgresql|postgres(?:ql)? add-?on/i, by: "Heroku Postgres" },
    { name: "REDIS_URL", addon: /heroku-redis|redis add-?on/i, by: "the key-value store" },
  ].filter(({ addon }) => addon.test(text));
  for (const command of commands) {
    if (!/^heroku config:set\b/.test(command.text)) continue;
    for (const { name, by } of owners) {
      const at = command.text.search(new RegExp(String.raw`\b${name}=`));
      if (at === -1) continue;
      const message = `\`${name}\` belongs to ${by}, which sets it and changes it: a value written by hand breaks with the next change.`;
      yield suspicious(span(command.start + at, command.start + at + name.length), message);
    }
  }
}

/** `cd backend` and `git push heroku`: a push sends the whole repository, wherever it is started. */
function* pushedSubfolders(commands: readonly PlanCommand[]): Generator<PlanFinding> {
  const places: Span[] = [];
  let folder: { readonly group: number; readonly name: string } | undefined;
  let first = "";
  for (const command of commands) {
    const name = /^cd ([\w./-]{2,60})$/.exec(command.text.trim())?.[1];
    if (name !== undefined) folder = { group: command.group, name };
    const push = /^git push heroku\b(?: [\w:-]+)?/.exec(command.text)?.[0];
    if (!push || folder?.group !== command.group || /subtree/.test(command.text)) continue;
    first ||= folder.name;
    places.push(span(command.start, command.start + push.length));
  }
  const [at] = places;
  const more = morePlaces(places.length - 1);
  const message = `A push from \`${first}\` sends the whole repository, not this folder${more && ` (${more})`}: use \`git subtree push\`, or tell the platform which folder to build.`;
  if (at) yield suspicious(at, message);
}

function suspicious(at: Span, message: string): PlanFinding {
  return { rule: "plan/command-suspicious", severity: "warning", at, message, fixes: [] };
}

const compose = new RegExp(
  [
    String.raw`\bdocker[ -]compose(?:\s+-{1,2}[\w-]+(?:[= ][\w./-]+)?){0,4}\s+(?:exec|run|logs|restart|stop|start|up|pull)\b`,
    String.raw`(?:\s+--(?:entrypoint|user|workdir|env|env-file|tail|index|name|scale|timeout|since|until|volume|publish|label)[ =]\S+`,
    String.raw`|\s+-[euwpvn]\s+\S+|\s+-t\s+\d+|\s+-{1,2}[\w-]+(?:=\S+)?){0,8}`,
    String.raw`\s+([a-z][\w.-]{0,40})(?=\s|$|[;|&])`,
  ].join(""),
);

/** Commands on services of Compose that there are not: the provider runs them, or no Compose file has them. */
export function* missingServices(
  { lines }: PlanDocument,
  commands: readonly PlanCommand[],
  services: ReadonlySet<string> | undefined,
): Generator<PlanFinding> {
  const managed = managedServices.filter(
    ({ is, by, container }) =>
      lines.some(({ text, kind }) => kind !== "code" && is.test(text) && by.test(text)) &&
      !lines.some(({ text }) => container.test(text)),
  );
  for (const command of commands) {
    const match = compose.exec(command.text);
    const name = match?.[1];
    if (!match || name === undefined) continue;
    const from = command.start + match.index + match[0].length - name.length;
    const at = span(from, from + name.length);
    const kind = managed.find(({ names }) => names.test(name));
    if (kind && !services?.has(name)) {
      const message = `No service \`${name}\` runs under Compose here: the plan has ${kind.title} run by a provider. Connect to it with its own client and address.`;
      yield { rule: "plan/command-service-missing", severity: "warning", at, message, fixes: [] };
    } else if (services && services.size > 0 && !services.has(name)) {
      const message = `No Compose file of this workspace has a service \`${name}\`; there are ${listed(services)}.`;
      yield { rule: "plan/command-service-missing", severity: "warning", at, message, fixes: [] };
    }
  }
}

function listed(names: ReadonlySet<string>): string {
  const all = [...names].toSorted();
  return `${all
    .slice(0, 6)
    .map((name) => `\`${name}\``)
    .join(", ")}${all.length > 6 ? " and others" : ""}`;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
