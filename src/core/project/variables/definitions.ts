import { isVariableName } from "../../data/environment-names";
import { type ComposeVariable, readEnvironment } from "../../files/compose/environment";
import type { ComposeService } from "../../files/compose/service";
import type { Word } from "../../files/dockerfile/words";
import type { SourceFile } from "../../files/source";
import { environmentOf } from "../../files/systemd/exec";
import { listOf } from "../../files/systemd/form";
import { setScalar } from "../../files/yaml/edits";
import { replacement } from "../../text/edits";
import { span } from "../../text/span";
import type { VariableDefinition, VariableUse } from "./definition";
import { manifestDefinitions } from "./manifests";
import { workflowDefinitions } from "./workflows";

/** The variables that a file sets for code, with their places. */
export function definitionsIn(file: SourceFile): readonly VariableDefinition[] {
  if (file.is("dotenv")) return dotenvDefinitions(file);
  if (file.is("compose")) return composeDefinitions(file);
  if (file.is("dockerfile")) return dockerfileDefinitions(file);
  if (file.is("workflow")) return workflowDefinitions(file);
  if (file.is("systemd")) return unitDefinitions(file);
  return manifestDefinitions(file);
}

const interpolation = /\$\$|\$\{([A-Za-z_]\w*)(:?[-?+])?|\$([A-Za-z_]\w*)/g;

/** The variables that a configuration puts in from elsewhere, with their places. */
export function usesIn(file: SourceFile): readonly VariableUse[] {
  if (!file.is("compose") || !file.text.includes("$")) return [];
  const comments = file.form.yaml.comments;
  return [...file.text.matchAll(interpolation)].flatMap((match) => {
    const [, braced, operator = "", bare] = match;
    const name = braced ?? bare ?? "";
    const start = match.index + (braced === undefined ? 1 : 2);
    if (!isVariableName(name) || comments.some((at) => at.start <= start && start < at.end)) return [];
    const need = operator === "" || operator.endsWith("?") ? "required" : "optional";
    return { name, at: { start, end: start + name.length }, need };
  });
}

function dotenvDefinitions({ form }: SourceFile<"dotenv">): VariableDefinition[] {
  return form.assignments.map(({ key, keyAt, value, valueAt, interpolated }) => ({
    name: key,
    at: keyAt,
    source: "dotenv",
    value: interpolated ? undefined : value,
    valueAt,
    isFallback: false,
    set: (text) => [replacement(valueAt, text)],
  }));
}

function composeDefinitions(file: SourceFile<"compose">): VariableDefinition[] {
  return file.form.services.flatMap((service) => [
    ...service.environment("own").map((variable) => composeDefinition(variable, file, service, "compose")),
    ...buildArguments(service).map((variable) => composeDefinition(variable, file, service, "build-arg")),
  ]);
}

/** The arguments that a service passes to the build of its image. */
export function buildArguments(service: ComposeService): readonly ComposeVariable[] {
  const build = service.map?.get("build");
  return build?.kind === "map" ? readEnvironment(build.get("args")) : [];
}

function composeDefinition(
  variable: ComposeVariable,
  file: SourceFile<"compose">,
  service: ComposeService,
  source: "compose" | "build-arg",
): VariableDefinition {
  const { key, keyAt, value, place } = variable;
  const yaml = file.form.yaml;
  return {
    name: key,
    at: keyAt,
    source,
    owner: service.name,
    value: value?.value,
    valueAt: value?.at,
    isFallback: value?.template.parts.some(({ kind }) => kind === "variable") ?? false,
    set: (text) =>
      place.form === "list"
        ? setScalar(yaml, place.item, `${key}=${text}`)
        : value && setScalar(yaml, value.scalar, text),
  };
}

function dockerfileDefinitions({ form }: SourceFile<"dockerfile">): VariableDefinition[] {
  const found: VariableDefinition[] = [];
  const add = (instructions: (typeof form)["instructions"], owner: string | undefined, expand: Expand) => {
    for (const instruction of instructions) {
      if (instruction.kind !== "ENV" && instruction.kind !== "ARG") continue;
      for (const { key, keySpan, value } of instruction.pairs) {
        found.push({
          name: key,
          at: keySpan,
          source: "dockerfile",
          ...(owner === undefined ? {} : { owner }),
          value: value && expand(value, instruction.index),
          valueAt: value?.span,
          isFallback: instruction.kind === "ARG",
          set: (text) => value && [replacement(value.span, text)],
        });
      }
    }
  };
  add(form.globalArgs, undefined, () => undefined);
  for (const stage of form.stages) {
    const owner = stage.name ?? String(stage.index);
    add(stage.instructions, owner, (word, index) => stage.expand(word, index).text);
  }
  return found;
}

/** `Environment=` of a unit, each word of it. */
function unitDefinitions({ form, text }: SourceFile<"systemd">): VariableDefinition[] {
  return listOf(form, "Service", "Environment").flatMap((entry) =>
    environmentOf(entry).map(({ name, value, at }) => {
      const quoted = /["']/.test(text[at.start] ?? "") ? 1 : 0;
      const start = at.start + quoted;
      const valueAt = span(start + name.length + 1, at.end - quoted);
      return {
        name,
        at: span(start, start + name.length),
        source: "systemd",
        value: value.includes("%") ? undefined : value,
        valueAt,
        isFallback: false,
        set: (wanted) => [replacement(valueAt, wanted)],
      };
    }),
  );
}

type Expand = (word: Word, index: number) => string | undefined;
