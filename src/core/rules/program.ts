import { isShell } from "../files/dockerfile/command";
import { type ShellCommand, type ShellWord, toolOf } from "../files/dockerfile/shell";

/** How a program that starts another one is called: what stands before the other's name. */
interface Wrapper {
  /** Words between the wrapper and its options, one of which has to be there: `run` of `poetry run`. */
  readonly verbs?: readonly string[];
  /** Options whose value is a word of its own. */
  readonly valued?: readonly string[];
  /** Arguments of its own before the program: the user of `gosu app`. */
  readonly own?: number;
}

const plain: Wrapper = {};
const run: Wrapper = { verbs: ["run"] };

const wrappers: Readonly<Record<string, Wrapper>> = {
  exec: { valued: ["-a"] },
  env: { valued: ["-u", "-C", "--unset", "--chdir"] },
  flock: { valued: ["-w", "-E", "--timeout", "--wait", "--conflict-exit-code"], own: 1 },
  nohup: plain,
  time: plain,
  setsid: plain,
  nice: { valued: ["-n"] },
  ionice: { valued: ["-c", "-n"] },
  stdbuf: { valued: ["-i", "-o", "-e"] },
  timeout: { valued: ["-s", "-k", "--signal", "--kill-after"], own: 1 },
  sudo: { valued: ["-u", "-g", "--user", "--group"] },
  tini: { valued: ["-e", "-p"] },
  "tini-static": { valued: ["-e", "-p"] },
  "dumb-init": { valued: ["-r", "--rewrite"] },
  catatonit: plain,
  gosu: { own: 1 },
  "su-exec": { own: 1 },
  "s6-setuidgid": { own: 1 },
  setuidgid: { own: 1 },
  setpriv: plain,
  chpst: { valued: ["-u", "-e"] },
  poetry: run,
  pipenv: run,
  pdm: run,
  rye: run,
  hatch: run,
  uv: {
    verbs: ["run"],
    valued: [
      "--with",
      "--with-editable",
      "--with-requirements",
      "--env-file",
      "--group",
      "--only-group",
      "--no-group",
      "--extra",
      "--package",
      "--project",
      "--directory",
      "--python",
      "-p",
    ],
  },
  doppler: { verbs: ["run"], valued: ["-t", "-p", "-c", "--token", "--project", "--config"] },
  infisical: { verbs: ["run"], valued: ["--env", "--path", "--projectId", "--token"] },
  dotenvx: { verbs: ["run"], valued: ["-f"] },
  dotenv: { valued: ["-e", "-f"] },
  conda: { verbs: ["run"], valued: ["-n", "-p", "--name", "--prefix"] },
  "opentelemetry-instrument": plain,
  "ddtrace-run": plain,
  "newrelic-admin": { verbs: ["run-program"] },
  bundle: { verbs: ["exec"] },
  npx: { valued: ["-p", "--package"] },
  bunx: plain,
  pnpm: { verbs: ["exec", "dlx"] },
  npm: { verbs: ["exec"] },
  yarn: { verbs: ["exec", "dlx"] },
  bun: { verbs: ["x"] },
  "cross-env": plain,
  dockerize: { valued: ["-wait", "-timeout", "-template", "-stdout", "-stderr"] },
};

const MAX_WRAPPERS = 8;
/** Scripts that start a container and hand over to what follows. */
const entryPoint = /\.sh$|(^|[-_.])entrypoint$|^wait-for(-it)?$/;

/**
 * What `command` runs in the end, with the programs that only start it taken off: `exec`, `tini --`, `gosu app`,
 * `poetry run`, `npx`, `python -m`, an entry point script. The command itself where nothing wraps it.
 */
export function programOf(command: ShellCommand): ShellCommand {
  return unwrapped(command, innerWords);
}

/** As `programOf`, for commands of a script: what is called `*.sh` there is a program of its own. */
export function programInScript(command: ShellCommand): ShellCommand {
  return unwrapped(command, (current) =>
    entryPoint.test(toolOf(current)) ? undefined : innerWords(current),
  );
}

