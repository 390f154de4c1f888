import type { ShellCommand } from "../../files/dockerfile/shell";
import { flowOf } from "../../files/shell/flow";
import type { ShellForm } from "../../files/shell/form";
import type { Span } from "../../text/span";
import { type Call, callOf } from "./commands";

/** A call of ufw. */
export interface UfwCall {
  readonly command: ShellCommand;
  /** `enable`, `allow`, `limit`, `deny`, … */
  readonly verb: string;
  /** Behind the verb. */
  readonly args: readonly string[];
  /** Whether it goes ahead without asking. */
  readonly isForced: boolean;
  /** The word `ufw`. */
  readonly at: Span;
}

/** The calls of ufw in the order in which they run; what only shows something is left out. */
export function ufwCalls(form: ShellForm): readonly UfwCall[] {
  return flowOf(form).flatMap(({ command }) => {
    const call = callOf(command);
    if (call.tool !== "ufw" || call.args.includes("--dry-run")) return [];
    const verb = call.args.findIndex((arg) => !arg.startsWith("-"));
    const at = wordOf(call);
    if (verb < 0 || !at) return [];
    const isForced =
      call.args.slice(0, verb).some((arg) => arg === "--force" || arg === "-f") ||
      command.pipedFrom !== undefined ||
      command.redirects.some(({ operator }) => operator.startsWith("<"));
    return [{ command, verb: call.args[verb] ?? "", args: call.args.slice(verb + 1), isForced, at }];
  });
}

/** The word that names the program of a call. */
function wordOf({ tool, command }: Call): Span | undefined {
  return command.words.find(({ text }) => text === tool || text.endsWith(`/${tool}`))?.span;
}

/** Whether the call lets people sign in: by SSH, from everywhere, or to a port that a variable names. */
export function opensSsh({ verb, args }: UfwCall): boolean {
  const words =
    verb === "insert" || verb === "prepend" ? args.slice(verb === "insert" ? 1 : 0) : [verb, ...args];
  if (words[0] === "default")
    return /^allow$/.test(words[1] ?? "") && (words[2] ?? "incoming") === "incoming";
  if (words[0] !== "allow" && words[0] !== "limit") return false;
  const rest = words.slice(1).map((word) => word.replace(/\/(?:tcp|udp)$/, ""));
  if (rest.some((word) => /^(?:22|ssh|openssh)$/i.test(word) || /\$/.test(word))) return true;
  if (rest.some((word) => /^\d+(?::\d+)?(?:,\d+(?::\d+)?)*$/.test(word) && covers(word, 22))) return true;
  // `allow from 10.0.0.0/8` opens every port to those addresses.
  return rest.includes("from") && !rest.includes("port") && !rest.includes("app");
}

function covers(list: string, port: number): boolean {
  return list.split(",").some((part) => {
    const [first = 0, last = first] = part.split(":").map(Number);
    return first <= port && port <= last;
  });
}
