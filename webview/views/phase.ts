import type { PhaseView, Progress, SectionView } from "../../src/core/plan/view";
import { type Context, phaseRow, tabindexIn } from "../context";
import type { PhaseSelection } from "../filter";
import { tag } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { estimateWords, periodWords, plural, priorityWords } from "../words";
import { item } from "./item";
import { meter } from "./meter";
import { icon, planText } from "./parts";
import { phaseNotes, sectionNotes } from "./phase-notes";

export function phase(context: Context, { phase, sections }: PhaseSelection): View {
  const open = !context.page.collapsedPhases.has(phase.id);
  const headingId = context.id("phase", phase.id);
  return h(
    "section",
    { class: "phase", "aria-labelledby": headingId },
    [
      phaseHead(context, phase, headingId, open),
      open
        ? h("div", { class: "phase-body" }, [
            phaseNotes(context, phase),
            ...body(context, phase, sections, headingId),
          ])
        : undefined,
    ],
    phase.id,
  );
}

function phaseHead(context: Context, phase: PhaseView, headingId: string, open: boolean): View {
  const row = phaseRow(phase.id);
  const toggle = h(
    "button",
    {
      type: "button",
      class: "phase-toggle",
      "aria-expanded": open,
      "data-focus": row,
      tabindex: tabindexIn(context, row),
      on: { click: () => context.actions.togglePhase(phase.id) },
    },
    [icon(open ? "chevron-down" : "chevron-right"), h("span", { id: headingId }, planText(phase.title))],
  );
  const on = { click: (event: Event) => pressHead(event, () => context.actions.togglePhase(phase.id)) };
  return h("div", { class: "phase-head", "data-row": row, on }, [
    h("h2", {}, [toggle]),
    phase.priority === undefined ? undefined : tag(priorityWords[phase.priority]),
    phase.optional ? tag("optional", "optional") : undefined,
    phase.leftOut ? tag("left out", "left out") : undefined,
    h("span", { class: "phase-facts" }, [
      ...timeFacts(context, phase),
      phase.gate === undefined
        ? undefined
        : h("span", { class: phase.gate.met ? "gate met" : "gate" }, [gateWords(phase)], "gate"),
      h("span", { class: "tally" }, [tally(phase.progress)]),
      phase.progress.total > 0 ? meter(phase.progress) : undefined,
    ]),
  ]);
}

/** The whole head is a target for the mouse; its button hears the click by itself. */
function pressHead(event: Event, toggle: () => void): void {
  if (event.target instanceof Element && event.target.closest("button") === null) toggle();
}

function timeFacts({ today, language }: Context, { estimate, schedule }: PhaseView): Child[] {
  const dates = schedule?.dates;
  return [
    dates && h("span", { class: "dates" }, [periodWords(dates.start, dates.end, today, language)], "dates"),
    estimate === undefined
      ? undefined
      : h("span", { class: "estimate" }, [estimateWords(estimate)], "estimate"),
  ];
}

function gateWords({ gate }: PhaseView): string {
  return gate?.met === true
    ? "gate open"
    : `gate: ${plural(gate?.missing.length ?? 0, "item", "items")} missing`;
}

/** `4 of 6 done, 1 regressed`. */
function tally({ done, total, regressed, notApplicable }: Progress): string {
  if (total === 0) return notApplicable > 0 ? "not applicable" : "no items";
  return `${done} of ${total} done${regressed > 0 ? `, ${regressed} regressed` : ""}`;
}

function body(
  context: Context,
  phase: PhaseView,
  sections: PhaseSelection["sections"],
  phaseHeadingId: string,
): Child[] {
  if (sections.length === 0) return [h("p", { class: "muted no-items" }, ["No items in this phase."])];
  const headings = new Headings();
  return sections.map(({ section, items }, index) => {
    const key = `${index} ${section.id}`;
    const titled = section.title !== "" && section.title !== phase.title;
    const headingId = titled ? context.id("section", `${phase.id} ${key}`) : phaseHeadingId;
    const above = section.priority ?? phase.priority;
    const list = items.map((selection) => item(context, selection, above));
    return h(
      "div",
      { class: "section" },
      [
        titled ? sectionHead(section, phase, headingId, headings.place(section)) : undefined,
        sectionNotes(section),
        list.length > 0 ? h("ul", { class: "items", "aria-labelledby": headingId }, list) : undefined,
      ],
      key,
    );
  });
}

interface HeadingPlace {
  /** Headings of the phase that the section stands under. */
  readonly depth: number;
  /** Titles above it that have no heading of their own. */
  readonly crumbs: readonly string[];
}

/** Finds for each section, in order, which of the titles above it the reader has seen as headings. */
class Headings {
  private readonly seen = new Set<string>();

  place({ parents, title }: SectionView): HeadingPlace {
    const shown = parents.filter((_, index) => this.seen.has(pathOf(parents.slice(0, index + 1))));
    const last = shown.at(-1);
    const crumbs = last === undefined ? parents : parents.slice(parents.lastIndexOf(last) + 1);
    this.seen.add(pathOf([...parents, title]));
    return { depth: shown.length, crumbs };
  }
}

function pathOf(titles: readonly string[]): string {
  return JSON.stringify(titles);
}

function sectionHead(section: SectionView, phase: PhaseView, headingId: string, place: HeadingPlace): View {
  const own = section.priority !== phase.priority ? section.priority : undefined;
  const { total, notApplicable } = section.progress;
  const crumbs = place.crumbs.flatMap((title) => [...planText(title), " / "]);
  const level = Math.min(3 + place.depth, 6);
  return h("div", { class: `section-head depth-${Math.min(place.depth, 2)}` }, [
    h(`h${level}`, { id: headingId }, [
      crumbs.length > 0 ? h("span", { class: "crumbs" }, crumbs) : undefined,
      ...planText(section.title),
    ]),
    own === undefined ? undefined : tag(priorityWords[own]),
    h("span", { class: "phase-facts" }, [
      section.estimate === undefined
        ? undefined
        : h("span", { class: "estimate" }, [estimateWords(section.estimate)]),
      total + notApplicable > 0 ? h("span", { class: "tally" }, [tally(section.progress)]) : undefined,
    ]),
  ]);
}
