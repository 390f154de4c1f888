import {
  type CancellationToken,
  commands,
  env,
  l10n,
  ProgressLocation,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import type { SourceFile } from "../../core/files/source";
import type { OutsideFinding, OutsideTool } from "../../core/lint/outside/tool";
import { canStartPrograms, isProgram, programOnPath } from "../../processes/programs";
import { runTool } from "../../processes/run-tool";
import type { Activity } from "../activity";
import { sayThereIsNoFolder } from "../commands/pick-folder";
import { Disposable } from "../disposable";
import { openDocument } from "../documents";
import type { Liftoff } from "../liftoff";
import type { Log } from "../log";
import { pathBelow, uriBelow } from "../positions";
import { programOf } from "../settings";
import type { FolderSession } from "../workspace/folder-session";
import { ToolDiagnostics } from "./tool-diagnostics";

/** A check is not waited for any longer, in milliseconds. */
const TIMEOUT = 120_000;

/** A tool that is there, and its program. */
interface Present {
  readonly tool: OutsideTool;
  readonly program: string;
}

interface Checked {
  readonly files: number;
  readonly findings: number;
  /** Why a tool could not check the files, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Asks the user's own actionlint and zizmor about workflows: a bundle of its own, loaded when somebody wants that, and the
 * only part of the extension that starts a process. Imported with `import()` only.
 */
export class ToolChecks extends Disposable {
  private readonly diagnostics: ToolDiagnostics;
  /** The checks of saved files under way, by the file's address. */
  private readonly saved = new Map<string, AbortController>();

  constructor(
    private readonly liftoff: Liftoff,
    private readonly activity: Activity,
    private readonly log: Log,
  ) {
    super();
    this.diagnostics = this.own(new ToolDiagnostics(liftoff.folders));
    this.own({
      dispose: () => {
        for (const check of this.saved.values()) check.abort();
      },
    });
  }

  /** Checks every workflow of the workspace, with progress that can be cancelled, and says what came out. */
  async checkAll(): Promise<void> {
    const refusal = refusalHere();
    if (refusal !== undefined) {
      void window.showWarningMessage(refusal);
      return;
    }
    const sessions = this.liftoff.folders.all;
    if (sessions.length === 0) {
      sayThereIsNoFolder();
      return;
    }
    const local = sessions.filter(({ root }) => root.scheme === "file");
    const { present, problems } = await this.findTools();
    if (present.length === 0) {
      await this.sayNothingIsThere(problems);
      return;
    }
    const names = present.map(({ tool }) => tool.name).join(", ");
    const unsaved: string[] = [];
    const outcome = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: l10n.t("Checking workflows with {0}", names),
        cancellable: true,
      },
      (_progress, token) => this.activity.track(this.checkFolders(local, present, unsaved, token)),
    );
    if (outcome !== "cancelled") {
      await this.summarise(names, { ...outcome, problems: [...problems, ...outcome.problems] }, unsaved);
    }
  }

  /** Checks a workflow that was saved, without a word when that is not possible: the log has it. */
  async checkSaved(document: TextDocument): Promise<void> {
    if (refusalHere() === undefined) await this.activity.track(this.check(document));
  }

  /** The check of an earlier text of the same file is given up. */
  private async check(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    this.saved.get(key)?.abort();
    const controller = new AbortController();
    this.saved.set(key, controller);
    try {
      const problems = await this.checkDocument(document, controller.signal);
      for (const problem of problems) this.log.warn(problem);
    } finally {
      if (this.saved.get(key) === controller) this.saved.delete(key);
    }
  }

  private async checkDocument(document: TextDocument, signal: AbortSignal): Promise<readonly string[]> {
    const session = this.liftoff.folders.of(document.uri);
    const path = session && pathBelow(session.root, document.uri);
    if (!session?.isFolder || session.root.scheme !== "file" || path === undefined) return [];
    await session.checked(document);
    const { present, problems } = await this.findTools();
    const files = session.workflows().filter((file) => file.path === path && !document.isDirty);
    const outcome = present.length > 0 ? await this.checkFiles(session, files, present, signal) : undefined;
    return outcome === undefined || outcome === "cancelled" ? problems : [...problems, ...outcome.problems];
  }

  /** Adds the paths of workflows that are left out, because they are not saved, to `unsaved`. */
  private async checkFolders(
    sessions: readonly FolderSession[],
    present: readonly Present[],
    unsaved: string[],
    token: CancellationToken,
  ): Promise<Checked | "cancelled"> {
    const controller = new AbortController();
    const cancelled = token.onCancellationRequested(() => controller.abort());
    const sum = { files: 0, findings: 0, problems: [] as string[] };
    try {
      for (const session of sessions) {
        await session.ensureScanned();
        const files = session.workflows();
        // The tools read the disk; their places would not fit what the editor shows.
        const isUnsaved = ({ path }: SourceFile) =>
          openDocument(uriBelow(session.root, path))?.isDirty === true;
        unsaved.push(...files.filter(isUnsaved).map(({ path }) => path));
        const saved = files.filter((file) => !isUnsaved(file));
        const outcome = await this.checkFiles(session, saved, present, controller.signal);
        if (outcome === "cancelled") return outcome;
        sum.files += outcome.files;
        sum.findings += outcome.findings;
        sum.problems.push(...outcome.problems);
      }
      return sum;
    } finally {
      cancelled.dispose();
    }
  }

  private async checkFiles(
    session: FolderSession,
    files: readonly SourceFile[],
    present: readonly Present[],
    signal: AbortSignal,
  ): Promise<Checked | "cancelled"> {
    if (signal.aborted) return "cancelled";
    const options = { cwd: session.root.fsPath, timeout: TIMEOUT, signal };
    const outcomes = await Promise.all(
      present.map(({ tool, program }) => {
        if (files.length > 0) this.log.info(`${session.name}: ${program} checks ${files.length} workflows`);
        return runTool(tool, program, files, options);
      }),
    );
    const found: OutsideFinding[] = [];
    const problems: string[] = [];
    for (const outcome of outcomes) {
      if (outcome === "cancelled") return outcome;
      if ("problem" in outcome) problems.push(outcome.problem);
      else found.push(...outcome.findings);
    }
    const settled = session.settle(found);
    let findings = 0;
    for (const file of files) {
      const own = settled.filter(({ path }) => path === file.path);
      if (this.diagnostics.show(session, file, own)) findings += own.length;
    }
    return { files: files.length, findings, problems };
  }

  /** The tools that can be started; a sentence for each that the settings name wrongly. */
  private async findTools(): Promise<{ present: readonly Present[]; problems: readonly string[] }> {
    const present: Present[] = [];
    const problems: string[] = [];
    for (const tool of this.liftoff.core.outsideTools) {
      const named = programOf(tool.name);
      const program = named === "" ? await programOnPath(tool.name) : named;
      if (program === undefined) continue;
      if (await isProgram(program)) present.push({ tool, program });
      else {
        problems.push(
          l10n.t("{0} is not the absolute path of a program (liftoff.tools.{1}).", program, tool.name),
        );
      }
    }
    return { present, problems };
  }

  private async sayNothingIsThere(problems: readonly string[]): Promise<void> {
    const openSettings = l10n.t("Open Settings");
    const message =
      problems.length > 0
        ? problems.join(" ")
        : l10n.t(
            "Neither actionlint nor zizmor is on the PATH. Install one of them, or say in the settings where it is.",
          );
    const picked = await window.showWarningMessage(message, openSettings);
    if (picked !== openSettings) return;
    // Programs lie where the workspace does: their settings are those of that machine.
    const where = env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
    await commands.executeCommand(`workbench.action.${where}`, { query: "liftoff.tools" });
  }

  private async summarise(
    names: string,
    { files, findings, problems }: Checked,
    unsaved: readonly string[],
  ): Promise<void> {
    for (const problem of problems) this.log.warn(problem);
    const left =
      unsaved.length > 0 ? [l10n.t("Not saved, so left out: {0}.", unsaved.slice(0, 3).join(", "))] : [];
    if (problems.length > 0) {
      void window.showWarningMessage([...problems, ...left].join(" "));
      return;
    }
    if (files === 0) {
      void window.showInformationMessage([l10n.t("There is no workflow to check."), ...left].join(" "));
      return;
    }
    const checked = files === 1 ? l10n.t("1 workflow checked") : l10n.t("{0} workflows checked", files);
    const more = findings === 1 ? l10n.t("1 more finding") : l10n.t("{0} more findings", findings);
    const said =
      findings === 0
        ? l10n.t("{0}: {1}, nothing found that is not reported already.", names, checked)
        : l10n.t("{0}: {1}, {2}.", names, checked, more);
    const showProblems = l10n.t("Show Problems");
    const buttons = findings === 0 ? [] : [showProblems];
    const picked = await window.showInformationMessage([said, ...left].join(" "), ...buttons);
    if (picked === showProblems) await commands.executeCommand("workbench.actions.view.problems");
  }
}

/** Why no program may be started here; undefined where it may. */
function refusalHere(): string | undefined {
  if (!canStartPrograms) {
    return l10n.t(
      "A browser cannot start programs. Open this folder in VS Code on a computer to check it with actionlint or zizmor.",
    );
  }
  if (workspace.isTrusted) return undefined;
  return l10n.t(
    "No program is started in Restricted Mode. Trust this workspace to check it with your tools.",
  );
}
