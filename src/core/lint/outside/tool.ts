import type { SourceFile } from "../../files/source";
import type { Related, Severity } from "../../rules/rule";
import type { Span } from "../../text/span";

export const toolNames = ["actionlint", "zizmor"] as const;

/** A program of the user's that checks workflows as well; never part of what we ship. */
export type ToolName = (typeof toolNames)[number];

/** What another tool found, at its place in the text that we know. Its words are its own. */
export interface OutsideFinding {
  readonly tool: ToolName;
  /** What the tool calls this kind of finding: `expression`, `template-injection`. */
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  /** What to underline: never more than the rest of one line. */
  readonly at: Span;
  /** All that the finding speaks of; often a whole step or job. */
  readonly reach: Span;
  readonly message: string;
  /** Names (`tool id`) under which others report this very case, besides its own. */
  readonly alias: readonly string[];
  readonly related: readonly Related[];
  /** The page of the tool's documentation that explains it. */
  readonly link: string;
}

/** What a run of a tool has to say: findings, or a sentence on why its output is of no use. */
export type ToolReading = { readonly findings: readonly OutsideFinding[] } | { readonly problem: string };

export interface OutsideTool {
  readonly name: ToolName;
  /** The arguments that make the tool check these files (relative to its working folder) and answer in JSON. */
  argumentsFor(paths: readonly string[]): readonly string[];
  /** Whether this exit code means that the files were checked, with findings or without. */
  hasChecked(exitCode: number): boolean;
  /** Reads what the tool printed. Untrusted; never throws. What is about a file that `fileAt` does not know is left out. */
  read(output: string, fileAt: (path: string) => SourceFile | undefined): ToolReading;
}

/** How findings of other tools are named in reports, as in the `equivalents` of our rules. */
export function nameOf({ tool, code }: Pick<OutsideFinding, "tool" | "code">): string {
  return `${tool} ${code}`;
}

/** How findings of other tools are named where our own rules are: in the configuration and in ignore comments. */
export function idOf({ tool, code }: Pick<OutsideFinding, "tool" | "code">): string {
  return `${tool}/${code}`;
}

/** A path as an argument: never taken for an option, whatever its first folder is called. */
export function asArgument(path: string): string {
  return `./${path}`;
}

/** The file that a tool names in its own way: with `./` in front, or with the separators of Windows. */
export function fileNamed(
  path: string,
  fileAt: (path: string) => SourceFile | undefined,
): SourceFile | undefined {
  const plain = path.replace(/^\.[/\\]/, "");
  return fileAt(plain) ?? fileAt(plain.replaceAll("\\", "/"));
}

/** `text` as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
