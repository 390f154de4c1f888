import { type Command, commandsOf } from "../../files/dockerfile/command";
import type { ShellCommand } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { Span } from "../../text/span";
import { programOf } from "../program";
import { availability, type ToolLookup } from "./image-tools";

/** What a health check asks for. */
export interface ProbeTarget {
  /** The port as digits, or the variable that holds it and what it is by default. */
  readonly port: { readonly variable: string | undefined; readonly value: string };
  readonly path: string;
}

/** The commands of a check that are programs of their own, with what wraps them taken off. */
export function probesOf(command: Command): readonly ShellCommand[] {
  return commandsOf(command)
    .map(programOf)
    .filter(({ name }) => name !== "");
}

/** A check as its program and arguments; `isShell` when a shell has to expand a variable in it. */
export interface Probe {
  readonly argv: readonly string[];
  readonly isShell: boolean;
}

/**
 * The same question asked with a program that the image of `stage` has. Undefined when `command` names no plain HTTP
 * address of its own container, or no program is known to be there.
 */
export function equivalentProbe(
  command: Command,
  stage: Stage,
  lookup: ToolLookup = availability,
): Probe | undefined {
  const target = targetOf(command, stage);
  return target && probeFor(target, stage, lookup);
}

/** A check that asks `target` with a program that the image of `stage` has; undefined when none is known to be there. */
export function probeFor(
  target: ProbeTarget,
  stage: Stage,
  lookup: ToolLookup = availability,
): Probe | undefined {
  // An image of Node.js may have Python for what is compiled in it.
  if (stage.base?.official === "node" && isNode18(stage))
    return { argv: ["node", "-e", nodeCode(target)], isShell: false };
  const python = ["python", "python3"].find((tool) => lookup(stage, tool) === "present");
  if (python) return { argv: [python, "-c", pythonCode(target)], isShell: false };
  const { variable, value } = target.port;
  const port = variable === undefined ? value : `\${${variable}:-${value}}`;
  const address = `http://127.0.0.1:${port}${target.path}`;
  const isShell = variable !== undefined;
  if (lookup(stage, "wget") === "present") return { argv: ["wget", "-q", "--spider", address], isShell };
  if (lookup(stage, "curl") === "present")
    return { argv: ["curl", "-fsS", "-o", "/dev/null", address], isShell };
  return undefined;
}

/** What stands behind `HEALTHCHECK CMD` for `probe`: the exec form unless a shell is needed. */
export function probeText({ argv, isShell }: Probe): string {
  return isShell ? shellText(argv) : `[${argv.map((word) => JSON.stringify(word)).join(", ")}]`;
}

/** `argv` for a shell, with the exit code that a health check has to have. */
export function shellText(argv: readonly string[]): string {
  return `${argv.join(" ")} || exit 1`;
}

function pythonCode({ port, path }: ProbeTarget): string {
  const start = "import os,urllib.request as u;u.urlopen(";
  if (port.variable === undefined) {
    return `${start.replace("os,", "")}'http://127.0.0.1:${port.value}${path}',timeout=3)`;
  }
  return `${start}'http://127.0.0.1:'+os.getenv('${port.variable}','${port.value}')+'${path}',timeout=3)`;
}

function nodeCode({ port, path }: ProbeTarget): string {
  const url =
    port.variable === undefined
      ? `'http://127.0.0.1:${port.value}${path}'`
      : `'http://127.0.0.1:'+(process.env.${port.variable}||${port.value})+'${path}'`;
  return `fetch(${url}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))`;
}

/** `fetch` is there from Node.js 18 on. */
function isNode18(stage: Stage): boolean {
  const major = /^(\d+)/.exec(stage.base?.tag?.text ?? "")?.[1];
  return major === undefined || Number(major) >= 18;
}

/** The address of its own container that a health check asks. */
export interface ProbeUrl {
  readonly host: string;
  readonly hostAt: Span;
  /** Digits or a variable; undefined where none is written. */
  readonly port: string | undefined;
  readonly portAt: Span | undefined;
  readonly path: string;
}

const url =
  /(\bhttp:\/\/)(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::(\d{1,5}|\$[A-Z_a-z]\w*|\$\{[A-Z_a-z]\w*(?::?-\d{1,5})?\}))?(\/[\w./~%?=&-]*)?(?=$|[\s"'`)|;\\])/;

/** The same without a scheme, which curl and wget add themselves: a port or a path tells it from a word. */
const bareUrl =
  /(\b(?:curl|wget)\s+(?:[^\s|;&]{1,60}\s+){0,10}?)(localhost|127\.0\.0\.1|0\.0\.0\.0)(?=[:/])(?::(\d{1,5}|\$[A-Z_a-z]\w*))?(\/[\w./~%?=&-]*)?(?=$|[\s"'`)|;\\])/;

/** The first address of its own container in `command`, where it stands in one piece. */
export function probeUrlIn(command: Command): ProbeUrl | undefined {
  const texts = command.form === "shell" ? [command.text] : command.strings.map(({ text }) => text);
  for (const text of texts) {
    const match = url.exec(text.text) ?? (command.form === "shell" ? bareUrl.exec(text.text) : null);
    if (!match) continue;
    const [, prefix = "", host = "", port, path = "/"] = match;
    const start = match.index + prefix.length;
    const end = start + host.length;
    return {
      host,
      hostAt: text.spanOf(start, end),
      port,
      portAt: port === undefined ? undefined : text.spanOf(end + 1, end + 1 + port.length),
      path,
    };
  }
  return undefined;
}

function targetOf(command: Command, stage: Stage): ProbeTarget | undefined {
  const asked = probeUrlIn(command);
  if (!asked) return undefined;
  const { port = "80", path } = asked;
  const variable = /^\$\{?(\w+)/.exec(port)?.[1];
  if (variable === undefined) {
    // A literal that repeats PORT should follow it.
    const isPort = stage.variable("PORT") === port;
    return { port: { variable: isPort ? "PORT" : undefined, value: port }, path };
  }
  const value = /-(\d+)\}$/.exec(port)?.[1] ?? stage.variable(variable);
  return value !== undefined && /^\d+$/.test(value) ? { port: { variable, value }, path } : undefined;
}
