import type { Claim } from "../src/core/plan/model";
import type { ChecklistState, ToHost, ToPage } from "../src/shared/messages";
import { announce } from "./announce";
import { type Actions, type Context, itemRow, phaseRow, showsDetails } from "./context";
import { countShown, type Filter, type PhaseSelection, type Place, places, select } from "./filter";
import { Ids } from "./ids";
import { handleKey, rowName } from "./keys";
import { type List, ListNavigation } from "./navigation";
import type { Speaker } from "./speaker";
import { type Draft, draftProblem, freeze, type PageState, thaw } from "./state";
import { Renderer } from "./ui/dom";
import { enterMenu, focusNamed, placeMenu } from "./ui/focus";
import { layout, rows, waiting } from "./views/layout";
import { plural } from "./words";

/** Milliseconds without scrolling after which the place is kept. */
const scrollPause = 150;

/** VS Code's side of the page. */
export interface Host {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The page: keeps the latest state of the plan and what the user is doing with it, and shows both. */
export class Checklist implements Actions, List {
  private readonly renderer: Renderer;
  private readonly ids = new Ids();
  private readonly navigation: ListNavigation;
  private state: ChecklistState | undefined;
  page: PageState;
  private selection: readonly PhaseSelection[] = [];
  private places: ReadonlyMap<string, Place> = new Map();
  /** Claims that were asked for since the last state. */
  private readonly pending = new Map<string, Claim>();
  /** A text that was sent since the last state; it comes back when the host refuses it. */
  private sent: Draft | undefined;
  private refusal: string | undefined;
  private reveal: string | undefined;
  /** While a filter is on all phases start unfolded; what the user folds then is not kept. */
  private folded: ReadonlySet<string> = new Set();
  private keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly speaker: Speaker,
    private readonly host: Host,
  ) {
    this.renderer = new Renderer(root);
    this.navigation = new ListNavigation(root, this);
    this.page = thaw(host.getState());
    document.addEventListener("keydown", (event) => handleKey(event, this.navigation));
    root.addEventListener("focusin", (event) => this.followFocus(event));
    window.addEventListener("scroll", () => this.followScroll(), { passive: true });
    window.addEventListener("resize", () => this.dropMenu());
    window.addEventListener("blur", () => this.dropMenu());
    document.addEventListener("pointerdown", (event) => this.leaveMenu(event));
    this.render();
  }

  receive(message: ToPage): void {
    if (message.type === "state") this.show(message.state);
    else if (message.type === "refused") this.refuse(message.message);
    else this.goTo(message.itemId);
  }

  // Messages of the host

  private show(state: ChecklistState): void {
    const before = this.state;
    this.state = state;
    this.pending.clear();
    this.sent = undefined;
    this.places = state.plan === undefined ? new Map() : places(state.plan);
    this.render();
    if (before?.plan === undefined && state.plan !== undefined) this.arrive();
    else if (before?.plan !== undefined && state.plan !== undefined) {
      const said = announce(before.plan, state.plan);
      if (said !== undefined) this.speaker.say(said);
    }
  }

  /** The first plan is there: go on where the user left. */
  private arrive(): void {
    if (this.reveal === undefined) window.scrollTo(0, this.page.scroll);
    else this.goTo(this.reveal);
  }

  private refuse(message: string): void {
    this.refusal = message;
    this.pending.clear();
    const draft = this.page.draft ?? this.sent;
    this.sent = undefined;
    this.update({ draft });
    this.speaker.say(message);
  }

  // Actions

  send(message: ToHost): void {
    this.refusal = undefined;
    this.host.postMessage(message);
  }

  claim(itemId: string, claim: Claim): void {
    const current = this.pending.get(itemId) ?? this.places.get(itemId)?.item.claim;
    if (current === claim) return;
    this.pending.set(itemId, claim);
    this.send({ type: "claim", itemId, claim });
    this.render();
  }

  filter(filter: Filter): void {
    this.folded = new Set();
    this.update({ filter });
    this.sayHowMany();
  }

  search(query: string): void {
    this.folded = new Set();
    this.update({ query });
    this.sayHowMany();
  }

  showAll(): void {
    this.update({ filter: "all", query: "" });
    this.navigation.focusList();
  }

  togglePhase(phaseId: string): void {
    const collapsed = new Set(this.collapsed());
    if (!collapsed.delete(phaseId)) collapsed.add(phaseId);
    if (!this.narrowed()) this.update({ collapsedPhases: collapsed });
    else {
      this.folded = collapsed;
      this.render();
    }
  }

  toggleDetails(itemId: string): void {
    const item = this.places.get(itemId)?.item;
    if (item === undefined) return;
    const open = showsDetails(this.page, item);
    const draft = open && this.page.draft?.itemId === itemId ? undefined : this.page.draft;
    this.update({ details: new Map(this.page.details).set(itemId, !open), draft });
  }

  goTo(id: string): void {
    const plan = this.state?.plan;
    const item = this.places.get(id);
    const phase = item?.phase ?? plan?.phases.find((candidate) => candidate.id === id);
    // An item of a plan that has not come yet; what is not in the plan any more is nowhere to go to.
    this.reveal = plan === undefined ? id : undefined;
    if (phase === undefined) return;
    const row = item === undefined ? phaseRow(id) : itemRow(id);
    const hidden = !rows(this.selection, new Set()).includes(row);
    const collapsedPhases = new Set(this.page.collapsedPhases);
    collapsedPhases.delete(phase.id);
    this.folded = new Set();
    this.update({ collapsedPhases, ...(hidden ? { filter: "all", query: "" } : {}) });
    focusNamed(this.root, row)?.scrollIntoView({ block: "center" });
  }

