import { actionlint } from "./actionlint";
import type { OutsideTool } from "./tool";
import { zizmor } from "./zizmor";

/** The tools of the user's that may be asked about workflows. */
export const outsideTools: readonly OutsideTool[] = [actionlint, zizmor];
