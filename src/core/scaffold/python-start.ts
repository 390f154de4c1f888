import type { ProjectView } from "../project/view";
import { inFolder } from "./service";

/** What a file says that production starts. */
export interface ExplicitEntry {
  /** `module:variable`, or what Python is to run. */
  readonly entry: string;
  readonly isFactory: boolean;
  readonly sources: string;
  readonly server: "uvicorn" | "gunicorn" | undefined;
}

const reference = /^[A-Za-z_][\w.]*:[A-Za-z_]\w*(?:\(\))?$/;

/** What the Procfile of the service in `folder`, or its Dockerfile, starts; undefined where neither tells. */
export function explicitEntry(folder: string, project: ProjectView): ExplicitEntry | undefined {
  const procfile = project.file(inFolder(folder, "Procfile"));
  const web = procfile?.is("procfile")
    ? procfile.form.processes.find(({ type }) => type === "web")?.command
    : undefined;
  const dockerfile = project.file(inFolder(folder, "Dockerfile"))?.text ?? "";
  const last = [...dockerfile.matchAll(/^(?:CMD|ENTRYPOINT)[ \t]+([^\n]+)/gim)].at(-1)?.[1];
  return [web, last].map((command) => command && entryIn(command)).find((one) => one) || undefined;
}

/** The entry that a command names, in whatever quotes it stands. */
export function entryIn(command: string): ExplicitEntry | undefined {
  const words = command.split(/[\s"',[\]]+/).filter((word) => word !== "");
  const at = words.findIndex((word) => /^(?:uvicorn|gunicorn|hypercorn|daphne|granian|uwsgi)$/.test(word));
  if (at < 0) return programIn(words);
  const rest = words.slice(at + 1);
  const after = (name: string) => rest.find((_, i) => rest[i - 1] === name)?.replace(/^\.\/|\/$/g, "");
  const target = rest.find((word) => reference.test(word)) ?? plainModule(words[at], rest);
  if (target === undefined) return undefined;
  const isAsgi = words[at] !== "gunicorn" && words[at] !== "uwsgi";
  return {
    entry: target.replace(/\(\)$/, ""),
    isFactory: target.endsWith("()") || rest.includes("--factory"),
    sources: after("--app-dir") ?? after("--chdir") ?? after("--pythonpath") ?? "",
    server: isAsgi || rest.some((word) => /uvicorn/i.test(word)) ? "uvicorn" : "gunicorn",
  };
}

/** gunicorn takes a module alone, and looks for `application` in it. */
function plainModule(server: string | undefined, rest: readonly string[]): string | undefined {
  if (server !== "gunicorn") return undefined;
  const found = rest.find(
    (word, i) => /^[A-Za-z_]\w*(?:\.\w+)+$/.test(word) && !rest[i - 1]?.startsWith("-"),
  );
  return found === undefined ? undefined : `${found}:application`;
}

/** What a command that somebody typed starts; undefined where images could not be made to do the same. */
export function startedBy(
  command: string,
): (ExplicitEntry & { readonly options: readonly string[] }) | undefined {
  const words = command.split(/ +/);
  const found = entryIn(command);
  if (!found) return undefined;
  if (!found.entry.includes(":"))
    return words.length === 1 + found.entry.split(" ").length ? { ...found, options: [] } : undefined;
  if (words[0] !== "uvicorn" && words[0] !== "gunicorn") return undefined;
  const options = words.slice(1).filter((word, i, rest) => {
    if (word.replace(/\(\)$/, "") === found.entry || given.test(word) || word === "--factory") return false;
    return !(given.test(rest[i - 1] ?? "") && !(rest[i - 1] ?? "").includes("="));
  });
  return { ...found, options };
}

/** Options of servers that the generated files set themselves, or that the service keeps elsewhere. */
const given = /^(?:--host|--port|--bind|-b|--app-dir|--chdir|--pythonpath)(?:=|$)/;

/** `python -m shop`, `python bot.py`. */
function programIn(words: readonly string[]): ExplicitEntry | undefined {
  const at = words.findIndex((word) => /^python(?:3(?:\.\d+)?)?$/.test(word));
  if (at < 0) return undefined;
  const rest = words.slice(at + 1).filter((word) => !/^-[uOBEsI]+$/.test(word));
  const [first = "", second = ""] = rest;
  const entry = first === "-m" && /^[\w.]+$/.test(second) ? `-m ${second}` : first;
  if (
    !/^(?:-m [\w.]+|[\w./-]+\.py)$/.test(entry) ||
    /manage\.py$|^-m (?:http|flask|uvicorn|gunicorn)/.test(entry)
  )
    return undefined;
  return { entry: entry.replace(/^\.\//, ""), isFactory: false, sources: "", server: undefined };
}
