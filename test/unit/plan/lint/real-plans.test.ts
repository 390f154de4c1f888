import assert from "node:assert/strict";
import { lintPlan } from "../../../../src/core/plan/lint";
import { rules } from "../../../../src/core/rules/list";
import { LineIndex } from "../../../../src/core/text/lines";
import { referencePlan } from "../../../support/plans";

/** The number of a defect in the inventory of the real plans, and where it is reported: `rule line`, lines from 1. */
type Defects = Readonly<Record<number, readonly string[]>>;

const plans: Readonly<Record<string, Defects>> = {
  "heroku-two-week.md": {
    1: ["plan/app-name-invalid 66", "plan/app-name-invalid 130"],
    2: ["plan/outdated-term 189", "plan/outdated-term 210", "plan/outdated-term 698"],
    3: ["plan/outdated-term 179", "plan/outdated-term 190"],
    4: ["plan/budget-sum 6", "plan/budget-sum 726"],
    5: ["plan/claim-conflict 575"],
    6: ["env/name-mismatch 257"],
    7: ["plan/command-suspicious 252"],
    8: ["dockerfile/healthcheck-missing-tool 97", "dockerfile/non-root-user 80"],
    9: ["dockerfile/eol-base-image 135", "dockerfile/eol-base-image 146", "dockerfile/pin-global-tool 150"],
    10: ["env/build-time-var-at-runtime 264"],
    11: ["paas/manifest-missing 291", "plan/command-suspicious 318"],
    12: ["fastapi/cors-wildcard-methods 709", "fastapi/cors-wildcard-methods 710"],
    13: [
      "plan/duplicate-item 163",
      "plan/duplicate-item 164",
      "plan/duplicate-item 275",
      "plan/duplicate-item 396",
    ],
  },
  "ten-phase-go-live.md": {
    14: ["env/name-mismatch 249"],
    15: ["env/duplicate-key 251"],
    16: ["fw/app-port-exposed 207", "systemd/bind-all 285"],
    17: ["plan/schedule-sum 168", "plan/schedule-sum 634"],
    18: ["plan/schedule-sum 650"],
    19: ["nginx/http2-directive 319", "nginx/missing-content-type-options 318"],
    20: ["tls/renew-cron 219"],
    21: ["plan/placeholder-left 686", "plan/placeholder-left 687", "plan/placeholder-left 688"],
    22: ["plan/doubtful-advice 13"],
    38: ["plan/outdated-version 205"],
  },
  "production-checklist.md": {
    23: ["plan/budget-sum 377"],
    24: ["plan/duplicate-item 152", "plan/duplicate-item 179"],
    25: ["plan/outdated-command 327", "plan/outdated-command 420"],
    26: ["plan/command-service-missing 438", "plan/command-service-missing 441"],
    27: ["redis/eviction-policy 45"],
    28: ["plan/not-actionable 196", "plan/not-actionable 197"],
    29: ["tls/alert-threshold 266"],
    30: ["plan/command-suspicious 329"],
  },
  "readiness-plan.md": {
    31: ["plan/schedule-conflict 452"],
    32: ["plan/claim-conflict 277"],
    33: ["plan/budget-sum 385", "plan/budget-sum 401"],
    34: ["plan/outdated-term 374"],
  },
  "compose-vps-launch.md": {
    35: ["plan/file-name-conflict 49", "plan/file-name-conflict 50", "plan/file-name-conflict 71"],
    36: ["plan/outdated-version 10"],
    37: ["py/uvicorn-worker-deprecated 11"],
    38: ["plan/outdated-version 53"],
  },
};

/** What else is said of them: looked at one by one, and true, but not in the inventory. */
const alsoTrue: Readonly<Record<string, readonly string[]>> = {
  "heroku-two-week.md": [
    "dockerfile/non-root-user 146",
    "dockerfile/pin-global-tool 140",
    "dockerfile/healthcheck-localhost 157",
  ],
  "ten-phase-go-live.md": ["plan/placeholder-left 218", "plan/placeholder-left 229"],
  "production-checklist.md": ["plan/placeholder-left 20"],
  "compose-vps-launch.md": ["plan/file-name-conflict 54"],
};

describe("lintPlan on real plans", () => {
  for (const [name, defects] of Object.entries(plans)) {
    const text = referencePlan(name);
    const title = `finds what is wrong with ${name}, and says nothing else`;
    if (text === undefined) {
      it.skip(`${title} (the plans are not at hand: LIFTOFF_PLANS names their folder)`);
      continue;
    }
    it(title, () => {
      const lines = new LineIndex(text);
      const found = lintPlan(name, text, { rules, today: "2026-11-25" }).map(({ rule, at }) => {
        assert.ok(at.start < at.end && !text.slice(at.start, at.end).includes("\n"), `${rule} is on a token`);
        return `${rule} ${lines.lineAt(at.start) + 1}`;
      });
      const missed = Object.entries(defects).flatMap(([number, places]) =>
        places.filter((place) => !found.includes(place)).map((place) => `${number}: ${place}`),
      );
      assert.deepEqual(missed, []);
      const expected = new Set([...Object.values(defects).flat(), ...(alsoTrue[name] ?? [])]);
      assert.deepEqual(
        found.filter((place) => !expected.has(place)),
        [],
      );
    });
  }
});
