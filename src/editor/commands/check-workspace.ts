import { commands, l10n, ProgressLocation, window } from "vscode";
import type { Liftoff } from "../liftoff";
import { sayThereIsNoFolder } from "./pick-folder";

/** Reads and checks every folder again, with progress that can be cancelled, and says what came out. */
export async function checkWorkspace(liftoff: Liftoff): Promise<void> {
  const sessions = liftoff.folders.all;
  if (sessions.length === 0) {
    sayThereIsNoFolder();
    return;
  }
  const cancelled = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Checking the workspace"), cancellable: true },
    async (progress, token) => {
      for (const session of sessions) {
        let last = 0;
        await session.scan(token, (done, all) => {
          const percent = Math.floor((done / all) * 100);
          if (percent === last) return;
          progress.report({ increment: (percent - last) / sessions.length, message: `${done} / ${all}` });
          last = percent;
        });
      }
      return token.isCancellationRequested;
    },
  );
  if (!cancelled) await summarise(liftoff);
}

async function summarise({ folders }: Liftoff): Promise<void> {
  let files = 0;
  let errors = 0;
  let warnings = 0;
  for (const session of folders.all) {
    files += session.lastScan?.files ?? 0;
    for (const { severity } of session.result().findings) {
      if (severity === "error") errors++;
      else if (severity === "warning") warnings++;
    }
  }
  const capped = folders.all.some(({ lastScan }) => lastScan?.capped);
  const notes = [
    l10n.t("{0} files checked: {1} errors, {2} warnings.", files, errors, warnings),
    ...(capped ? [l10n.t("There are more files than are read; leave some out with liftoff.exclude.")] : []),
  ];
  const problems = l10n.t("Show Problems");
  const picked = await window.showInformationMessage(notes.join(" "), problems);
  if (picked === problems) await commands.executeCommand("workbench.actions.view.problems");
}
