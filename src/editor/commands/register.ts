import { commands as editor, l10n, Uri, window } from "vscode";
import { type CommandId, commands, internalCommands } from "../contributions";
import { Disposable } from "../disposable";
import type { Liftoff } from "../liftoff";
import { describeError, type Log } from "../log";
import type { OnDemand } from "../on-demand";
import type { PlanActions } from "../plan/actions";
import type { PlanFile } from "../plan/plan-file";
import type { PreviewDocuments } from "../preview-documents";
import type { Reports } from "../reports";
import type { ToolChecks } from "../tools/tool-checks";
import type { TreeFilter } from "../tree/filter";
import type { PhasesView } from "../tree/phases-view";
import type { Node } from "../tree/reconcile";
import type { ItemCommands } from "./item-commands";
import { openChecklist } from "./open-checklist";
import { openPlanText } from "./open-plan-text";

export interface CommandParts {
  readonly liftoff: OnDemand<Liftoff>;
  readonly items: ItemCommands;
  readonly actions: PlanActions;
  readonly phases: PhasesView;
  readonly filter: TreeFilter;
  readonly previews: PreviewDocuments;
  readonly reports: Reports;
  readonly tools: OnDemand<ToolChecks>;
  readonly extensionUri: Uri;
  readonly revealInChecklist: (plan: PlanFile, itemId: string) => Promise<void>;
  readonly showRule: (rule: unknown) => Promise<void>;
  readonly log: Log;
}

type Dialogs = typeof import("./dialogs");

// biome-ignore lint/suspicious/noExplicitAny: menus hand over what the tree gave them, links what they carry.
type Handler = (...args: any[]) => unknown;

/** Registers every command of `contributions.ts`; the type makes sure that none is forgotten. */
export class Commands extends Disposable {
  constructor(private readonly parts: CommandParts) {
    super();
    for (const [id, handler] of Object.entries(this.handlers())) {
      this.own(editor.registerCommand(id, (...args: unknown[]) => this.run(id, () => handler(...args))));
    }
  }

