/**
 * A small keyed element helper. Views describe what the page shows; a renderer changes only what differs, so that
 * focus, selection and scroll positions stay. Text becomes text nodes and attributes come from a closed list:
 * whatever a plan contains can be neither markup, nor a script, nor an address.
 */

type Handler = (event: Event) => void;
type AttributeValue = string | number | boolean | undefined;

export interface Attributes {
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly role?: string | undefined;
  readonly title?: string | undefined;
  readonly type?: "button" | undefined;
  readonly tabindex?: number | undefined;
  readonly open?: boolean | undefined;
  readonly datetime?: string | undefined;
  readonly scope?: "row" | "col" | undefined;
  readonly [aria: `aria-${string}`]: AttributeValue;
  readonly [data: `data-${string}`]: string | undefined;
  /** Style properties, set one by one: a style attribute would need `unsafe-inline`. */
  readonly style?: Readonly<Record<string, string>> | undefined;
  readonly on?: Readonly<Record<string, Handler>> | undefined;
}

/** A control that owns the inside of its element. */
export interface Control<P> {
  readonly element: HTMLElement;
  /**
   * Brings the element up to date. Runs once before the element enters the document, so that it is complete from
   * its first frame on, and then in every render.
   */
  update(props: P): void;
}

export interface ElementView {
  readonly type: string;
  readonly key: string | undefined;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

interface ControlView {
  readonly type: string;
  readonly key: string | undefined;
  mount(): Control<unknown>;
  update(control: Control<unknown>): void;
}

interface LazyView {
  readonly type: string;
  readonly key: string | undefined;
  readonly basis: readonly unknown[];
  build(): ElementView;
}

export type View = ElementView | ControlView | LazyView;
type Present = View | string;
export type Child = Present | undefined;

/** Describes an element. `key` tells siblings of one tag apart; without it their order does. */
export function h(
  tag: string,
  attributes: Attributes,
  children: readonly Child[] = [],
  key?: string,
): ElementView {
  return { type: tag, key, attributes, children };
}

/** Describes a control, made once and then updated. `name` is its kind: the same for the same `make`. */
export function control<P>(name: string, make: () => Control<P>, props: P, key?: string): View {
  return {
    type: `control ${name}`,
    key,
    mount: make as () => Control<unknown>,
    update: (made) => (made as Control<P>).update(props),
  };
}

/**
 * Describes an element that is built again only when something of its basis is another value. Its handlers may
 * therefore be older than the page: they must not hold on to anything outside of the basis that changes.
 */
export function lazy(tag: string, basis: readonly unknown[], build: () => ElementView, key?: string): View {
  return { type: tag, key, basis, build };
}

interface Mounted {
  /** Name among the siblings. */
  readonly identity: string;
  readonly control: Control<unknown> | undefined;
  readonly listening: Set<string>;
  attributes: Attributes;
  basis: readonly unknown[] | undefined;
}

export class Renderer {
  private readonly mounted = new WeakMap<Node, Mounted>();
  private updates: (() => void)[] = [];

  constructor(private readonly root: Element) {}

  /** Makes the children of the root what the views say. The focused element stays focused while it exists. */
  render(children: readonly Child[]): void {
    const focused = document.activeElement;
    this.updates = [];
    this.patchChildren(this.root, children);
    // Controls finish their elements when they enter the document and overwrite some of what was set before.
    for (const update of this.updates) update();
    const moved = focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused;
    if (moved && document.hasFocus()) focused.focus({ preventScroll: true });
  }

  private patchChildren(parent: Element, children: readonly Child[]): void {
    const wanted = identify(children);
    const present = new Map<string, ChildNode>();
    for (const node of [...parent.childNodes]) {
      const identity = this.mounted.get(node)?.identity;
      if (identity !== undefined && wanted.has(identity)) present.set(identity, node);
      else node.remove();
    }
    let cursor = parent.firstChild;
    for (const [identity, child] of wanted) {
      const node = present.get(identity) ?? this.create(identity, child);
      if (node === cursor) cursor = cursor.nextSibling;
      else parent.insertBefore(node, cursor);
      this.patch(node, child);
    }
  }

  private create(identity: string, child: Present): ChildNode {
    const made = typeof child !== "string" && "mount" in child ? mount(child) : undefined;
    const node =
      typeof child === "string"
        ? document.createTextNode(child)
        : (made?.element ?? document.createElement(child.type));
    this.mounted.set(node, {
      identity,
      control: made,
      listening: new Set(),
      attributes: {},
      basis: undefined,
    });
    return node;
  }

  private patch(node: ChildNode, child: Present): void {
    const record = this.mounted.get(node);
    if (typeof child === "string") {
      if (node.nodeValue !== child) node.nodeValue = child;
    } else if ("mount" in child) {
      const made = record?.control;
      if (made !== undefined) this.updates.push(() => child.update(made));
    } else if (record === undefined || !(node instanceof HTMLElement)) {
      return;
    } else if ("build" in child) {
      if (isSame(record.basis, child.basis)) return;
      record.basis = child.basis;
      this.patch(node, child.build());
    } else {
      patchAttributes(node, record, child.attributes);
      this.patchChildren(node, child.children);
    }
  }
}

function isSame(before: readonly unknown[] | undefined, after: readonly unknown[]): boolean {
  return before?.length === after.length && after.every((value, index) => Object.is(value, before[index]));
}

function mount(view: ControlView): Control<unknown> {
  const made = view.mount();
  view.update(made);
  return made;
}

/** Names every child among its siblings. A key used twice is told apart by its place, never dropped. */
function identify(children: readonly Child[]): Map<string, Present> {
  const named = new Map<string, Present>();
  const counts = new Map<string, number>();
  for (const child of children) {
    if (child === undefined) continue;
    const base = typeof child === "string" ? "text" : `${child.type} ${child.key ?? ""}`;
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    named.set(`${count} ${base}`, child);
  }
  return named;
}

function patchAttributes(element: HTMLElement, record: Mounted, next: Attributes): void {
  const { on: _on, style: _style, ...before } = record.attributes;
  const { on = {}, style = {}, ...after } = next;
  record.attributes = next;
  for (const name of Object.keys(before)) if (!(name in after)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(after)) setAttribute(element, name, value);
  for (const [name, value] of Object.entries(style)) {
    if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
  }
  for (const name of Object.keys(on)) {
    if (record.listening.has(name)) continue;
    record.listening.add(name);
    element.addEventListener(name, (event) => record.attributes.on?.[name]?.(event));
  }
}

/** Sets an attribute when it differs. Undefined takes it away, and so does false outside of `aria-*`. */
export function setAttribute(element: Element, name: string, value: AttributeValue): void {
  const aria = name.startsWith("aria-");
  if (value === undefined || (value === false && !aria)) {
    element.removeAttribute(name);
    return;
  }
  const text = value === true && !aria ? "" : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}
