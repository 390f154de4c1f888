import type { Claim } from "../src/core/plan/model";
import type { ChecklistState, CopySource, ToHost, ToPage } from "../src/shared/messages";
import { announce } from "./announce";
import { type Actions, type Context, copyName, itemRow, phaseRow, showsDetails } from "./context";
import { type Draft, type DraftField, draftMessage, draftProblem, newDraft } from "./drafts";
import { countShown, type Filter, type PhaseSelection, type Place, places, select } from "./filter";
import { byOwner } from "./grouping";
import { Ids } from "./ids";
import { handleKey, rowName } from "./keys";
import { type List, ListNavigation } from "./navigation";
import type { Speaker } from "./speaker";
import { freeze, type Grouping, type PageState, thaw } from "./state";
import { Renderer } from "./ui/dom";
import { enterMenu, focusNamed, placeMenu } from "./ui/focus";
import { gateSentence } from "./views/gates";
import { layout, rows, waiting } from "./views/layout";
import { plural } from "./words";

/** Milliseconds without scrolling after which the place is kept. */
const scrollPause = 150;
/** Milliseconds for which a copied text is marked as such. */
const copiedFor = 2000;

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
  private forgetting: ReturnType<typeof setTimeout> | undefined;

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

  group(grouping: Grouping): void {
    this.update({ grouping });
    this.speaker.say(`Items by ${grouping}.`);
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
    const isItem = this.places.has(id);
    // An item of a plan that has not come yet; what is not in the plan any more is nowhere to go to.
    this.reveal = plan === undefined ? id : undefined;
    if (plan === undefined || (!isItem && !plan.phases.some((phase) => phase.id === id))) return;
    const row = isItem ? itemRow(id) : phaseRow(id);
    const isShown = () => this.groupOf(row) !== undefined;
    if (!isShown()) this.update({ filter: "all", query: "" });
    if (!isShown()) this.update({ grouping: "phase" });
    const collapsedPhases = new Set(this.page.collapsedPhases);
    collapsedPhases.delete(this.groupOf(row) ?? "");
    this.folded = new Set();
    this.update({ collapsedPhases });
    focusNamed(this.root, row)?.scrollIntoView({ block: "center" });
  }

  /** The phase or owner that a row is shown under, folded or not. */
  private groupOf(row: string): string | undefined {
    return this.selection.find((one) => rows([one], new Set()).includes(row))?.phase.id;
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

  startDraft(itemId: string, field: DraftField): void {
    const item = this.places.get(itemId)?.item;
    if (item === undefined) return;
    this.update({ draft: newDraft(item, field, this.day()) });
    focusNamed(this.root, "draft");
  }

  writeDraft(change: Partial<Draft>): void {
    if (this.page.draft !== undefined) this.update({ draft: { ...this.page.draft, ...change } });
  }

  saveDraft(): void {
    const { draft } = this.page;
    if (draft === undefined) return;
    const wrong = draftProblem(draft, this.day());
    if (wrong !== undefined) {
      this.update({ draft: { ...draft, tried: true } });
      focusNamed(this.root, "draft");
      this.speaker.say(wrong);
      return;
    }
    this.send(draftMessage(draft));
    this.sent = draft;
    this.endDraft(draft.itemId);
  }

  cancelDraft(): void {
    if (this.page.draft !== undefined) this.endDraft(this.page.draft.itemId);
  }

  dismissRefusal(): void {
    this.refusal = undefined;
    this.render();
    this.navigation.focusList();
  }

  togglePart(name: string, open: boolean): void {
    if (this.page.parts.get(name) !== open) this.update({ parts: new Map(this.page.parts).set(name, open) });
  }

  askGates(): void {
    const open = this.page.parts.get("gates") !== true;
    this.togglePart("gates", open);
    if (open) this.speaker.say((this.state?.plan?.gates ?? []).map(gateSentence).join(" "));
  }

  copy(of: CopySource): void {
    this.send({ type: "copy", of });
    this.update({ copied: copyName(of) });
    this.speaker.say("Copied.");
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.update({ copied: undefined }), copiedFor);
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
    const day = this.day();
    const { me } = this.state;
    const selected = select(plan, this.page.filter, this.page.query, { me, day });
    this.selection = this.page.grouping === "owner" ? byOwner(selected, plan.details.team, me) : selected;
    const context: Context = {
      state: this.state,
      plan,
      page: { ...this.page, collapsedPhases: this.collapsed() },
      actions: this,
      tabStop: this.tabStop(),
      pendingClaim: (itemId) => this.pending.get(itemId),
      phaseOf: (itemId) => this.places.get(itemId)?.phase,
      titleOf: (id) =>
        this.places.get(id)?.item.title ?? plan.phases.find((phase) => phase.id === id)?.title ?? id,
      id: (kind, of) => this.ids.of(kind, of),
      today: new Date(`${day}T00:00:00`),
      day,
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

  private day(): string {
    const pad = (part: number) => String(part).padStart(2, "0");
    const now = new Date();
    return this.state?.today ?? `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
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
