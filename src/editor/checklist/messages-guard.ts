import { type ToHost, textLimits } from "../../shared/messages";

const MAX_ID = 500;
const MAX_INDEX = 10_000;

type Check = (value: unknown) => boolean;

const text =
  (limit: number, least = 0): Check =>
  (value) =>
    typeof value === "string" && value.length >= least && value.length <= limit;
const id = text(MAX_ID, 1);
const index: Check = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_INDEX;
const claim: Check = (value) => ["todo", "doing", "done", "na"].includes(value as string);

interface Shape {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

/** What every message may carry; nothing else gets through. */
const shapes: { readonly [Type in ToHost["type"]]: Shape } = {
  ready: { required: {} },
  claim: { required: { itemId: id, claim }, optional: { reason: text(textLimits.reason) } },
  notes: { required: { itemId: id, notes: text(textLimits.notes) } },
  openItem: { required: { itemId: id } },
  openEvidence: { required: { itemId: id, index } },
  fixEvidence: { required: { itemId: id, index } },
  showRule: { required: { itemId: id, index } },
  scaffold: { required: { itemId: id } },
  openText: { required: {} },
  checkWorkspace: { required: {} },
};

/** The message that a page sent, or undefined for anything that is not exactly one: a page is not trusted. */
export function readMessage(value: unknown): ToHost | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { type, ...fields } = value as Record<string, unknown>;
  if (typeof type !== "string" || !Object.hasOwn(shapes, type)) return undefined;
  const { required, optional = {} } = shapes[type as ToHost["type"]];
  for (const [name, check] of Object.entries(required)) {
    if (!Object.hasOwn(fields, name) || !check(fields[name])) return undefined;
  }
  for (const [name, field] of Object.entries(fields)) {
    if (Object.hasOwn(required, name)) continue;
    if (!Object.hasOwn(optional, name)) return undefined;
    if (field !== undefined && !optional[name]?.(field)) return undefined;
  }
  return value as ToHost;
}
