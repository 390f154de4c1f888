/**
 * Whether two pieces of plain data (scalars, arrays, maps, sets, object literals) are equal in content.
 * Anything else counts as equal only when it is the same object: a fact that holds such a thing is joined
 * again on every change of its file, which costs time but never correctness.
 */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((value, i) => sameData(value, b[i]));
  }
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    return [...a].every(([key, value]) => b.has(key) && sameData(value, b.get(key)));
  }
  if (a instanceof Set) {
    return b instanceof Set && a.size === b.size && [...a].every((value) => b.has(value));
  }
  if (!isLiteral(a) || !isLiteral(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameData(a[key], b[key]));
}

function isLiteral(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
