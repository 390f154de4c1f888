import { type Draft, isDraftField } from "./drafts";
import { type Filter, filters } from "./filter";

/** What the list is divided into. */
export type Grouping = "phase" | "owner";

/** What the page remembers by itself; the plan lives in its file. */
export interface PageState {
  readonly filter: Filter;
  readonly grouping: Grouping;
  readonly query: string;
  readonly collapsedPhases: ReadonlySet<string>;
  /** Items whose details the user opened or closed; the others show them when they have regressed. */
  readonly details: ReadonlyMap<string, boolean>;
  /** Row that is the list's tab stop: `item:<id>` or `phase:<id>`. */
  readonly activeRow: string | undefined;
  readonly draft: Draft | undefined;
  /** Item whose menu is open. Not kept. */
  readonly menu: string | undefined;
  /** Parts beside the list that the user unfolded or folded, by name. */
  readonly parts: ReadonlyMap<string, boolean>;
  /** What was copied a moment ago, as `copyName` names it. Not kept. */
  readonly copied: string | undefined;
  readonly scroll: number;
}

export const initialState: PageState = {
  filter: "all",
  grouping: "phase",
  query: "",
  collapsedPhases: new Set(),
  details: new Map(),
  activeRow: undefined,
  draft: undefined,
  menu: undefined,
  parts: new Map(),
  copied: undefined,
  scroll: 0,
};

/** The state as plain data for the webview's `setState`. */
export function freeze(state: PageState): unknown {
  const { collapsedPhases, details, parts, menu: _menu, copied: _copied, ...rest } = state;
  return { ...rest, collapsedPhases: [...collapsedPhases], details: [...details], parts: [...parts] };
}

/** What `freeze` made, or as much of it as can be used. */
export function thaw(kept: unknown): PageState {
  if (!isRecord(kept)) return initialState;
  const { query, collapsedPhases, activeRow, scroll } = kept;
  return {
    filter: filters.find(({ filter }) => filter === kept.filter)?.filter ?? "all",
    grouping: kept.grouping === "owner" ? "owner" : "phase",
    query: typeof query === "string" ? query : "",
    collapsedPhases: new Set(Array.isArray(collapsedPhases) ? collapsedPhases.filter(isString) : []),
    details: thawMap(kept.details),
    activeRow: typeof activeRow === "string" ? activeRow : undefined,
    draft: thawDraft(kept.draft),
    menu: undefined,
    parts: thawMap(kept.parts),
    copied: undefined,
    scroll: typeof scroll === "number" ? scroll : 0,
  };
}

function thawDraft(kept: unknown): Draft | undefined {
  if (!isRecord(kept)) return undefined;
  const { itemId, field, text, extra, base } = kept;
  if (!isDraftField(field) || ![itemId, text, extra, base].every(isString)) return undefined;
  return { ...(kept as unknown as Draft), tried: kept.tried === true };
}

function thawMap(kept: unknown): Map<string, boolean> {
  return new Map(Array.isArray(kept) ? kept.filter(isSwitch) : []);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isSwitch(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "boolean";
}
