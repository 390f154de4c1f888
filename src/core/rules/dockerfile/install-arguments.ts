import type { ShellWord } from "../../files/dockerfile/shell";

/** A flag as written; the value is undefined for one that stands alone. */
export interface InstallFlag {
  readonly word: ShellWord;
  readonly value: string | undefined;
}

/**
 * Splits the arguments of a package manager into flags, by name without dashes and value, and the rest. `takesValue`
 * says whether the word behind a flag belongs to it; `true` and `false` always do.
 */
export function readArguments(
  words: readonly ShellWord[],
  takesValue: (name: string) => boolean,
): { flags: ReadonlyMap<string, InstallFlag>; rest: readonly ShellWord[] } {
  const flags = new Map<string, InstallFlag>();
  const rest: ShellWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const match = /^(--?)([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word.text);
    if (!match) {
      if (word.text !== "--") rest.push(word);
      continue;
    }
    const [, dashes, name = "", own] = match;
    const next = words[i + 1]?.text;
    const isSwitch = dashes === "--" && (next === "true" || next === "false");
    const value = own ?? (takesValue(name) || isSwitch ? next : undefined);
    if (own === undefined && value !== undefined) i++;
    flags.set(name, { word, value });
    // `-gD`: several letters behind one dash.
    if (dashes !== "-" || own !== undefined || name.length > 3) continue;
    for (const letter of name) if (!flags.has(letter)) flags.set(letter, { word, value });
  }
  return { flags, rest };
}
