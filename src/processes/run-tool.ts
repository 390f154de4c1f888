import type { SourceFile } from "../core/files/source";
import type { OutsideFinding, OutsideTool } from "../core/lint/outside/tool";
import { type Ending, type RunOptions, runProgram } from "./programs";

/** Longest list of paths that is handed to one run, in characters: systems limit what a command line may hold. */
const MAX_PATHS = 20_000;
/** Of what a tool says about its failure, this much is shown. */
const MAX_REASON = 300;

/** What a tool found in files; a sentence where it could not check them; nothing where it was cancelled. */
export type ToolOutcome =
  | { readonly findings: readonly OutsideFinding[] }
  | { readonly problem: string }
  | "cancelled";

/** Lets `tool`, which is the program at `program`, check files of `options.cwd`, named relative to it. Never rejects. */
export async function runTool(
  tool: OutsideTool,
  program: string,
  files: readonly SourceFile[],
  options: RunOptions,
): Promise<ToolOutcome> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const findings: OutsideFinding[] = [];
  for (const paths of inBatches([...byPath.keys()])) {
    const ending = await runProgram(program, tool.argumentsFor(paths), options);
    if (ending.how === "cancelled") return "cancelled";
    if (ending.how !== "exited") return { problem: `${tool.name} ${whyNot(ending)}` };
    if (!tool.hasChecked(ending.code)) {
      return { problem: `${tool.name} failed with exit code ${ending.code}${reasonIn(ending.err)}` };
    }
    const reading = tool.read(ending.out, (path) => byPath.get(path));
    if ("problem" in reading) return reading;
    findings.push(...reading.findings);
  }
  return { findings };
}

function inBatches(paths: readonly string[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const path of paths) {
    room -= path.length + 3;
    if (room < 0) {
      batches.push([]);
      room = MAX_PATHS - path.length;
    }
    batches.at(-1)?.push(path);
  }
  return batches;
}

function whyNot(ending: Exclude<Ending, { readonly how: "exited" }>): string {
  if (ending.how === "failed") return `did not run: ${ending.reason.slice(0, MAX_REASON)}`;
  return ending.how === "timed-out" ? "took too long and was stopped." : "printed too much to be read.";
}

/** The line of an error output that says most. */
function reasonIn(err: string): string {
  const said = err.split("\n").flatMap((line) => line.trim() || []);
  const telling =
    said.find((line) => /error|fatal|panic|invalid|could not|unknown/i.test(line)) ?? said.at(-1);
  return telling === undefined ? "." : `: ${telling.slice(0, MAX_REASON)}`;
}
