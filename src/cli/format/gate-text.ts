import {
  failureOf,
  type GateView,
  type PlanView,
  type Setback,
  summary,
  verdictLine,
  workOf,
} from "../../core/api";

/** A gate for people: the answer first, then what is missing, phase by phase. */
export function formatGateText(
  view: PlanView,
  gate: GateView,
  worse: readonly Setback[] | undefined,
): string {
  const lines = [`${view.name}: ${gate.title}`, verdictLine(gate), summary(view)];
  const missing = new Map(gate.missing.map((item) => [item.id, item]));
  const width = Math.max(0, ...gate.missing.map(({ shown }) => shown.length));
  let phaseShown = "";
  for (const { item, phase } of workOf(view)) {
    const listed = missing.get(item.id);
    if (!listed) continue;
    if (phase.title !== phaseShown) lines.push("", phase.title);
    phaseShown = phase.title;
    lines.push(`  ${listed.shown.padEnd(width)}  ${item.title}`);
    const failure = failureOf(item);
    if (failure !== undefined) lines.push(`  ${" ".repeat(width)}  ${failure}`);
  }
  if (worse) {
    lines.push("", worse.length === 0 ? "Nothing got worse since the baseline." : "Worse than the baseline:");
    for (const { title, was, now } of worse) lines.push(`  ${title}: was ${was}, is ${now}`);
  }
  return lines.join("\n");
}
