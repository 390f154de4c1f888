import { existsSync } from "node:fs";
import path from "node:path";
import {
  baselineOf,
  type GateView,
  gateMarkdown,
  type PlanView,
  readBaseline,
  type Setback,
  setbacks,
} from "../core/api";
import { oneOf, readArgs } from "./args";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";
import { formatGateSarif } from "./format/gate-sarif";
import { formatGateText } from "./format/gate-text";
import { formatJunit } from "./format/junit";
import { type JudgedPlan, judgePlan } from "./plan-view";
import { version } from "./version";
import { readText } from "./workspace";
import { writeTexts } from "./write";

const formats = ["text", "json", "sarif", "junit", "markdown"] as const;

/**
 * `liftoff gate`: whether the plan's items are far enough. Exits 0 when the gate is open, 1 when it is not, 2 when
 * something that was true is not any more, 3 when the plan itself cannot be read, 64 when it could not run. With
 * `--baseline` only what got worse since then keeps a gate closed.
 */
export async function gate(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    gate: { type: "string" },
    format: { type: "string", default: "text" },
    baseline: { type: "string" },
    "write-baseline": { type: "string" },
  });
  if (positionals.length > 1) throw new CannotRun("liftoff gate takes one plan or folder");
  const format = oneOf("--format", values.format, formats);
  const judged = judgePlan(positionals[0], console);
  const invalid = judged.reading.problems.filter(({ kind }) => kind !== "empty");
  if (!judged.reading.editable || invalid.some(({ kind }) => kind === "invalid")) {
    for (const { line, message } of invalid) console.err(`${judged.path}:${line + 1}: ${message}`);
    return exitCodes.invalidPlan;
  }
  const chosen = gateNamed(judged.view, values.gate);
  const worse = values.baseline === undefined ? undefined : worseThan(judged.view, values.baseline, console);
  const answer: GateAnswer = { ...judged, gate: chosen, ...(worse && { worse }) };
  console.out(`${printed(answer, format)}\n`);
  if (values["write-baseline"] !== undefined) {
    const text = `${JSON.stringify(baselineOf(judged.view), undefined, 2)}\n`;
    await writeTexts(
      console.cwd,
      new Map([[path.relative(console.cwd, path.resolve(console.cwd, values["write-baseline"])), text]]),
    );
  }
  return codeOf(answer);
}

export interface GateAnswer extends JudgedPlan {
  readonly gate: GateView;
  /** What got worse since the baseline, where one was given. */
  readonly worse?: readonly Setback[];
}

function printed(answer: GateAnswer, format: (typeof formats)[number]): string {
  const { view, gate: chosen, worse } = answer;
  switch (format) {
    case "json":
      return JSON.stringify(toJson(answer), undefined, 2);
    case "sarif":
      return formatGateSarif(answer, version);
    case "junit":
      return formatJunit(view, chosen);
    case "markdown":
      return gateMarkdown(view, chosen).trimEnd();
    default:
      return formatGateText(view, chosen, worse);
  }
}

/** Version 1 of the machine-readable output. */
function toJson({ path: plan, view, gate: { id, title, met, total, missing }, worse }: GateAnswer) {
  return {
    version: 1,
    plan,
    gate: { id, title, met, total, missing },
    progress: view.progress,
    ...(view.schedule && { schedule: view.schedule }),
    ...(worse && { worse }),
  };
}

function codeOf({ gate: { met, missing }, worse }: GateAnswer): ExitCode {
  if (worse) {
    if (worse.some(({ was, now }) => was === "verified" && now === "regressed")) return exitCodes.regressed;
    return worse.length > 0 ? exitCodes.findings : exitCodes.clean;
  }
  if (missing.some(({ shown }) => shown === "regressed")) return exitCodes.regressed;
  return met ? exitCodes.clean : exitCodes.findings;
}

/** The gate by id; of a phase by the phase's id; the first one of the plan without a name. */
function gateNamed({ gates, phases }: PlanView, name: string | undefined): GateView {
  const ofPhases = phases.flatMap((phase) => (phase.gate ? [{ ...phase.gate, id: phase.id }] : []));
  const found = name === undefined ? gates[0] : [...gates, ...ofPhases].find(({ id }) => id === name);
  if (found) return found;
  const known = [...gates, ...ofPhases].map(({ id }) => id).join(", ");
  throw new CannotRun(`the plan has no gate ${name ?? ""}; it has ${known}`);
}

function worseThan(view: PlanView, file: string, console: Console): Setback[] {
  const absolute = path.resolve(console.cwd, file);
  if (!existsSync(absolute)) throw new CannotRun(`${file}: no such file; --write-baseline makes one`);
  const baseline = readBaseline(readText(absolute)?.text ?? "");
  if (!baseline) throw new CannotRun(`${file}: not a baseline of liftoff gate`);
  return setbacks(view, baseline);
}
