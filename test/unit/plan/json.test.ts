import assert from "node:assert/strict";
import { planToJson } from "../../../src/core/plan/json";
import { readPlan } from "../../../src/core/plan/read";

describe("planToJson", () => {
  it("prints what the command line promises, own priorities only", () => {
    const text =
      "# P\n\n## Phase 1 (Priority: High)\n\n- [x] a\n  - [ ] b\n\n### S (2 hours)\n\n- [ ] c [1h]\n";
    assert.deepEqual(planToJson(readPlan("p.md", text)), {
      name: "P",
      phases: [
        {
          id: "phase-1",
          title: "Phase 1",
          priority: "high",
          sections: [
            {
              id: "phase-1",
              title: "",
              items: [
                {
                  id: "phase-1.a",
                  title: "a",
                  claim: "done",
                  line: 4,
                  children: [{ id: "phase-1.a.b", title: "b", claim: "todo", line: 5 }],
                },
              ],
            },
            {
              id: "phase-1.s",
              title: "S",
              estimate: "2h",
              items: [{ id: "phase-1.s.c", title: "c", claim: "todo", estimate: "1h", line: 9 }],
            },
          ],
        },
      ],
    });
  });
});
