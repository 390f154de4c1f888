import { type Eol, eolOf, LineIndex } from "../text/lines";
import { type FileForms, parseForm } from "./forms";
import { type FileKind, kindOf } from "./kind";
import { type FileRole, roleOf } from "./role";

/** Larger texts are listed but not parsed, so that one generated file cannot stall the editor. */
export const MAX_TEXT = 1_048_576;

/**
 * One file at one moment: path, text, kind, role and its parsed form. Immutable; the form is parsed on first
 * use and kept. Paths are relative to the workspace folder with `/` between folders.
 */
export class SourceFile<K extends FileKind = FileKind> {
  readonly role: FileRole;
  readonly eol: Eol;
  private index: LineIndex | undefined;
  private parsed: FileForms[K] | undefined;

  private constructor(
    readonly path: string,
    readonly text: string,
    readonly kind: K,
  ) {
    this.role = roleOf(path);
    this.eol = eolOf(text);
  }

  /**
   * The file at `path` with `text`, or undefined when Liftoff does not read it: an unknown kind, a text over
   * `MAX_TEXT` or binary content. `kind` overrides what the path says (an editor knows its language).
   */
  static create(path: string, text: string, kind = kindOf(path, text)): SourceFile | undefined {
    if (kind === undefined || text.length > MAX_TEXT || text.includes("\0")) return undefined;
    return new SourceFile(path, text, kind);
  }

  get lines(): LineIndex {
    this.index ??= new LineIndex(this.text);
    return this.index;
  }

  /** The parsed form. Never throws: what could not be parsed is in `form.problems`. */
  get form(): FileForms[K] {
    this.parsed ??= parseForm(this.kind, this.text, this.path);
    return this.parsed;
  }

  /** Whether this file is of kind `kind`; narrows the type of `form`. */
  is<W extends FileKind>(kind: W): this is SourceFile<W> {
    return (this.kind as FileKind) === kind;
  }
}
