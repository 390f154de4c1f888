import { commands, env, l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { ProjectView } from "../../core/project/view";
import type { Answers, Generator, Question } from "../../core/scaffold/generator";
import type { Proposal } from "../../core/scaffold/proposal";
import type { Stack } from "../../core/scaffold/stack";
import { loadNewFiles, type NewFiles } from "../core";
import { applyChanges, previewChanges, type TextChange, textChanges } from "../fixes/text-changes";
import type { Liftoff } from "../liftoff";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { pickFolder, readFolder } from "./pick-folder";

/** More comparisons than this are not looked at; the list before them names every file. */
const MAX_PREVIEWS = 8;

/**
 * Makes files that are missing: asks for generators (all of `wanted`, where a plan item names them) and for what they
 * cannot know, shows what would be written, and writes it as one undoable step. Never replaces anything.
 */
export async function scaffold(
  liftoff: Liftoff,
  previews: PreviewDocuments,
  wanted: readonly string[] = [],
  folder?: FolderSession,
): Promise<void> {
  const title = l10n.t("Generate Files");
  const { core } = liftoff;
  const session = folder ?? (await pickFolder(liftoff, title));
  if (!session) return;
  await readFolder(session);
  const project = session.view();
  const newFiles = await loadNewFiles();
  const stack = await detect(newFiles, project, title);
  if (!stack) return;
  const named = [...new Set(wanted.flatMap((id) => newFiles.generatorOf(id) ?? []))];
  const chosen =
    named.length > 0 ? named : await pickGenerators(newFiles.generators, { stack, project }, title);
  if (!chosen || chosen.length === 0) return;
  const answers = await ask(chosen, { stack, project }, title);
  if (!answers) return;
  const proposal = newFiles.propose(chosen, { stack, answers, project });
  const { create, merge } = proposal;
  if (create.length + merge.length === 0) {
    await sayNothingToDo(session, proposal);
    return;
  }
  const texts = new Map([
    ...create.map(({ path, text }) => [path, text] as const),
    ...merge.map(
      ({ path, edits }) => [path, core.applyEdits(session.file(path)?.text ?? "", edits)] as const,
    ),
  ]);
  const changes = await textChanges(session, texts);
  if (!changes) {
    void window.showWarningMessage(l10n.t("A file was changed meanwhile; nothing was written."));
    return;
  }
  try {
    await previewChanges(changes.slice(0, MAX_PREVIEWS), previews);
    if (!(await confirm(changes, proposal, title))) return;
  } finally {
    await previews.close();
  }
  await write(changes, proposal);
}

/** What the workspace contains; what its files leave open is asked. Undefined when somebody cancels. */
async function detect(newFiles: NewFiles, project: ProjectView, title: string): Promise<Stack | undefined> {
  const stack = newFiles.detectStack(project);
  const choices: Record<string, string> = {};
  for (const { id, question, answers } of stack.doubts) {
    const answer = await window.showQuickPick([...answers], { title, placeHolder: question });
    if (answer === undefined) return undefined;
    choices[id] = answer;
  }
  return stack.doubts.length === 0 ? stack : newFiles.detectStack(project, choices);
}

type Surroundings = Parameters<NonNullable<Generator["questions"]>>[0];

/** Asks which of those that can be made here; a generator that refuses the workspace is not shown. */
async function pickGenerators(
  generators: readonly Generator[],
  input: Surroundings,
  title: string,
): Promise<readonly Generator[] | undefined> {
  const picks = generators
    .filter(({ refuses }) => refuses?.(input) === undefined)
    .map((generator): QuickPickItem & { generator: Generator } => ({
      label: generator.title,
      description: generator.id,
      detail: generator.summary,
      generator,
    }));
  const picked = await window.showQuickPick(picks, {
    title,
    placeHolder: l10n.t("What is missing? Choose as many as you like"),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.map(({ generator }) => generator);
}

/** The answers to all questions, each asked once. Undefined when somebody cancels. */
async function ask(
  chosen: readonly Generator[],
  input: Surroundings,
  title: string,
): Promise<Answers | undefined> {
  const all = chosen.flatMap(({ questions }) => questions?.(input) ?? []);
  const questions = [...new Map(all.map((question) => [question.id, question])).values()];
  const answers: Record<string, string> = {};
  for (const [i, question] of questions.entries()) {
    const answer = await askOne(question, `${title} (${i + 1}/${questions.length})`);
    if (answer === undefined) return undefined;
    answers[question.id] = answer;
  }
  return answers;
}

async function askOne({ text, value, choices, check }: Question, title: string): Promise<string | undefined> {
  if (choices) return window.showQuickPick([...choices], { title, placeHolder: text });
  const answer = await window.showInputBox({
    title,
    prompt: text,
    value,
    ignoreFocusOut: true,
    validateInput: (typed) => check?.(typed.trim()),
  });
  return answer?.trim();
}

async function confirm(
  changes: readonly TextChange[],
  { existing }: Proposal,
  title: string,
): Promise<boolean> {
  const count = changes.length;
  const go: QuickPickItem = {
    label: count === 1 ? l10n.t("Write {0}", changes[0]?.path ?? "") : l10n.t("Write {0} files", count),
    detail: changes.map(({ path }) => path).join(", "),
  };
  const left: QuickPickItem[] =
    existing.length === 0
      ? []
      : [{ label: l10n.t("Left alone: {0}", existing.join(", ")), kind: QuickPickItemKind.Separator }];
  const picked = await window.showQuickPick([go, ...left, { label: l10n.t("Cancel") }], {
    title,
    placeHolder: l10n.t("The previews show what will be written; one Undo takes all of it back."),
    ignoreFocusOut: true,
  });
  return picked === go;
}

async function write(changes: readonly TextChange[], { create }: Proposal): Promise<void> {
  if (!(await applyChanges(changes))) {
    void window.showWarningMessage(l10n.t("A file was changed meanwhile; nothing was written."));
    return;
  }
  const [first] = changes;
  if (first) await window.showTextDocument(first.uri);
  const scripts = create.filter(({ executable }) => executable).map(({ path }) => path);
  if (scripts.length === 0) return;
  // VS Code's file system knows no such flag; git does.
  const copy = l10n.t("Copy Command");
  const message = l10n.t("Scripts have to be made executable: git add --chmod=+x {0}", scripts.join(" "));
  if ((await window.showInformationMessage(message, copy)) !== copy) return;
  await env.clipboard.writeText(`git add --chmod=+x ${scripts.join(" ")}`);
}

async function sayNothingToDo(session: FolderSession, { existing, refused }: Proposal): Promise<void> {
  const [path] = existing;
  if (path === undefined) {
    void window.showInformationMessage(
      refused.map(({ reason }) => reason).join(" ") || l10n.t("There is nothing to make."),
    );
    return;
  }
  const open = l10n.t("Open {0}", path);
  const message =
    existing.length === 1
      ? l10n.t("{0} is there already, and nothing is missing in it.", path)
      : l10n.t("{0} files are there already, and nothing is missing in them.", existing.length);
  if ((await window.showInformationMessage(message, open)) !== open) return;
  await commands.executeCommand("vscode.open", uriBelow(session.root, path));
}
