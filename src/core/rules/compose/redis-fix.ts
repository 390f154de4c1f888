import type { ComposeService } from "../../files/compose/service";
import { inFlow, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import type { YamlList, YamlScalar } from "../../files/yaml/value";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { addKey, ownEntry } from "./owner";
import type { RedisOptions } from "./redis-use";

/** `--name value` that the server shall be given. */
export interface OptionChange {
  readonly name: string;
  readonly value: string;
}

/**
 * The edits that give the server `changes`: the words of options that are there are replaced, others come at the end.
 * `program` is what starts it when nothing is written. Undefined where the command cannot be changed word by word.
 */
export function changeOptions(
  form: YamlForm,
  service: ComposeService,
  { command, options }: RedisOptions,
  program: string,
  changes: readonly OptionChange[],
): YamlEdits {
  if (!form.clean) return undefined;
  if (!command) {
    if (service.entrypoint || ownEntry(service, "command")) return undefined;
    return addKey(form, service, "command", inFlow([program, ...changes.flatMap(wordsOf)]));
  }
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const change of changes) {
    const [old] = options.get(change.name) ?? [];
    if (old && old.text !== "") edits.push(replacement(old.span, change.value));
    else if (options.has(change.name)) return undefined;
    else added.push(...wordsOf(change));
  }
  if (added.length === 0) return edits;
  const last = command.words.at(-1);
  const written = service.command ?? service.entrypoint;
  if (!last || !written) return undefined;
  const end = written.words.at(-1);
  const isLast = end !== undefined && end.span.start === last.span.start && end.span.end === last.span.end;
  // The text of a shell goes on behind the command's last word.
  if (!isLast) return [...edits, insertion(last.span.end, ` ${added.join(" ")}`)];
  const { node } = written;
  const appended =
    node.kind === "list" ? appendItems(form, node, added) : appendText(node, added, last.span.end);
  return appended && [...edits, appended];
}

function wordsOf({ name, value }: OptionChange): string[] {
  return [`--${name}`, value];
}

function appendItems({ text }: YamlForm, list: YamlList, words: readonly string[]): TextEdit | undefined {
  const last = list.items.at(-1);
  if (last?.kind !== "scalar" || last.via) return undefined;
  const quote = last.style === "single" ? "'" : '"';
  const isQuoted = list.flow || last.style === "single" || last.style === "double";
  const items = words.map((word) => (isQuoted || /[:{}]/.test(word) ? `${quote}${word}${quote}` : word));
  if (list.flow) return insertion(last.token.end, items.map((item) => `, ${item}`).join(""));
  const start = text.lastIndexOf("\n", last.token.start - 1) + 1;
  const lead = text.slice(start, last.token.start);
  if (!/^ *- +$/.test(lead)) return undefined;
  const newline = text.indexOf("\n", last.token.end);
  const end = newline < 0 ? text.length : text[newline - 1] === "\r" ? newline - 1 : newline;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return insertion(end, items.map((item) => eol + lead + item).join(""));
}

/** Words at the end of a string, unless a quote of the shell or something else stands behind the last one. */
function appendText(scalar: YamlScalar, words: readonly string[], end: number): TextEdit | undefined {
  const length = scalar.text.trimEnd().length;
  const at = scalar.spanOf(length - 1, length).end;
  const isSafe = scalar.style !== "plain" || !scalar.inFlow;
  return at - end <= 1 && isSafe ? insertion(at, ` ${words.join(" ")}`) : undefined;
}
