import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { type Span, span } from "../../text/span";
import { type Started, startedBy } from "./start";

/** A value that a command line gives. */
export interface Setting {
  /** As the program or the shell gets it: `0.0.0.0`, `${PORT:-8000}`. */
  readonly text: string;
  readonly at: Span;
}

/** A web server that a container starts. */
export interface Server {
  /** `uvicorn`, `flask run`. */
  readonly name: string;
  readonly started: Started;
  readonly host: Setting | undefined;
  readonly port: Setting | undefined;
  /** Whether something that is not on the command line decides as well: a config file, a socket, `$ARGS`. */
  readonly isOpen: boolean;
  readonly kind: ServerKind;
}

/** How a server is told where to listen. */
export interface ServerKind {
  readonly host?: readonly string[];
  readonly port?: readonly string[];
  /** Options that take `host:port`. */
  readonly bind?: readonly string[];
  /** Options that move the decision elsewhere. */
  readonly elsewhere?: readonly string[];
  /** Variables that decide where no option does. */
  readonly variables?: readonly string[];
  /** Whether it listens for its own container only unless told otherwise. */
  readonly isLocal: boolean;
  /** The port where none is given. */
  readonly usualPort: number;
  /** Whether PORT takes the place of the usual port. */
  readonly readsPort?: true;
  /** The arguments that make it listen to all. */
  readonly open: readonly string[];
}

const openHost = ["--host", "0.0.0.0"];

const kinds: Readonly<Record<string, ServerKind>> = {
  uvicorn: {
    host: ["--host"],
    port: ["--port"],
    elsewhere: ["--uds", "--fd"],
    variables: ["UVICORN_HOST", "UVICORN_PORT", "UVICORN_UDS", "UVICORN_FD"],
    isLocal: true,
    usualPort: 8000,
    open: openHost,
  },
  gunicorn: {
    bind: ["--bind", "-b"],
    elsewhere: ["--config", "-c", "--paste", "--paster"],
    variables: ["GUNICORN_CMD_ARGS"],
    isLocal: true,
    usualPort: 8000,
    readsPort: true,
    open: ["--bind", "0.0.0.0:8000"],
  },
  hypercorn: {
    bind: ["--bind", "-b", "--insecure-bind", "--quic-bind"],
    elsewhere: ["--config", "-c"],
    isLocal: true,
    usualPort: 8000,
    open: ["--bind", "0.0.0.0:8000"],
  },
  daphne: {
    host: ["--bind", "-b"],
    port: ["--port", "-p"],
    elsewhere: ["--unix-socket", "-u", "--fd", "--endpoint", "-e"],
    isLocal: true,
    usualPort: 8000,
    open: ["--bind", "0.0.0.0"],
  },
  granian: {
    host: ["--host"],
    port: ["--port"],
    elsewhere: ["--uds"],
    variables: ["GRANIAN_HOST", "GRANIAN_PORT", "GRANIAN_UDS"],
    isLocal: true,
    usualPort: 8000,
    open: openHost,
  },
  "flask run": {
    host: ["--host", "-h"],
    port: ["--port", "-p"],
    elsewhere: ["--env-file", "-e"],
    variables: ["FLASK_RUN_HOST", "FLASK_RUN_PORT", "FLASK_ENV_FILE"],
    isLocal: true,
    usualPort: 5000,
    open: openHost,
  },
  "fastapi dev": { host: ["--host"], port: ["--port"], isLocal: true, usualPort: 8000, open: openHost },
  "fastapi run": {
    host: ["--host"],
    port: ["--port"],
    isLocal: false,
    usualPort: 8000,
    readsPort: true,
    open: openHost,
  },
  runserver: { isLocal: true, usualPort: 8000, open: ["0.0.0.0:8000"] },
  "vite preview": { host: ["--host"], port: ["--port"], isLocal: true, usualPort: 4173, open: openHost },
  vite: { host: ["--host"], port: ["--port"], isLocal: true, usualPort: 5173, open: openHost },
  "artisan serve": { host: ["--host"], port: ["--port"], isLocal: true, usualPort: 8000, open: openHost },
  "next start": {
    host: ["--hostname", "-H"],
    port: ["--port", "-p"],
    isLocal: false,
    usualPort: 3000,
    readsPort: true,
    open: ["--hostname", "0.0.0.0"],
  },
  "waitress-serve": {
    host: ["--host"],
    port: ["--port"],
    bind: ["--listen"],
    elsewhere: ["--unix-socket"],
    isLocal: false,
    usualPort: 8080,
    open: openHost,
  },
};

/** The web servers that are known by name among what the container of `stage` starts. */
export function serversOf(stage: Stage): readonly Server[] {
  return startedBy(stage).flatMap((started) => serverIn(started) ?? []);
}

/** The web server that a command starts, where it is known by name. */
export function serverIn(started: Started): Server | undefined {
  const { program } = started;
  const name = nameOf(program);
  const kind = name !== undefined && Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (name === undefined || !kind || program.args.some(({ text }) => /^(--version|--help)$/.test(text)))
    return undefined;
  const { args } = program;
  const binds = (kind.bind ?? []).flatMap((option) => valuesOf(args, option).map(splitAddress));
  const bind = binds.find(({ host }) => !isLoopback(host?.text ?? "")) ?? binds[0];
  const place = name === "runserver" ? runserverAddress(args) : bind;
  const host = place?.host ?? last(args, kind.host);
  const port = place?.port ?? last(args, kind.port);
  const isSocket = binds.length > 1 || binds.some(({ isAddress }) => !isAddress);
  const isOpen = isSocket || args.some((word, i) => isUnknown(word, args[i - 1])) || isElsewhere(args, kind);
  return { name, started, host, port, isOpen, kind };
}

