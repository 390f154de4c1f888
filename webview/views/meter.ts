import type { Progress } from "../../src/core/plan/view";
import { h, type View } from "../ui/dom";

interface Part {
  readonly name: string;
  readonly count: number;
}

/** The parts of a plan or phase that add up to its total. */
export function parts(progress: Progress): readonly Part[] {
  const { total, done, verified, claimed, regressed } = progress;
  return [
    { name: "verified", count: verified },
    { name: "claimed", count: claimed },
    { name: "waived", count: done - verified - claimed },
    { name: "regressed", count: regressed },
    { name: "open", count: total - done - regressed },
  ];
}

/** A bar in proportion. It says nothing that the words beside it do not say. */
export function meter(progress: Progress): View {
  const filled = parts(progress).filter(({ name, count }) => name !== "open" && count > 0);
  const segments = filled.map(({ name, count }) =>
    h("span", { class: `segment ${name}`, style: { width: `${(100 * count) / progress.total}%` } }, [], name),
  );
  return h("div", { class: "meter", "aria-hidden": true }, segments);
}

/** The parts in words, with the bar's colours. */
export function legend(progress: Progress): View {
  const always = new Set(["verified", "claimed", "regressed", "open"]);
  const shown = parts(progress).filter(({ name, count }) => count > 0 || always.has(name));
  const entries = shown.map(({ name, count }) =>
    h("li", {}, [h("span", { class: `swatch ${name}`, "aria-hidden": true }), `${name} ${count}`], name),
  );
  const { notApplicable } = progress;
  const left = notApplicable > 0 ? [h("li", {}, [`not applicable ${notApplicable}`], "na")] : [];
  return h("ul", { class: "legend", "aria-label": "Progress" }, [...entries, ...left]);
}
