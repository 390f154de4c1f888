import type { SourceFile } from "../files/source";
import { declareVariable } from "../project/variables/example-entry";
import type { ProjectView } from "../project/view";
import type { OtherFileChange } from "./rule";

/**
 * The change that lists `key` in the example file beside `file`, or the nearest one above; it is created when there is
 * none. Undefined when the key is listed already, or when there is a file that cannot be read.
 */
export function declareInExample(
  project: ProjectView,
  file: Pick<SourceFile, "path" | "eol">,
  key: string,
): OtherFileChange | undefined {
  return declareVariable(project, file, { name: key });
}
