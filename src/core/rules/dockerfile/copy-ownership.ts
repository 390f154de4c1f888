import type { CopyInstruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { defineRule, type Fix, type Report } from "../rule";
import { above, type Chown, chownsIn, isOfSystem, ownerEdit, pathOf, type User, userOf } from "./ownership";
import { type RunStep, runSteps } from "./run-commands";
import { isWindows } from "./windows";
import { removeWord } from "./word-edits";
import { WorkingFolders } from "./working-folders";

export const copyOwnership = defineRule({
  id: "dockerfile/copy-ownership",
  on: "dockerfile",
  severity: "info",
  title: "Say who owns copied files in the COPY itself",
  why: "COPY makes files that belong to root whatever USER says, so the application cannot write to them. A `chown -R` afterwards stores every file a second time, in a layer of its own.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
    "https://docs.docker.com/build/building/best-practices/#user",
  ],
  equivalents: [],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "FROM node:24-slim\nWORKDIR /app\nUSER node\n«COPY» . .\n",
      good: "FROM node:24-slim\nWORKDIR /app\nUSER node\nCOPY --chown=node . .\n",
    },
    {
      title: "files that are stored twice",
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN «chown -R» node:node /app\nUSER node\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY --chown=node:node . .\nRUN chown node:node /app\nUSER node\n",
    },
  ],
  *check({ file }) {
    const final = file.form.finalStage;
    if (!final || !file.form.clean || isWindows(final)) return;
    const steps = new Map<number, RunStep>();
    for (const step of runSteps(file.form)) if (!step.isTrigger) steps.set(step.run.index, step);
    for (const stage of final.chain) {
      const folders = new WorkingFolders(stage);
      const chowns = stage.all("RUN").flatMap(({ index }) => chownsIn(steps.get(index), folders));
      yield* judgeCopies(stage, chowns, folders);
      yield* judgeChowns(stage, chowns, folders, file);
    }
  },
});

/** One finding for all copies behind USER: the first, and a fix for each. */
function* judgeCopies(stage: Stage, chowns: readonly Chown[], folders: WorkingFolders): Generator<Report> {
  const changed = new Map<string, number>();
  for (const { step, paths } of chowns) for (const path of paths) changed.set(path, step.run.index);
  const open: { copy: CopyInstruction; user: User }[] = [];
  let user = userOf(stage.parent?.effects.user, stage);
  for (const instruction of stage.instructions) {
    if (instruction.kind === "USER") user = userOf(instruction, stage);
    if ((instruction.kind !== "COPY" && instruction.kind !== "ADD") || !user) continue;
    if (instruction.chown) {
      yield { proves: instruction.chown.span, message: "The COPY says who owns the files." };
      continue;
    }
    const to = pathOf(instruction, stage, folders);
    if (instruction.chmod || to === undefined || isOfSystem(to)) continue;
    const isChanged = above(to).some((path) => (changed.get(path) ?? -1) > instruction.index);
    if (!isChanged) open.push({ copy: instruction, user });
  }
  const [first] = open;
  if (!first) return;
  const { name } = first.user;
  const count =
    open.length === 1 ? "What is copied here belongs" : `What ${open.length} instructions copy belongs`;
  yield {
    at: first.copy.keywordSpan,
    message: `${count} to root: \`${name}\` can read it, but not change it.`,
    fixes: [
      {
        title: `Give the copied files to \`${name}\`, who may change them then`,
        kind: "review",
        edits: open.map(({ copy, user }) => ownerEdit(copy, user.written)),
      },
    ],
  };
}

/** `chown -R` of what a COPY of the same stage brought. */
function* judgeChowns(
  stage: Stage,
  chowns: readonly Chown[],
  folders: WorkingFolders,
  file: SourceFile<"dockerfile">,
): Generator<Report> {
  if (chowns.length === 0) return;
  const brought = new Map<string, CopyInstruction[]>();
  let next = 0;
  let lastRun = -1;
  for (const instruction of stage.instructions) {
    if ((instruction.kind === "COPY" || instruction.kind === "ADD") && !instruction.chown) {
      const to = pathOf(instruction, stage, folders);
      for (const path of to === undefined ? [] : above(to)) remember(brought, path, instruction);
    }
    if (instruction.kind !== "RUN") continue;
    for (; chowns[next]?.step.run === instruction; next++) {
      const chown = chowns[next];
      if (!chown?.recursive) continue;
      const copies = chown.paths.flatMap((path) => brought.get(path) ?? []);
      // Files are stored a second time once: what comes later counts anew.
      for (const path of chown.paths) brought.delete(path);
      const [first] = copies;
      const program = chown.each.program.words[0];
      if (!first || !program) continue;
      yield {
        at: { start: program.span.start, end: chown.recursive.span.end },
        message: `\`chown -R\` stores what was copied a second time, as files of \`${chown.owner.text}\`: say it in the COPY.`,
        fixes: lastRun > first.index ? [] : chownFixes(chown, copies, file),
      };
    }
    lastRun = instruction.index;
  }
}

function remember(brought: Map<string, CopyInstruction[]>, path: string, copy: CopyInstruction): void {
  const known = brought.get(path);
  if (known) known.push(copy);
  else brought.set(path, [copy]);
}

/** Only where nothing but the copies and the folder itself can be meant, and the account is there before. */
function chownFixes(
  { step, each, owner, recursive }: Chown,
  copies: readonly CopyInstruction[],
  file: SourceFile<"dockerfile">,
): Fix[] {
  const isKnown = owner.value !== undefined && /^[\w.-]+(:[\w.-]+)?$/.test(owner.value);
  if (!recursive || !/^(-R|--recursive)$/.test(recursive.raw) || !isKnown || step.commands.length !== 1)
    return [];
  const title = `Copy the files as \`${owner.text}\`, and change only the folder here`;
  const edits = [...new Set(copies)].map((copy) => ownerEdit(copy, owner.text));
  return [{ title, kind: "review", edits: [...edits, removeWord(recursive, each, file.form)] }];
}
