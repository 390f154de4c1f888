import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import { programInScript } from "../program";

/** A command without `sudo`, `timeout`, `npx` and their kin. */
export interface Call {
  /** Without its path; what a variable decides on as it is written. */
  readonly tool: string;
  readonly args: readonly string[];
  readonly command: ShellCommand;
}

/** What `command` calls in the end. */
export function callOf(command: ShellCommand): Call {
  const program = programInScript(command);
  const tool = toolOf(program) || toolOf({ name: program.words[0]?.text ?? "" });
  return { tool, args: program.args.map(({ text }) => text), command };
}

/** `docker compose …`, or `docker-compose …`. */
export interface ComposeCall {
  /** `up`, `pull`, …; empty when there is none. */
  readonly verb: string;
  /** Words before the verb. */
  readonly options: readonly string[];
  /** Words behind the verb. */
  readonly args: readonly string[];
}

const composeOptions = new Set(
  "-f --file -p --project-name --env-file --profile --project-directory --ansi --progress --parallel".split(
    " ",
  ),
);
const dockerOptions = new Set("-H --host -c --context --config -l --log-level".split(" "));

/** The call of Compose that `call` is; undefined when it is none. */
export function composeOf({ tool, args }: Call): ComposeCall | undefined {
  let at = 0;
  if (/^(?:docker|podman|nerdctl)$/.test(tool)) {
    at = behindOptions(args, 0, dockerOptions);
    if (args[at] !== "compose") return undefined;
    at++;
  } else if (!/^(?:docker|podman)-compose$/.test(tool)) return undefined;
  const verb = behindOptions(args, at, composeOptions);
  return { verb: args[verb] ?? "", options: args.slice(at, verb), args: args.slice(verb + 1) };
}

function behindOptions(args: readonly string[], from: number, valued: ReadonlySet<string>): number {
  let at = from;
  while (args[at]?.startsWith("-")) at += valued.has(args[at] ?? "") ? 2 : 1;
  return at;
}

const execOptions = new Set(
  "-e --env -u --user -w --workdir --env-file --index -v --volume -p --publish --name --entrypoint -l --label -n --namespace -c --container --network --mount --add-host".split(
    " ",
  ),
);

/**
 * The call that runs in a container: `pg_dump` for `docker compose exec -T db pg_dump …`. The call itself when it enters none;
 * `docker run` needs an image first, whose entry point is not known, and counts as entering.
 */
export function insideContainer(call: Call): Call {
  const { args } = call;
  const compose = composeOf(call);
  const [verb, words] = compose ? [compose.verb, compose.args] : verbOf(call);
  if (verb !== "exec" && verb !== "run") return call;
  let at = behindOptions(words, 0, execOptions) + 1;
  if (words[at] === "--") at++;
  // Words of `args` and of the command end alike, so that the places of the inner ones are known.
  const inner = words.slice(at);
  if (inner.length === 0) return call;
  const all = call.command.words;
  const rest = all.slice(all.length - inner.length);
  if (rest.length !== inner.length || args.length < inner.length) return call;
  return callOf({
    ...call.command,
    name: rest[0]?.value ?? rest[0]?.text ?? "",
    words: rest,
    args: rest.slice(1),
  });
}

function verbOf({ tool, args }: Call): readonly [string, readonly string[]] {
  if (!/^(?:docker|podman|nerdctl|kubectl|oc)$/.test(tool)) return ["", []];
  const at = behindOptions(args, 0, tool === "kubectl" || tool === "oc" ? execOptions : dockerOptions);
  const isContainer = args[at] === "container";
  return [args[isContainer ? at + 1 : at] ?? "", args.slice(isContainer ? at + 2 : at + 1)];
}

/** Words that are no options and no values of options that `valued` names. */
export function operands(
  args: readonly string[],
  valued: ReadonlySet<string> = new Set(),
): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    if (valued.has(word)) i++;
    else if (!word.startsWith("-")) found.push(word);
  }
  return found;
}
