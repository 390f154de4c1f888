/** Times, device, inode, mode, owner and size in front of the object's name. */
const STAT_SIZE = 40;

const utf8 = new TextDecoder();

/**
 * The paths in an index of git of version 2 to 4, in order; undefined for anything else. `hash` is how many bytes name
 * an object: 20, or 32 in a repository with SHA-256. The format: gitformat-index(5).
 */
export function readGitIndex(bytes: Uint8Array, hash: number): string[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || utf8.decode(bytes.subarray(0, 4)) !== "DIRC") return undefined;
  const version = view.getUint32(4);
  const count = view.getUint32(8);
  if (version < 2 || version > 4) return undefined;
  const names: string[] = [];
  let previous = new Uint8Array();
  let at = 12;
  for (let i = 0; i < count; i++) {
    const start = at;
    if (start + STAT_SIZE + hash + 2 > bytes.length) return undefined;
    const flags = view.getUint16(start + STAT_SIZE + hash);
    at += STAT_SIZE + hash + (version >= 3 && (flags & 0x4000) !== 0 ? 4 : 2);
    let kept = new Uint8Array();
    if (version === 4) {
      // How many bytes of the name before to drop, in groups of seven bits, then the rest of this one.
      let drop = 0;
      for (let more = true, first = true; more; first = false, at++) {
        const byte = bytes[at];
        if (byte === undefined) return undefined;
        drop = ((first ? 0 : drop + 1) << 7) | (byte & 0x7f);
        more = (byte & 0x80) !== 0;
      }
      kept = previous.slice(0, previous.length - drop);
    }
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    const name = new Uint8Array([...kept, ...bytes.subarray(at, end)]);
    // Before version 4, filled up to a multiple of eight with one to eight zeros.
    at = version === 4 ? end + 1 : start + Math.ceil((end - start + 1) / 8) * 8;
    names.push(utf8.decode(name));
    previous = name;
  }
  return names;
}
