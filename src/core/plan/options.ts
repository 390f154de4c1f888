import type { OptionSet, Phase, Plan } from "./model";
import { type ForecastInput, forecast } from "./schedule/schedule";
import type { ChoiceEffect } from "./view";

/** Ids of the phases that the choices made leave out; as long as nothing is chosen, everything counts. */
export function leftOutPhases({ phases, details }: Plan): ReadonlySet<string> {
  return new Set(phases.filter((phase) => isLeftOut(phase, details.options)).map(({ id }) => id));
}

/** What each choice that was not made would change. */
export function choiceEffects(input: Omit<ForecastInput, "leftOut">): ChoiceEffect[] {
  const { plan } = input;
  const now = leftOutPhases(plan);
  return plan.details.options.flatMap((set) =>
    set.choices
      .filter((choice) => choice.id !== set.chosen)
      .map((choice): ChoiceEffect => {
        const options = plan.details.options.map((one) =>
          one === set ? { ...set, chosen: choice.id } : one,
        );
        const leftOut = leftOutPhases({ ...plan, details: { ...plan.details, options } });
        return {
          option: set.id,
          choice: choice.id,
          duration: forecast({ ...input, leftOut })?.schedule.duration,
          cost: choice.cost,
          adds: [...now].filter((id) => !leftOut.has(id)),
          removes: [...leftOut].filter((id) => !now.has(id)),
        };
      }),
  );
}

function isLeftOut({ onlyIf }: Phase, options: readonly OptionSet[]): boolean {
  const dot = onlyIf?.lastIndexOf(".") ?? -1;
  if (onlyIf === undefined || dot < 1) return false;
  const set = options.find(({ id }) => id === onlyIf.slice(0, dot));
  return set?.chosen !== undefined && set.chosen !== onlyIf.slice(dot + 1);
}
