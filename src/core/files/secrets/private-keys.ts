import type { Span } from "../../text/span";
import { entropyOf } from "./entropy";

export interface PrivateKey extends Span {
  /** The first line, which says what it is. */
  readonly header: Span;
  /** `RSA`, `OPENSSH`, `PGP`, …; empty for PKCS #8. */
  readonly type: string;
  readonly isEncrypted: boolean;
}

/** Longer keys do not exist. */
const MAX_KEY = 20_000;
/** What a key has at least: less is a header in a manual, or a test that only wants the shape. */
const MIN_BODY = 64;

const header = /-----BEGIN ((?:[A-Z0-9]{2,12}[ _-]){0,4})PRIVATE KEY(?: BLOCK)?-----/iy;

/** The private keys that `text` holds in PEM, with line breaks or with `\n` in a string. */
export function privateKeysIn(text: string): PrivateKey[] {
  const keys: PrivateKey[] = [];
  for (let at = text.indexOf("-----BEGIN"); at >= 0; at = text.indexOf("-----BEGIN", at + 10)) {
    header.lastIndex = at;
    const found = header.exec(text);
    if (!found) continue;
    const start = at + found[0].length;
    const end = text.indexOf("-----", start);
    if (end < 0 || end > start + MAX_KEY || !text.startsWith("-----END", end)) continue;
    const source = text.slice(start, end);
    const body = source
      .replace(/(?:Proc-Type|DEK-Info|Version|Comment):[^\n\\]{0,200}/g, "")
      .replace(/\\[nr]|[^A-Za-z0-9+/=]/g, "");
    if (body.length < MIN_BODY || entropyOf(body) < 3.5) continue;
    const type = (found[1] ?? "").trim().toUpperCase();
    const isEncrypted = /ENCRYPTED/.test(type) || /Proc-Type: ?4,ENCRYPTED/.test(source);
    keys.push({ start: at, end, header: { start: at, end: start }, type, isEncrypted });
  }
  return keys;
}
