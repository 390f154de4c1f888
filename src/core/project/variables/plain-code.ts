import type { CodeForm } from "../../files/syntax/code";

/** A string that ends on its line. */
const string = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`/g;

/**
 * Whether the character at `offset` is code. Most places show it by the text before them; only for the others the
 * whole file has to be read. The offsets that are asked about must not go down.
 */
export class PlainCode {
  private at = 0;
  /** Quotes of strings over several lines that stand before `at`. */
  private quotes = 0;
  private readonly quote: RegExp;

  constructor(
    private readonly form: CodeForm,
    private readonly language: "python" | "script",
  ) {
    this.quote = language === "python" ? /"""|'''/g : /`/g;
  }

  has(offset: number): boolean {
    return this.judge(offset) ?? this.form.isCode(offset);
  }

  /** Undefined where the text before does not tell. */
  private judge(offset: number): boolean | undefined {
    const { text } = this.form;
    const line = text.slice(Math.max(text.lastIndexOf("\n", offset - 1) + 1, offset - 300), offset);
    const bare = line.replace(string, "");
    if (this.language === "python") {
      if (/^\s*#/.test(line)) return false;
      return /["'#]/.test(bare) || this.quotesBefore(offset) % 2 === 1 ? undefined : true;
    }
    if (/^\s*\/\//.test(line)) return false;
    const inBlock = text.lastIndexOf("/*", offset) > text.lastIndexOf("*/", offset);
    if (inBlock) return /^\s*\*/.test(line) ? false : undefined;
    if (/["']|\/[/*]/.test(bare) || (bare.includes("`") && !/\$\{[^{}]*$/.test(bare))) return undefined;
    return this.quotesBefore(offset - line.length) % 2 === 0 ? true : undefined;
  }

  private quotesBefore(offset: number): number {
    if (offset < this.at) [this.at, this.quotes] = [0, 0];
    this.quotes += this.form.text.slice(this.at, offset).match(this.quote)?.length ?? 0;
    this.at = offset;
    return this.quotes;
  }
}
