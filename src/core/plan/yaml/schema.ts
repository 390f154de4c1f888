import * as z from "zod/mini";
import { parseMoney } from "../money";

/** The words that may stand behind `status:`. */
export const statusWords = ["todo", "doing", "done", "na"] as const;
export const priorityLevels = ["critical", "high", "medium", "low"] as const;

/** The shape of an estimate in a plan file: `30m`, `8h`, `2d..3d`, `2w..`. */
export const estimateShape = /^\d{1,4}(?:\.\d{1,2})?[mhdw](?:\.\.(?:\d{1,4}(?:\.\d{1,2})?[mhdw])?)?$/;

const text = z.string({ error: "This has to be a text." });
const id = z.string({ error: "This has to be the id of an item or a phase." });
const texts = z.array(text, { error: "This has to be a list." });
const ids = z.array(id, { error: "This has to be a list." });
const status = says(
  "What a person says of the item. Whether it is true is computed.",
  z.enum(statusWords, {
    error: ({ input }) =>
      input === undefined
        ? "`status` is missing: todo, doing, done or na."
        : `${JSON.stringify(input)} is no status: use todo, doing, done or na.`,
  }),
);
const priority = says(
  "Inherited by everything below.",
  z.enum(priorityLevels, {
    error: ({ input }) => `${JSON.stringify(input)} is no priority: use critical, high, medium or low.`,
  }),
);
const estimate = says(
  "Working time: 30m, 8h, 2d..3d (a range), 2w.. (at least).",
  z.string({ error: "An estimate is a text such as 2h or 2d..3d." }).check(
    z.regex(estimateShape, {
      error: ({ input }) => `${JSON.stringify(input)} is no estimate: write 30m, 8h, 2d..3d or 2w.. .`,
    }),
  ),
);

const date = z
  .string({ error: "A date is written YYYY-MM-DD." })
  .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: "A date is written YYYY-MM-DD." }));
const levels = ["poc", "mvp", "production"] as const;
const level = says(
  "How far this goes: proof of concept, minimum viable product, production.",
  z.enum(levels, { error: ({ input }) => `${JSON.stringify(input)} is no level: use ${levels.join(", ")}.` }),
);
const money = says(
  "A sum a month: 15, 12..20, 120/year, 50/once.",
  z.union([z.number(), z.string()], { error: "A sum is a number or a text such as 12..20." }).check(
    z.refine((value) => parseMoney(String(value)) !== undefined, {
      error: "A sum is written 15, 12..20 or 120/year.",
    }),
  ),
);
const moment = z.string({ error: "A day is written YYYY-MM-DD." }).check(
  z.regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?$/, {
    error: "A day is written YYYY-MM-DD, with a time YYYY-MM-DDTHH:MM.",
  }),
);

/** What a person wrote down: in a plan, and in the evidence file of an item. */
export const recordSchema = z.looseObject(
  {
    at: moment,
    by: z.optional(text),
    text: z.optional(text),
    link: z.optional(says("A path of the workspace, or an https address.", text)),
  },
  { error: "Evidence holds `at` (the day), and `by`, `text` or `link`." },
);

const waiver = says(
  "A failure that is accepted until a day.",
  z.looseObject(
    {
      reason: z.string({ error: "A waiver needs a `reason`." }),
      by: z.optional(text),
      until: z
        .string({ error: "A waiver needs a last day: `until: YYYY-MM-DD`." })
        .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: "A date is written YYYY-MM-DD." })),
    },
    { error: "A waiver holds `reason` and `until`." },
  ),
);

const gateFields = {
  require: z.optional(
    z.enum(["done", "verified"], { error: "A gate requires `done` (claimed) or `verified` (proven)." }),
  ),
  of: z.optional(
    says("Priorities that count; all without it.", z.array(priority, { error: "This has to be a list." })),
  ),
  waivers: z.optional(z.boolean({ error: "`waivers` is true or false." })),
};
const gate = says(
  "Which items must be done before this may end.",
  z.looseObject(gateFields, { error: "A gate holds `require` and `of`." }),
);

