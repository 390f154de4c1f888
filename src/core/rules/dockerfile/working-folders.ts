import type { ImageReference } from "../../files/dockerfile/image-reference";
import type { Stage } from "../../files/dockerfile/stage";

/** Official images that leave the working folder as it is by default. */
const atRoot = new Set(
  "node python ruby rust debian ubuntu alpine busybox scratch buildpack-deps".split(" "),
);

/**
 * The folders in which the instructions of a stage run. What only the build knows has a name of its own that no path
 * can have, so that paths below it can still be compared.
 */
export class WorkingFolders {
  private readonly indices: number[] = [];
  private readonly paths: string[] = [];
  private readonly initial: string;

  constructor(stage: Stage) {
    this.initial = initialFolder(stage.base);
    let current = this.initial;
    for (const each of stage.chain.toReversed()) {
      for (const instruction of each.all("WORKDIR")) {
        const written = instruction.value && each.expand(instruction.value, instruction.index).text;
        const next = written === undefined ? undefined : joinPath(current, written);
        current = next ?? `\u0000${instruction.index}`;
        this.indices.push(instruction.index);
        this.paths.push(current);
      }
    }
  }

  /** The folder in which the instruction with the given index runs. */
  at(index: number): string {
    let low = 0;
    let high = this.indices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.indices[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return this.paths[low - 1] ?? this.initial;
  }

  /** `path` as the instruction with the given index sees it; undefined when it leads nowhere. */
  resolve(path: string, index: number): string | undefined {
    return joinPath(this.at(index), path);
  }
}

/** No system that images run on takes longer paths (PATH_MAX of Linux). */
const MAX_PATH = 4096;

/** `path` as seen from `folder`, without `.` and `..` and without a slash at its end; undefined when it cannot be told. */
export function joinPath(folder: string, path: string): string | undefined {
  if (folder.length + path.length > MAX_PATH) return undefined;
  if (/[$~`]/.test(path[0] ?? "") || /^[A-Za-z]:|\\/.test(path)) return undefined;
  const isAbsolute = path.startsWith("/");
  const parts = isAbsolute ? [] : folder.split("/").filter((part) => part !== "");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.at(-1)?.startsWith("\u0000")) return undefined;
    else parts.pop();
  }
  const isKnown = isAbsolute || !folder.startsWith("\u0000");
  return isKnown ? `/${parts.join("/")}` : parts.join("/");
}

function initialFolder(base: ImageReference | undefined): string {
  return base?.official !== undefined && atRoot.has(base.official) ? "/" : "\u0000";
}
