import { expand, type Variable } from "../../files/dockerfile/expand";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { Pair } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import { isPredefinedArg } from "../../files/dockerfile/stages";
import type { SourceFile } from "../../files/source";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix, type Problem, type Report } from "../rule";
import { similarName } from "../similar-name";
import { insertAbove, insertBelow } from "./insert";

export const undefinedArgInFrom = defineRule({
  id: "dockerfile/undefined-arg-in-from",
  on: "dockerfile",
  severity: "error",
  title: "Declare the variables of FROM above the first FROM",
  why: "FROM sees only ARGs that stand above all stages. Any other variable is empty there, so the build stops or starts from another image.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
    "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/",
    "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/",
  ],
  equivalents: ["buildkit UndefinedArgInFrom", "buildkit InvalidDefaultArgInFrom"],
  fix: "review",
  examples: [
    {
      bad: "ARG NODE_VERSION=24\nFROM node:«$NODE_VERSON»-slim\n",
      good: "ARG NODE_VERSION=24\nFROM node:$NODE_VERSION-slim\n",
    },
    {
      title: "an ARG of a stage",
      bad: "FROM golang:1.25 AS build\nARG BASE=alpine:3.22\nFROM «${BASE}»\n",
      good: "ARG BASE=alpine:3.22\nFROM golang:1.25 AS build\nARG BASE=alpine:3.22\nFROM ${BASE}\n",
    },
    {
      title: "an ARG without a default",
      bad: "ARG VERSION\nFROM node:«$VERSION»\n",
      good: "ARG VERSION=24\nFROM node:$VERSION\n",
      fix: null,
    },
  ],
  *check({ file }) {
    const { form } = file;
    // An instruction of another frontend may declare more.
    const isKnown = !form.instructions.some(({ kind }) => kind === "unknown");
    if (
      !isKnown ||
      !form.stages.some(({ from }) => from.args.text.includes("$") || from.platform?.value?.includes("$"))
    )
      return;
    const declared = { globals: globalsOf(form), staged: stagedIn(form), similar: new Map() };
    const earlier = new Set<string>();
    for (const stage of form.stages) {
      yield* judge(stage, file, declared, earlier);
      if (stage.name !== undefined) earlier.add(stage.name);
    }
  },
});

interface Declared {
  readonly globals: ReadonlyMap<string, Variable>;
  /** ARGs of stages, which FROM does not see. */
  readonly staged: ReadonlyMap<string, Pair>;
  /** What names were found to be like, as many stages may use the same one. */
  readonly similar: Map<string, string | undefined>;
}

/** The ARGs above the first FROM with their defaults. */
function globalsOf(form: DockerfileForm): ReadonlyMap<string, Variable> {
  const globals = new Map<string, Variable>();
  for (const { key, value } of form.globalArgs.flatMap(({ pairs }) => pairs)) {
    const text = value ? expand(value, (name) => globals.get(name), form.escape).text : undefined;
    // The platform has a value even where its ARG has none.
    const isGiven = value !== undefined || isPredefinedArg(key);
    globals.set(key, { value: isGiven ? text : "", at: value?.span });
  }
  return globals;
}

/** The ARGs inside stages, the first of each name, where they are written on one line. */
function stagedIn(form: DockerfileForm): ReadonlyMap<string, Pair> {
  const staged = new Map<string, Pair>();
  for (const { pairs, args } of form.stages.flatMap((stage) => stage.all("ARG"))) {
    if (!args.isContiguous(0, args.length)) continue;
    for (const pair of pairs) if (!staged.has(pair.key)) staged.set(pair.key, pair);
  }
  return staged;
}

function* judge(
  stage: Stage,
  file: SourceFile<"dockerfile">,
  declared: Declared,
  earlier: ReadonlySet<string>,
): Generator<Report> {
  const { globals } = declared;
  const { image, platform } = stage.from;
  const used = [
    ...(image ? variablesIn(image.span, file.text) : []),
    ...variablesIn(platform?.valueSpan, file.text),
  ];
  const unknown = used.filter(({ name }) => !globals.has(name) && !isPredefinedArg(name));
  for (const variable of unknown) if (!variable.hasOperator) yield undeclared(variable, file, declared);
  if (unknown.length > 0 || !image) return;
  const [first] = variablesIn(image.span, file.text);
  const text = expand(image, (name) => globals.get(name), file.form.escape).text;
  if (!first || text === undefined || earlier.has(text.toLowerCase())) return;
  if (isImageReference(text)) yield { proves: first.at, message: `FROM becomes \`${text}\`.` };
  else yield badDefault(first, text, file, globals);
}

