import { startsAtRoot } from "../../data/root-images";
import type { CopyInstruction, InstructionOf, RunInstruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { Word } from "../../files/dockerfile/words";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem, type Report } from "../rule";
import { uselessCd } from "./change-folder";
import { everyInstruction } from "./every-instruction";
import { insertAbove } from "./insert";
import { isWindows } from "./windows";
import { joinPath } from "./working-folders";

const absolute = ["hadolint DL3000", "trivy DS-0009", "checkov CKV_DOCKER_10"];
const changeFolder = ["hadolint DL3003", "trivy DS-0013"];
const copies = ["hadolint DL3045"];

export const workdir = defineRule({
  id: "dockerfile/workdir",
  on: "dockerfile",
  severity: "warning",
  title: "Set the working folder with an absolute WORKDIR",
  why: "What a relative path means depends on the WORKDIR before it. Without one the base image decides, or files land in the root of the image, and `cd` ends with its RUN.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#workdir",
    "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
  ],
  equivalents: [...absolute, "buildkit WorkdirRelativePath", ...changeFolder, ...copies],
  deviations: {
    "hadolint DL3000": "A stage may go on from the absolute WORKDIR of the stage it starts from.",
    "trivy DS-0009": "A stage may go on from the absolute WORKDIR of the stage it starts from.",
    "checkov CKV_DOCKER_10": "A stage may go on from the absolute WORKDIR of the stage it starts from.",
    "hadolint DL3003":
      "A RUN may change into the folder that it works in. Only a `cd` at its end is found, which does nothing.",
    "trivy DS-0013":
      "A RUN may change into the folder that it works in. Only a `cd` at its end is found, which does nothing.",
    "hadolint DL3045": "Silent on base images that may set a WORKDIR of their own.",
  },
  fix: "safe",
  examples: [
    {
      title: "files in the root of the image",
      bad: 'FROM node:24-slim\nCOPY . «.»\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
    },
    {
      title: "a relative folder without a start",
      bad: "FROM node:24-slim\nWORKDIR «app»\n",
      good: "FROM node:24-slim\nWORKDIR /app\n",
    },
    {
      title: "a change of folder that ends at once",
      bad: "FROM debian:13\nRUN «cd /opt/app»\nRUN make\n",
      good: "FROM debian:13\nWORKDIR /opt/app\nRUN make\n",
    },
  ],
  *check({ file }) {
    const states = new Map<Stage | undefined, State>();
    const shipped = new Set(file.form.finalStage?.chain);
    const triggers: { readonly copy: CopyInstruction; readonly state: State }[] = [];
    for (const { instruction, stage, isTrigger } of everyInstruction(file.form)) {
      const state = states.get(stage) ?? State.of(stage, states);
      states.set(stage, state);
      if (isTrigger) {
        if (instruction.kind === "WORKDIR") state.isSetByTrigger = true;
        const isCopy = instruction.kind === "COPY" || instruction.kind === "ADD";
        if (isCopy && !state.isSetByTrigger) triggers.push({ copy: instruction, state });
      } else if (instruction.kind === "WORKDIR") yield* workdirReports(instruction, stage, state, file);
      else if (instruction.kind === "COPY" || instruction.kind === "ADD") {
        const problem = copyProblem(instruction, state);
        if (problem) {
          // What lies about in a stage that is not shipped is in nobody's way.
          const severity = stage === undefined || shipped.has(stage) ? "warning" : "info";
          yield { ...problem, severity, fixes: copyFixes(instruction, state, file) };
        }
      } else if (instruction.kind === "RUN") yield* runProblems(instruction, state, file);
    }
    // A trigger runs in the folder that the stage ends with.
    for (const { copy, state } of triggers) {
      const problem = copyProblem(copy, state);
      if (problem) yield problem;
    }
  },
});

/** Longer chains of stages without instructions are not followed, longer paths are not known to any system. */
const MAX_CHAIN = 64;
const MAX_PATH = 4096;

/** The working folder of a stage as its instructions are read. */
class State {
  /** Whether a WORKDIR of this stage or one that it starts from was read. */
  isSet: boolean;
  isSetHere = false;
  isSetByTrigger = false;
  /** The folder; undefined when only the build knows. */
  path: string | undefined;

  private constructor(
    parent: State | undefined,
    /** Whether the base image is known to set none: files land among those of the system. */
    readonly isAtRoot: boolean,
    startPath: string | undefined,
  ) {
    this.isSet = parent?.isSet ?? false;
    this.path = parent ? parent.path : startPath;
  }