function nameOf(program: ShellCommand): string | undefined {
  const tool = toolOf(program);
  const verb = program.args.find(({ text }) => /^(run|dev|start|preview|serve|runserver)$/.test(text))?.text;
  const script = program.words
    .slice(0, 3)
    .find(({ text }) => /(^|\/)(manage\.py|django-admin|artisan)$/.test(text));
  if (script) return script.text.endsWith("artisan") ? `artisan ${verb}` : verb;
  if (tool === "vite" && verb === undefined)
    return program.args.some(({ text }) => /^(build|optimize)$/.test(text)) ? undefined : "vite";
  if (tool === "vite") return verb === "preview" ? "vite preview" : "vite";
  return verb !== undefined && /^(flask|fastapi|next)$/.test(tool) ? `${tool} ${verb}` : tool;
}

/** The values that the option `name` has: `--host x`, `--host=x`, `-b x`. A bare option has the value "". */
function valuesOf(args: readonly ShellWord[], name: string): Setting[] {
  return args.flatMap((word, i) => {
    if (word.text.startsWith(`${name}=`)) return [partOf(word, name.length + 1, word.text.length)];
    if (word.text !== name) return [];
    const next = args[i + 1];
    if (!next || next.text.startsWith("-")) return [{ text: "", at: word.span }];
    return [partOf(next, 0, next.text.length)];
  });
}

function last(args: readonly ShellWord[], names: readonly string[] = []): Setting | undefined {
  return names.flatMap((name) => valuesOf(args, name)).at(-1);
}

/** The characters `from`..`to` of the text of a word, at their own place where nothing is escaped. */
function partOf(word: ShellWord, from: number, to: number): Setting {
  const text = word.text.slice(from, to);
  const offset = word.raw.indexOf(word.text);
  const isLiteral = offset >= 0 && word.span.end - word.span.start === word.raw.length;
  const start = word.span.start + offset;
  return { text, at: isLiteral ? span(start + from, start + to) : word.span };
}

interface Address {
  readonly host: Setting | undefined;
  readonly port: Setting | undefined;
  /** False for a socket or a descriptor. */
  readonly isAddress: boolean;
}

/** `host:port`, `:port`, `[::]:port`. A colon inside `${…}` or brackets divides nothing. */
function splitAddress({ text, at }: Setting): Address {
  if (/^(unix:|fd:)/.test(text)) return { host: undefined, port: undefined, isAddress: false };
  const match = /^(\[[^\]]*\]|\$\{[^}]*\}|[^:]*)(?::(\$\{[^}]*\}|[^:]*))?$/.exec(text);
  const [, host = "", port] = match ?? [];
  if (!match) return { host: undefined, port: undefined, isAddress: false };
  const cut = (from: number, to: number): Setting =>
    at.end - at.start === text.length
      ? { text: text.slice(from, to), at: span(at.start + from, at.start + to) }
      : { text: text.slice(from, to), at };
  return {
    host: cut(0, host.length),
    port: port === undefined ? undefined : cut(text.length - port.length, text.length),
    isAddress: true,
  };
}

/** What `runserver` gets: `8000`, `0.0.0.0:8000`. */
function runserverAddress(args: readonly ShellWord[]): Address | undefined {
  const verb = args.findIndex(({ text }) => text === "runserver");
  const word = args.slice(verb + 1).find(({ text }) => /^[\d$[a-z]/.test(text));
  if (!word) return undefined;
  const setting = partOf(word, 0, word.text.length);
  if (/^\d+$/.test(setting.text)) return { host: undefined, port: setting, isAddress: true };
  // A variable may hold either.
  return setting.text.startsWith("$") && !setting.text.includes("}:")
    ? { host: setting, port: undefined, isAddress: false }
    : splitAddress(setting);
}

/** Whether the shell may put more options where `word` stands. */
function isUnknown(word: ShellWord, before: ShellWord | undefined): boolean {
  return /^\$/.test(word.text) && !/^-/.test(before?.text ?? "");
}

function isElsewhere(args: readonly ShellWord[], { elsewhere = [] }: ServerKind): boolean {
  return elsewhere.some((option) => valuesOf(args, option).length > 0);
}

/** Whether an address is reached from its own machine only. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** A port as digits, or the variable that holds it and what it is otherwise; undefined for anything else. */
export interface PortValue {
  readonly variable: string | undefined;
  readonly value: number | undefined;
}

/** What a port on a command line is: `8000`, `$PORT`, `${PORT:-8000}`. */
export function portValue(text: string): PortValue | undefined {
  if (/^\d{1,5}$/.test(text)) return { variable: undefined, value: Number(text) };
  const match = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-(\d{1,5}))?\})$/.exec(text);
  const variable = match?.[1] ?? match?.[2];
  if (variable === undefined) return undefined;
  return { variable, value: match?.[3] === undefined ? undefined : Number(match[3]) };
}
