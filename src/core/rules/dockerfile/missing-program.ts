import type { Command } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { Span } from "../../text/span";
import { type Availability, availability, type ToolLookup } from "./image-tools";
import { probesOf } from "./probe";

/** A program that a health check starts and that its image does not have. */
export interface MissingProgram {
  readonly at: Span;
  /** Undefined for the shell of the shell form. */
  readonly tool: string | undefined;
  readonly message: string;
}

/** What `command` needs and the image of `stage` surely lacks; undefined when it has all or nobody knows. */
export function missingProgram(
  command: Command,
  stage: Stage,
  lookup: ToolLookup = availability,
): MissingProgram | undefined {
  if (command.form === "shell" && lookup(stage, "sh") === "absent") {
    const message = "The image has no shell, so a health check in shell form cannot run. Use the exec form.";
    return { at: command.span, tool: undefined, message };
  }
  const probes = probesOf(command);
  const missing = probes.find((probe) => lookup(stage, toolOf(probe)) === "absent");
  if (!missing || hasWayOut(probes, missing, (tool) => lookup(stage, tool))) return undefined;
  const tool = toolOf(missing);
  const base = stage.base?.text ?? "the base image";
  const message = `\`${tool}\` is not in the image: \`${base}\` does not bring it and no RUN installs it.`;
  return { at: missing.words[0]?.span ?? missing.span, tool, message };
}

const lookups = new Set(["command", "which", "type", "hash"]);
const builtins = new Set(["exit", "true", "false", "echo", "kill", "test", "[", "return", ":"]);

/** Whether the check looks for the tool first, or falls back on another that may be there. */
function hasWayOut(
  probes: readonly ShellCommand[],
  missing: ShellCommand,
  availabilityOf: (tool: string) => Availability,
): boolean {
  return probes.some((probe) => {
    const tool = toolOf(probe);
    if (lookups.has(tool)) return true;
    const isAlternative = probe !== missing && probe.before === "||" && !builtins.has(tool);
    return isAlternative && availabilityOf(tool) !== "absent";
  });
}

/** Where `module` stands in the code that `probe` runs. */
export function placeOfModule(module: string, probe: ShellCommand, text: string): Span {
  const code = probe.args[probe.args.findIndex((word) => word.text === "-c") + 1];
  const place = code?.span ?? probe.span;
  const at = text.slice(place.start, place.end).search(new RegExp(`\\b${module}\\b`));
  return at < 0 ? place : { start: place.start + at, end: place.start + at + module.length };
}