  openMenu(itemId: string): void {
    if (this.page.menu === itemId) {
      this.closeMenu();
      return;
    }
    this.update({ menu: itemId });
    placeMenu(this.root, `menu:${itemId}`);
    enterMenu(this.root);
  }

  closeMenu(): void {
    const { menu } = this.page;
    this.update({ menu: undefined });
    if (menu !== undefined) focusNamed(this.root, `menu:${menu}`);
  }

  startDraft(itemId: string, field: Draft["field"]): void {
    const item = this.places.get(itemId)?.item;
    if (item === undefined) return;
    const base = item[field] ?? "";
    this.update({ draft: { itemId, field, text: base, base, tried: false } });
    focusNamed(this.root, "draft");
  }

  writeDraft(text: string): void {
    if (this.page.draft !== undefined) this.update({ draft: { ...this.page.draft, text } });
  }

  saveDraft(): void {
    const { draft } = this.page;
    if (draft === undefined) return;
    const { itemId, field } = draft;
    const text = draft.text.trimEnd();
    const wrong = draftProblem(draft);
    if (wrong !== undefined) {
      this.update({ draft: { ...draft, tried: true } });
      focusNamed(this.root, "draft");
      this.speaker.say(wrong);
      return;
    }
    if (field === "reason") this.send({ type: "claim", itemId, claim: "na", reason: text.trim() });
    else this.send({ type: "notes", itemId, notes: text });
    this.sent = draft;
    this.endDraft(itemId);
  }

  cancelDraft(): void {
    if (this.page.draft !== undefined) this.endDraft(this.page.draft.itemId);
  }

  dismissRefusal(): void {
    this.refusal = undefined;
    this.render();
    this.navigation.focusList();
  }

  toggleAllBlockers(): void {
    this.update({ allBlockers: !this.page.allBlockers });
  }

  toggleHelp(open: boolean): void {
    if (open !== this.page.helpOpen) this.update({ helpOpen: open });
  }

  private endDraft(itemId: string): void {
    this.update({ draft: undefined, details: new Map(this.page.details).set(itemId, true) });
    this.navigation.focusRow(itemRow(itemId));
  }

  // The list, as the keys see it

  rows(): readonly string[] {
    return rows(this.selection, this.collapsed());
  }

  tabStop(): string | undefined {
    const all = this.rows();
    const { activeRow } = this.page;
    return activeRow !== undefined && all.includes(activeRow) ? activeRow : all[0];
  }

  place(itemId: string): Place | undefined {
    return this.places.get(itemId);
  }

  isFolded(phaseId: string): boolean {
    return this.collapsed().has(phaseId);
  }

  // The page itself

  private update(change: Partial<PageState>): void {
    this.page = { ...this.page, ...change };
    this.host.setState(freeze(this.page));
    this.render();
  }

  private render(): void {
    const { plan } = this.state ?? {};
    if (this.state === undefined || plan === undefined) {
      this.renderer.render(waiting(this.state?.path));
      return;
    }
    const focusedRow = rowName(document.activeElement?.closest("[data-row]"));
    const at = focusedRow === undefined ? -1 : this.rows().indexOf(focusedRow);
    this.selection = select(plan, this.page.filter, this.page.query);
    const context: Context = {
      state: this.state,
      plan,
      page: { ...this.page, collapsedPhases: this.collapsed() },
      actions: this,
      tabStop: this.tabStop(),
      pendingClaim: (itemId) => this.pending.get(itemId),
      id: (kind, of) => this.ids.of(kind, of),
      today: new Date(),
      language: document.documentElement.lang || "en",
    };
    const { selection, refusal } = this;
    this.renderer.render(layout({ context, selection, places: this.places, refusal }));
    if (focusedRow !== undefined) this.keepFocus(focusedRow, at);
  }

  /** The focused control is gone: its row is next best, then the row that took its place. */
  private keepFocus(row: string, at: number): void {
    if (document.activeElement !== document.body || !document.hasFocus()) return;
    const now = this.rows();
    const target = now.includes(row) ? row : now[Math.min(Math.max(at, 0), now.length - 1)];
    if (target === undefined) this.navigation.focusSearch();
    else this.navigation.focusRow(target);
  }

  private narrowed(): boolean {
    return this.page.filter !== "all" || this.page.query.trim() !== "";
  }

  private collapsed(): ReadonlySet<string> {
    return this.narrowed() ? this.folded : this.page.collapsedPhases;
  }

  private sayHowMany(): void {
    const count = countShown(this.selection);
    this.speaker.sayLater(count === 0 ? "No items." : `${plural(count, "item", "items")}.`);
  }

  private followFocus(event: FocusEvent): void {
    const row = event.target instanceof Element ? rowName(event.target.closest("[data-row]")) : undefined;
    if (row !== undefined && row !== this.page.activeRow) this.update({ activeRow: row });
  }

  private followScroll(): void {
    if (this.page.menu !== undefined) placeMenu(this.root, `menu:${this.page.menu}`);
    this.page = { ...this.page, scroll: window.scrollY };
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.host.setState(freeze(this.page)), scrollPause);
  }

  private dropMenu(): void {
    if (this.page.menu !== undefined) this.update({ menu: undefined });
  }

  private leaveMenu(event: Event): void {
    const inside =
      event.target instanceof Element && event.target.closest("[role=menu], [aria-haspopup=menu]");
    if (!inside) this.dropMenu();
  }
}