const verify = says(
  "How the item proves itself.",
  z.looseObject(
    {
      rules: z.optional(says("Ids of rules that must all hold.", texts)),
      files: z.optional(says("Globs of which each must match a file of the workspace.", texts)),
      command: z.optional(says("A command whose success is the evidence. Shown, never run.", text)),
    },
    { error: "`verify` holds `rules`, `files` or both." },
  ),
);

/** What can be said of an item beside status and title; also what the overlay of a Markdown plan holds. */
const itemFields = {
  why: z.optional(says("Why it matters.", text)),
  priority: z.optional(priority),
  estimate: z.optional(estimate),
  owner: z.optional(text),
  due: z.optional(date),
  depends_on: z.optional(says("Items or phases that come first.", ids)),
  notes: z.optional(text),
  reason: z.optional(says("Why the item does not apply; needed with status na.", text)),
  verify: z.optional(verify),
  scaffolds: z.optional(says("Generators of what is missing.", texts)),
  details: z.optional(texts),
  docs: z.optional(says("Addresses and paths to read.", texts)),
  blocker: z.optional(says("What holds it up. That other items come first is computed.", text)),
  waiver: z.optional(waiver),
  evidence: z.optional(
    says(
      "What no rule can see: a drill, a call.",
      z.array(recordSchema, { error: "This has to be a list." }),
    ),
  ),
  ttl: z.optional(
    says(
      "How long the last evidence counts: 90d, 24h.",
      z
        .string({ error: "A time is written 90d, 24h or 4w." })
        .check(z.regex(/^\d{1,4}[hdw]$/, { error: "A time is written 90d, 24h or 4w." })),
    ),
  ),
  alias_of: z.optional(says("The item that this one repeats: it takes its state.", id)),
  optional: z.optional(says("Does not hold up a gate.", z.boolean({ error: "This is true or false." }))),
};

const item = z.looseObject(
  {
    status,
    title: z.string({ error: "`title` is missing." }),
    ...itemFields,
    children: z.optional(z.lazy((): z.ZodMiniType => items)),
  },
  { error: "An item holds `status` and `title`." },
);
const items = z.record(z.string(), item, { error: "Items are a map, keyed by id." });

const section = z.looseObject(
  {
    title: text,
    priority: z.optional(priority),
    estimate: z.optional(estimate),
    blockers: z.optional(texts),
    outputs: z.optional(says("What exists when it is done.", texts)),
    items: z.optional(items),
  },
  { error: "A section holds `title` and `items`." },
);

const phase = z.looseObject(
  {
    title: text,
    priority: z.optional(priority),
    estimate: z.optional(estimate),
    depends_on: z.optional(says("Phases that come first.", ids)),
    needs: z.optional(says("What has to be there from outside.", texts)),
    gate: z.optional(gate),
    success: z.optional(says("What has been reached when it ends.", texts)),
    only_if: z.optional(says("A choice without which the phase is left out: `hosting.vps`.", id)),
    level: z.optional(level),
    optional: z.optional(z.boolean({ error: "This is true or false." })),
    items: z.optional(items),
    sections: z.optional(z.record(z.string(), section, { error: "Sections are a map, keyed by id." })),
  },
  { error: "A phase holds `title` and `items` or `sections`." },
);

const named = { title: z.optional(text) };
const mapOf = <Schema extends z.ZodMiniType>(description: string, of: Schema) =>
  z.optional(says(description, z.record(z.string(), of, { error: "This is a map, keyed by id." })));
const object = <Shape extends Readonly<Record<string, z.ZodMiniType>>>(shape: Shape) =>
  z.looseObject(shape, { error: "This has to be a map." });

const team = object({
  size: z.optional(z.number({ error: "`size` is a number of people." })),
  hours_per_day: z.optional(z.number({ error: "`hours_per_day` is a number." })),
  start: z.optional(date),
  people: mapOf(
    "By the names that `owner` uses.",
    object({ name: z.optional(text), role: z.optional(text) }),
  ),
});

