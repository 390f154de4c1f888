import type { SourceFile } from "../../files/source";
import { listOf } from "../../files/systemd/form";
import type { ProjectView } from "../../project/view";

/** Who reads an environment file with a reader of its own. */
export interface Readers {
  /** The path of a unit of systemd, which knows neither `export` nor variables in values. */
  readonly unit: string | undefined;
  /** The path of a script that calls `docker run --env-file`, which takes quotes for a part of the value. */
  readonly dockerRun: string | undefined;
}

const run =
  /\bdocker[ \t]{1,8}run\b(?:[^\n\\]|\\\r?\n|\\.){0,2000}?--env-file[= \t]{1,8}["']?([^\s"']{1,200})/g;

/** Who reads the file at `path`, as far as units and scripts of the workspace tell: files are known by their name. */
export function readersOf(path: string, project: ProjectView): Readers {
  const name = nameOf(path);
  let unit: string | undefined;
  let dockerRun: string | undefined;
  for (const other of project.pathsLike(/\.(?:service|sh|bash|ya?ml)$/)) {
    const file = project.file(other);
    if (file?.is("systemd") && unit === undefined && readsIn(file).includes(name)) unit = other;
    if (file && (file.is("shell") || file.is("workflow")) && file.text.includes("--env-file")) {
      if ([...file.text.matchAll(run)].some(([, named = ""]) => nameOf(named) === name)) dockerRun ??= other;
    }
  }
  return { unit, dockerRun };
}

function readsIn({ form }: SourceFile<"systemd">): string[] {
  return listOf(form, "Service", "EnvironmentFile").map(({ text }) => nameOf(text));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
