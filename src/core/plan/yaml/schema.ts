import * as z from "zod/mini";

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

const verify = says(
  "How the item proves itself.",
  z.looseObject(
    {
      rules: z.optional(says("Ids of rules that must all hold.", texts)),
      files: z.optional(says("Globs of which each must match a file of the workspace.", texts)),
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
  due: z.optional(
    z
      .string({ error: "A date is written YYYY-MM-DD." })
      .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: "A date is written YYYY-MM-DD." })),
  ),
  depends_on: z.optional(says("Items or phases that come first.", ids)),
  notes: z.optional(text),
  reason: z.optional(says("Why the item does not apply; needed with status na.", text)),
  verify: z.optional(verify),
  scaffolds: z.optional(says("Generators of what is missing.", texts)),
  details: z.optional(texts),
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
    items: z.optional(items),
    sections: z.optional(z.record(z.string(), section, { error: "Sections are a map, keyed by id." })),
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
