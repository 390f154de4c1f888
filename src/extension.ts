import { type ExtensionContext, languages } from "vscode";
import { Activity } from "./editor/activity";
import { LiftoffApi } from "./editor/api";
import { ChecklistEditor } from "./editor/checklist/checklist-editor";
import { checklistRequests } from "./editor/checklist/requests";
import { ItemCommands } from "./editor/commands/item-commands";
import { showChecklist } from "./editor/commands/open-checklist";
import { Commands } from "./editor/commands/register";
import { ContextKeys } from "./editor/context-keys";
import { loadCore } from "./editor/core";
import { FindingActions } from "./editor/fixes/code-actions";
import { Liftoff } from "./editor/liftoff";
import { Hovers } from "./editor/lint/hovers";
import { showRulePage } from "./editor/lint/rule-pages";
import { loadStarted } from "./editor/load-time";
import { createLog, describeError } from "./editor/log";
import { OnDemand } from "./editor/on-demand";
import { PlanActions } from "./editor/plan/actions";
import type { PlanFile } from "./editor/plan/plan-file";
import { PreviewDocuments } from "./editor/preview-documents";
import { Reports } from "./editor/reports";
import { Starter } from "./editor/start";
import { StatusBar } from "./editor/status-bar";
import { ToolsOnSave } from "./editor/tools/on-save";
import { DimmedRows } from "./editor/tree/dimmed";
import { TreeFilter } from "./editor/tree/filter";
import { PhasesView } from "./editor/tree/phases-view";
import { registerVariables } from "./editor/variables/register";

/** Registers every part and returns; the engine itself is loaded when something first needs it. */
export function activate(context: ExtensionContext): LiftoffApi {
  const started = performance.now();
  const own = <T extends { dispose(): unknown }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const { extensionUri, workspaceState } = context;
  const log = own(createLog());
  const activity = new Activity();
  const liftoff = own(
    new OnDemand(
      () => Liftoff.start(workspaceState, activity, log),
      activity,
      (error) => log.error(`The engine did not start: ${describeError(error)}`),
    ),
  );
  const tools = own(
    new OnDemand(
      async () => {
        const { ToolChecks } = await import("./editor/tools/tool-checks");
        return new ToolChecks(await liftoff.get(), activity, log);
      },
      activity,
      (error) => log.error(`Tools cannot be asked: ${describeError(error)}`),
    ),
  );
  own(new ToolsOnSave(tools));
  const previews = own(new PreviewDocuments());
  const actions = new PlanActions(loadCore);
  const showRule = (rule: unknown) => showRulePage(extensionUri, rule);
  const scaffold = async (plan: PlanFile, wanted: readonly string[]) => {
    const dialogs = await import("./editor/commands/dialogs");
    await dialogs.scaffold(await liftoff.get(), previews, wanted, plan.session);
  };

  const reports = own(new Reports());
  const requests = checklistRequests({ actions, showRule, scaffold });
  const checklists = own(new ChecklistEditor(extensionUri, liftoff, requests, log));
  const revealInChecklist = async (plan: PlanFile, itemId: string) => {
    await showChecklist(plan.uri);
    checklists.panelsOf(plan.uri)[0]?.reveal(itemId);
  };
  const filter = own(new TreeFilter(workspaceState));
  own(new DimmedRows());
  const phases = own(
    new PhasesView(liftoff, filter, {
      tick: (node, done) => items.tick(node, done),
      move: (plan, itemId, to) => items.move(plan, itemId, to),
    }),
  );
  const items = new ItemCommands(actions, phases, showRule, scaffold, revealInChecklist);
  own(
    new Commands({
      liftoff,
      items,
      actions,
      phases,
      filter,
      previews,
      reports,
      tools,
      extensionUri,
      revealInChecklist,
      showRule,
      log,
    }),
  );
  own(
    languages.registerCodeActionsProvider("*", new FindingActions(() => liftoff.current), {
      providedCodeActionKinds: FindingActions.kinds,
    }),
  );
  own(languages.registerHoverProvider("*", new Hovers(() => liftoff.current)));
  own(registerVariables(() => liftoff.current));
  own(new StatusBar(liftoff));
  own(new ContextKeys(liftoff, filter));
  const starter = own(new Starter(liftoff));

  const activated = performance.now();
  const timings = { load: started - loadStarted, activate: activated - started };
  log.info(`Loaded in ${timings.load.toFixed(1)} ms, activated in ${timings.activate.toFixed(1)} ms`);
  void activity.track(starter.lookForPlans());
  return new LiftoffApi(timings, activity, liftoff, checklists, phases);
}
