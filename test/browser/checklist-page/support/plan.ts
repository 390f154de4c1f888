// Plans as the host would send them. Progress is counted here from the items, as the product counts it.
import type {
  EvidenceView,
  ItemView,
  PhaseView,
  PlanView,
  Progress,
  SectionView,
} from "../../../../src/core/plan/view";
import type { ChecklistState } from "../../../../src/shared/messages";
import { plainItemView, plainPhaseView, plainPlanView, plainSectionView } from "../../../support/plan-views";

export function anItem(id: string, over: Partial<ItemView> = {}): ItemView {
  return {
    ...plainItemView,
    id,
    title: `Item ${id}`,
    ...over,
  };
}

export function anEvidence(over: Partial<EvidenceView> = {}): EvidenceView {
  return {
    kind: "fails",
    rule: "compose/default-password",
    path: "compose.prod.yaml",
    line: 13,
    character: 6,
    message: "POSTGRES_PASSWORD has the default value `postgres`",
    fixable: false,
    ...over,
  };
}

export function aSection(
  id: string,
  items: readonly ItemView[],
  over: Partial<SectionView> = {},
): SectionView {
  return {
    ...plainSectionView,
    id,
    items,
    progress: progressOf(items),
    ...over,
  };
}

export function aPhase(
  id: string,
  sections: readonly SectionView[],
  over: Partial<PhaseView> = {},
): PhaseView {
  const items = sections.flatMap((section) => section.items);
  return {
    ...plainPhaseView,
    id,
    title: `Phase ${id}`,
    sections,
    progress: progressOf(items),
    ...over,
  };
}

export function aPlan(phases: readonly PhaseView[], over: Partial<PlanView> = {}): PlanView {
  const items = phases.flatMap(({ sections }) => sections.flatMap((section) => section.items));
  return {
    ...plainPlanView,
    name: "Checkout go-live",
    phases,
    progress: progressOf(items),
    ...over,
  };
}

export function aState(plan: PlanView | undefined, over: Partial<ChecklistState> = {}): ChecklistState {
  return {
    revision: 1,
    path: ".liftoff/plan.yaml",
    plan,
    checking: false,
    fields: true,
    today: "2026-11-25",
    ...over,
  };
}

function progressOf(items: readonly ItemView[]): Progress {
  const states = items.flatMap(leaves).map(({ shown }) => shown);
  const count = (...wanted: ItemView["shown"][]) => states.filter((shown) => wanted.includes(shown)).length;
  return {
    total: states.length - count("na"),
    done: count("claimed", "verified", "waived"),
    verified: count("verified"),
    claimed: count("claimed"),
    regressed: count("regressed"),
    ready: count("ready"),
    blocked: count("blocked"),
    open: count("open"),
    notApplicable: count("na"),
  };
}

function leaves(item: ItemView): ItemView[] {
  return item.children.length === 0 ? [item] : item.children.flatMap(leaves);
}

