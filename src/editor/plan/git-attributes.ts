/** The lines that a `.gitattributes` lacks for git to merge the plans at `paths` item by item. */
export function missingAttributes(text: string, paths: readonly string[]): string[] {
  const known = new Set(
    text.split(/\r?\n/).flatMap((line) => {
      const [pattern, attributes] = splitLine(line.trim());
      return /(?:^|\s)merge=/.test(attributes) ? [pattern.replace(/^("?)\//, "$1")] : [];
    }),
  );
  return paths.filter((path) => !known.has(quoted(path)) && !known.has(path)).map(lineFor);
}

function lineFor(path: string): string {
  const pattern = `/${path}`;
  return `${quoted(pattern)} merge=liftoff`;
}

/** A pattern with blanks stands in quotes; what would be a wildcard is taken as it is written. */
function quoted(pattern: string): string {
  const plain = pattern.replaceAll(/[\\*?[\]]/g, (sign) => `\\${sign}`);
  return /[\s"]/.test(plain) ? `"${plain.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"` : plain;
}

function splitLine(line: string): [pattern: string, attributes: string] {
  const pattern = /^"(?:[^"\\]|\\.)*"|^\S*/.exec(line)?.[0] ?? "";
  return [pattern, line.slice(pattern.length)];
}
