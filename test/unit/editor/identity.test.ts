import assert from "node:assert/strict";
import type { Person } from "../../../src/core/plan/model";
import { noDetails } from "../../../src/core/plan/model";
import type { PlanView } from "../../../src/core/plan/view";
import { nameInPlan } from "../../../src/editor/plan/identity";
import { plainItemView, plainPhaseView, plainPlanView, plainSectionView } from "../../support/plan-views";

const progress = {
  total: 0,
  done: 0,
  verified: 0,
  claimed: 0,
  regressed: 0,
  ready: 0,
  blocked: 0,
  open: 0,
  notApplicable: 0,
};

function planOf(people: readonly Person[], owners: readonly string[]): PlanView {
  const items = owners.map((owner, index) => ({ ...plainItemView, id: `${index}`, title: "x", owner }));
  const section = { ...plainSectionView, id: "s", items, progress };
  const team =
    people.length === 0 ? undefined : { size: undefined, hoursPerDay: undefined, start: undefined, people };
  return {
    ...plainPlanView,
    name: "Plan",
    phases: [{ ...plainPhaseView, id: "p", title: "P", sections: [section], progress }],
    progress,
    details: { ...noDetails, team },
  };
}

const person = (id: string, name?: string): Person => ({ id, name, role: undefined });

describe("who uses the editor, in a plan's terms", () => {
  const author = { name: "Kim Okafor", email: "kokafor@shop.example" };
  const cases: readonly [string, PlanView | undefined, string | undefined][] = [
    ["by full name in the team", planOf([person("ko", "Kim Okafor")], []), "ko"],
    ["by the mail's name in the team", planOf([person("ana"), person("kokafor")], []), "kokafor"],
    ["by first name in the team", planOf([person("Kim")], ["kokafor"]), "Kim"],
    ["as an owner of an item", planOf([], ["ana", "@kim"]), "@kim"],
    ["under the own name where the plan knows nobody", planOf([], ["ana"]), "Kim Okafor"],
    ["under the own name while there is no plan", undefined, "Kim Okafor"],
  ];
  for (const [name, view, expected] of cases) {
    it(`is found ${name}`, () => assert.equal(nameInPlan(view, author), expected));
  }

  it("is nobody where git was told nothing", () => {
    assert.equal(nameInPlan(planOf([person("")], [""]), { name: "", email: "" }), undefined);
  });
});
