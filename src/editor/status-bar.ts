import { l10n, StatusBarAlignment, window, workspace } from "vscode";
import { commands, settings } from "./contributions";
import { Disposable } from "./disposable";
import type { Liftoff } from "./liftoff";
import type { OnDemand } from "./on-demand";
import { showsStatusBar } from "./settings";
import { progressText } from "./tree/nodes";

/** `7/12` beside a rocket: how far the launch is. Hidden without a plan. */
export class StatusBar extends Disposable {
  private readonly item = this.own(
    window.createStatusBarItem("liftoff.progress", StatusBarAlignment.Left, 10),
  );

  constructor(private readonly liftoff: OnDemand<Liftoff>) {
    super();
    this.item.name = l10n.t("Launch Progress");
    this.item.command = commands.openChecklist;
    this.own(liftoff.onDidStart(({ plans }) => this.own(plans.onDidChange(() => this.update()))));
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.statusBar)) this.update();
      }),
    );
  }

  private update(): void {
    const views = (this.liftoff.current?.plans.active ?? []).flatMap(({ view }) => view ?? []);
    const done = views.reduce((sum, { progress }) => sum + progress.done, 0);
    const total = views.reduce((sum, { progress }) => sum + progress.total, 0);
    if (total === 0 || !showsStatusBar()) {
      this.item.hide();
      return;
    }
    const lines = views.flatMap(({ name, progress, blockers, schedule, gates }) => [
      `${name}: ${progressText(progress, l10n.t)}`,
      ...(blockers.length > 0 ? [l10n.t("Open blockers: {0}", blockers.length)] : []),
      ...(schedule?.finish ? [finishText(schedule.finish)] : []),
      ...gates.map(({ title, met, missing }) =>
        met
          ? l10n.t("{0}: gate open", title)
          : l10n.t("{0}: gate closed, {1} missing", title, missing.length),
      ),
    ]);
    this.item.text = `$(rocket) ${done}/${total}`;
    this.item.tooltip = [...lines, l10n.t("Open the checklist")].join("\n");
    this.item.accessibilityInformation = {
      label: l10n.t("Launch: {0} of {1} items done", done, total),
      role: "button",
    };
    this.item.show();
  }
}

function finishText({ early, late }: { readonly early: string; readonly late: string }): string {
  return early === late
    ? l10n.t("Forecast to end on {0}", early)
    : l10n.t("Forecast to end between {0} and {1}", early, late);
}
