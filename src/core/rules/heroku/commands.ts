import type { SourceFile } from "../../files/source";
import { type Span, span } from "../../text/span";

/** A word in a command that a file tells people or a pipeline to run. */
export interface CommandWord {
  readonly text: string;
  readonly at: Span;
}

const MAX_COMMAND = 300;
/** What a release left behind is history, not advice. */
const history = /(?:^|\/)(?:change(?:log|s)|history|releases?|news)\b[^/]*$/i;

/** The words behind `heroku <verb>` in the texts of documents and workflows, for the verbs that `verb` matches. */
export function* wordsAfter(file: SourceFile, verb: RegExp): Generator<CommandWord> {
  if (history.test(file.path)) return;
  let told = 0;
  for (const match of file.text.matchAll(verb)) {
    if (match.index < told) continue;
    const start = match.index + match[0].length;
    const line = /^[^\n\r`;|&]*/.exec(file.text.slice(start, start + MAX_COMMAND))?.[0] ?? "";
    told = start + line.length;
    for (const word of line.matchAll(/[\w:.=@-]+/g)) {
      const at = start + word.index;
      yield { text: word[0], at: span(at, at + word[0].length) };
    }
  }
}
