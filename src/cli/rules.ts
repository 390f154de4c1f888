import { rules as allRules } from "../core/rules/list";
import { oneOf, readArgs } from "./args";
import type { Console } from "./console";
import { type ExitCode, exitCodes } from "./exit";

/** `liftoff rules`: lists every rule with its metadata. */
export async function rules(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values } = readArgs(args, { format: { type: "string", default: "text" } });
  const format = oneOf("--format", values.format, ["text", "json"] as const);
  if (format === "json") {
    const listed = allRules.map(
      ({ id, on, severity, title, why, fix, references, equivalents, deviations, hardening, scaffold }) => ({
        id,
        on,
        severity,
        title,
        why,
        fix,
        hardening: hardening ?? false,
        references,
        equivalents,
        deviations: deviations ?? {},
        ...(scaffold && { scaffold: scaffold.id }),
      }),
    );
    console.out(`${JSON.stringify({ version: 1, rules: listed }, undefined, 2)}\n`);
    return exitCodes.clean;
  }
  const width = Math.max(...allRules.map(({ id }) => id.length));
  for (const { id, severity, fix, title } of allRules) {
    console.out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${`fix: ${fix}`.padEnd(11)}  ${title}\n`);
  }
  return exitCodes.clean;
}
