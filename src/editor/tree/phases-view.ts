import {
  EventEmitter,
  l10n,
  type TreeCheckboxChangeEvent,
  type TreeDataProvider,
  type TreeItem,
  TreeItemCheckboxState,
  type TreeView,
  type ViewBadge,
  window,
} from "vscode";
import { views } from "../contributions";
import { Disposable } from "../disposable";
import type { Liftoff } from "../liftoff";
import type { OnDemand } from "../on-demand";
import type { Refusal } from "../plan/actions";
import type { Destination } from "../plan/destinations";
import { isUnreadable } from "../plan/items";
import type { PlanFile } from "../plan/plan-file";
import { ItemDrag } from "./drag";
import { filterLabel, nothingLeft, type TreeFilter } from "./filter";
import { treeItemOf } from "./items";
import { rowsOf } from "./nodes";
import { type Node, reconcile } from "./reconcile";
import { itemTooltip, phaseTooltip } from "./tooltip";

/** What the rows of the tree are for; the view itself only shows. */
export interface RowActions {
  tick(node: Node, done: boolean): Promise<void>;
  move(plan: PlanFile, itemId: string, to: Destination): Promise<Refusal>;
}

/** The view "Launch phases": a tree of the shown plans, kept current row by row. */
export class PhasesView extends Disposable implements TreeDataProvider<Node> {
  private readonly redraw = this.own(new EventEmitter<Node | undefined>());
  private readonly view: TreeView<Node>;
  private roots: Node[] = [];
  private planOf = new Map<string, PlanFile>();

  readonly onDidChangeTreeData = this.redraw.event;

  constructor(
    private readonly liftoff: OnDemand<Liftoff>,
    private readonly filter: TreeFilter,
    private readonly actions: RowActions,
  ) {
    super();
    this.view = this.own(
      window.createTreeView(views.phases, {
        treeDataProvider: this,
        manageCheckboxStateManually: true,
        dragAndDropController: new ItemDrag(
          (node) => this.planFor(node),
          (plan, itemId, to) => actions.move(plan, itemId, to),
        ),
      }),
    );
    this.own(filter.onDidChange(() => void this.refilter()));
    this.own(this.view.onDidChangeCheckboxState((event) => void this.ticked(event)));
    this.own(this.view.onDidChangeVisibility(({ visible }) => visible && void this.appear()));
    this.own(liftoff.onDidStart(({ plans }) => this.own(plans.onDidChange(() => this.update()))));
    if (this.view.visible) void this.appear();
  }

  /** The row that keyboard commands act on. */
  get selected(): Node | undefined {
    return this.view.selection[0];
  }

  /** The plan that a row belongs to. */
  planFor(node: Node): PlanFile | undefined {
    const [key = ""] = node.row.id.split("#", 1);
    return this.planOf.get(key);
  }

  /** The row of an item, wherever it is; of one plan if it is named. */
  rowOf(itemId: string, plan?: PlanFile): Node | undefined {
    const find = (nodes: readonly Node[]): Node | undefined => {
      for (const node of nodes) {
        const found = node.row.item?.id === itemId ? node : find(node.children);
        if (found && (plan === undefined || this.planFor(found) === plan)) return found;
      }
      return undefined;
    };
    return find(this.roots);
  }

  /**
   * Shows the row of an item, opening what is above it; it is selected there. A filter that hides it is taken away.
   * Returns false when the tree does not show that plan.
   */
  async reveal(plan: PlanFile, itemId: string): Promise<boolean> {
    if (!this.rowOf(itemId, plan) && this.filter.name !== "all") await this.filter.choose("all");
    const node = this.rowOf(itemId, plan);
    if (node) await this.view.reveal(node, { select: true, focus: true, expand: 1 });
    return node !== undefined;
  }

  getTreeItem(node: Node): TreeItem {
    return treeItemOf(node);
  }

  getChildren(node?: Node): Node[] {
    return node ? node.children : this.roots;
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    const { phase, item: shown } = node.row;
    if (phase) item.tooltip = phaseTooltip(phase);
    if (shown) item.tooltip = itemTooltip(shown);
    return item;
  }

  /** Seeing the view is the wish to know: read the folders. */
  private async appear(): Promise<void> {
    const { folders, plans } = await this.liftoff.get();
    this.update();
    await Promise.all(folders.all.map((session) => session.ensureScanned()));
    for (const plan of plans.all) void plan.findOwnPlan();
    await this.refilter();
  }

  /** Shows what the filter leaves; who "mine" is may only be known later. */
  private async refilter(): Promise<void> {
    this.update();
    const active = this.liftoff.current?.plans.active ?? [];
    if (this.filter.name === "mine") await this.filter.ask(active);
  }

  private update(): void {
    const current = this.liftoff.current;
    if (!current) return;
    const active = current.plans.active;
    this.planOf = new Map(active.map((plan) => [plan.uri.toString(), plan]));
    const shown = active.flatMap((plan) =>
      plan.view && !isUnreadable(plan.view)
        ? {
            key: plan.uri.toString(),
            folder: plan.session.name,
            view: plan.view,
            filter: this.filter.rowsOf(plan, plan.view),
          }
        : [],
    );
    const { nodes, changed } = reconcile(this.roots, rowsOf(shown, l10n.t), undefined);
    this.roots = nodes;
    for (const node of changed) this.redraw.fire(node);
    const blockers = shown.flatMap(({ view }) => view.blockers);
    const { name } = this.filter;
    this.view.description = shown.length === 1 ? (shown[0]?.view.name ?? "") : "";
    this.view.badge = badgeOf(blockers.length);
    // The API takes an empty text as "no message".
    const isEmpty = shown.length > 0 && this.roots.every(({ children }) => children.length === 0);
    const filtered = name === "all" || shown.length === 0 ? "" : l10n.t("Shown: {0}", filterLabel(name));
    this.view.message = [messageOf(current, active), isEmpty ? nothingLeft(name) : filtered]
      .filter((line) => line !== "")
      .join("\n");
  }

  private async ticked({ items }: TreeCheckboxChangeEvent<Node>): Promise<void> {
    for (const [node, state] of items) {
      await this.actions.tick(node, state === TreeItemCheckboxState.Checked);
      // Where nothing was written, the box has to go back to what the plan says.
      this.redraw.fire(node);
    }
  }
}

function badgeOf(blockers: number): ViewBadge | undefined {
  if (blockers === 0) return undefined;
  const tooltip = blockers === 1 ? l10n.t("1 open blocker") : l10n.t("{0} open blockers", blockers);
  return { value: blockers, tooltip };
}

/** What the rows themselves cannot tell: why they may change or cannot be ticked. */
function messageOf({ folders }: Liftoff, active: readonly PlanFile[]): string {
  const messages: string[] = [];
  for (const { view, path } of active) {
    const [problem] = view?.problems ?? [];
    if (view && !view.editable && !isUnreadable(view)) {
      messages.push(
        l10n.t("{0} is shown only: {1}", path, problem?.message ?? l10n.t("the file is read-only")),
      );
    }
  }
  for (const session of folders.all) {
    if (session.coverage === "reading") messages.push(l10n.t("Checking {0}…", session.name));
    if (session.lastScan?.capped) {
      const { files } = session.lastScan;
      messages.push(l10n.t("Only {0} files of {1} were checked.", files, session.name));
    }
  }
  return messages.join("\n");
}
