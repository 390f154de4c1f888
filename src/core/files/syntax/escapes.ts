const simple: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

/**
 * Resolves the escapes of a string literal's inside. An escape that means nothing is kept as it is in Python
 * (`keepUnknown`) and loses its backslash in JavaScript.
 */
export function unescaped(inner: string, keepUnknown: boolean): string {
  if (!inner.includes("\\")) return inner;
  return inner.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (all, long?: string, short?: string, byte?: string, plain?: string) => {
      const code = long ?? short ?? byte;
      if (code !== undefined) return fromCode(Number.parseInt(code, 16), all);
      if (plain === undefined) return all;
      if (/^[\r\n]/.test(plain)) return "";
      if (/^['"`\\]$/.test(plain)) return plain;
      return simple[plain] ?? (keepUnknown ? all : plain);
    },
  );
}

function fromCode(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
