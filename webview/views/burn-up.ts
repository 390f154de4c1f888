import type { BurnUpPoint } from "../../src/shared/messages";
import type { Context } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { dueWords } from "../words";
import { part } from "./parts";

/** How the plan was worked off, from the history of its file: areas cut out of plain boxes. */
export function burnUp(context: Context): Child {
  const points = context.state.burnUp ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  const most = Math.max(1, ...points.map(({ total }) => total));
  const [from, to] = [Date.parse(first.day), Date.parse(last.day)];
  const area = (name: string, count: (point: BurnUpPoint) => number): View => {
    const corners = points.map((point, index) => {
      const before = points[index - 1];
      const x = (100 * (Date.parse(point.day) - from)) / Math.max(1, to - from);
      const y = (value: number) => 100 - (100 * value) / most;
      // What was ticked one day stays so until the next: steps, no slopes.
      const step = before === undefined ? "" : `${x}% ${y(count(before))}%, `;
      return `${step}${x}% ${y(count(point))}%`;
    });
    const shape = `polygon(0% 100%, ${corners.join(", ")}, 100% 100%)`;
    return h("div", { class: `area ${name}`, style: { "clip-path": shape } }, [], name);
  };
  const day = (text: string) => dueWords(text, context.today, context.language);
  const words = `${first.done} of ${first.total} done on ${day(first.day)}, ${last.done} of ${last.total} on ${day(last.day)}.`;
  return part(context, "burn-up", "Burn-up", [
    h("div", { class: "chart", "aria-hidden": true }, [
      area("all", ({ total }) => total),
      area("ticked", ({ done }) => done),
    ]),
    h("p", { class: "muted days", "aria-hidden": true }, [
      h("span", {}, [day(first.day)]),
      h("span", {}, [day(last.day)]),
    ]),
    h("p", { class: "muted" }, [words]),
  ]);
}
