import { commands, env, window } from "vscode";
import type { Claim } from "../../core/plan/model";
import type { PlanActions, Refusal } from "../plan/actions";
import type { PlanFile } from "../plan/plan-file";
import type { PhasesView } from "../tree/phases-view";
import type { Node } from "../tree/reconcile";

/** Commands on a row of the tree. From a menu VS Code hands over the row; from a key the selected one is meant. */
export class ItemCommands {
  private isSelecting = false;

  constructor(
    private readonly actions: PlanActions,
    private readonly phases: PhasesView,
    private readonly showRule: (rule: string) => Promise<void>,
    private readonly scaffold: (plan: PlanFile) => Promise<void>,
  ) {}

  readonly claim = (claim: Claim) => (node?: Node) =>
    this.onItem(node, (plan, itemId) => this.actions.claim(plan, itemId, claim));

  /** Ticks or unticks. */
  readonly toggle = (node?: Node) =>
    this.onItem(node, (plan, itemId, { row }) =>
      this.actions.claim(plan, itemId, row.item?.claim === "done" ? "todo" : "done"),
    );

  /**
   * The same from the keyboard. VS Code tells a key nothing of the row that has the focus, only of the selected one:
   * the focused row is selected first. Selecting it opens it as well, which is not what Space stands for.
   */
  readonly toggleFocused = async () => {
    this.isSelecting = true;
    try {
      await commands.executeCommand("list.selectAndPreserveFocus");
      await this.toggle();
    } finally {
      this.isSelecting = false;
    }
  };

  readonly tick = (node: Node, done: boolean) => this.claim(done ? "done" : "todo")(node);

  readonly openInPlan = (node?: Node) =>
    this.onItem(node, (plan, itemId) => this.actions.openItem(plan, itemId));

  /** A click on a row: a finding opens its line, an item its first finding, or else its line in the plan. */
  readonly open = (node?: Node) =>
    this.onRow(node, async (plan, { row, parent }) => {
      if (this.isSelecting) return undefined;
      const item = row.item ?? parent?.row.item;
      if (!item) return undefined;
      const evidence = row.evidence?.view ?? item.evidence[0];
      if (evidence) return this.actions.openEvidence(plan, item.id, evidence);
      return this.actions.openItem(plan, item.id);
    });

  readonly fix = (node?: Node) =>
    this.onRow(node, async (plan, { row }) => {
      const evidence = row.evidence?.view ?? row.item?.evidence.find(({ fixable }) => fixable);
      return evidence && this.actions.fixEvidence(plan, evidence);
    });

  readonly scaffoldItem = (node?: Node) =>
    this.onRow(node, async (plan) => {
      await this.scaffold(plan);
      return undefined;
    });

  readonly showRuleOf = (node?: Node) =>
    this.onRow(node, async (_plan, { row }) => {
      const rule = row.evidence?.view.rule ?? row.item?.rules[0];
      if (rule !== undefined) await this.showRule(rule);
      return undefined;
    });

  readonly copyId = (node?: Node) =>
    this.onItem(node, async (_plan, itemId) => {
      await env.clipboard.writeText(itemId);
      return undefined;
    });

  private onItem(
    node: Node | undefined,
    act: (plan: PlanFile, itemId: string, node: Node) => Promise<Refusal>,
  ): Promise<void> {
    return this.onRow(node, async (plan, target) => target.row.item && act(plan, target.row.item.id, target));
  }

  private async onRow(
    node: Node | undefined,
    act: (plan: PlanFile, node: Node) => Promise<Refusal>,
  ): Promise<void> {
    const target = node ?? this.phases.selected;
    const plan = target && this.phases.planFor(target);
    if (!target || !plan) return;
    const refusal = await act(plan, target);
    if (refusal) void window.showWarningMessage(refusal);
  }
}
