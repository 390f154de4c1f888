// Where things are in the repository. Every script starts from here.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Absolute path of something inside the repository. */
export function at(...segments) {
  return path.join(root, ...segments);
}
