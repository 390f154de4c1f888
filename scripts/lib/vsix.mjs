// Reading a .vsix, which is a zip file with the extension in its folder "extension".
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";

const prefix = "extension/";

/** The extension's files, as [{ name, size }] in bytes after unpacking; the zip's own metadata is left out. */
export async function listExtension(vsix) {
  const files = [];
  await eachFile(vsix, (name, entry) => files.push({ name, size: entry.uncompressedSize }));
  return files;
}

/** Unpacks the extension into `target` (which must exist) and returns its folder. */
export async function unzipExtension(vsix, target) {
  const folder = path.join(target, "extension");
  await eachFile(vsix, async (name, entry, zip) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
  });
  return folder;
}

async function eachFile(vsix, visit) {
  const zip = await yauzl.openPromise(vsix);
  // yauzl itself refuses absolute names and "..", so a name stays below the folder it is joined to.
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.startsWith(prefix) && !entry.fileName.endsWith("/")) {
      await visit(entry.fileName.slice(prefix.length), entry, zip);
    }
  }
}
