import { commands, env, l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { ProjectView } from "../../core/project/view";
import type { Answers, Generator, Question } from "../../core/scaffold/generator";
import type { Proposal } from "../../core/scaffold/proposal";
import type { Stack } from "../../core/scaffold/stack";
import { loadNewFiles, type NewFiles } from "../core";
import { obstacleTo, readOnlyFolder } from "../fixes/obstacles";
import { applyChanges, previewChanges, type TextChange, textChanges } from "../fixes/text-changes";
import type { Liftoff } from "../liftoff";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { Corrections } from "./corrections";
import { confirmStack } from "./detected-stack";
import { pickFolder, readFolder, takeTypedText } from "./pick-folder";
import { back, pickManyStep, pickStep, type Step, typeStep } from "./steps";

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
  const session = folder ?? (await pickFolder(liftoff, title));
  if (!session) return;
  const obstacle = readOnlyFolder(session.root, session.name);
  if (obstacle !== undefined) {
    void window.showWarningMessage(obstacle);
    return;
  }
  await readFolder(session);
  takeTypedText(liftoff, session);
  const newFiles = await loadNewFiles();
  const named = [...new Set(wanted.flatMap((id) => newFiles.generatorOf(id) ?? []))];
  await new Run(liftoff, session, newFiles, named, title).go(previews);
}

type Stage = "stack" | "generators" | "questions" | "preview" | "over";

/** One run of the command: its steps, each of which may lead back to the one before. */
class Run {
  private readonly project: ProjectView;
  private readonly corrections: Corrections;
  private stack: Stack;
  private chosen: readonly Generator[];
  private answers: Answers = {};

  constructor(
    private readonly liftoff: Liftoff,
    private readonly session: FolderSession,
    private readonly newFiles: NewFiles,
    private readonly named: readonly Generator[],
    private readonly title: string,
  ) {
    this.project = session.view();
    this.corrections = new Corrections(liftoff.memory, session.root);
    this.stack = newFiles.detectStack(this.project, this.corrections.read());
    this.chosen = named;
  }

  async go(previews: PreviewDocuments): Promise<void> {
    // What a plan item asks for without a question goes straight to the preview, which leads here as well.
    let stage: Stage = this.named.length > 0 && !this.asks() ? "preview" : "stack";
    while (stage !== "over") {
      if (stage === "stack") stage = await this.confirmStack();
      else if (stage === "generators") stage = await this.pickGenerators();
      else if (stage === "questions") stage = await this.ask();
      else stage = await this.preview(previews);
    }
  }

  private get beforeQuestions(): Stage {
    return this.named.length > 0 ? "stack" : "generators";
  }

  private asks(): boolean {
    return this.stack.doubts.length > 0 || this.questions().length > 0;
  }

  private async confirmStack(): Promise<Stage> {
    const { newFiles, project, corrections, title } = this;
    const summary = await confirmStack(newFiles, project, corrections, title);
    if (!summary) return "over";
    this.stack = summary.stack;
    return this.named.length > 0 ? "questions" : "generators";
  }

  /** Asks which of those that can be made here; a generator that refuses the workspace is not shown. */
  private async pickGenerators(): Promise<Stage> {
    const { stack, project, title } = this;
    const picks = this.newFiles.generators
      .filter(({ refuses }) => refuses?.({ stack, project }) === undefined)
      .map((generator): QuickPickItem & { generator: Generator } => ({
        label: generator.title,
        description: generator.id,
        detail: generator.summary,
        generator,
      }));
    const step = {
      title,
      placeholder: l10n.t("What is missing? Choose as many as you like"),
      items: picks,
      hasBack: true,
    };
    const picked = await pickManyStep(step, ({ generator }) => this.chosen.includes(generator));
    if (picked === back) return "stack";
    if (!picked || picked.length === 0) return "over";
    this.chosen = picked.map(({ generator }) => generator);
    return "questions";
  }

