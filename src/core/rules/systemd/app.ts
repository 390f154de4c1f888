import type { SourceFile } from "../../files/source";
import { type ExecLine, execOf } from "../../files/systemd/exec";
import { lastOf, listOf, type SystemdEntry, type SystemdForm, sectionsOf } from "../../files/systemd/form";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";

/** A service that keeps an application of the project running. */
export interface AppService {
  readonly form: SystemdForm;
  /** What it starts. */
  readonly exec: ExecLine;
  /** The program in `ExecStart=`. */
  readonly at: Span;
  /** What the unit is called: `shop` for `shop.service` and `shop@.service`. */
  readonly name: string;
}

/** Programs that run applications. */
const runtimes =
  /^(?:node|nodejs|deno|bun|npm|npx|yarn|pnpm|python[\d.]*|pypy[\d.]*|gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|celery|flask|fastapi|streamlit|uv|poetry|pipenv|ruby|rails|puma|unicorn|sidekiq|bundle|rackup|java|php[\d.]*|dotnet|beam\.smp|mix|elixir|next)$/;
/** Where people put what they deploy. */
const appFolders = /^(?:\/srv\/|\/opt\/|\/home\/|\/var\/www\/|%h\/)/;
/** Where the packages of a distribution put what they bring, scripts for an interpreter too. */
const systemFolders = /^\/(?:usr\/(?!local\/)|bin\/|sbin\/|lib\/|libexec\/)/;
const containers = /^(?:docker|docker-compose|podman|podman-compose|nerdctl|kubectl|k3s|containerd|lxc)$/;

/**
 * The application that `file` runs. Undefined for everything else: other kinds of unit, drop-ins, units of a user, what runs once, what
 * starts containers, what a distribution brings, and units that could not be read.
 */
export function appServiceOf(file: SourceFile<"systemd">): AppService | undefined {
  const { form } = file;
  if (form.type !== "service" || form.isDropIn || !form.clean || isUserUnit(file)) return undefined;
  if (lastOf(form, "Service", "Type")?.text === "oneshot") return undefined;
  const entry = listOf(form, "Service", "ExecStart").at(-1);
  const exec = entry && execOf(entry);
  const [program] = exec?.words ?? [];
  const name = unitName(file.path);
  if (!exec || !program || !(isApplication(exec) || isOwnProgram(exec, name, form))) return undefined;
  return { form, exec, at: program.span, name };
}

/** What the unit at `path` is called, without its type and without the mark of a template; a drop-in has the name of its unit. */
export function unitName(path: string): string {
  const parts = path.split("/");
  const own = parts.at(-1) ?? "";
  const file = own.endsWith(".conf") ? (parts.at(-2) ?? "").replace(/\.d$/, "") : own;
  return file.slice(0, file.lastIndexOf(".")).replace(/@.*$/, "");
}

/** Whether the unit runs for a user who is signed in. */
export function isUserUnit({ path, form }: SourceFile<"systemd">): boolean {
  if (/(?:^|\/)systemd\/user\//.test(path)) return true;
  return listOf(form, "Install", "WantedBy").some(({ text }) => /^default\.target$/.test(text));
}

/**
 * Whether the unit runs a program that people put among the tools, under the name of the unit and as a user of its own: what needs
 * the rights of root lies there as well.
 */
function isOwnProgram({ words }: ExecLine, unit: string, form: SystemdForm): boolean {
  const program = words[0]?.text ?? "";
  const user = lastOf(form, "Service", "User")?.text ?? "";
  return /^\/usr\/local\/s?bin\//.test(program) && baseName(program) === unit && !/^(?:|root|0)$/.test(user);
}

function isApplication({ words }: ExecLine): boolean {
  const names = insideShell(words.map(({ text }) => text));
  if (names.some((name) => containers.test(baseName(name)))) return false;
  const [program = "", ...args] = names[0] === "/usr/bin/env" || names[0] === "env" ? names.slice(1) : names;
  if (appFolders.test(program)) return true;
  const script = args.find((arg) => !arg.startsWith("-"));
  return runtimes.test(baseName(program)) && !systemFolders.test(script ?? "");
}

/** The last command of `bash -lc '…'`, which is what stays; the words themselves where no shell starts them. */
function insideShell(names: readonly string[]): readonly string[] {
  const flag = names.findIndex((name) => /^-[a-z]*c$/.test(name));
  if (!/^(?:ba|da|z)?sh$/.test(baseName(names[0] ?? "")) || flag < 0) return names;
  const last = (names[flag + 1] ?? "").split(/&&|;/).findLast((part) => part.trim() !== "") ?? "";
  const words = last.trim().split(/\s+/);
  const first = words.findIndex((word) => word !== "exec" && !/^\w+=/.test(word));
  return first < 0 ? [] : words.slice(first);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a drop-in of the workspace for the unit at `path` sets `key` of `[Service]`. */
export function isSetElsewhere(path: string, key: string, project: ProjectView): boolean {
  const folder = `${path.slice(path.lastIndexOf("/") + 1)}.d/`;
  return project.filesOf("systemd").some(({ path: other, form }) => {
    const isDropIn = other.endsWith(".conf") && `/${other}`.includes(`/${folder}`);
    return isDropIn && lastOf(form, "Service", key) !== undefined;
  });
}

/** Whether another unit beside the one at `path` starts it: a timer, a socket. */
export function isTriggered(path: string, project: ProjectView): boolean {
  const stem = `${folderOf(path) === "" ? "" : `${folderOf(path)}/`}${path.slice(path.lastIndexOf("/") + 1, path.lastIndexOf("."))}`;
  return [".timer", ".socket", ".path"].some((type) => project.has(stem + type));
}

/** Where lines are best added to `[Service]`: behind the line that `after` names first, else at its start. */
export function insertionPoint(form: SystemdForm, after: readonly string[]): number | undefined {
  const sections = sectionsOf(form, "Service");
  for (const key of after) {
    const entries = sections.flatMap(({ entries }) => entries.filter((entry) => entry.key === key));
    const last = entries.at(-1);
    if (last) return last.next;
  }
  return sections[0]?.start;
}

/** The line of `entry` with its line break; the break before it where it is the last one and has none behind. */
export function lineOf({ text }: SourceFile, { lineStart, next }: SystemdEntry): Span {
  if (text[next - 1] === "\n" || lineStart === 0) return { start: lineStart, end: next };
  return { start: lineStart - (text[lineStart - 2] === "\r" ? 2 : 1), end: next };
}

/** `lines` to insert at `offset`, which is the start of a line or the end of a text without a last line break. */
export function linesAt({ text, eol }: SourceFile, offset: number, lines: readonly string[]): string {
  const isOpen = offset > 0 && text[offset - 1] !== "\n";
  return isOpen
    ? lines.map((line) => `${eol}${line}`).join("")
    : lines.map((line) => `${line}${eol}`).join("");
}
