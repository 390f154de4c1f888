import { commands, env, l10n, window } from "vscode";
import type { Claim } from "../../core/plan/model";
import type { ItemView, PlanView } from "../../core/plan/view";
import { loadCore } from "../core";
import { authorAt } from "../git";
import type { PlanActions, Refusal } from "../plan/actions";
import { type Destination, neighbourOf } from "../plan/destinations";
import { nameInPlan } from "../plan/identity";
import { copiesOf } from "../plan/items";
import type { PlanFile } from "../plan/plan-file";
import type { PhasesView } from "../tree/phases-view";
import type { Node } from "../tree/reconcile";

/** An item as a command finds it: with its plan, read and shown. */
interface Found {
  readonly plan: PlanFile;
  readonly view: PlanView;
  readonly item: ItemView;
}

/** Commands on a row of the tree. From a menu VS Code hands over the row; from a key the selected one is meant. */
export class ItemCommands {
  private isSelecting = false;

  constructor(
    private readonly actions: PlanActions,
    private readonly phases: PhasesView,
    private readonly showRule: (rule: string) => Promise<void>,
    private readonly scaffold: (plan: PlanFile, wanted: readonly string[]) => Promise<void>,
    private readonly revealInChecklist: (plan: PlanFile, itemId: string) => Promise<void>,
  ) {}

  readonly claim = (claim: Claim) => (node?: Node) =>
    this.onItem(node, (plan, itemId) => this.actions.claim(plan, itemId, claim));

  /** Ticks or unticks. */
  readonly toggle = (node?: Node) =>
    this.onItem(node, (plan, itemId, { row }) =>
      this.actions.claim(plan, itemId, row.item?.claim === "done" ? "todo" : "done"),
    );

  /** The same from the keyboard. */
  readonly toggleFocused = () => this.onFocused(() => this.toggle());

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
    this.onRow(node, async (plan, { row }) => {
      await this.scaffold(plan, row.item?.scaffolds ?? []);
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

  readonly setOwner = (node?: Node) =>
    this.onFound(node, async ({ plan, view, item }) => {
      const author = await authorAt(plan.uri);
      const owner = await (await import("./dialogs")).askOwner(
        view,
        item,
        author && nameInPlan(view, author),
      );
      return owner === undefined ? undefined : this.actions.owner(plan, item.id, owner);
    });

  readonly setDue = (node?: Node) =>
    this.onFound(node, async ({ plan, item }) => {
      const due = await (await import("./dialogs")).askDue(item);
      return due === undefined ? undefined : this.actions.due(plan, item.id, due);
    });

  readonly addEvidence = (node?: Node) =>
    this.onFound(node, async ({ plan, item }) => {
      const said = await (await import("./dialogs")).askEvidence(item);
      return said && this.actions.record(plan, item.id, said);
    });

  readonly waive = (node?: Node) =>
    this.onFound(node, async ({ plan, item }) => {
      const waiver = await (await import("./dialogs")).askWaiver(item);
      return waiver && this.actions.waive(plan, item.id, waiver);
    });

  readonly endWaiver = (node?: Node) =>
    this.onFound(node, ({ plan, item }) => this.actions.unwaive(plan, item.id));

  readonly openInChecklist = (node?: Node) =>
    this.onFound(node, async ({ plan, item }) => {
      await this.revealInChecklist(plan, item.id);
      return undefined;
    });

  /** Opens a document of the item, or what one of its records refers to. */
  readonly openDocs = (node?: Node) =>
    this.onFound(node, async ({ plan, item }) => {
      const docs = item.docs.map((label, index) => ({
        label,
        description: "",
        open: () => this.actions.openDoc(plan, item.id, index),
      }));
      const links = item.records.flatMap(({ link, at }, index) =>
        link === undefined
          ? []
          : [{ label: link, description: at, open: () => this.actions.openRecord(plan, item.id, index) }],
      );
      const picks = [...docs, ...links];
      const picked = picks.length < 2 ? picks[0] : await window.showQuickPick(picks, { title: item.title });
      return picked?.open();
    });

  readonly copyCommand = (node?: Node) =>
    this.onFound(node, async ({ item }) => {
      const picks = copiesOf(item).map(({ label, text }) => ({ label, text }));
      const placeHolder = l10n.t("Choose what to copy");
      const picked =
        picks.length < 2 ? picks[0] : await window.showQuickPick(picks, { title: item.title, placeHolder });
      if (picked) await env.clipboard.writeText(picked.text);
      return undefined;
    });

  readonly pinId = (node?: Node) =>
    this.onFound(node, async ({ plan, item }) => {
      const core = await loadCore();
      const ref = plan.ref(item.id);
      return ref && plan.edit((text) => core.pinId(plan.path, text, ref));
    });

  readonly moveBy = (step: -1 | 1) => (node?: Node) =>
    node ? this.step(node, step) : this.onFocused(() => this.step(undefined, step));

  private readonly step = (node: Node | undefined, step: -1 | 1) =>
    this.onFound(node, async ({ plan, view, item }) => {
      const to = neighbourOf(view, item.id, step);
      if (to) return this.move(plan, item.id, to);
      return step < 0
        ? l10n.t("“{0}” is the first of its phase already.", item.title)
        : l10n.t("“{0}” is the last of its phase already.", item.title);
    });

  /** Moves an item to another place of its phase. */
  readonly move = async (plan: PlanFile, itemId: string, to: Destination): Promise<Refusal> => {
    const core = await loadCore();
    const [ref, target] = [plan.ref(itemId), plan.ref(to.targetId)];
    if (!ref || !target) return l10n.t("The item is not in {0} any more.", plan.path);
    return plan.edit((text) => core.moveItem(plan.path, text, ref, target, to.side));
  };

  /**
   * VS Code tells a key nothing of the row that has the focus, only of the selected one: the focused row is selected
   * first. Selecting it opens it as well, which is not what these keys stand for.
   */
  private async onFocused(act: () => Promise<void>): Promise<void> {
    this.isSelecting = true;
    try {
      await commands.executeCommand("list.selectAndPreserveFocus");
      await act();
    } finally {
      this.isSelecting = false;
    }
  }

  /** The item of a row, as the plan says it now. */
  private onFound(node: Node | undefined, act: (found: Found) => Promise<Refusal>): Promise<void> {
    return this.onRow(node, async (plan, { row }) => {
      const { view } = plan;
      return row.item && view && act({ plan, view, item: row.item });
    });
  }

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
