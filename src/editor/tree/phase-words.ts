import type { PhaseView, Range } from "../../core/plan/view";
import type { Translate } from "./nodes";

/** What a phase shows beside its title: how far it is, when it takes place, and whether it may end. */
export function phaseDescription(phase: PhaseView, progress: string, t: Translate): string {
  if (phase.leftOut) return t("left out");
  const words = [progress];
  // What is cut off in a narrow side bar is in the tooltip: the dates go last.
  if (phase.gate) words.push(gateText(phase.gate, t));
  if (phase.schedule && !isDone(phase)) {
    const { dates, critical } = phase.schedule;
    if (critical) words.push(t("critical path"));
    if (dates) words.push(datesText(dates));
  }
  return words.filter((word) => word !== "").join(" · ");
}

/** Sentences about when a phase takes place, and what has to be there for it to begin and to end. */
export function phaseSentences(phase: PhaseView, t: Translate): string[] {
  if (phase.leftOut) return [t("Left out by a choice that was made among the plan's options.")];
  const sentences: string[] = [];
  const { schedule, gate, needs, success } = phase;
  if (schedule) {
    const { duration, slack, critical, dates, stated, items } = schedule;
    sentences.push(
      dates
        ? t("Takes {0} working days: {1}.", rangeText(duration), datesText(dates))
        : t("Takes {0} working days.", rangeText(duration)),
    );
    sentences.push(
      critical
        ? t("On the critical path: a day late here is a day late at the end.")
        : t("May be {0} working days late before the end moves.", rangeText(slack)),
    );
    if (stated && items) {
      sentences.push(
        t("The plan says {0} days, its items add up to {1}.", rangeText(stated), rangeText(items)),
      );
    }
  }
  if (gate) {
    sentences.push(
      gate.met
        ? t("The gate is open: nothing is missing.")
        : t("The gate is closed: {0} of {1} items are missing.", gate.missing.length, gate.total),
    );
  }
  if (needs.length > 0) sentences.push(t("Needs: {0}.", needs.join(", ")));
  if (success.length > 0) sentences.push(t("Reached when: {0}.", success.join(", ")));
  return sentences;
}

/** `2–3`, or one number where both ends are the same. */
export function rangeText({ low, high }: Range): string {
  const [from, to] = [low, high].map((value) => String(Math.round(value * 10) / 10));
  return from === to ? `${from}` : `${from}–${to}`;
}

function gateText({ met, missing }: { met: boolean; missing: readonly unknown[] }, t: Translate): string {
  return met ? t("gate open") : t("gate closed: {0} missing", missing.length);
}

function datesText({ start, end }: { readonly start: string; readonly end: string }): string {
  if (start === end) return start;
  // The year once is enough where it is the same.
  return start.slice(0, 5) === end.slice(0, 5) ? `${start} – ${end.slice(5)}` : `${start} – ${end}`;
}

function isDone({ progress }: PhaseView): boolean {
  return progress.total > 0 && progress.done === progress.total;
}
