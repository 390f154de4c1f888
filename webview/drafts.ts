import type { ItemView } from "../src/core/plan/view";
import { type ToHost, textLimits } from "../src/shared/messages";

const fields = ["notes", "reason", "owner", "due", "record", "waiver"] as const;

export type DraftField = (typeof fields)[number];

/** What is being written for an item and has not been sent yet. */
export interface Draft {
  readonly itemId: string;
  readonly field: DraftField;
  /** Notes, the reason, the owner's name, the day, or what was seen. */
  readonly text: string;
  /** The last day of a waiver, the link of a record; empty otherwise. */
  readonly extra: string;
  /** What the plan said when the writing began. */
  readonly base: string;
  /** Whether saving it was tried: only then the page says what is wrong with it. */
  readonly tried: boolean;
}

/** How long a failure is accepted where nobody says otherwise, in days. */
const waiverDays = 14;

export function isDraftField(value: unknown): value is DraftField {
  return fields.some((field) => field === value);
}

/** What the plan says now where a draft would write. */
export function writtenText(item: ItemView, field: DraftField): string {
  if (field === "record") return "";
  return (field === "waiver" ? item.waiver?.reason : item[field]) ?? "";
}

export function newDraft(item: ItemView, field: DraftField, today: string): Draft {
  const text = writtenText(item, field);
  const extra = field === "waiver" ? (item.waiver?.until ?? daysAfter(today, waiverDays)) : "";
  return { itemId: item.id, field, text, extra, base: text, tried: false };
}

/** Why a draft cannot be saved as it is. */
export function draftProblem({ field, text, extra }: Draft, today: string): string | undefined {
  const isEmpty = text.trim() === "";
  if ((field === "reason" || field === "waiver") && isEmpty) return "A reason is needed.";
  if (field === "record" && isEmpty) return "Say what you saw.";
  if (field === "waiver" && !(isDay(extra) && extra >= today)) return "Choose a day that is still to come.";
  if (field === "due" && !isEmpty && !isDay(text)) return "This is no day of the calendar.";
  const limit = field === "notes" || field === "owner" ? textLimits[field] : textLimits.reason;
  const [long, most] =
    extra.length > textLimits.link ? [extra.length, textLimits.link] : [text.length, limit];
  return long > most ? `This is ${long} characters long; ${most} are possible.` : undefined;
}

/** What asks the host to save a draft. */
export function draftMessage({ itemId, field, text, extra }: Draft): ToHost {
  const said = text.trim();
  switch (field) {
    case "notes":
      return { type: "notes", itemId, notes: text.trimEnd() };
    case "reason":
      return { type: "claim", itemId, claim: "na", reason: said };
    case "owner":
      return { type: "owner", itemId, owner: said };
    case "due":
      return { type: "due", itemId, due: said };
    case "record":
      return { type: "record", itemId, text: said, ...(extra.trim() !== "" && { link: extra.trim() }) };
    case "waiver":
      return { type: "waive", itemId, reason: said, until: extra };
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
