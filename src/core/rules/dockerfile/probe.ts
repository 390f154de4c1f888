import { type Command, commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { availability } from "./image-tools";

/** What a health check asks for, taken from its URL. */
interface Target {
  /** The port as digits, or the variable that holds it and what it is by default. */
  readonly port: { readonly variable: string | undefined; readonly value: string };
  readonly path: string;
}

const wrappers = new Set(["timeout", "env", "exec", "nice", "sudo", "time", "gosu", "su-exec"]);

/** The commands of a check that are programs of their own, with what wraps them taken off. */
export function probesOf(command: Command): readonly ShellCommand[] {
  return commandsOf(command)
    .map(unwrapped)
    .filter(({ name }) => name !== "");
}

function unwrapped(command: ShellCommand): ShellCommand {
  if (!wrappers.has(toolOf(command))) return command;
  const isOwn = ({ text }: ShellWord) => /^-|^\d+[smhd]?$|^[A-Z_]+=/.test(text);
  const at = command.args.findIndex((word) => !isOwn(word));
  const words = at < 0 ? [] : command.args.slice(at);
  return { ...command, name: words[0]?.value ?? "", words, args: words.slice(1) };
}

/**
 * The same question asked with a program that the image of `stage` has, as arguments of `HEALTHCHECK CMD`. Undefined when
 * `command` names no plain HTTP address of its own container, or no program is known to be there.
 */
export function equivalentProbe(command: Command, stage: Stage): string | undefined {
  const target = targetOf(textOf(command), stage);
  if (!target) return undefined;
  const python = ["python", "python3"].find((tool) => availability(stage, tool) === "present");
  if (python) return exec([python, "-c", pythonCode(target)]);
  if (stage.base?.official === "node" && isNode18(stage)) return exec(["node", "-e", nodeCode(target)]);
  const port =
    target.port.variable === undefined
      ? target.port.value
      : `\${${target.port.variable}:-${target.port.value}}`;
  const words = ["-q", "--spider", `http://127.0.0.1:${port}${target.path}`];
  if (availability(stage, "wget") === "present") return forShell(["wget", ...words], target);
  if (availability(stage, "curl") === "present")
    return forShell(["curl", "-fsS", "-o", "/dev/null", words[2] ?? ""], target);
  return undefined;
}

function exec(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(", ")}]`;
}

/** The shell form where a variable has to be expanded, else the exec form. */
function forShell(argv: readonly string[], target: Target): string {
  return target.port.variable === undefined ? exec(argv) : `${argv.join(" ")} || exit 1`;
}

function pythonCode({ port, path }: Target): string {
  const start = "import os,urllib.request as u;u.urlopen(";
  if (port.variable === undefined) {
    return `${start.replace("os,", "")}'http://127.0.0.1:${port.value}${path}',timeout=3)`;
  }
  return `${start}'http://127.0.0.1:'+os.getenv('${port.variable}','${port.value}')+'${path}',timeout=3)`;
}

function nodeCode({ port, path }: Target): string {
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

function textOf(command: Command): string {
  return command.form === "shell" ? command.text.text : command.strings.map(({ value }) => value).join(" ");
}

const url =
  /\bhttp:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::(\d{1,5}|\$[A-Z_a-z]\w*|\$\{[A-Z_a-z]\w*(?::?-\d{1,5})?\}))?(\/[\w./~%?=&-]*)?(?=$|[\s"'`)|;\\])/;

function targetOf(text: string, stage: Stage): Target | undefined {
  const match = url.exec(text);
  if (!match) return undefined;
  const [, port = "80", path = "/"] = match;
  const variable = /^\$\{?(\w+)/.exec(port)?.[1];
  if (variable === undefined) {
    // A literal that repeats PORT should follow it.
    const isPort = stage.variable("PORT") === port;
    return { port: { variable: isPort ? "PORT" : undefined, value: port }, path };
  }
  const value = /-(\d+)\}$/.exec(port)?.[1] ?? stage.variable(variable);
  return value !== undefined && /^\d+$/.test(value) ? { port: { variable, value }, path } : undefined;
}
