import { parseYaml, toPlain, type YamlValue } from "../files/yaml/form";
import { LineIndex } from "../text/lines";
import type { Span } from "../text/span";
import { type ConfigFile, readConfig } from "./config";

/** Something wrong in the configuration file, on the token that a person has to change. Lines from 0. */
export interface ConfigProblem {
  readonly at: Span;
  readonly line: number;
  readonly message: string;
}

/** Reads the text of `.liftoff/config.yaml`. With problems nothing of it is used. */
export function readConfigText(
  text: string,
): { config: ConfigFile } | { problems: readonly ConfigProblem[] } {
  const form = parseYaml(text);
  const lines = new LineIndex(text);
  const located = (at: Span, message: string): ConfigProblem => ({
    at,
    line: lines.lineAt(at.start),
    message,
  });
  if (form.problems.length > 0) {
    return { problems: form.problems.map(({ at, message }) => located(at, message)) };
  }
  const outcome = readConfig(toPlain(form.root));
  if ("config" in outcome) return outcome;
  return {
    problems: outcome.problems.map(({ path, message }) => located(placeOf(form.root, path), message)),
  };
}

/** The token at the end of `path`, or of the longest part of it that exists. */
function placeOf(root: YamlValue | undefined, path: readonly string[]): Span {
  let at: Span = root?.at ?? { start: 0, end: 0 };
  let value = root;
  for (const [i, step] of path.entries()) {
    if (value?.kind === "map") {
      const entry = value.entry(step);
      if (!entry) break;
      at = i + 1 === path.length && entry.value.kind === "scalar" ? entry.value.at : entry.at;
      value = entry.value;
    } else if (value?.kind === "list") {
      value = value.items[Number(step)];
      at = value?.at ?? at;
    }
  }
  return at;
}
