import type { GateView, ItemView, PhaseView, PlanView, SectionView } from "../view";
import { failureOf, percent, workOf } from "./items";

const marks: Readonly<Record<ItemView["claim"], string>> = { todo: " ", doing: " ", done: "x", na: "x" };

/** What the shown state adds to a box; nothing where the box says it all. */
const notes: Readonly<Partial<Record<ItemView["shown"], string>>> = {
  verified: "verified",
  regressed: "**not true any more**",
  ready: "already true",
  blocked: "waits",
  doing: "in work",
  waived: "accepted for now",
  na: "does not apply",
};

/** The plan as a Markdown checklist with what was verified: for a wiki, an issue or a page of its own. */
export function planMarkdown(view: PlanView): string {
  const lines = [`# ${inline(view.name)}`, "", summary(view), ""];
  for (const phase of view.phases.filter(({ leftOut }) => !leftOut))
    lines.push(...phaseLines(phase, "##"), "");
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The plan as the body of a pull request or an issue: where it stands, what stops it, the phases folded. */
export function pullRequestBody(view: PlanView): string {
  const lines = [`## ${inline(view.name)}`, "", summary(view), ""];
  if (view.blockers.length > 0) {
    lines.push("### Blockers", "");
    const work = new Map(workOf(view).map(({ item }) => [item.id, item]));
    for (const { id, title } of view.blockers) {
      const item = work.get(id);
      const failure = item && failureOf(item);
      lines.push(`- ${inline(title)}${failure === undefined ? "" : `: ${inline(failure)}`}`);
    }
    lines.push("");
  }
  lines.push("| Phase | Done | Verified | Estimate |", "| --- | --- | --- | --- |");
  const phases = view.phases.filter(({ leftOut }) => !leftOut);
  for (const { title, progress, estimate } of phases) {
    lines.push(
      `| ${inline(title).replaceAll("|", "\\|")} | ${progress.done} of ${progress.total} | ${progress.verified} | ${estimate ?? ""} |`,
    );
  }
  for (const phase of phases.filter(({ sections }) => sections.some(({ items }) => items.length > 0))) {
    const [, , ...body] = phaseLines(phase, "####");
    lines.push(
      "",
      `<details><summary>${inline(phase.title)}</summary>`,
      "",
      ...trimmed(body),
      "",
      "</details>",
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Whether a gate is open, and what is missing, as Markdown. */
export function gateMarkdown(view: PlanView, gate: GateView): string {
  const lines = [`# ${inline(view.name)}: ${inline(gate.title)}`, "", verdictLine(gate), ""];
  const work = new Map(workOf(view).map(({ item, phase }) => [item.id, { item, phase }]));
  if (gate.missing.length > 0) {
    lines.push("| Item | Phase | State | Why |", "| --- | --- | --- | --- |");
    for (const { id, title, shown } of gate.missing) {
      const placed = work.get(id);
      const cells = [title, placed?.phase.title ?? "", shown, placed ? (failureOf(placed.item) ?? "") : ""];
      lines.push(`| ${cells.map((cell) => inline(cell).replaceAll("|", "\\|")).join(" | ")} |`);
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

/** One sentence: how far, and by when. */
export function summary({ progress, schedule }: PlanView): string {
  const { done, total, verified } = progress;
  const counted = `${done} of ${total} items done (${percent(done, total)}), ${verified} of them verified.`;
  if (!schedule?.finish) return counted;
  const { early, late } = schedule.finish;
  return `${counted} Forecast: ${early === late ? early : `${early} to ${late}`}.`;
}

export function verdictLine({ met, total, missing }: GateView): string {
  if (met) return `Open: nothing is missing of ${total} ${total === 1 ? "item" : "items"}.`;
  return `Closed: ${missing.length} ${missing.length === 1 ? "item is" : "items are"} missing.`;
}

function phaseLines({ title, sections, estimate, priority }: PhaseView, heading: string): string[] {
  const stated = [priority, estimate].filter((part) => part !== undefined).join(", ");
  const lines = [`${heading} ${inline(title)}${stated === "" ? "" : ` (${stated})`}`, ""];
  for (const section of sections) lines.push(...sectionLines(section, heading));
  return trimmed(lines);
}

function sectionLines({ title, items }: SectionView, heading: string): string[] {
  if (items.length === 0) return [];
  const boxes = items.flatMap((item) => itemLines(item, ""));
  return title === "" ? [...boxes, ""] : [`${heading}# ${inline(title)}`, "", ...boxes, ""];
}

function itemLines(item: ItemView, indent: string): string[] {
  const details = [
    notes[item.shown],
    item.shown === "na" || item.shown === "waived" ? (item.waiver?.reason ?? item.reason) : undefined,
    item.owner && `@${item.owner.replace(/^@/, "")}`,
    item.due && `due ${item.due}`,
  ].filter((part) => part !== undefined && part !== "");
  const failure = item.shown === "regressed" ? failureOf(item) : undefined;
  const said =
    details.length === 0
      ? ""
      : ` (${details.map((part) => (part?.startsWith("**") ? part : inline(part ?? ""))).join(", ")})`;
  return [
    `${indent}- [${marks[item.claim]}] ${inline(item.title)}${said}`,
    ...(failure === undefined ? [] : [`${indent}  - ${inline(failure)}`]),
    ...item.children.flatMap((child) => itemLines(child, `${indent}  `)),
  ];
}

/** Titles keep their code spans; what would become HTML, or a line of its own, does not. */
function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;"))
    .trim();
}

function trimmed(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(0, last + 1);
}