  /** All questions of the chosen generators, each once. */
  private questions(): Question[] {
    const { stack, project } = this;
    const all = this.chosen.flatMap(({ questions }) => questions?.({ stack, project }) ?? []);
    return [...new Map(all.map((question) => [question.id, question])).values()];
  }

  private async ask(): Promise<Stage> {
    const questions = this.questions();
    for (let i = 0; i < questions.length; ) {
      const question = questions[i];
      if (!question) break;
      const value = this.answers[question.id] ?? question.value;
      const answer = await askOne({ ...question, value }, `${this.title} (${i + 1}/${questions.length})`);
      if (answer === undefined) return "over";
      if (answer !== back) this.answers = { ...this.answers, [question.id]: answer };
      else if (i === 0) return this.beforeQuestions;
      i += answer === back ? -1 : 1;
    }
    return "preview";
  }

  private async preview(previews: PreviewDocuments): Promise<Stage> {
    const { session, stack, project, answers } = this;
    const proposal = this.newFiles.propose(this.chosen, { stack, answers, project });
    const { create, merge } = proposal;
    if (create.length + merge.length === 0) {
      await sayNothingToDo(session, proposal);
      return "over";
    }
    const merged = merge.map(({ path, edits }) => {
      const text = this.liftoff.core.applyEdits(session.file(path)?.text ?? "", edits);
      return [path, text] as const;
    });
    const changes = await textChanges(
      session,
      new Map([...create.map(({ path, text }) => [path, text] as const), ...merged]),
    );
    if (!changes) {
      void window.showWarningMessage(l10n.t("A file was changed meanwhile; nothing was written."));
      return "over";
    }
    const obstacle = await obstacleTo(session.root, changes);
    if (obstacle !== undefined) {
      void window.showWarningMessage(obstacle);
      return "over";
    }
    let decided: Step<"write" | "stack">;
    try {
      await previewChanges(changes.slice(0, MAX_PREVIEWS), previews);
      decided = await confirm(changes, proposal, this.title);
    } finally {
      await previews.close();
    }
    if (decided === back) return this.questions().length > 0 ? "questions" : this.beforeQuestions;
    if (decided === "stack") return decided;
    if (decided === "write") await write(changes, proposal);
    return "over";
  }
}

async function askOne({ text, value, choices, check }: Question, title: string): Promise<Step<string>> {
  if (!choices)
    return typeStep({
      title,
      placeholder: text,
      value,
      hasBack: true,
      check: (typed) => check?.(typed),
    });
  const picked = await pickStep({
    title,
    placeholder: text,
    items: choices.map((label) => ({ label })),
    hasBack: true,
  });
  return picked === undefined || picked === back ? picked : picked.label;
}

async function confirm(
  changes: readonly TextChange[],
  { existing }: Proposal,
  title: string,
): Promise<Step<"write" | "stack">> {
  const count = changes.length;
  const go: QuickPickItem = {
    label: count === 1 ? l10n.t("Write {0}", changes[0]?.path ?? "") : l10n.t("Write {0} files", count),
    detail: changes.map(({ path }) => path).join(", "),
  };
  const left: QuickPickItem[] =
    existing.length === 0
      ? []
      : [{ label: l10n.t("Left alone: {0}", existing.join(", ")), kind: QuickPickItemKind.Separator }];
  const correct: QuickPickItem = {
    label: l10n.t("Correct what was detected…"),
    detail: l10n.t("Nothing is written yet."),
  };
  const picked = await pickStep({
    title,
    placeholder: l10n.t("The previews show what will be written; one Undo takes all of it back."),
    items: [go, ...left, correct, { label: l10n.t("Cancel") }],
    hasBack: true,
  });
  if (picked === go) return "write";
  if (picked === correct) return "stack";
  return picked === back ? back : undefined;
}

async function write(changes: readonly TextChange[], { create }: Proposal): Promise<void> {
  if (!(await applyChanges(changes))) {
    void window.showWarningMessage(
      l10n.t("A file was changed meanwhile, or cannot be written there; nothing was written."),
    );
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
