import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";

/** What kind of place gives a variable its value. */
export type Source =
  | "dotenv"
  | "code"
  | "compose"
  | "build-arg"
  | "dockerfile"
  | "workflow"
  | "systemd"
  | "render"
  | "heroku"
  | "fly"
  | "vercel"
  | "netlify"
  | "kubernetes";

/** A place that gives a variable its value. */
export interface VariableDefinition {
  readonly name: string;
  readonly at: Span;
  readonly source: Source;
  /** The service, job or stage that gets it, where the file has several. */
  readonly owner?: string;
  /** The value where it is known word for word; undefined where it comes from elsewhere. */
  readonly value: string | undefined;
  /** The value without its quotes. */
  readonly valueAt: Span | undefined;
  /** Whether the value only counts where nobody gives another: the default of an ARG or of `${X:-value}`. */
  readonly isFallback: boolean;
  /** The edits that write another value; undefined where the place cannot hold one. */
  set(value: string): readonly TextEdit[] | undefined;
}

/** A place in a configuration that puts in the value of a variable: `${NAME}` in a Compose file. */
export interface VariableUse {
  readonly name: string;
  readonly at: Span;
  readonly need: "required" | "optional";
}
