import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { Project, SourceFile } from "../core/api";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";

interface BatchLine {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Reads one project a line (`{ "id", "files": { path: text } }`) and writes what `answer` makes of it, one line
 * each, `id` first. A line that is not such a project is answered with `error`, and the exit code says so.
 */
export async function runBatch(
  file: string,
  console: Console,
  answer: (project: Project, files: BatchLine["files"]) => object,
): Promise<ExitCode> {
  const known = statSync(file, { throwIfNoEntry: false });
  if (!known || known.isDirectory()) throw new CannotRun(`${file}: no such file`);
  let code: ExitCode = exitCodes.clean;
  for await (const line of createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    // A byte order mark in front of the first line is white space to trim().
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const read = readLine(trimmed);
    if ("error" in read) {
      code = exitCodes.couldNotRun;
      console.out(`${JSON.stringify(read)}\n`);
      continue;
    }
    const project = new Project({ today: console.today });
    for (const [path, text] of Object.entries(read.files)) {
      const source = SourceFile.create(path, text);
      if (source) project.set(source);
      else project.setUnread(path);
    }
    console.out(`${JSON.stringify({ id: read.id, ...answer(project, read.files) })}\n`);
  }
  return code;
}

function readLine(line: string): BatchLine | { id: null; error: string } {
  try {
    const value: unknown = JSON.parse(line);
    return isBatchLine(value) ? value : { id: null, error: "not a project: needs id and files" };
  } catch {
    return { id: null, error: "not a line of JSON" };
  }
}

function isBatchLine(value: unknown): value is BatchLine {
  if (typeof value !== "object" || value === null || !("id" in value) || !("files" in value)) return false;
  const { id, files } = value;
  if (typeof id !== "string" || typeof files !== "object" || files === null) return false;
  return Object.values(files).every((text) => typeof text === "string");
}
