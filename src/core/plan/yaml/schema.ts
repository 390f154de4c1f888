import * as z from "zod";

/** The words that may stand behind `status:`. */
export const statusWords = ["todo", "doing", "done", "na"] as const;
export const priorityLevels = ["critical", "high", "medium", "low"] as const;

/** The shape of an estimate in a plan file: `30m`, `8h`, `2d..3d`, `2w..`. */
export const estimateShape = /^\d{1,4}(?:\.\d{1,2})?[mhdw](?:\.\.(?:\d{1,4}(?:\.\d{1,2})?[mhdw])?)?$/;

const text = z.string({ error: "This has to be a text." });
const id = z.string({ error: "This has to be the id of an item or a phase." });
const texts = z.array(text, { error: "This has to be a list." });
const status = z
  .enum(statusWords, {
    error: ({ input }) =>
      input === undefined
        ? "`status` is missing: todo, doing, done or na."
        : `${JSON.stringify(input)} is no status: use todo, doing, done or na.`,
  })
  .describe("What a person says of the item. Whether it is true is computed.");
const priority = z
  .enum(priorityLevels, {
    error: ({ input }) => `${JSON.stringify(input)} is no priority: use critical, high, medium or low.`,
  })
  .describe("Inherited by everything below.");
const estimate = z
  .string({ error: "An estimate is a text such as 2h or 2d..3d." })
  .regex(estimateShape, {
    error: ({ input }) => `${JSON.stringify(input)} is no estimate: write 30m, 8h, 2d..3d or 2w.. .`,
  })
  .describe("Working time: 30m, 8h, 2d..3d (a range), 2w.. (at least).");

const verify = z
  .looseObject(
    {
      rules: texts.optional().describe("Ids of rules that must all hold."),
      files: texts.optional().describe("Globs of which each must match a file of the workspace."),
    },
    { error: "`verify` holds `rules`, `files` or both." },
  )
  .describe("How the item proves itself.");

/** What can be said of an item beside status and title; also what the overlay of a Markdown plan holds. */
const itemFields = {
  why: text.optional().describe("Why it matters."),
  priority: priority.optional(),
  estimate: estimate.optional(),
  owner: text.optional(),
  due: z
    .string({ error: "A date is written YYYY-MM-DD." })
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "A date is written YYYY-MM-DD." })
    .optional(),
  depends_on: z
    .array(id, { error: "This has to be a list." })
    .optional()
    .describe("Items or phases that come first."),
  notes: text.optional(),
  reason: text.optional().describe("Why the item does not apply; needed with status na."),
  verify: verify.optional(),
  scaffolds: texts.optional().describe("Generators of what is missing."),
  details: texts.optional(),
};

const item = z.looseObject(
  {
    status,
    title: z.string({ error: "`title` is missing." }),
    ...itemFields,
    children: z.lazy((): z.ZodType => items).optional(),
  },
  { error: "An item holds `status` and `title`." },
);
const items = z.record(z.string(), item, { error: "Items are a map, keyed by id." });

const section = z.looseObject(
  { title: text, priority: priority.optional(), estimate: estimate.optional(), items: items.optional() },
  { error: "A section holds `title` and `items`." },
);

const phase = z.looseObject(
  {
    title: text,
    priority: priority.optional(),
    estimate: estimate.optional(),
    depends_on: z
      .array(id, { error: "This has to be a list." })
      .optional()
      .describe("Phases that come first."),
    items: items.optional(),
    sections: z.record(z.string(), section, { error: "Sections are a map, keyed by id." }).optional(),
  },
  { error: "A phase holds `title` and `items` or `sections`." },
);

/** `.liftoff/plan.yaml`. Keys it does not name are kept and left alone. */
export const planSchema = z.looseObject(
  {
    liftoff: z.literal(1, { error: "`liftoff: 1` says which version of the format this is." }),
    name: z.string({ error: "`name` is missing." }),
    phases: z.record(z.string(), phase, { error: "`phases` is a map, keyed by id." }),
  },
  { error: "A plan holds `liftoff: 1`, `name` and `phases`." },
);

/** `.liftoff/overlay.yaml`: what a Markdown plan cannot hold about its items, keyed by their ids. */
export const overlaySchema = z.looseObject(
  {
    liftoff: z.literal(1, { error: "`liftoff: 1` says which version of the format this is." }).optional(),
    items: z
      .record(z.string(), z.looseObject(itemFields), { error: "`items` is a map, keyed by id." })
      .optional(),
  },
  { error: "An overlay holds `items`." },
);
