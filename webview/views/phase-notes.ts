import type { PhaseView, SectionView } from "../../src/core/plan/view";
import { type Context, phaseRow, tabindexIn } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { daysWords } from "../words";
import { joined, link, planText } from "./parts";

const few = 4;

/** What a phase says beside its items: what it waits for, what ends it, and where its estimates disagree. */
export function phaseNotes(context: Context, phase: PhaseView): Child {
  const { dependsOn, needs, success, gate, schedule } = phase;
  const tabindex = tabindexIn(context, phaseRow(phase.id));
  const to = (id: string, title = context.titleOf(id)) => [
    link(planText(title), { tabindex, onPress: () => context.actions.goTo(id) }, id),
  ];
  const missing = gate?.missing.slice(0, few).map(({ id, title }) => to(id, title)) ?? [];
  const others = (gate?.missing.length ?? 0) - missing.length;
  const stated = schedule?.stated;
  const items = schedule?.items;
  const notes = [
    dependsOn.length > 0
      ? note(
          "After",
          joined(
            dependsOn.map((id) => to(id)),
            ", ",
          ),
        )
      : undefined,
    needs.length > 0 ? note("Needs", texts(needs)) : undefined,
    success.length > 0 ? note("Done when", texts(success)) : undefined,
    missing.length > 0
      ? note("Gate waits for", [...joined(missing, ", "), others > 0 ? ` and ${others} more` : undefined])
      : undefined,
    stated && items && items.high > stated.high
      ? note("Time", [`The plan says ${daysWords(stated)}; the items add up to ${daysWords(items)}.`])
      : undefined,
  ].filter((one) => one !== undefined);
  return notes.length === 0 ? undefined : h("dl", { class: "phase-notes" }, notes, "notes");
}

/** What holds a section up, and what exists when it is done. */
export function sectionNotes({ blockers, outputs }: SectionView): Child {
  if (blockers.length + outputs.length === 0) return undefined;
  return h(
    "dl",
    { class: "phase-notes" },
    [
      blockers.length > 0 ? note("Held up by", texts(blockers)) : undefined,
      outputs.length > 0 ? note("Gives", texts(outputs)) : undefined,
    ],
    "notes",
  );
}

function texts(all: readonly string[]): Child[] {
  return joined(
    all.map((text) => planText(text)),
    "; ",
  );
}

function note(label: string, content: readonly Child[]): View {
  return h("div", {}, [h("dt", {}, [label]), h("dd", {}, content)], label);
}
