import {
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
} from "vscode";
import { internalCommands } from "../contributions";
import { dimmedUri } from "./dimmed";
import type { Node } from "./reconcile";

/** How VS Code draws a row. */
export function treeItemOf(node: Node): TreeItem {
  const { row } = node;
  const item = new TreeItem(row.label, collapsibleState(node));
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon.id, row.icon.color ? new ThemeColor(row.icon.color) : undefined);
  item.contextValue = [row.kind, ...row.traits].join(" ");
  item.accessibilityInformation = { label: row.spoken };
  if (row.checkbox) {
    const { checked, spoken } = row.checkbox;
    item.checkboxState = {
      state: checked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
      tooltip: spoken,
      accessibilityInformation: { label: spoken, role: "checkbox" },
    };
  }
  if (row.dimmed) item.resourceUri = dimmedUri;
  if (row.kind === "item" || row.kind === "evidence") {
    item.command = { command: internalCommands.openNode, title: l10n.t("Open"), arguments: [node] };
  }
  return item;
}

function collapsibleState({ row, children }: Node): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return row.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
