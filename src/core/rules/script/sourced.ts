import type { SourceFile } from "../../files/source";
import { folderOf, resolvePath } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { callOf } from "./commands";

/** Tools of a user's shell that a script loads; they leave its options alone. */
const tools = /^(?:nvm|sdkman-init|asdf|rbenv|rvm|gvm|conda|bash_completion)\.sh$/;

/** What a script takes in with `source` or `.`. */
export interface Sourced {
  readonly files: readonly SourceFile<"shell">[];
  /** Whether it takes in a script that is not in the workspace: what that one sets cannot be known. */
  readonly isOpen: boolean;
}

/** The scripts that the one in `file` takes in at any place; files of variables and tools are none. */
export function sourcedBy(file: SourceFile<"shell">, project: ProjectView): Sourced {
  const files: SourceFile<"shell">[] = [];
  let isOpen = false;
  for (const command of file.form.main.commands) {
    const { tool, args } = callOf(command);
    const [path = ""] = args;
    if ((tool !== "source" && tool !== ".") || !/\.(?:ba)?sh$/.test(path)) continue;
    if (tools.test(path.slice(path.lastIndexOf("/") + 1))) continue;
    const found = placesOf(path, folderOf(file.path)).flatMap((place) => project.file(place) ?? [])[0];
    if (found?.is("shell")) files.push(found);
    else isOpen = true;
  }
  return { files, isOpen };
}

/** Where `path` may be: beside the script that names it, or below the folder that it is started in. */
function placesOf(path: string, folder: string): readonly string[] {
  // "$(dirname "$0")/lib/log.sh" and "${here}/lib/log.sh" are beside the script.
  const own = path.replace(/^.*[$`)}"'][\w"'`)}]*\//, "");
  if (own.startsWith("/") || own.startsWith("~")) return [];
  return [folder, ""].flatMap((start) => resolvePath(start, own) ?? []);
}
