/** What the arrow keys can do to the list. Rows are `item:<id>` and `phase:<id>`. */
export interface Navigation {
  rows(): readonly string[];
  focusRow(row: string): void;
  focusSearch(): void;
  /** Drops the query; false when there was none. */
  clearSearch(): boolean;
  /** Back to where Tab enters the list. */
  focusList(): void;
  isOpen(row: string): boolean;
  toggle(row: string): void;
  /** The row that a row stands under. */
  above(row: string): string | undefined;
}

/** Handles a key pressed anywhere on the page. */
export function handleKey(event: KeyboardEvent, navigation: Navigation): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : undefined;
  const control = focusName(target?.closest("[data-focus]"));
  const row = rowName(target?.closest("[data-row]"));
  const handled = isTyping(event)
    ? control === "search" && inSearch(event.key, navigation)
    : (event.key === "/" && search(navigation)) ||
      (row !== undefined && inRow(event.key, row, control, navigation));
  if (handled) event.preventDefault();
}

/** Name of the row that an element belongs to. */
export function rowName(element: Element | null | undefined): string | undefined {
  return element instanceof HTMLElement ? element.dataset.row : undefined;
}

function focusName(element: Element | null | undefined): string | undefined {
  return element instanceof HTMLElement ? element.dataset.focus : undefined;
}

/** The real target: from outside, an input inside a control looks like the control. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function search(navigation: Navigation): boolean {
  navigation.focusSearch();
  return true;
}

function inSearch(key: string, navigation: Navigation): boolean {
  if (key === "Escape" && navigation.clearSearch()) return true;
  if (key !== "Escape" && key !== "ArrowDown") return false;
  navigation.focusList();
  return true;
}

function inRow(key: string, row: string, control: string | undefined, navigation: Navigation): boolean {
  const step = stepFrom(key, row, navigation.rows());
  if (step !== undefined) {
    navigation.focusRow(step);
    return true;
  }
  if (key === "Escape") {
    navigation.focusRow(row);
    return true;
  }
  return control === row && onRow(key, row, navigation);
}

function stepFrom(key: string, row: string, rows: readonly string[]): string | undefined {
  const at = rows.indexOf(row);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, rows.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: rows.length - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : rows[target];
}

/** Keys on the row's own control: fold and unfold as in VS Code's trees. */
function onRow(key: string, row: string, navigation: Navigation): boolean {
  const open = navigation.isOpen(row);
  if (key === "ArrowRight" && !open) navigation.toggle(row);
  else if (key === "ArrowLeft" && open) navigation.toggle(row);
  else if (key === "ArrowLeft") navigation.focusRow(navigation.above(row) ?? row);
  // Enter on a phase presses its button already.
  else if (key === "Enter" && row.startsWith("item:")) navigation.toggle(row);
  else return false;
  return true;
}
