/** Whether every origin matches a pattern: nothing in it is more than "any" but for the scheme. */
export function opensEverything(pattern: string): boolean {
  const bare = pattern
    .replace(/^\^/, "")
    .replace(/\$$/, "")
    .replace(/^\((?:\?:)?([^()]*)\)$/, "$1");
  const host = bare.replace(
    /^(https?\??|http\(s\)\?|\(https\?\)|\(http\|https\)|\[?\\?\w\]?\+):(\/\/|\\\/\\\/)/,
    "",
  );
  return /^\(?(\.|\\S|\[\^\/\]|\[\\s\\S\])[*+]\??\)?$/.test(host);
}
