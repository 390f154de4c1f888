import { LogicalText } from "../../files/dockerfile/logical";
import { parseShell } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { listOf } from "../../files/systemd/form";
import { tomlEntries } from "../../files/toml";
import { textOf, valueAt, type YamlScalar, type YamlValue } from "../../files/yaml/form";
import { isRender } from "../../project/variables/manifests";
import type { Span } from "../../text/span";
import { devCommandIn } from "../dev-command";

/** A command with which a platform starts the app in a way that is meant for development. */
export interface DevelopmentStart {
  readonly at: Span;
  readonly what: string;
}

/**
 * The commands in the file of a platform that serve for development: `startCommand` of Render, `[processes]` of Fly,
 * `ExecStart=` of a unit.
 */
export function startCommands(file: SourceFile): DevelopmentStart[] {
  if (file.is("yaml") && isRender(file.path)) {
    const services = valueAt(file.form.root, "services");
    return (services?.kind === "list" ? services.items : []).flatMap((service) => {
      const command = valueAt(service, "startCommand");
      return textOf(command) === undefined ? [] : inScalar(command);
    });
  }
  if (file.is("systemd")) {
    return listOf(file.form, "Service", "ExecStart").flatMap(({ value }) =>
      inText(
        value.text.replace(/^[-@:+!|]+/, (prefix) => " ".repeat(prefix.length)),
        (start, end) => value.spanOf(start, end),
      ),
    );
  }
  if (!file.is("toml") || !/(?:^|\/)fly[\w.-]*\.toml$/.test(file.path)) return [];
  return tomlEntries(file.form, "processes").flatMap(({ value }) =>
    value?.kind === "string" && file.text.slice(value.contentSpan.start, value.contentSpan.end) === value.text
      ? inText(value.text, (start, end) => ({
          start: value.contentSpan.start + start,
          end: value.contentSpan.start + end,
        }))
      : [],
  );
}

function inScalar(value: YamlValue | undefined): DevelopmentStart[] {
  if (value?.kind !== "scalar") return [];
  const scalar: YamlScalar = value;
  return inText(scalar.text, (start, end) => scalar.via ?? scalar.spanOf(start, end));
}

function inText(text: string, placeOf: (start: number, end: number) => Span): DevelopmentStart[] {
  return parseShell(LogicalText.of(text, 0)).commands.flatMap((command) => {
    const dev = devCommandIn(command);
    return dev ? [{ at: placeOf(dev.at.start, dev.at.end), what: dev.what }] : [];
  });
}
