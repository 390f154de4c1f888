import * as z from "zod/mini";
import { planSchema } from "./schema";

/**
 * The JSON schema of plan files, for completion in editors. Kept out of what the extension loads: it is written
 * to `media/plan.schema.json` when the format changes, and a test compares the two.
 */
export function planJsonSchema(): object {
  return z.toJSONSchema(planSchema, { target: "draft-7", io: "input" });
}
