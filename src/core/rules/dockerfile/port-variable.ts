import type { Command } from "../../files/dockerfile/command";
import { contentSpan } from "../../files/dockerfile/json-form";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { replacement, type TextEdit } from "../../text/edits";
import { contains } from "../../text/span";
import type { Server } from "./server";
import { shellScriptOf } from "./shell-script";

const inits = /(^|\/)(tini|dumb-init|catatonit|[\w.-]*entrypoint(\.sh)?)$/;

/**
 * The edits that make `server` listen on PORT, or on its present port without one. An exec form becomes a script, since
 * nothing else expands a variable; undefined where that would change more than the port.
 */
export function followPort(
  stage: Stage,
  { port, started }: Server,
  { text, form }: SourceFile<"dockerfile">,
): readonly TextEdit[] | undefined {
  if (!port || text.slice(port.at.start, port.at.end) !== port.text) return undefined;
  const variable = `\${PORT:-${port.text}}`;
  if (started.form !== "exec") {
    // Single quotes would keep the shell from it.
    const word = started.program.words.find(({ span }) => contains(span, port.at));
    return word?.raw.startsWith("'") ? undefined : [replacement(port.at, variable)];
  }
  const { cmd, entrypoint } = stage.effects;
  const owner = [cmd, entrypoint].find((each) => each && contains(each.span, port.at));
  const command: Command | undefined = owner?.command;
  if (command?.form !== "exec" || (owner === entrypoint && cmd)) return undefined;
  const first = entrypoint?.command;
  const isPassedOn = first?.form === "exec" && inits.test(first.strings[0]?.value ?? "");
  if (owner === cmd && entrypoint && !isPassedOn) return undefined;
  const content = contentSpan(command);
  if (form.comments.some(({ inside, span }) => inside && contains(content, span))) return undefined;
  const argv = command.strings.map(({ value, span }) => {
    if (!contains(span, port.at)) return value;
    const at = port.at.start - span.start - 1;
    return value.slice(0, at) + variable + value.slice(at + port.text.length);
  });
  const script = shellScriptOf(argv, stage);
  return [replacement(content, ["sh", "-c", script].map((word) => JSON.stringify(word)).join(", "))];
}
