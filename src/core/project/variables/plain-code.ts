import type { CodeForm } from "../../files/syntax/code";
import { lineBefore } from "./line-before";

/** A string that ends on its line. */
const string = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`/g;

/** What opens and closes stretches over several lines that are no code. */
const markers = { python: /"""|'''/g, script: /`|\/\*|\*\//g };

/**
 * Whether the character at `offset` is code. Most places show it by the text before them; only for the others the
 * whole file has to be read. Cheapest when the offsets that are asked about go up.
 */
export class PlainCode {
  private at = 0;
  /** Whether an odd number of quotes over several lines stands before `at`. */
  private isQuoted = false;
  /** Whether a comment over several lines is open at `at`. */
  private inBlock = false;

  constructor(
    private readonly form: CodeForm,
    private readonly language: "python" | "script",
  ) {}

  has(offset: number): boolean {
    return this.judge(offset) ?? this.form.isCode(offset);
  }

  /** Undefined where the text before does not tell. */
  private judge(offset: number): boolean | undefined {
    const line = lineBefore(this.form.text, offset);
    const bare = line.replace(string, "");
    this.advance(offset - line.length);
    if (this.language === "python") {
      if (/^\s*#/.test(line)) return false;
      return /["'#]/.test(bare) || this.isQuoted ? undefined : true;
    }
    if (/^\s*\/\//.test(line)) return false;
    if (this.inBlock) return /^\s*\*(?!.*\*\/)/.test(line) ? false : undefined;
    if (/["']|\/[/*]/.test(bare) || (bare.includes("`") && !/\$\{[^{}]*$/.test(bare))) return undefined;
    return this.isQuoted ? undefined : true;
  }

  private advance(offset: number): void {
    if (offset < this.at) [this.at, this.isQuoted, this.inBlock] = [0, false, false];
    for (const [marker] of this.form.text.slice(this.at, offset).matchAll(markers[this.language])) {
      if (marker === "/*" || marker === "*/") this.inBlock = marker === "/*";
      else this.isQuoted = !this.isQuoted;
    }
    this.at = offset;
  }
}
