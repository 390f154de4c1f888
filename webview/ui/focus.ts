/** Focuses the control that carries this name in `data-focus`; undefined when the page does not show it. */
export function focusNamed(root: Element, name: string): HTMLElement | undefined {
  const target = findNamed(root, name);
  target?.focus();
  return target;
}

function findNamed(root: Element, name: string): HTMLElement | undefined {
  const candidates = root.querySelectorAll<HTMLElement>("[data-focus]");
  return [...candidates].find((element) => element.dataset.focus === name);
}

/** Puts the open menu under its button, or above it where there is no room below. */
export function placeMenu(root: Element, buttonName: string): void {
  const menu = root.querySelector<HTMLElement>("[role=menu]");
  const button = findNamed(root, buttonName);
  if (menu === null || button === undefined) return;
  const anchor = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + height <= window.innerHeight;
  const top = below ? anchor.bottom : Math.max(0, anchor.top - height);
  menu.style.setProperty("top", `${top}px`);
  menu.style.setProperty("left", `${Math.max(0, anchor.right - width)}px`);
}

/** Focuses the entry of the open menu that is chosen now, else the first. */
export function enterMenu(root: Element): void {
  const entries = [...root.querySelectorAll<HTMLElement>("[role=menu] button")];
  const current = entries.find((entry) => entry.getAttribute("aria-checked") === "true");
  (current ?? entries[0])?.focus({ preventScroll: true });
}
