import type { PhaseSchedule, PhaseView, Schedule } from "../../src/core/plan/view";
import { type Context, isUnfolded } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { daysWords, periodWords } from "../words";
import { workingDaysBetween } from "../working-days";
import { icon, link, part, planText } from "./parts";

/** A phase that has its place in time. */
type Timed = PhaseView & { readonly schedule: PhaseSchedule };

/** Distances between the lines of the scale, in days. */
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const mostLines = 12;

/** When the phases can take place, drawn as bars: as long as estimated, the longest chain marked. */
export function timeline(context: Context): Child {
  const { plan, today, day, language } = context;
  const { schedule } = plan;
  const phases = plan.phases.filter(
    (phase): phase is Timed => phase.schedule !== undefined && !phase.leftOut,
  );
  if (schedule === undefined || phases.length === 0) return undefined;
  const length = Math.max(0.5, ...phases.map((phase) => phase.schedule.end.high));
  const start = plan.details.team?.start;
  const passed = start === undefined ? undefined : workingDaysBetween(start, day);
  const now = passed !== undefined && passed >= 0 && passed <= length ? passed : undefined;
  const step = steps.find((one) => length / one <= mostLines) ?? length;
  const scale = { length, now, step };
  const rows = phases.map((phase) => phaseRow(context, phase, scale));
  const hidden = isUnfolded(context, "timeline hidden");
  const toggle = link([hidden ? "Show" : "Hide"], {
    label: hidden ? "Show the timeline" : "Hide the timeline",
    focus: "timeline",
    onPress: () => context.actions.togglePart("timeline hidden", !hidden),
  });
  const dated = schedule.finish && periodWords(schedule.finish.early, schedule.finish.late, today, language);
  return part(context, "timeline", "Timeline", [
    h("p", { class: "muted forecast" }, [...sentences(context, schedule, dated), " ", toggle]),
    hidden ? undefined : h("ol", { class: "bars", "aria-label": "Phases in time" }, rows),
    hidden ? undefined : ticks(scale),
    hidden ? undefined : key(now !== undefined),
  ]);
}

interface Scale {
  /** Working days that the drawing is wide. */
  readonly length: number;
  /** Where today is, if it is on the drawing. */
  readonly now: number | undefined;
  readonly step: number;
}

function phaseRow(context: Context, phase: Timed, { length, now, step }: Scale): View {
  const { duration, start, end, slack, critical, dates } = phase.schedule;
  const { total, done } = phase.progress;
  const finished = total > 0 && done === total;
  const at = (days: number) => `${(100 * Math.min(days, length)) / length}%`;
  const kind = finished ? "done" : critical ? "critical" : "free";
  const width = end.high - start.high;
  const sure = width > 0 ? `${(100 * duration.low) / duration.high}%` : "100%";
  const drawn = [
    slack.high > 0 && !critical
      ? h("span", {
          class: "slack",
          style: { left: at(end.high), width: at(Math.min(slack.high, length - end.high)) },
        })
      : undefined,
    h("span", { class: `bar ${kind}`, style: { left: at(start.high), width: at(width) } }, [
      h("span", { class: "sure", style: { width: sure } }),
    ]),
    now === undefined ? undefined : h("span", { class: "now", style: { left: at(now) } }),
  ];
  const when = dates && periodWords(dates.start, dates.end, context.today, context.language);
  const room = critical ? "critical path" : `${daysWords(slack)} slack`;
  return h(
    "li",
    { class: kind },
    [
      link(planText(phase.title), { title: phase.title, onPress: () => context.actions.goTo(phase.id) }),
      h("span", { class: "track", "aria-hidden": true, style: { "--step": at(step) } }, drawn),
      h("span", { class: "when" }, [
        finished ? icon("check") : critical ? icon("flame") : undefined,
        [when ?? daysWords(duration), finished ? "done" : room].join(", "),
      ]),
    ],
    phase.id,
  );
}

function ticks({ length, step }: Scale): View {
  const days = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
  const labels = days.map((day) =>
    h(
      "span",
      { style: { left: `${(100 * day) / length}%` } },
      [day === 0 ? "start" : `day ${day}`],
      `${day}`,
    ),
  );
  return h("div", { class: "ticks", "aria-hidden": true }, [h("div", {}, labels)]);
}

function key(hasNow: boolean): View {
  const entry = (kind: string, words: string) =>
    h("li", {}, [h("span", { class: `swatch ${kind}`, "aria-hidden": true }), words], kind);
  return h("ul", { class: "legend", "aria-label": "Meaning of the bars" }, [
    entry("critical", "critical path"),
    entry("free", "can be late by its slack"),
    entry("done", "done"),
    entry("unsure", "up to the longest estimate"),
    hasNow ? entry("now", "today") : undefined,
  ]);
}

function sentences({ titleOf }: Context, schedule: Schedule, dated: string | undefined): string[] {
  const { duration, serial, remaining, basis, circular, outside } = schedule;
  const titles = (ids: readonly string[]) => ids.map(titleOf).join(", ");
  const said = [`It takes ${daysWords(duration)} of working time; ${daysWords(remaining)} are left.`];
  if (basis === "order") said.push("The plan names no dependencies, so the phases follow each other.");
  else if (serial.high > duration.high)
    said.push(`One after another the phases would take ${daysWords(serial)}.`);
  if (dated !== undefined) said.push(`Forecast: ${dated}.`);
  if (circular.length > 0) said.push(`These wait for each other in a circle: ${titles(circular)}.`);
  if (outside.length > 0) said.push(`Not part of any order: ${titles(outside)}.`);
  return [said.join(" ")];
}