  static of(stage: Stage | undefined, states: ReadonlyMap<Stage | undefined, State>): State {
    // Without any FROM there is no image that could set one.
    if (!stage) return new State(undefined, true, undefined);
    let from = stage.parent;
    // Stages without instructions have no state of their own.
    for (let i = 0; from && !states.has(from) && i < MAX_CHAIN; i++) from = from.parent;
    const parent = from && states.get(from);
    if (parent) return new State(parent, parent.isAtRoot, undefined);
    if (from) return new State(undefined, false, undefined);
    const isAtRoot = stage.base !== undefined && startsAtRoot(stage.base);
    // The root of an empty image is as good a place as any.
    const isEmpty = stage.base?.official === "scratch";
    return new State(undefined, !isEmpty && (isAtRoot || isWindows(stage)), isAtRoot ? "/" : undefined);
  }
}

function* workdirReports(
  { value, index }: InstructionOf<"WORKDIR">,
  stage: Stage | undefined,
  state: State,
  file: SourceFile<"dockerfile">,
): Generator<Report> {
  if (!value) return;
  const written = writtenPath(value);
  const expanded = written.includes("$") ? stage?.expand(value, index).text : written;
  const target = expanded === undefined ? undefined : joinPath(state.path ?? "\u0000", expanded);
  const path = target?.startsWith("/") && target.length < MAX_PATH ? target : undefined;
  const isProper = isAbsolute(written);
  if (isProper && stage === file.form.finalStage)
    yield { proves: value.span, message: `Relative paths start at \`${written}\`.` };
  if (!isProper && !written.includes("$") && (!state.isSet || state.isSetHere)) {
    yield state.isSet ? continued(value, written, path) : withoutStart(value, written, path);
  }
  state.isSet = state.isSetHere = true;
  state.path = path;
}

function withoutStart(value: Word, written: string, path: string | undefined): Problem {
  const fromRoot = path ?? joinPath("/", written);
  return {
    at: value.span,
    message: `No WORKDIR before this one says where \`${written}\` begins, so the base image decides.`,
    equivalents: [...absolute, "buildkit WorkdirRelativePath"],
    fixes: fromRoot === undefined ? [] : makeAbsolute(value, written, fromRoot, path === undefined),
  };
}

function continued(value: Word, written: string, path: string | undefined): Problem {
  return {
    at: value.span,
    severity: "hint",
    message: `\`${written}\` goes on from the WORKDIR above: an absolute path stays right when that one changes.`,
    equivalents: absolute,
    fixes: path === undefined ? [] : makeAbsolute(value, written, path, false),
  };
}

function makeAbsolute(word: Word, written: string, path: string, isGuess: boolean): Fix[] {
  const at = word.text.indexOf(written);
  if (!word.within.isContiguous(word.start, word.end) || at < 0) return [];
  const target = written.endsWith("/") && path !== "/" ? `${path}/` : path;
  const start = word.span.start + at;
  const edits = [replacement({ start, end: start + written.length }, target)];
  return isGuess
    ? [{ title: `Use \`${target}\`, whatever the base image sets`, kind: "review", edits }]
    : [{ title: `Use \`${target}\``, kind: "safe", edits }];
}

function copyProblem({ destination, keyword }: CopyInstruction, state: State): Problem | undefined {
  if (!destination || state.isSet || !state.isAtRoot) return undefined;
  const written = writtenPath(destination);
  if (written === "" || written.includes("$") || isAbsolute(written)) return undefined;
  return {
    at: destination.span,
    message: isDot(written)
      ? `No WORKDIR is set: ${keyword} puts the files into the root of the image, among those of the system.`
      : `No WORKDIR says where \`${written}\` begins: ${keyword} takes the root of the image.`,
    equivalents: copies,
  };
}

function copyFixes(copy: CopyInstruction, state: State, file: SourceFile<"dockerfile">): Fix[] {
  if (!copy.destination || state.path === undefined) return [];
  const written = writtenPath(copy.destination);
  const path = joinPath(state.path, written);
  const set: Fix = {
    title: "Set `WORKDIR /app` above; what follows runs there too",
    kind: "review",
    edits: [insertAbove(file, copy, ["WORKDIR /app"])],
  };
  if (isDot(written) || path === undefined) return [set];
  return [...makeAbsolute(copy.destination, written, path, false), set];
}

function* runProblems(run: RunInstruction, state: State, file: SourceFile<"dockerfile">): Generator<Problem> {
  const found = uselessCd(run, state.path, file);
  if (!found) return;
  yield {
    at: found.at,
    message: "`cd` at the end of RUN does nothing: the next instruction starts in the WORKDIR again.",
    equivalents: changeFolder,
    fixes: found.fixes,
  };
}

/** What stands between the quotes. */
function writtenPath({ text }: Word): string {
  return text.replace(/^["']/, "").replace(/["']$/, "");
}

function isAbsolute(path: string): boolean {
  return /^[/\\]|^[A-Za-z]:/.test(path);
}

function isDot(path: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(path) && /^[./]+$/.test(path);
}
