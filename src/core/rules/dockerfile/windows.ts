import type { Stage } from "../../files/dockerfile/stage";

/** Whether the image of `stage` is one of Windows, where paths and shells are others. */
export function isWindows(stage: Stage): boolean {
  return /windows|nanoserver|servercore|dotnet\/framework/i.test(stage.base?.text ?? "");
}
