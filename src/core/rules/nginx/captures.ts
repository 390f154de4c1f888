import type { NginxDirective, NginxWord } from "../../files/nginx/form";
import { type PatternShape, shapesOf } from "../../files/nginx/pattern";

/** A group of a regular expression whose text a variable holds. */
export interface Capture {
  /** Offset of its `(` in the pattern. */
  readonly at: number;
  /** What it may match; undefined where that cannot be told. */
  readonly shapes: readonly PatternShape[] | undefined;
}

/** The groups of a pattern, by number and by name. */
export function capturesOf(pattern: string): ReadonlyMap<string, Capture> {
  const found = new Map<string, Capture>();
  const open: { at: number; from: number; keys: string[] }[] = [];
  let count = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === "\\") i++;
    else if (character === "[") i = endOfSet(pattern, i);
    else if (character === "(") {
      const head = /^\((?:\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|[^)]))?/.exec(pattern.slice(i, i + 40));
      const name = head?.[1] ?? head?.[2];
      const isCapture = name !== undefined || pattern[i + 1] !== "?";
      const keys = isCapture ? [`${++count}`, ...(name === undefined ? [] : [name.toLowerCase()])] : [];
      open.push({ at: i, from: name === undefined ? i + 1 : i + (head?.[0].length ?? 1), keys });
    } else if (character === ")") {
      const group = open.pop();
      if (!group || group.keys.length === 0) continue;
      const capture = { at: group.at, shapes: shapesOf(pattern.slice(group.from, i)) };
      for (const key of group.keys) found.set(key, capture);
    }
  }
  return found;
}

/** The index of the `]` that closes the set at `start`. */
function endOfSet(pattern: string, start: number): number {
  let i = start + (pattern[start + 1] === "^" ? 2 : 1);
  if (pattern[i] === "]") i++;
  for (; i < pattern.length && pattern[i] !== "]"; i++) if (pattern[i] === "\\") i++;
  return i;
}

/** The regular expression of `location ~ …` and `if ($a ~ …)`. */
export function patternOf(block: NginxDirective): NginxWord | undefined {
  if (block.name !== "location" && block.name !== "if") return undefined;
  const operator = block.args.findIndex(({ value }) => /^!?~\*?$/.test(value));
  return operator < 0 ? undefined : block.args[operator + 1];
}

/** Whether some text that matches holds `character`. */
export function canContain(shapes: readonly PatternShape[], character: string): boolean {
  return shapes.some((shape) => shape.some((symbol) => symbol.text === character || symbol.has(character)));
}

/** Whether all text that matches holds `character`. */
export function mustContain(shapes: readonly PatternShape[], character: string): boolean {
  return shapes.every((shape) => shape.some(({ text }) => text === character));
}

/** Whether some text that matches starts with `character`. */
export function canStartWith(shapes: readonly PatternShape[], character: string): boolean {
  return shapes.some(([first]) => first !== undefined && (first.text === character || first.has(character)));
}

/** Whether all text that matches, where it is not empty, starts with `character`. */
export function mustStartWith(shapes: readonly PatternShape[], character: string): boolean {
  return shapes.every(([first]) => first === undefined || first.text === character);
}
