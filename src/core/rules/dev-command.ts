import { type ShellCommand, type ShellWord, toolOf } from "../files/dockerfile/shell";
import type { Span } from "../text/span";
import { isPython, programOf } from "./program";

/** A command that serves for development. */
export interface DevCommand {
  /** The words that make it one, inside their quotes. */
  readonly at: Span;
  /** As a person would say it: `flask run`, `--reload`. */
  readonly what: string;
  /** Whether the command serves for production without the words at `at`. */
  readonly removable: boolean;
  /** What to write instead of the words at `at`, where that is all it takes. */
  readonly instead: string | undefined;
  /** The script that a package manager runs: `dev` of `npm run dev`. */
  readonly script: string | undefined;
}

/** What makes `command` one for development: a server that is not made for more, a watcher, `--reload`. */
export function devCommandIn(command: ShellCommand): DevCommand | undefined {
  const program = programOf(command);
  const tool = toolOf(program);
  return (
    devScript(tool, program) ??
    managed(program) ??
    devTool(tool, program) ??
    watching(tool, program) ??
    option(program, "--reload")
  );
}

/** Servers for development by program and the verb that starts them; what else they do is harmless. */
const verbs: Readonly<Record<string, readonly string[]>> = {
  flask: ["run"],
  fastapi: ["dev"],
  next: ["dev"],
  nuxt: ["dev"],
  nuxi: ["dev"],
  astro: ["dev"],
  "svelte-kit": ["dev"],
  "react-router": ["dev"],
  remix: ["dev", "vite:dev"],
  wrangler: ["dev"],
  gatsby: ["develop"],
  ng: ["serve", "s"],
  "vue-cli-service": ["serve"],
  "react-scripts": ["start"],
  webpack: ["serve"],
  strapi: ["develop"],
  dotnet: ["watch"],
  cargo: ["watch"],
  mkdocs: ["serve"],
};
/** Programs that serve for development when no verb says otherwise, and the verbs that do. */
const unlessTold: Readonly<Record<string, readonly string[]>> = {
  vite: ["preview", "build", "optimize"],
  next: ["build", "start", "export", "lint", "info", "telemetry"],
};
const always = new Set(["nodemon", "ts-node-dev", "tsnd", "node-dev", "webpack-dev-server", "watchfiles"]);
/** What the same program is called in production. */
const counterparts: Readonly<Record<string, string>> = { fastapi: "run" };

function devTool(tool: string, { words, args }: ShellCommand): DevCommand | undefined {
  const [name] = words;
  if (!name) return undefined;
  const verb = args.find(({ text }, i) => /^[a-z][\w:]*$/.test(text) && !isValue(args, i));
  if (Object.hasOwn(verbs, tool) && verb && verbs[tool]?.includes(verb.text)) {
    const instead = Object.hasOwn(counterparts, tool) ? counterparts[tool] : undefined;
    const at = instead === undefined ? from(name, verb) : verb.span;
    return found(at, `${tool} ${verb.text}`, { instead });
  }
  if (always.has(tool)) {
    const runsScript = tool === "nodemon" && /\.[cm]?js$/.test(args[0]?.text ?? "");
    return found(name.span, tool, { instead: runsScript ? "node" : undefined });
  }
  if (!Object.hasOwn(unlessTold, tool) || isQuestion(args)) return undefined;
  if (verb && unlessTold[tool]?.includes(verb.text)) return undefined;
  return found(name.span, tool, {});
}

/** `manage.py runserver`, `php artisan serve`. */
function managed({ words }: ShellCommand): DevCommand | undefined {
  const script = words.findIndex(
    ({ text }, i) => i < 3 && /(^|\/)(manage\.py|django-admin|artisan)$/.test(text),
  );
  const verb = words.find(({ text }, i) => i > script && /^(runserver|runserver_plus|serve)$/.test(text));
  if (script < 0 || !verb) return undefined;
  const isArtisan = words[script]?.text.endsWith("artisan") ?? false;
  return isArtisan === (verb.text === "serve") ? found(verb.span, verb.text, {}) : undefined;
}

const managers = new Set(["npm", "pnpm", "yarn", "bun"]);
const managerOptions = new Set("--prefix --filter -F --workspace -w -C --dir --cwd --loglevel".split(" "));
const devScripts =
  /^(dev|develop|development|watch|(start|serve|server|dev)[:-](dev|development|watch|debug)|dev:[\w:-]+)$/;

/** `npm run dev`, `yarn dev`, `pnpm --filter web dev`, `bun run dev`. */
function devScript(tool: string, { args }: ShellCommand): DevCommand | undefined {
  if (!managers.has(tool)) return undefined;
  const words: ShellWord[] = [];
  for (let i = 0; i < args.length && words.length < 3; i++) {
    const word = args[i];
    if (!word || word.text === "--") break;
    if (managerOptions.has(word.text)) i++;
    else if (word.text === "workspace") i++;
    else if (!word.text.startsWith("-")) words.push(word);
  }
  const [first, second] = words;
  const runs = first?.text === "run" || first?.text === "run-script";
  if (tool === "npm" && !runs) return undefined;
  const script = runs ? second : first;
  if (!first || !script || !devScripts.test(script.text)) return undefined;
  const what = runs ? `${tool} run ${script.text}` : `${tool} ${script.text}`;
  return found(from(first, script), what, { script: script.text });
}

/** Options and words that make a runtime start again at each change. */
function watching(tool: string, program: ShellCommand): DevCommand | undefined {
  if (tool === "node" || tool === "bun" || tool === "deno") {
    const script = program.args.findIndex(({ text }) => /^[^-]/.test(text) && text !== "run");
    const own = program.args.slice(0, script < 0 ? undefined : script + 1);
    const watch = own.find(({ text }) => text === "--watch" || text === "--hot");
    return watch && found(watch.span, `${tool} ${watch.text}`, { removable: true });
  }
  const [first] = program.args;
  if (tool === "tsx" && first?.text === "watch") return found(first.span, "tsx watch", { removable: true });
  if (tool === "nest" && first?.text === "start") return option(program, "--watch") ?? option(program, "-w");
  return tool === "watchmedo" && first?.text === "auto-restart"
    ? found(first.span, "watchmedo auto-restart", {})
    : undefined;
}

/** `name` among the options of a server; those of a script of one's own mean what they like. */
function option({ name, args }: ShellCommand, option: string): DevCommand | undefined {
  const word =
    isPython(toolOf({ name })) || name === "" ? undefined : args.find(({ text }) => text === option);
  return word && found(word.span, option, { removable: true });
}

/** Whether the word at `index` is the value of the option before it: `flask --app main run`. */
function isValue(args: readonly ShellWord[], index: number): boolean {
  return /^(--app|-A|--env-file|-e|--config|-c|--project|--mode|-m|--root)$/.test(
    args[index - 1]?.text ?? "",
  );
}

function isQuestion(args: readonly ShellWord[]): boolean {
  return args.some(({ text }) => /^(-v|--version|-h|--help)$/.test(text));
}

function from(first: ShellWord, last: ShellWord): Span {
  return { start: first.span.start, end: last.span.end };
}

function found(
  at: Span,
  what: string,
  more: { readonly removable?: boolean; readonly instead?: string | undefined; readonly script?: string },
): DevCommand {
  const { removable = false, instead, script } = more;
  return { at, what, removable, instead, script };
}