function unwrapped(
  command: ShellCommand,
  inner: (command: ShellCommand) => readonly ShellWord[] | undefined,
): ShellCommand {
  let current = command;
  for (let i = 0; i < MAX_WRAPPERS; i++) {
    const words = inner(current);
    if (!words || words.length === 0) return current;
    current = { ...current, name: words[0]?.value ?? "", words, args: words.slice(1) };
  }
  return current;
}

/** The words of the command that `command` starts; undefined when it is a program of its own. */
function innerWords(command: ShellCommand): readonly ShellWord[] | undefined {
  const tool = toolOf(command);
  if (isPython(tool)) return pythonModule(command.args);
  if (tool === "node") return nodeTool(command.args);
  if (entryPoint.test(tool)) return behindScript(command.args);
  // `yarn next start` runs the program of a package without a verb.
  const [first] = command.args;
  if (first && /^(pnpm|yarn|bunx?)$/.test(tool) && nodeTools.has(first.text)) return command.args;
  const wrapper = Object.hasOwn(wrappers, tool) ? wrappers[tool] : undefined;
  return wrapper && behind(command.args, wrapper);
}

/** Whether `tool` is a Python interpreter: `python`, `python3.13`, `pypy3`. */
export function isPython(tool: string): boolean {
  return /^(python|pypy)[\d.]*$/.test(tool);
}

function behind(args: readonly ShellWord[], wrapper: Wrapper): readonly ShellWord[] | undefined {
  let at = 0;
  if (wrapper.verbs) {
    at = skipOptions(args, 0, wrapper);
    if (!wrapper.verbs.includes(args[at]?.text ?? "")) return undefined;
    at++;
  }
  at = skipOptions(args, at, wrapper);
  for (let own = wrapper.own ?? 0; own > 0 && at < args.length; own--)
    at = skipOptions(args, at + 1, wrapper);
  return args.slice(at);
}

/** Moves over options, their values and assignments, and over the `--` that ends them. */
function skipOptions(args: readonly ShellWord[], from: number, { valued = [] }: Wrapper): number {
  let at = from;
  for (; at < args.length; at++) {
    const text = args[at]?.text ?? "";
    if (text === "--") return at + 1;
    if (valued.includes(text)) at++;
    // `uv run -m module` runs what follows.
    else if (!/^-|^[A-Za-z_]\w*=/.test(text)) break;
  }
  return at;
}

/** `python -m uvicorn …` is `uvicorn …`. */
function pythonModule(args: readonly ShellWord[]): readonly ShellWord[] | undefined {
  for (let i = 0; i < args.length; i++) {
    const text = args[i]?.text ?? "";
    if (text === "-m") return args.slice(i + 1);
    if (!text.startsWith("-")) return undefined;
    if (text === "-W" || text === "-X") i++;
  }
  return undefined;
}

/** Programs of npm packages that package managers and `node` start by name. */
const nodeTools = new Set(
  "next vite nodemon nuxt nuxi astro gatsby ng nest tsx ts-node-dev react-scripts webpack serve".split(" "),
);

/** `node node_modules/.bin/next …` and `node node_modules/next/dist/bin/next …` are `next …`. */
function nodeTool(args: readonly ShellWord[]): readonly ShellWord[] | undefined {
  const [script, ...rest] = args;
  const match =
    /(?:^|\/)node_modules\/(?:\.bin|[\w@-]+(?:\/[\w.-]+){0,4}\/bin)\/([\w-]+)(?:\.[cm]?js)?$/.exec(
      script?.text ?? "",
    );
  const tool = match?.[1];
  if (!script || tool === undefined || !nodeTools.has(tool)) return undefined;
  return [{ ...script, value: tool }, ...rest];
}

/** A script that starts a container hands over to its arguments; those of its own end at `--`. */
function behindScript(args: readonly ShellWord[]): readonly ShellWord[] | undefined {
  const end = args.findIndex(({ text }) => text === "--");
  const rest = end < 0 ? args : args.slice(end + 1);
  const [first] = rest;
  return first && !first.text.startsWith("-") && !isShell(first.text) ? rest : undefined;
}
