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
import { isUnreadable } from "../plan/items";
import type { PlanFile } from "../plan/plan-file";
import { treeItemOf } from "./items";
import { rowsOf } from "./nodes";
import { type Node, reconcile } from "./reconcile";
import { itemTooltip } from "./tooltip";

/** The view "Launch phases": a tree of the shown plans, kept current row by row. */
export class PhasesView extends Disposable implements TreeDataProvider<Node> {
  private readonly redraw = this.own(new EventEmitter<Node | undefined>());
  private readonly view: TreeView<Node>;
  private roots: Node[] = [];
  private planOf = new Map<string, PlanFile>();

  readonly onDidChangeTreeData = this.redraw.event;

  constructor(
    private readonly liftoff: OnDemand<Liftoff>,
    private readonly tick: (node: Node, done: boolean) => Promise<void>,
  ) {
    super();
    this.view = this.own(
      window.createTreeView(views.phases, { treeDataProvider: this, manageCheckboxStateManually: true }),
    );
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

  /** The row of an item, wherever it is. */
  rowOf(itemId: string): Node | undefined {
    const find = (nodes: readonly Node[]): Node | undefined => {
      for (const node of nodes) {
        const found = node.row.item?.id === itemId ? node : find(node.children);
        if (found) return found;
      }
      return undefined;
    };
    return find(this.roots);
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
    if (node.row.item) item.tooltip = itemTooltip(node.row.item);
    return item;
  }

  /** Seeing the view is the wish to know: read the folders. */
  private async appear(): Promise<void> {
    const { folders, plans } = await this.liftoff.get();
    this.update();
    await Promise.all(folders.all.map((session) => session.ensureScanned()));
    for (const plan of plans.all) void plan.findOwnPlan();
  }

  private update(): void {
    const current = this.liftoff.current;
    if (!current) return;
    const active = current.plans.active;
    this.planOf = new Map(active.map((plan) => [plan.uri.toString(), plan]));
    const shown = active.flatMap((plan) =>
      plan.view && !isUnreadable(plan.view)
        ? { key: plan.uri.toString(), folder: plan.session.name, view: plan.view }
        : [],
    );
    const { nodes, changed } = reconcile(this.roots, rowsOf(shown, l10n.t), undefined);
    this.roots = nodes;
    for (const node of changed) this.redraw.fire(node);
    const blockers = shown.flatMap(({ view }) => view.blockers);
    this.view.description = shown.length === 1 ? (shown[0]?.view.name ?? "") : "";
    this.view.badge = badgeOf(blockers.length);
    // The API takes an empty text as "no message".
    this.view.message = messageOf(current, active);
  }

  private async ticked({ items }: TreeCheckboxChangeEvent<Node>): Promise<void> {
    for (const [node, state] of items) {
      await this.tick(node, state === TreeItemCheckboxState.Checked);
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
