import { type CopySource, type ToHost, textLimits } from "../../shared/messages";

const MAX_ID = 500;
const MAX_INDEX = 10_000;
/** A plan of a megabyte has no more lines than this. */
const MAX_LINE = 1_000_000;

type Check = (value: unknown) => boolean;

const text =
  (limit: number, least = 0): Check =>
  (value) =>
    typeof value === "string" && value.length >= least && value.length <= limit;
const upTo =
  (limit: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= limit;
const id = text(MAX_ID, 1);
const index = upTo(MAX_INDEX);
const claim: Check = (value) => ["todo", "doing", "done", "na"].includes(value as string);
const day: Check = (value) => typeof value === "string" && isDay(value);

interface Shape {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

/** What can be copied: named by its place, never by its text. */
const sources: { readonly [Kind in CopySource["kind"]]: Shape } = {
  attachment: { required: { itemId: id, index } },
  command: { required: { itemId: id } },
  step: { required: { runbook: id, index } },
  named: { required: { command: id } },
};

/** What every message may carry; nothing else gets through. */
const shapes: { readonly [Type in ToHost["type"]]: Shape } = {
  ready: { required: {} },
  claim: { required: { itemId: id, claim }, optional: { reason: text(textLimits.reason) } },
  notes: { required: { itemId: id, notes: text(textLimits.notes) } },
  owner: { required: { itemId: id, owner: text(textLimits.owner) } },
  due: { required: { itemId: id, due: (value) => value === "" || day(value) } },
  record: {
    required: { itemId: id, text: text(textLimits.reason, 1) },
    optional: { link: text(textLimits.link) },
  },
  waive: { required: { itemId: id, reason: text(textLimits.reason, 1), until: day } },
  unwaive: { required: { itemId: id } },
  choose: { required: { option: id, choice: id } },
  openItem: { required: { itemId: id } },
  openDoc: { required: { itemId: id, index } },
  openRecord: { required: { itemId: id, index } },
  copy: { required: { of: (value) => isOneOf(value, "kind", sources) } },
  openLine: { required: { line: upTo(MAX_LINE) } },
  openEvidence: { required: { itemId: id, index } },
  fixEvidence: { required: { itemId: id, index } },
  showRule: { required: { itemId: id, index } },
  scaffold: { required: { itemId: id } },
  openText: { required: {} },
  exportPlan: { required: {} },
  checkWorkspace: { required: {} },
};

/** The message that a page sent, or undefined for anything that is not exactly one: a page is not trusted. */
export function readMessage(value: unknown): ToHost | undefined {
  return isOneOf(value, "type", shapes) ? (value as ToHost) : undefined;
}

/** Whether `value` has the shape that its field `tag` names, and no field more. */
function isOneOf(value: unknown, tag: string, known: Readonly<Record<string, Shape>>): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { [tag]: name, ...fields } = value as Record<string, unknown>;
  if (typeof name !== "string" || !Object.hasOwn(known, name)) return false;
  const { required, optional = {} } = known[name] as Shape;
  for (const [field, check] of Object.entries(required)) {
    if (!Object.hasOwn(fields, field) || !check(fields[field])) return false;
  }
  return Object.entries(fields).every(([field, given]) => {
    if (Object.hasOwn(required, field)) return true;
    return Object.hasOwn(optional, field) && (given === undefined || optional[field]?.(given) === true);
  });
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
