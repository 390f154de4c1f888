import { lstat, mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { CannotRun } from "./exit";
import { isInside } from "./workspace";

const BOM = "\uFEFF";

/**
 * Writes texts below `root`, each through a temporary file so that no file is ever half-written. Keeps a byte
 * order mark and the file's mode. Throws `CannotRun` for a path that leaves `root`, also through a link.
 */
export async function writeTexts(root: string, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const [relative, text] of texts) {
    const target = path.join(root, relative);
    await mkdir(path.dirname(target), { recursive: true });
    const folder = await realpath(path.dirname(target));
    if (!isInside(await realpath(root), folder)) throw new CannotRun(`${relative}: lies outside the project`);
    const known = await lstat(target).catch(() => undefined);
    if (known?.isSymbolicLink()) throw new CannotRun(`${relative}: is a link, not written`);
    const mark = known && (await readFile(target, "utf8")).startsWith(BOM) ? BOM : "";
    const temporary = `${target}.${process.pid}.tmp`;
    await writeFile(temporary, mark + text, known ? { mode: known.mode } : {});
    await rename(temporary, target);
  }
}
