import { type DataTransfer, DataTransferItem, type TreeDragAndDropController, window } from "vscode";
import type { Refusal } from "../plan/actions";
import { type Destination, dropOn, firstOf } from "../plan/destinations";
import type { PlanFile } from "../plan/plan-file";
import type { Node } from "./reconcile";

const mimeType = "application/vnd.liftoff.item";

/** What is under way between two rows. VS Code writes it out as JSON, so it names the plan and does not hold it. */
interface Dragged {
  readonly plan: string;
  readonly itemId: string;
}

/** Items are dragged to another place of their phase. */
export class ItemDrag implements TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [mimeType];
  readonly dropMimeTypes = [mimeType];

  constructor(
    private readonly planFor: (node: Node) => PlanFile | undefined,
    private readonly move: (plan: PlanFile, itemId: string, to: Destination) => Promise<Refusal>,
  ) {}

  handleDrag([node]: readonly Node[], transfer: DataTransfer): void {
    const plan = node && this.planFor(node);
    const itemId = node?.row.item?.id;
    // A row that cannot be moved is not dragged: nothing would come of it.
    if (plan?.view?.editable && itemId !== undefined)
      transfer.set(mimeType, new DataTransferItem({ plan: plan.uri.toString(), itemId } satisfies Dragged));
  }

  async handleDrop(target: Node | undefined, transfer: DataTransfer): Promise<void> {
    const dragged = transfer.get(mimeType)?.value as Dragged | undefined;
    if (!target || !dragged) return;
    const plan = this.planFor(target);
    if (plan?.uri.toString() !== dragged.plan) return;
    const to = destinationOf(target, plan, dragged.itemId);
    const refusal = to && (await this.move(plan, dragged.itemId, to));
    if (refusal) void window.showWarningMessage(refusal);
  }
}

function destinationOf({ row, parent }: Node, plan: PlanFile, itemId: string): Destination | undefined {
  const onItem = row.item ?? (row.kind === "evidence" ? parent?.row.item : undefined);
  if (onItem) return plan.view && dropOn(plan.view, itemId, onItem.id);
  const group = row.phase ?? (row.section && { sections: [row.section] });
  const targetId = group && firstOf(group);
  return targetId === undefined ? undefined : { targetId, side: "before" };
}
