import { l10n, type QuickInputButton, type QuickPickItem, ThemeColor, ThemeIcon, window } from "vscode";
import type { GateView, PhaseView, PlanView } from "../../core/plan/view";
import type { Liftoff } from "../liftoff";
import type { PlanFile } from "../plan/plan-file";
import type { Reports } from "../reports";
import { stateIcon, stateWord } from "../tree/nodes";
import { readFolder } from "./pick-folder";

/** Opens an item where the tree shows it. */
type Reveal = (plan: PlanFile, itemId: string) => Promise<void>;

interface GatePick extends QuickPickItem {
  readonly gate: GateView;
}

interface MissingPick extends QuickPickItem {
  readonly itemId: string;
}

/**
 * Says whether a gate of the plan is open, and what keeps it closed: every item leads to its row, and the whole can be
 * read as a report. The folder is read first: without that, nothing would be known to fail.
 */
export async function canWeLaunch(
  { core }: Liftoff,
  plan: PlanFile,
  reports: Reports,
  reveal: Reveal,
  phaseId?: string,
): Promise<void> {
  await readFolder(plan.session);
  const { view } = plan;
  if (!view) return;
  const gate = await pickGate(view, phaseId, core.verdictLine);
  if (!gate) return;
  const title = `${gate.title} – ${core.verdictLine(gate)}`;
  const report = () => reports.show(`${view.name} – ${gate.title}`, core.gateMarkdown(view, gate));
  if (gate.met) {
    const show = l10n.t("Show Report");
    if ((await window.showInformationMessage(title, show)) === show) await report();
    return;
  }
  const itemId = await pickMissing(gate, picksOf(core, view, gate), title, report);
  if (itemId !== undefined) await reveal(plan, itemId);
}

/** The gates over the whole plan first, then those of its phases. */
export function gatesOf({ gates, phases }: PlanView): GateView[] {
  const ofPhases = phases.flatMap((phase) => gateOfPhase(phase) ?? []);
  return [...gates, ...ofPhases];
}

function gateOfPhase({ gate, title, leftOut }: PhaseView): GateView | undefined {
  return gate && !leftOut ? { ...gate, title: gate.title === "" ? title : gate.title } : undefined;
}

async function pickGate(
  view: PlanView,
  phaseId: string | undefined,
  verdict: (gate: GateView) => string,
): Promise<GateView | undefined> {
  const phase = phaseId === undefined ? undefined : view.phases.find(({ id }) => id === phaseId);
  if (phase) return gateOfPhase(phase);
  const gates = gatesOf(view);
  if (gates.length < 2) return gates[0];
  const picks = gates.map(
    (gate): GatePick => ({
      label: gate.title,
      detail: verdict(gate),
      iconPath: gate.met
        ? new ThemeIcon("pass", new ThemeColor("testing.iconPassed"))
        : new ThemeIcon("error", new ThemeColor("list.errorForeground")),
      gate,
    }),
  );
  const picked = await window.showQuickPick(picks, {
    title: l10n.t("Can We Launch?"),
    placeHolder: l10n.t("Choose a gate"),
  });
  return picked?.gate;
}

function picksOf(core: Liftoff["core"], view: PlanView, gate: GateView): MissingPick[] {
  const work = new Map(core.workOf(view).map((placed) => [placed.item.id, placed]));
  return gate.missing.map(({ id, title, shown, priority }) => {
    const placed = work.get(id);
    const failure = placed && core.failureOf(placed.item);
    const { id: icon, color } = stateIcon(shown);
    const words = [stateWord(shown, l10n.t), priority, placed?.phase.title];
    return {
      label: title,
      description: words.filter((word) => word !== undefined).join(" · "),
      ...(failure === undefined ? {} : { detail: failure }),
      iconPath: new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color)),
      itemId: id,
    };
  });
}

function pickMissing(
  gate: GateView,
  picks: readonly MissingPick[],
  title: string,
  report: () => Promise<void>,
): Promise<string | undefined> {
  const asReport: QuickInputButton = {
    iconPath: new ThemeIcon("open-preview"),
    tooltip: l10n.t("Show as Report"),
  };
  const input = window.createQuickPick<MissingPick>();
  input.title = title;
  input.placeholder = l10n.t("{0} missing: choose one to go to it", gate.missing.length);
  input.items = picks;
  input.buttons = [asReport];
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  return new Promise((resolve) => {
    input.onDidTriggerButton(() => {
      input.hide();
      void report();
    });
    input.onDidAccept(() => {
      resolve(input.activeItems[0]?.itemId);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
