import type { SourceFile } from "../files/source";
import { folderOf } from "../project/services";
import type { ProjectView } from "../project/view";
import { insertion } from "../text/edits";
import { eolOf } from "../text/lines";
import type { OtherFileChange } from "./rule";

/** Names under which projects keep the list of their variables, the usual one first. */
const names = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "env.sample"];

/**
 * The change that lists `key` in the example file beside `file`, which is created when there is none. Undefined
 * when the key is listed already, or when there is a file that cannot be read.
 */
export function declareInExample(
  project: ProjectView,
  file: SourceFile,
  key: string,
): OtherFileChange | undefined {
  const folder = folderOf(file.path);
  const paths = names.map((name) => (folder === "" ? name : `${folder}/${name}`));
  const path = paths.find((one) => project.has(one));
  if (path === undefined) return { path: paths[0] ?? names[0] ?? "", create: `${key}=${file.eol}` };
  const example = project.file(path);
  if (!example?.is("dotenv")) return undefined;
  const { form, text } = example;
  if (form.get(key) || form.commentedKeys.has(key)) return undefined;
  const eol = eolOf(text);
  const closed = text === "" || text === "\ufeff" || text.endsWith("\n");
  return { path, edits: [insertion(text.length, closed ? `${key}=${eol}` : `${eol}${key}=`)] };
}
