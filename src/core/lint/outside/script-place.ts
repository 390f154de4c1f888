import type { SourceFile } from "../../files/source";
import { scalarsIn } from "../../files/workflow/template";
import type { YamlScalar } from "../../files/yaml/value";
import { byteLength, indexOfByte, indexOfCharacter } from "../../text/columns";

/**
 * Tools that look into the values of a workflow count from where a value begins, and a value may go on over many
 * lines. These find the place in the file that is meant.
 */

/** A character of the file: its line (from 0) and how many characters (code points) stand before it in that line. */
export interface CharacterPlace {
  readonly line: number;
  readonly characters: number;
}

/** The offset of `place`; one past the end of its line is moved back to that end. */
export function offsetOfCharacter(file: SourceFile, { line, characters }: CharacterPlace): number {
  return file.lines.lineSpan(line).start + indexOfCharacter(file.lines.lineText(line), characters);
}

/**
 * The offset that is meant by a column of an expression in a value: characters of the line up to the value, UTF-8 bytes of
 * the value up to the expression, line breaks counted, and characters again inside of it. Undefined where no value starts
 * in front of it.
 */
export function offsetOfExpression(
  file: SourceFile,
  { line, characters }: CharacterPlace,
): number | undefined {
  const value = lastValueOf(file, line, characters);
  if (!value) return undefined;
  // A condition may be an expression without braces; its quotes are not counted then.
  const isQuoted = value.style === "single" || value.style === "double";
  const quotes = isQuoted && value.text.includes("${{") ? 1 : 0;
  const distance = characters - charactersBefore(file, value) - quotes;
  if (distance < 0 || distance >= byteLength(value.text)) return undefined;
  const index = indexOfExpression(value.text, distance);
  return value.spanOf(index, index).start;
}

function indexOfExpression(text: string, distance: number): number {
  if (!text.includes("${{")) return indexOfCharacter(text, distance);
  let found = { index: 0, bytes: 0 };
  for (let index = text.indexOf("${{"); index >= 0; index = text.indexOf("${{", index + 3)) {
    const bytes = found.bytes + byteLength(text.slice(found.index, index));
    if (bytes > distance) break;
    found = { index, bytes };
  }
  const rest = text.slice(found.index);
  const passed = distance - found.bytes;
  return found.index + (rest.startsWith("${{") ? indexOfCharacter(rest, passed) : indexOfByte(rest, passed));
}

/** The offset of a line and a character (both from 0) of the script that starts in line `line` of the file. */
export function offsetInScript(
  file: SourceFile,
  { line, characters }: CharacterPlace,
  place: CharacterPlace,
): number | undefined {
  const script = firstValueOf(file, line, characters);
  if (!script) return undefined;
  let start = 0;
  for (let passed = 0; passed < place.line; passed++) {
    start = script.text.indexOf("\n", start) + 1;
    if (start === 0) return undefined;
  }
  const [text = ""] = script.text.slice(start).split("\n", 1);
  const index = start + indexOfCharacter(text, place.characters);
  return script.spanOf(index, index).start;
}

function lastValueOf(file: SourceFile, line: number, characters: number): YamlScalar | undefined {
  return valuesOf(file, line).findLast((value) => charactersBefore(file, value) <= characters);
}

function firstValueOf(file: SourceFile, line: number, characters: number): YamlScalar | undefined {
  return valuesOf(file, line).find((value) => charactersBefore(file, value) >= characters);
}

/** The values that start in line `line` and are written there. */
function valuesOf(file: SourceFile, line: number): YamlScalar[] {
  if (!file.is("workflow")) return [];
  const { start, end } = file.lines.lineSpan(line);
  return [...scalarsIn(file.form.root)].filter(
    ({ origin, via, isEmpty }) => !via && !isEmpty && origin.start >= start && origin.start < end,
  );
}

function charactersBefore(file: SourceFile, { origin }: YamlScalar): number {
  const { start } = file.lines.lineSpan(file.lines.lineAt(origin.start));
  return [...file.text.slice(start, origin.start)].length;
}
