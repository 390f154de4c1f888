import { textLimits } from "../src/shared/messages";
import { type Filter, filters } from "./filter";

/** A text that is being written for an item and has not been sent yet. */
export interface Draft {
  readonly itemId: string;
  readonly field: "notes" | "reason";
  readonly text: string;
  /** What the plan said when the writing began. */
  readonly base: string;
  /** Whether saving it was tried: only then the page says what is wrong with it. */
  readonly tried: boolean;
}

/** Why a draft cannot be saved as it is. */
export function draftProblem({ field, text }: Draft): string | undefined {
  if (field === "reason" && text.trim() === "") return "A reason is needed.";
  const limit = textLimits[field];
  return text.length > limit ? `This is ${text.length} characters long; ${limit} are possible.` : undefined;
}

/** What the page remembers by itself; the plan lives in its file. */
export interface PageState {
  readonly filter: Filter;
  readonly query: string;
  readonly collapsedPhases: ReadonlySet<string>;
  /** Items whose details the user opened or closed; the others show them when they have regressed. */
  readonly details: ReadonlyMap<string, boolean>;
  /** Row that is the list's tab stop: `item:<id>` or `phase:<id>`. */
  readonly activeRow: string | undefined;
  readonly draft: Draft | undefined;
  /** Item whose menu is open. Not kept. */
  readonly menu: string | undefined;
  readonly allBlockers: boolean;
  readonly helpOpen: boolean;
  readonly scroll: number;
}

export const initialState: PageState = {
  filter: "all",
  query: "",
  collapsedPhases: new Set(),
  details: new Map(),
  activeRow: undefined,
  draft: undefined,
  menu: undefined,
  allBlockers: false,
  helpOpen: false,
  scroll: 0,
};

/** The state as plain data for the webview's `setState`. */
export function freeze(state: PageState): unknown {
  const { collapsedPhases, details, menu: _menu, ...rest } = state;
  return { ...rest, collapsedPhases: [...collapsedPhases], details: [...details] };
}

/** What `freeze` made, or as much of it as can be used. */
export function thaw(kept: unknown): PageState {
  if (!isRecord(kept)) return initialState;
  const { query, collapsedPhases, details, activeRow, scroll } = kept;
  return {
    filter: filters.find(({ filter }) => filter === kept.filter)?.filter ?? "all",
    query: typeof query === "string" ? query : "",
    collapsedPhases: new Set(Array.isArray(collapsedPhases) ? collapsedPhases.filter(isString) : []),
    details: new Map(Array.isArray(details) ? details.filter(isDetail) : []),
    activeRow: typeof activeRow === "string" ? activeRow : undefined,
    draft: thawDraft(kept.draft),
    menu: undefined,
    allBlockers: kept.allBlockers === true,
    helpOpen: kept.helpOpen === true,
    scroll: typeof scroll === "number" ? scroll : 0,
  };
}

function thawDraft(kept: unknown): Draft | undefined {
  if (!isRecord(kept)) return undefined;
  const { itemId, field, text, base } = kept;
  if (field !== "notes" && field !== "reason") return undefined;
  if (typeof itemId !== "string" || typeof text !== "string" || typeof base !== "string") return undefined;
  return { itemId, field, text, base, tried: kept.tried === true };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isDetail(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "boolean";
}
