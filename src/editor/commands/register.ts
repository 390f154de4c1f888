import { commands as editor, l10n, Uri, window } from "vscode";
import { type CommandId, commands, internalCommands } from "../contributions";
import { Disposable } from "../disposable";
import type { Liftoff } from "../liftoff";
import { describeError, type Log } from "../log";
import type { OnDemand } from "../on-demand";
import type { PreviewDocuments } from "../preview-documents";
import { checkWorkspace } from "./check-workspace";
import { choosePlan } from "./choose-plan";
import type { ItemCommands } from "./item-commands";
import { openChecklist } from "./open-checklist";
import { openPlanText } from "./open-plan-text";
import { repairEncoding } from "./repair-encoding";
import { scaffoldDockerfile } from "./scaffold-dockerfile";
import { startPlan } from "./start-plan";

export interface CommandParts {
  readonly liftoff: OnDemand<Liftoff>;
  readonly items: ItemCommands;
  readonly previews: PreviewDocuments;
  readonly showRule: (rule: unknown) => Promise<void>;
  readonly log: Log;
}

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
    const { items, previews, showRule, log } = this.parts;
    const withCore = (act: (liftoff: Liftoff) => Promise<void>) => async (): Promise<void> =>
      act(await this.parts.liftoff.get());
    /** The title bar of an editor names the file that it shows; the palette names nothing. */
    const onResource =
      (act: (liftoff: Liftoff, uri?: Uri) => Promise<void>) =>
      async (resource?: unknown): Promise<void> =>
        act(await this.parts.liftoff.get(), resource instanceof Uri ? resource : undefined);
    return {
      [commands.startPlan]: withCore((liftoff) => startPlan(liftoff, previews)),
      [commands.openChecklist]: onResource(openChecklist),
      [commands.openPlanText]: onResource(openPlanText),
      [commands.choosePlan]: withCore(choosePlan),
      [commands.checkWorkspace]: withCore(checkWorkspace),
      [commands.scaffoldDockerfile]: withCore((liftoff) => scaffoldDockerfile(liftoff, previews)),
      [commands.repairEncoding]: withCore((liftoff) => repairEncoding(liftoff)),
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
      [internalCommands.openNode]: items.open,
      [internalCommands.showRuleById]: showRule,
    };
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