interface UsedVariable {
  readonly name: string;
  /** The name itself. */
  readonly nameAt: Span;
  /** With dollar sign and braces. */
  readonly at: Span;
  /** `${name:-default}` and the like: the file says what happens when there is none. */
  readonly hasOperator: boolean;
}

function variablesIn(at: Span | undefined, text: string): UsedVariable[] {
  if (!at) return [];
  const written = text.slice(at.start, at.end);
  if (written.includes("'")) return [];
  return [...written.matchAll(/(?<!\\)\$(?:\{([A-Za-z_]\w{0,127})([^}]{0,128})\}|([A-Za-z_]\w*))/g)].map(
    (match) => {
      const [whole, braced, operator, plain] = match;
      const name = braced ?? plain ?? "";
      const start = at.start + match.index;
      const nameStart = start + (braced === undefined ? 1 : 2);
      return {
        name,
        nameAt: { start: nameStart, end: nameStart + name.length },
        at: { start, end: start + whole.length },
        hasOperator: (operator ?? "") !== "",
      };
    },
  );
}

const platforms =
  "BUILDPLATFORM TARGETPLATFORM BUILDARCH TARGETARCH BUILDOS TARGETOS BUILDVARIANT TARGETVARIANT".split(" ");

function undeclared(
  { name, nameAt, at }: UsedVariable,
  file: SourceFile<"dockerfile">,
  declared: Declared,
): Problem {
  const inStage = declared.staged.get(name);
  const similar = similarTo(name, declared);
  const fixes: Fix[] = [];
  if (similar !== undefined)
    fixes.push({ title: `Use \`${similar}\``, kind: "review", edits: [replacement(nameAt, similar)] });
  const first = file.form.stages[0];
  if (inStage?.value && first) {
    const line = `ARG ${file.text.slice(inStage.span.start, inStage.span.end)}`;
    const edits = [declaration(line, first, file)];
    fixes.push({ title: `Declare \`${line}\` above the first FROM`, kind: "review", edits });
  }
  return {
    at,
    message: inStage
      ? `\`${name}\` is an ARG of a stage: FROM sees only those above the first FROM, so it is empty here.`
      : `No ARG above the first FROM declares \`${name}\`, so it is empty here.`,
    equivalents: ["buildkit UndefinedArgInFrom"],
    fixes,
  };
}

function similarTo(name: string, { globals, similar }: Declared): string | undefined {
  if (!similar.has(name)) {
    similar.set(name, similarName(name, platforms) ?? similarName(name, globals.keys()));
  }
  return similar.get(name);
}

function declaration(line: string, first: Stage, file: SourceFile<"dockerfile">): TextEdit {
  const last = file.form.globalArgs.at(-1);
  if (last) return insertBelow(file, last, [line]);
  const { start } = first.from.span;
  return file.lines.lineAt(start) === 0
    ? insertion(start, `${line}${file.eol}`)
    : insertAbove(file, first.from, [line]);
}

function badDefault(
  { name, at }: UsedVariable,
  text: string,
  file: SourceFile<"dockerfile">,
  globals: ReadonlyMap<string, Variable>,
): Problem {
  const variable = globals.get(name);
  const isEmpty = variable?.value === "";
  const written = variable?.at;
  return {
    at,
    // An empty default may ask for `--build-arg` on purpose; a wrong one is a slip.
    severity: isEmpty ? "info" : "warning",
    message: isEmpty
      ? `\`${name}\` has no default, so only a build that is given one finds the image.`
      : `With the defaults of the ARGs this reads \`${text}\`, which is no name of an image.`,
    equivalents: ["buildkit InvalidDefaultArgInFrom"],
    ...(written && !isEmpty ? { related: [{ path: file.path, at: written, message: "The default." }] } : {}),
  };
}

/** Whether a builder takes `text` for the name of an image. */
function isImageReference(text: string): boolean {
  const [name = "", digest] = text.split("@", 2);
  if (digest !== undefined && !/^[A-Za-z][\w+.-]{0,30}:[0-9a-fA-F]{32,128}$/.test(digest)) return false;
  const slash = name.lastIndexOf("/");
  const colon = name.indexOf(":", slash + 1);
  if (colon >= 0 && !/^\w[\w.-]{0,127}$/.test(name.slice(colon + 1))) return false;
  const [first = "", ...rest] = (colon < 0 ? name : name.slice(0, colon)).split("/");
  const isHost = rest.length > 0 && (/[.:A-Z]/.test(first) || first === "localhost");
  if (isHost && !/^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(first)) return false;
  return (isHost ? rest : [first, ...rest]).every((part) =>
    /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/.test(part),
  );
}
