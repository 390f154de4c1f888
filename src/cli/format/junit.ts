import type { GateView, ItemView, PlanView } from "../../core/api";
import { failureOf, workOf } from "../../core/api";

/** A gate as JUnit XML: a suite for each phase, a case for each item, a failure for what is missing. */
export function formatJunit(view: PlanView, gate: GateView): string {
  const missing = new Set(gate.missing.map(({ id }) => id));
  const suites = view.phases
    .filter(({ leftOut }) => !leftOut)
    .map((phase) => ({ phase, items: workOf({ ...view, phases: [phase] }).map(({ item }) => item) }))
    .filter(({ items }) => items.length > 0);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(`${view.name}: ${gate.title}`)}">`,
    ...suites.flatMap(({ phase, items }) => {
      const failed = items.filter(({ id }) => missing.has(id)).length;
      const skipped = items.filter((item) => !missing.has(item.id) && isSkipped(item)).length;
      return [
        `  <testsuite name="${xml(phase.title)}" tests="${items.length}" failures="${failed}" skipped="${skipped}">`,
        ...items.flatMap((item) => caseLines(item, phase.title, missing.has(item.id))),
        "  </testsuite>",
      ];
    }),
    "</testsuites>",
  ];
  return lines.join("\n");
}

function caseLines(item: ItemView, phase: string, isMissing: boolean): string[] {
  const head = `    <testcase classname="${xml(phase)}" name="${xml(item.title)}"`;
  if (isMissing) {
    const why = failureOf(item) ?? `The item is ${item.shown}.`;
    return [
      `${head}>`,
      `      <failure message="${xml(item.shown)}">${xml(why)}</failure>`,
      "    </testcase>",
    ];
  }
  return isSkipped(item) ? [`${head}>`, "      <skipped/>", "    </testcase>"] : [`${head}/>`];
}

/** What the gate does not ask for says nothing: it is neither passed nor failed. */
function isSkipped({ shown }: ItemView): boolean {
  return shown !== "verified" && shown !== "claimed";
}

function xml(text: string): string {
  const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text
    .replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, "");
}