  private handlers(): Record<CommandId, Handler> {
    const { items, actions, filter, previews, extensionUri, showRule, log } = this.parts;
    /** What asks comes in a bundle of its own; see `dialogs.ts`. */
    const asking =
      (act: (dialogs: Dialogs, liftoff: Liftoff, uri?: Uri, given?: unknown) => Promise<void>) =>
      async (given?: unknown): Promise<void> => {
        const liftoff = await this.parts.liftoff.get();
        // The title bar of an editor names the file that it shows; the palette names nothing.
        return act(await import("./dialogs"), liftoff, given instanceof Uri ? given : undefined, given);
      };
    const onResource =
      (act: (liftoff: Liftoff, uri?: Uri) => Promise<void>) =>
      async (resource?: unknown): Promise<void> =>
        act(await this.parts.liftoff.get(), resource instanceof Uri ? resource : undefined);
    return {
      [commands.startPlan]: asking(({ startPlan }, liftoff) => startPlan(liftoff, previews)),
      [commands.openChecklist]: onResource(openChecklist),
      [commands.openPlanText]: onResource(openPlanText),
      [commands.choosePlan]: asking(({ choosePlan }, liftoff, uri) => choosePlan(liftoff, uri)),
      [commands.checkWorkspace]: asking(({ checkWorkspace }, liftoff) => checkWorkspace(liftoff)),
      [commands.checkWithTools]: async () => (await this.parts.tools.get()).checkAll(),
      [commands.scaffold]: asking(({ scaffold }, liftoff) => scaffold(liftoff, previews)),
      [commands.scaffoldDockerfile]: asking(({ scaffold }, liftoff) =>
        scaffold(liftoff, previews, ["dockerfile"]),
      ),
      [commands.insertSecurityHeaders]: asking(({ insertProtection }, liftoff) =>
        insertProtection(liftoff, previews, "headers"),
      ),
      [commands.restrictCors]: asking(({ insertProtection }, liftoff) =>
        insertProtection(liftoff, previews, "cors"),
      ),
      [commands.addRateLimiting]: asking(({ insertProtection }, liftoff) =>
        insertProtection(liftoff, previews, "limits"),
      ),
      [commands.repairEncoding]: asking(({ repairEncoding }, liftoff) => repairEncoding(liftoff)),
      [commands.canWeLaunch]: (target?: unknown) => this.canWeLaunch(target),
      [commands.exportPlan]: asking(async ({ exportPlan, pickReadPlan }, liftoff, uri) => {
        const found = await pickReadPlan(liftoff, l10n.t("Export Plan"), uri);
        if (found) await exportPlan(liftoff.core, found.view);
      }),
      [commands.resolveConflicts]: asking(({ resolvePlanConflicts }, liftoff, uri) =>
        resolvePlanConflicts(liftoff, previews, uri),
      ),
      [commands.registerMergeDriver]: asking(({ registerMergeDriver }, liftoff) =>
        registerMergeDriver(liftoff, previews, extensionUri),
      ),
      [commands.chooseOption]: asking(async ({ chooseOption, pickReadPlan }, liftoff, uri) => {
        const found = await pickReadPlan(liftoff, l10n.t("Choose Option"), uri);
        const refusal = found && (await chooseOption(actions, found));
        if (refusal) void window.showWarningMessage(refusal);
      }),
      [commands.filterItems]: asking(({ filterItems }, liftoff, _uri, given) =>
        filterItems(liftoff, filter, given),
      ),
      [commands.clearFilter]: () => filter.choose("all"),
      [commands.showOutput]: () => log.show(),
      [commands.toggleItem]: items.toggleFocused,
      [commands.markDone]: items.claim("done"),
      [commands.markDoing]: items.claim("doing"),
      [commands.markNotApplicable]: items.claim("na"),
      [commands.reopen]: items.claim("todo"),
      [commands.openInPlan]: items.openInPlan,
      [commands.fixItem]: items.fix,
      [commands.scaffoldItem]: items.scaffoldItem,
      [commands.showRule]: items.showRuleOf,
      [commands.copyItemId]: items.copyId,
      [commands.setOwner]: items.setOwner,
      [commands.setDue]: items.setDue,
      [commands.addEvidence]: items.addEvidence,
      [commands.waive]: items.waive,
      [commands.endWaiver]: items.endWaiver,
      [commands.openDocs]: items.openDocs,
      [commands.openInChecklist]: items.openInChecklist,
      [commands.copyCommand]: items.copyCommand,
      [commands.pinId]: items.pinId,
      [commands.moveItemUp]: items.moveBy(-1),
      [commands.moveItemDown]: items.moveBy(1),
      [internalCommands.openNode]: items.open,
      [internalCommands.showRuleById]: showRule,
      [internalCommands.generate]: async (uri?: unknown, id?: unknown) => {
        const liftoff = await this.parts.liftoff.get();
        const { scaffold } = await import("./dialogs");
        const session = uri instanceof Uri ? liftoff.folders.of(uri) : undefined;
        return scaffold(liftoff, previews, typeof id === "string" ? [id] : [], session);
      },
    };
  }

  /** From a phase of the tree its own gate is meant, from an editor its plan, from the palette any. */
  private async canWeLaunch(target: unknown): Promise<void> {
    const liftoff = await this.parts.liftoff.get();
    const { phases, reports, revealInChecklist } = this.parts;
    const node = isNode(target) ? target : undefined;
    const uri = target instanceof Uri ? target : undefined;
    const { canWeLaunch, pickPlan } = await import("./dialogs");
    const plan = (node && phases.planFor(node)) ?? (await pickPlan(liftoff, l10n.t("Can We Launch?"), uri));
    if (!plan) return;
    const reveal = async (of: PlanFile, itemId: string) => {
      if (!(await phases.reveal(of, itemId))) await revealInChecklist(of, itemId);
    };
    await canWeLaunch(liftoff, plan, reports, reveal, node?.row.phase?.id);
  }

  /** A command that fails says so where the user looks, and in the log why. */
  private async run(id: string, act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.parts.log.error(`${id} failed: ${describeError(error)}`);
      void window.showErrorMessage(l10n.t("Liftoff: that did not work. The output channel says why."));
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "row" in value;
}