const choice = object({
  ...named,
  recommended: z.optional(z.boolean({ error: "This is true or false." })),
  pros: z.optional(texts),
  cons: z.optional(texts),
  limits: z.optional(texts),
  estimate: z.optional(estimate),
  cost: z.optional(money),
});

const step = z.union([text, object({ text, command: z.optional(text) })], {
  error: "A step is a text, or `text` and `command`.",
});
const steps = z.array(step, { error: "This has to be a list." });

const budgetLine = z.union([money, object({ ...named, cost: money, optional: z.optional(z.boolean()) })], {
  error: "A line is a sum such as 12..20, or a map with `cost`.",
});

/** What a plan says beside its phases. */
const details = {
  level: z.optional(level),
  goal: z.optional(text),
  non_goals: z.optional(says("What is left out on purpose.", texts)),
  team: z.optional(team),
  environments: mapOf(
    "Where the app runs. Other keys are addresses: `web`, `api`.",
    object({ ...named, health: z.optional(text), mail_domain: z.optional(text), platform: z.optional(text) }),
  ),
  options: mapOf(
    "Decisions between ways to go.",
    object({
      ...named,
      chosen: z.optional(says("The choice that was made.", id)),
      because: z.optional(text),
      choices: mapOf("The ways to go.", choice),
    }),
  ),
  milestones: mapOf(
    "Days that matter.",
    object({ ...named, due: z.optional(date), phases: z.optional(ids) }),
  ),
  blockers: z.optional(says("What stops everything.", texts)),
  risks: mapOf(
    "What may go wrong.",
    object({
      ...named,
      level: z.optional(z.enum(["high", "medium", "low"], { error: "A risk is high, medium or low." })),
      impact: z.optional(text),
      mitigation: z.optional(text),
      status: z.optional(text),
      closes_with: z.optional(says("Items that end it.", ids)),
    }),
  ),
  metrics: mapOf(
    "What to reach, measured.",
    object({ ...named, target: z.optional(says("`p95 < 200 ms`", text)), measured: z.optional(text) }),
  ),
  budget: mapOf(
    "What running the app costs, by size.",
    object({
      ...named,
      as_of: z.optional(text),
      currency: z.optional(text),
      lines: mapOf("Sums by what they are for.", budgetLine),
      total: z.optional(money),
    }),
  ),
  rollback: z.optional(object({ ...named, trigger: z.optional(text), steps: z.optional(steps) })),
  runbooks: mapOf(
    "What to do when something happens.",
    object({ ...named, trigger: z.optional(text), steps: z.optional(steps) }),
  ),
  commands: mapOf(
    "Commands with a name. Shown and copied, never run.",
    z.union([text, object({ ...named, command: text })], { error: "A command is a text." }),
  ),
  troubleshooting: mapOf("Known trouble.", object({ ...named, cause: z.optional(text), remedy: text })),
  gates: mapOf("Gates over the whole plan.", object({ ...named, ...gateFields })),
  template: z.optional(text),
};

/** `.liftoff/plan.yaml`. Keys it does not name are kept and left alone. */
export const planSchema = z.looseObject(
  {
    liftoff: z.literal(1, { error: "`liftoff: 1` says which version of the format this is." }),
    name: z.string({ error: "`name` is missing." }),
    ...details,
    phases: z.record(z.string(), phase, { error: "`phases` is a map, keyed by id." }),
  },
  { error: "A plan holds `liftoff: 1`, `name` and `phases`." },
);

/** `.liftoff/overlay.yaml`: what a Markdown plan cannot hold about its items, keyed by their ids. */
export const overlaySchema = z.looseObject(
  {
    liftoff: z.optional(z.literal(1, { error: "`liftoff: 1` says which version of the format this is." })),
    items: z.optional(
      z.record(z.string(), z.looseObject(itemFields), { error: "`items` is a map, keyed by id." }),
    ),
  },
  { error: "An overlay holds `items`." },
);

/** The same schema with a description, which completion in an editor shows. A copy: `text` is used all over. */
function says<Schema extends z.ZodMiniType>(description: string, schema: Schema): Schema {
  const copy = schema.clone();
  z.globalRegistry.add(copy, { description });
  return copy as Schema;
}
