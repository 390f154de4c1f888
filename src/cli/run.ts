import { check } from "./check";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";
import { fix } from "./fix";
import { gate } from "./gate";
import { merge } from "./merge";
import { plan } from "./plan";
import { rules } from "./rules";
import { scaffold } from "./scaffold";
import { version } from "./version";

const help = `liftoff ${version}: what keeps this project from production

  liftoff check [path...] [--format text|json|sarif|github] [--rule id]...
                [--min-severity error|warning|info|hint]
                [--with actionlint,zizmor]
                [--stdin --as path] [--batch file.jsonl]
  liftoff fix   [path...] [--rule id]... [--review] [--diff] [--batch file.jsonl]
  liftoff plan  show <file> [--format text|json]
  liftoff plan  tick <file> <item-id> [todo|doing|done|na] [--reason text]
  liftoff plan  lint <file> [--format text|json]
  liftoff plan  export [file] [--format markdown|pull-request|mermaid]
  liftoff gate  [file|folder] [--gate name] [--format text|json|sarif|junit|markdown]
                [--baseline file.json] [--write-baseline file.json]
  liftoff merge <base> <ours> <theirs> [path]
  liftoff scaffold <id>... [--answers file.json] [--out folder] [--dry-run]
  liftoff scaffold --show [--answers file.json]
  liftoff scaffold --list
  liftoff rules [--format text|json]

Exit codes: 0 clean, 1 findings at or over --min-severity, a refused edit, a closed gate or a conflict,
2 (gate) something proven is not true any more, 3 (gate) the plan cannot be read, 64 could not run.
`;

const commands: Readonly<Record<string, (args: readonly string[], console: Console) => Promise<ExitCode>>> = {
  check,
  fix,
  gate,
  merge,
  plan,
  rules,
  scaffold,
};

/** Runs one command line and returns its exit code; never throws. */
export async function run(args: readonly string[], console: Console): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.out(help);
    return name === undefined ? exitCodes.couldNotRun : exitCodes.clean;
  }
  if (name === "--version") {
    console.out(`${version}\n`);
    return exitCodes.clean;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.err(`liftoff has no command ${name}. See liftoff --help.`);
    return exitCodes.couldNotRun;
  }
  try {
    return await command(rest, console);
  } catch (error) {
    console.err(error instanceof CannotRun ? error.message : `liftoff ${name} failed: ${describe(error)}`);
    return exitCodes.couldNotRun;
  }
}

/** What the disk refuses needs no stack: the message names the file. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "syscall" in error ? error.message : (error.stack ?? error.message);
}
