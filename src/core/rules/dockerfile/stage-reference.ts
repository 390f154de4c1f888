import { isOfficialImage } from "../../data/official-images";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { everyInstruction } from "./every-instruction";
import { Outside, type Source, StageNames, sourcesOf } from "./stage-names";

const unknownStage = ["hadolint DL3022"];
const ownStage = ["hadolint DL3023", "trivy DS-0006"];
const duplicate = [
  "hadolint DL3024",
  "buildkit DuplicateStageName",
  "trivy DS-0012",
  "checkov CKV_DOCKER_11",
];
const reserved = ["hadolint DL3063", "buildkit ReservedStageName"];

export const stageReference = defineRule({
  id: "dockerfile/stage-reference",
  on: "dockerfile",
  severity: "error",
  title: "Refer to build stages that exist",
  why: "A stage that is not there, comes later or has the name of another one stops the build, or brings in an image of that name from a registry.",
  references: [
    "https://docs.docker.com/build/building/multi-stage/",
    "https://docs.docker.com/reference/build-checks/duplicate-stage-name/",
    "https://docs.docker.com/reference/build-checks/reserved-stage-name/",
  ],
  equivalents: [...unknownStage, ...ownStage, ...duplicate, ...reserved],
  deviations: {
    "hadolint DL3022":
      "A name without a tag may also be an official image, or a context that a Compose or Bake file names.",
  },
  fix: "review",
  examples: [
    {
      bad: "FROM node:24 AS builder\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=«bulider» /app/dist /usr/share/nginx/html\n",
      good: "FROM node:24 AS builder\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=builder /app/dist /usr/share/nginx/html\n",
    },
    {
      title: "two stages of one name",
      bad: "FROM golang:1.25 AS build\nFROM node:24 AS «build»\n",
      good: "FROM golang:1.25 AS build\nFROM node:24 AS assets\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    yield* namesOf(file);
    const names = new StageNames(form.stages);
    const outside = new Outside(project, file.path);
    for (const stage of form.stages) {
      const problem = baseProblem(stage, names, outside);
      if (problem) yield problem;
    }
    // What stands in an included or a swallowed part of the file is not known.
    const isWhole = form.clean && !form.instructions.some(({ kind }) => kind === "unknown");
    for (const { instruction, stage, isTrigger } of everyInstruction(form)) {
      if (isTrigger) continue;
      for (const source of sourcesOf(instruction)) {
        const problem = sourceProblem(source, stage, names, outside, isWhole);
        if (problem) yield problem;
      }
    }
  },
});

function* namesOf({ form, path }: SourceFile<"dockerfile">): Generator<Problem> {
  const seen = new Map<string, Span>();
  for (const { name, from } of form.stages) {
    if (name === undefined || !from.alias) continue;
    const at = from.alias.span;
    const shown = from.alias.text;
    if (name === "scratch" || name === "context") {
      const what = name === "scratch" ? "the empty image" : "the files that are sent to the builder";
      yield { at, message: `\`${shown}\` means ${what} and cannot name a stage.`, equivalents: reserved };
    }
    const first = seen.get(name);
    if (!first) seen.set(name, at);
    else {
      yield {
        at,
        message: `An earlier stage is called \`${shown}\` too: what refers to it cannot say which one it means.`,
        equivalents: duplicate,
        related: [{ path, at: first, message: "The first stage of this name." }],
      };
    }
  }
}

/** A FROM whose name is that of a later stage, or nearly that of an earlier one. */
function baseProblem(stage: Stage, names: StageNames, outside: Outside): Problem | undefined {
  const { image } = stage.from;
  if (!image || stage.parent || !isBareName(image.text) || isOfficialImage(image.text)) return undefined;
  if (outside.gives(image.text)) return undefined;
  const later = names.indexOf(image.text);
  if (later !== undefined && later > stage.index) return laterStage(image.text, image.span, unknownStage);
  if (later !== undefined) return undefined;
  const similar = names.similar(image.text, stage.index);
  if (similar === undefined) return undefined;
  return {
    at: image.span,
    message: `No stage is called \`${image.text}\`, so an image of that name is asked for. Is it \`${similar}\`?`,
    equivalents: [],
    fixes: [rename(image.span, similar)],
  };
}

function sourceProblem(
  { value, at }: Source,
  stage: Stage | undefined,
  names: StageNames,
  outside: Outside,
  isWhole: boolean,
): Problem | undefined {
  const index = stage?.index ?? 0;
  if (/^\d{1,4}$/.test(value)) {
    if (Number(value) < index || !isWhole) return undefined;
    const message = `Stage ${value} is not among the stages before this one, which are counted from 0.`;
    return { at, message, equivalents: unknownStage };
  }
  if (!isBareName(value) || outside.gives(value)) return undefined;
  const found = names.indexOf(value);
  if (found !== undefined && found < index) return undefined;
  if (found === index && stage) {
    const message = `\`${value}\` is this stage itself: it cannot copy from what it is building.`;
    return { at, message, equivalents: ownStage };
  }
  if (isOfficialImage(value.toLowerCase())) return undefined;
  if (found !== undefined) return laterStage(value, at, unknownStage);
  if (!isWhole) return undefined;
  const similar = names.similar(value, index);
  return {
    at,
    // A name that is like none may be an image of this machine, or a context that a script names.
    severity: similar === undefined ? "warning" : "error",
    message:
      similar === undefined
        ? `No stage is called \`${value}\`, so an image of that name is asked for.`
        : `No stage is called \`${value}\`. Is it \`${similar}\`?`,
    equivalents: unknownStage,
    fixes: similar === undefined ? [] : [rename(at, similar)],
  };
}

function laterStage(name: string, at: Span, equivalents: readonly string[]): Problem {
  const message = `The stage \`${name}\` comes later: only stages before this place can be used.`;
  return { at, message, equivalents };
}

/** A name that a stage could have: no tag, no registry, no variable. */
function isBareName(name: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(name);
}

function rename(at: Span, name: string): Fix {
  return { title: `Use the stage \`${name}\``, kind: "review", edits: [replacement(at, name)] };
}
