import { itemRow, showsDetails } from "./context";
import type { Place } from "./filter";
import type { Navigation } from "./keys";
import type { PageState } from "./state";
import { focusNamed } from "./ui/focus";

/** What the keys need to know of the list and may do with it. */
export interface List {
  readonly page: PageState;
  /** The rows that are shown, in order. */
  rows(): readonly string[];
  /** The row that Tab leads to. */
  tabStop(): string | undefined;
  place(itemId: string): Place | undefined;
  isFolded(phaseId: string): boolean;
  togglePhase(phaseId: string): void;
  toggleDetails(itemId: string): void;
  search(query: string): void;
}

/** Moves the focus through a list. */
export class ListNavigation implements Navigation {
  constructor(
    private readonly root: Element,
    private readonly list: List,
  ) {}

  rows(): readonly string[] {
    return this.list.rows();
  }

  focusRow(row: string): void {
    focusNamed(this.root, row);
  }

  focusSearch(): void {
    focusNamed(this.root, "search");
  }

  focusList(): void {
    const stop = this.list.tabStop();
    if (stop === undefined) this.focusSearch();
    else this.focusRow(stop);
  }

  clearSearch(): boolean {
    if (this.list.page.query === "") return false;
    this.list.search("");
    return true;
  }

  isOpen(row: string): boolean {
    const { kind, id } = parse(row);
    if (kind === "phase") return !this.list.isFolded(id);
    const item = this.list.place(id)?.item;
    return item !== undefined && showsDetails(this.list.page, item);
  }

  toggle(row: string): void {
    const { kind, id } = parse(row);
    if (kind === "phase") this.list.togglePhase(id);
    else this.list.toggleDetails(id);
  }

  above(row: string): string | undefined {
    const { kind, id } = parse(row);
    const rows = this.list.rows();
    if (kind !== "item") return undefined;
    const parent = this.list.place(id)?.parent;
    if (parent !== undefined && rows.includes(itemRow(parent.id))) return itemRow(parent.id);
    return rows.slice(0, rows.indexOf(row)).findLast((one) => parse(one).kind === "phase");
  }
}

function parse(row: string): { kind: "phase" | "item"; id: string } {
  const colon = row.indexOf(":");
  return { kind: row.slice(0, colon) === "phase" ? "phase" : "item", id: row.slice(colon + 1) };
}
