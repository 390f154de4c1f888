import assert from "node:assert/strict";
import fc from "fast-check";
import {
  readFieldLine,
  readHeadingAnnotations,
  readItemAnnotations,
} from "../../../src/core/plan/annotations";
import { parseEstimate } from "../../../src/core/plan/estimate";
import { stepNameOf } from "../../../src/core/plan/markdown/heading";
import { comparable, slug } from "../../../src/core/plan/slug";
import { cleanTitle } from "../../../src/core/plan/title";

describe("parseEstimate", () => {
  const durations: Readonly<Record<string, string>> = {
    "8 hours": "8h",
    "1 hour": "1h",
    "15 minutes": "15m",
    "90 min": "90m",
    "2-3 days": "2d..3d",
    "2 – 3 Days": "2d..3d",
    "4-6 Weeks": "4w..6w",
    "12+ weeks": "12w..",
    "30 min to 2 hours": "30m..2h",
    "~2h": "2h",
    "approx. 2 days": "2d",
    "1.5 hours": "1.5h",
    "1,5 Stunden": "1.5h",
    "2 Wochen": "2w",
    "1 month": "4w",
    "2d..3d": "2d..3d",
    "2w..": "2w..",
    "5 working days": "5d",
    "2-Week": "2w",
  };
  for (const [text, estimate] of Object.entries(durations)) {
    it(`reads ${text} as ${estimate}`, () => assert.equal(parseEstimate(text), estimate));
  }

  for (const text of [
    "Day 3-4",
    "Week 1",
    "3",
    "1-2",
    "first 24 hours",
    "hours",
    "256-bit",
    "2 users",
    "",
    "5 min 3 h 2",
  ]) {
    it(`sees no duration in ${JSON.stringify(text)}`, () => assert.equal(parseEstimate(text), undefined));
  }
});

describe("readHeadingAnnotations", () => {
  const cases: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
    ["Day 1: Setup (8 hours)", "Day 1: Setup", undefined, "8h"],
    ["Morning (4 hours): Docker", "Morning: Docker", undefined, "4h"],
    ["1.1 Database (Priority: Critical)", "1.1 Database", "critical", undefined],
    ["Backups (High, 2 days)", "Backups", "high", "2d"],
    ["[P1] Mail", "Mail", "high", undefined],
    ["FAST TRACK (Recommended - 1-2 hours)", "FAST TRACK (Recommended - 1-2 hours)", undefined, "1h..2h"],
    ["MVP - 4-6 Weeks", "MVP", undefined, "4w..6w"],
    ["REQUIRED: 2-3 Week Sprint", "REQUIRED: 2-3 Week Sprint", undefined, "2w..3w"],
    ["Auth (Week 1-2)", "Auth (Week 1-2)", undefined, undefined],
    ["Short-term (Next 2 Weeks)", "Short-term (Next 2 Weeks)", undefined, undefined],
    ["First 24 Hours", "First 24 Hours", undefined, undefined],
    ["Days 3-4", "Days 3-4", undefined, undefined],
    ["24 hours before launch", "24 hours before launch", undefined, undefined],
    ["Frontend (Vercel)", "Frontend (Vercel)", undefined, undefined],
    ["(8 hours)", "(8 hours)", undefined, "8h"],
  ];
  for (const [text, title, priority, estimate] of cases) {
    it(`reads ${text}`, () => assert.deepEqual(readHeadingAnnotations(text), { title, priority, estimate }));
  }
});

describe("readItemAnnotations", () => {
  it("leaves the blank before a name that starts with a dot", () => {
    assert.equal(
      readItemAnnotations("Create .env.production (P1) file").title,
      "Create .env.production file",
    );
    assert.equal(readItemAnnotations("Deploy (2h), then test [2h].").title, "Deploy (2h), then test.");
  });
});

describe("readFieldLine", () => {
  it("reads lines that state a priority or a working time", () => {
    assert.equal(readFieldLine("Priority: CRITICAL")?.priority, "critical");
    assert.equal(readFieldLine("Priority: 🔴 High")?.priority, "high");
    assert.equal(readFieldLine("Estimated time: 2-3 days")?.estimate, "2d..3d");
    assert.equal(readFieldLine("Dauer: 3 Tage")?.estimate, "3d");
  });

  it("reads no other line", () => {
    for (const line of [
      "Cost: $20",
      "Timeline: 2 weeks of work",
      "TIME",
      ": 2h",
      "Response time: fast",
      "Priority: later",
    ]) {
      assert.equal(readFieldLine(line), undefined, line);
    }
  });
});

describe("stepNameOf", () => {
  const steps: Readonly<Record<string, string>> = {
    "Week 1: Deploy": "week 1",
    "Weeks 1-2": "week 1",
    "Phase 1A: Auth": "phase 1a",
    "3. Phase 2": "phase 2",
    "Part II - Data": "part ii",
    "Stage A": "stage a",
    "Phase One": "phase one",
    "Milestone M1": "milestone m1",
    "Day-3": "day 3",
    "Woche 2: Betrieb": "woche 2",
    "Étape 3": "étape 3",
  };
  for (const [title, step] of Object.entries(steps)) {
    it(`finds ${step} in ${title}`, () => {
      const found = stepNameOf(title);
      assert.equal(`${found?.word} ${found?.number}`, step);
    });
  }

  for (const title of [
    "Step-by-step guide",
    "Stage a rollout",
    "Phases",
    "After Week 1",
    "Weekly review",
    "Day of launch",
    "Level Up",
  ]) {
    it(`finds none in ${title}`, () => assert.equal(stepNameOf(title), undefined));
  }
});

describe("cleanTitle", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["🚀 **Go!** 🎉", "Go!"],
    ["⚠️ Read this:", "Read this"],
    ["1️⃣ First", "1 First"],
    ["👩‍💻🏽 Team", "Team"],
    ["🇩🇪 Germany", "Germany"],
    ["Name® ™ © 2026", "Name® ™ © 2026"],
    ["## not a heading", "## not a heading"],
    ["— Dash first", "Dash first"],
  ];
  for (const [markdown, title] of cases) {
    it(`makes ${JSON.stringify(title)} of ${markdown}`, () => assert.equal(cleanTitle(markdown), title));
  }
});

describe("slug", () => {
  it("keeps letters of any script and drops accents", () => {
    assert.equal(slug("Größe prüfen!"), "grosse-prufen");
    assert.equal(slug("Don't panic"), "dont-panic");
    assert.equal(slug("Τέλος 2"), "τελος-2");
    assert.equal(slug("🚀"), "untitled");
    assert.equal(slug("--a  b--"), "a-b");
  });

  it("and what compares texts come out the same for plain and for accented ones", () => {
    const letters = fc.constantFrom(..."abcXYZ019 -_.,:/()'&ß");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        // One accent takes a text out of the way that is short for plain ones.
        assert.equal(slug(`${text} e`, 99), slug(`${text} é`, 99));
        assert.equal(`${comparable(`${text} e`).slice(0, -1)}é`, comparable(`${text} é`));
        assert.equal(cleanTitle(`${text} e`), cleanTitle(`${text} e\ufe0f`));
      }),
    );
  });

  it("is bounded", () => {
    assert.ok(slug("word ".repeat(500)).length <= 54);
    assert.ok(slug("x".repeat(500), 32).length <= 38);
  });
});