/** A plan of two phases, ten items, every shown state. */
export function richPlan(): PlanView {
  const security = aPhase(
    "security",
    [
      aSection("secrets", [
        anItem("credentials", {
          title: "No credential in source or configuration",
          why: "A password in the repository is in every clone of it.",
          claim: "done",
          verdict: "fail",
          shown: "regressed",
          priority: "critical",
          owner: "kim",
          due: "2026-11-27",
          evidence: [
            anEvidence({ fixable: true }),
            anEvidence({
              rule: "secrets/hardcoded",
              path: "app/settings.py",
              line: 7,
              message: "SECRET_KEY is a literal",
            }),
          ],
        }),
        anItem("cors", {
          title: "CORS lists exact origins",
          claim: "done",
          verdict: "pass",
          shown: "verified",
          priority: "critical",
          owner: "ana",
          evidence: [
            anEvidence({
              kind: "holds",
              rule: "http/cors-wildcard",
              path: "app/main.py",
              line: 20,
              message: "Two origins are named",
            }),
          ],
        }),
        anItem("rate-limit", {
          title: "Rate limit on the API",
          verdict: "pass",
          shown: "ready",
          priority: "critical",
          estimate: "30m",
          evidence: [
            anEvidence({
              kind: "holds",
              rule: "http/rate-limit",
              path: "nginx.conf",
              line: 32,
              message: "`limit_req` covers `/api/`",
            }),
          ],
        }),
        anItem("rotation", {
          title: "Rotation steps written down",
          claim: "na",
          shown: "na",
          priority: "critical",
          reason: "No production secrets exist yet.",
        }),
      ]),
    ],
    { title: "Security and configuration first", priority: "critical", estimate: "1d..2d" },
  );
  const server = anItem("server", {
    title: "Server provisioned",
    claim: "doing",
    shown: "doing",
    owner: "ana",
    children: [
      anItem("server-size", { title: "At least 4 cores, 8 GB of memory", claim: "done", shown: "claimed" }),
      anItem("server-ssh", {
        title: "Sign-in over SSH with keys only",
        claim: "doing",
        shown: "doing",
        estimate: "1h",
      }),
    ],
  });
  const infrastructure = aPhase(
    "infrastructure",
    [
      aSection("machines", [server], { title: "Machines", parents: ["Base"], estimate: "4h" }),
      aSection(
        "web",
        [
          anItem("proxy", {
            title: "Reverse proxy with TLS, redirect and headers in `nginx.conf`",
            priority: "critical",
            estimate: "2h",
            due: "2026-12-03",
            details: ["Certificates renew by themselves", "HTTP redirects to HTTPS"],
            rules: ["nginx/redirect-https", "nginx/hsts"],
            scaffolds: ["nginx.site"],
          }),
          anItem("certificate", {
            title: "Certificate issued",
            shown: "blocked",
            priority: "critical",
            blockedBy: [{ id: "dns", title: "DNS records point to the server" }],
          }),
          anItem("restore", {
            title: "Restore rehearsed",
            claim: "done",
            shown: "claimed",
            owner: "kim",
            notes: "14 minutes into staging on 18 November.\nThe log is in the runbook.",
          }),
          anItem("pool", {
            title: "Connection pool sized for the database's limit",
            claim: "done",
            shown: "waived",
          }),
          anItem("dns", { title: "DNS records point to the server", priority: "high", owner: "ana" }),
        ],
        { title: "Web", parents: ["Base"], priority: "high" },
      ),
    ],
    { title: "Core infrastructure", estimate: "2d..3d" },
  );
  return aPlan([security, infrastructure], {
    blockers: [
      { id: "credentials", title: "No credential in source or configuration", shown: "regressed" },
      { id: "certificate", title: "Certificate issued", shown: "blocked" },
      { id: "proxy", title: "Reverse proxy with TLS, redirect and headers in `nginx.conf`", shown: "open" },
    ],
  });
}

/** Gives one item other values, wherever it is, and counts again. */
export function withItem(plan: PlanView, id: string, change: Partial<ItemView>): PlanView {
  const inItem = (item: ItemView): ItemView =>
    item.id === id ? { ...item, ...change } : { ...item, children: item.children.map(inItem) };
  const phases = plan.phases.map((phase) => {
    const sections = phase.sections.map((section) => {
      const items = section.items.map(inItem);
      return { ...section, items, progress: progressOf(items) };
    });
    return { ...phase, sections, progress: progressOf(sections.flatMap(({ items }) => items)) };
  });
  return { ...plan, phases, progress: progressOf(phases.flatMap((p) => p.sections.flatMap((s) => s.items))) };
}

/** Any number of plain items in phases of twenty-five. */
export function longPlan(count: number): PlanView {
  const phases: PhaseView[] = [];
  for (let first = 0; first < count; first += 25) {
    const items = Array.from({ length: Math.min(25, count - first) }, (_, index) =>
      anItem(`i${first + index}`, {
        title: `Step ${first + index + 1} of the launch, with a title of the usual length`,
        owner: index % 3 === 0 ? "kim" : undefined,
        estimate: index % 4 === 0 ? "30m" : undefined,
        priority: index % 5 === 0 ? "high" : undefined,
        claim: (first + index) % 2 === 0 ? "done" : "todo",
        shown: (first + index) % 2 === 0 ? "claimed" : "open",
      }),
    );
    phases.push(aPhase(`p${first}`, [aSection(`s${first}`, items)], { title: `Phase ${phases.length + 1}` }));
  }
  return aPlan(phases);
}
