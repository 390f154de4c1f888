// A plan that says everything a plan can say, for the page as a whole.
import type { Attachment, PlanDetails } from "../../../../src/core/plan/model";
import { noDetails } from "../../../../src/core/plan/model";
import type { PhaseSchedule, PlanView } from "../../../../src/core/plan/view";
import type { ChecklistState } from "../../../../src/shared/messages";
import { anItem, aPhase, aPlan, aSection, aState, richPlan, withItem } from "./plan";

const day = "2026-11-25";

const commands: readonly Attachment[] = [
  {
    kind: "command",
    language: "bash",
    text: "docker compose up -d proxy\ndocker compose logs proxy",
    target: undefined,
    line: 61,
  },
  {
    kind: "file",
    language: "nginx",
    text: `server {\n  listen 443 ssl;\n${"  # more of the same\n".repeat(40)}}`,
    target: "/etc/nginx/conf.d/app.conf",
    line: 70,
  },
];

const details: PlanDetails = {
  ...noDetails,
  level: "production",
  goal: "Take the shop's checkout live before the Christmas trade.",
  team: {
    size: 2,
    hoursPerDay: 6,
    start: "2026-11-23",
    people: [
      { id: "kim", name: "Kim Okafor", role: "back end" },
      { id: "ana", name: "Ana Lima", role: "operations" },
    ],
  },
  environments: [
    {
      id: "production",
      title: "Production",
      urls: [
        { name: "web", url: "https://shop.example" },
        { name: "api", url: "https://api.shop.example" },
      ],
      health: "/readyz",
      mailDomain: "shop.example",
      platform: "one server",
      line: 5,
    },
  ],
  options: [
    {
      id: "hosting",
      title: "Hosting",
      chosen: "vps",
      because: "one launch script, and the lowest running cost",
      line: 12,
      choices: [
        {
          id: "vps",
          title: "One server with Compose",
          recommended: true,
          pros: ["Cheapest to run", "The same files as on a laptop"],
          cons: ["Updates are ours"],
          limits: [],
          estimate: "2d..3d",
          cost: { low: 10, high: 20, per: "month", currency: "$" },
          line: 15,
        },
        {
          id: "paas",
          title: "Managed platform",
          recommended: false,
          pros: ["Nothing to patch"],
          cons: ["Costs more with every service"],
          limits: ["No UDP"],
          estimate: "1d..2d",
          cost: { low: 25, high: 60, per: "month", currency: "$" },
          line: 22,
        },
      ],
    },
  ],
  milestones: [
    { id: "beta", title: "First customers", due: "2026-12-04", phases: ["infrastructure"], line: 30 },
  ],
  blockers: ["The domain is not registered yet"],
  risks: [
    {
      id: "dns",
      title: "DNS takes two days",
      level: "medium",
      impact: undefined,
      mitigation: "Lower the TTL a week before",
      status: undefined,
      closesWith: ["dns"],
      line: 40,
    },
    {
      id: "spam",
      title: "Mail lands in spam",
      level: "high",
      impact: "Nobody gets a receipt",
      mitigation: "SPF, DKIM and DMARC first",
      status: "open",
      closesWith: [],
      line: 41,
    },
  ],
  metrics: [
    {
      id: "speed",
      title: "Answer times",
      target: { subject: "p95", operator: "<", value: 200, unit: "ms" },
      measured: "340 ms",
      line: 50,
    },
    {
      id: "uptime",
      title: "Uptime in the first month",
      target: { subject: undefined, operator: ">=", value: 99.5, unit: "%" },
      measured: undefined,
      line: 51,
    },
  ],
  budget: [
    {
      id: "start",
      title: "At the start",
      asOf: "2026-09",
      stated: { low: 42, high: 60, per: "month", currency: "$" },
      line: 55,
      lines: [
        {
          id: "server",
          title: "Server",
          cost: { low: 12, high: 20, per: "month", currency: "$" },
          optional: false,
          line: 56,
        },
        {
          id: "database",
          title: "Database",
          cost: { low: 15, high: 15, per: "month", currency: "$" },
          optional: false,
          line: 57,
        },
        {
          id: "mail",
          title: "E-mail",
          cost: { low: 15, high: 15, per: "month", currency: "$" },
          optional: false,
          line: 58,
        },
        {
          id: "errors",
          title: "Error tracking",
          cost: { low: 26, high: 26, per: "month", currency: "$" },
          optional: true,
          line: 59,
        },
      ],
    },
    {
      id: "growth",
      title: "With a thousand customers",
      asOf: undefined,
      stated: undefined,
      line: 62,
      lines: [
        {
          id: "all",
          title: "Everything",
          cost: { low: 1800, high: 2400, per: "year", currency: "$" },
          optional: false,
          line: 63,
        },
      ],
    },
  ],
  runbooks: [
    {
      id: "rollback",
      title: "Roll back",
      trigger: "errors above 2 % for five minutes",
      line: 80,
      steps: [
        { text: "Tell the others in the channel.", command: undefined, line: 81 },
        {
          text: "Start the release before this one.",
          command: "docker compose pull app@previous\ndocker compose up -d app",
          line: 82,
        },
        {
          text: "See that the health check answers.",
          command: "curl -fsS https://api.shop.example/readyz",
          line: 85,
        },
      ],
    },
    {
      id: "restore",
      title: "Restore the database",
      trigger: undefined,
      line: 90,
      steps: [{ text: "Stop the app.", command: "docker compose stop app", line: 91 }],
    },
  ],
  commands: [
    { id: "logs", title: "Follow the logs", command: "docker compose logs -f --tail=100 app", line: 95 },
    { id: "backup", title: "Back up now", command: "pg_dump --format=custom shop > shop.dump", line: 96 },
  ],
  troubles: [
    {
      id: "gateway",
      title: "502 Bad Gateway after a deploy",
      cause: "The app is not listening yet",
      remedy: "Wait for the health check, then reload the proxy.",
      line: 100,
    },
  ],
  gates: [],
};

function at(
  low: number,
  high: number,
  length: readonly [number, number],
  slack: number,
  dates: readonly [string, string],
): PhaseSchedule {
  return {
    duration: { low: length[0], high: length[1] },
    start: { low, high },
    end: { low: low + length[0], high: high + length[1] },
    slack: { low: slack / 2, high: slack },
    critical: slack === 0,
    stated: { low: length[0], high: length[1] },
    items: undefined,
    dates: { start: dates[0], end: dates[1] },
  };
}

/** Three phases with all the rest: options, budget, risks, runbooks, a timeline with dates. */
export function fullPlan(): PlanView {
  const base = withItem(
    withItem(
      withItem(
        withItem(richPlan(), "restore", {
          verdict: "stale",
          expires: "2026-11-20",
          records: [
            { at: "2026-08-02", by: "ana", text: "First drill, 40 minutes", link: undefined },
            {
              at: "2026-08-22",
              by: "kim",
              text: "14 minutes into staging",
              link: "https://wiki.shop.example/drills/2",
            },
          ],
        }),
        "pool",
        {
          verdict: "fail",
          waiver: { reason: "Traffic is low until January", by: "kim", until: "2026-12-31" },
        },
      ),
      "proxy",
      {
        attachments: commands,
        command: "curl -sI https://shop.example | grep -i strict-transport",
        docs: ["https://nginx.org/en/docs/http/configuring_https_servers.html", "docs/proxy.md"],
        optional: true,
      },
    ),
    "dns",
    { blocker: "The registrar has to unlock the domain", shown: "blocked", due: "2026-11-27" },
  );
  const [security, infrastructure] = base.phases;
  if (!security || !infrastructure) throw new Error("the plan has two phases");
  const mail = aPhase("mail", [aSection("mail", [anItem("spf", { title: "SPF and DKIM records" })])], {
    title: "E-mail",
    optional: true,
    dependsOn: ["security"],
    schedule: at(1, 2, [0.5, 1], 2, ["2026-11-25", "2026-11-25"]),
  });
  const missing = [
    {
      id: "credentials",
      title: "No credential in source or configuration",
      shown: "regressed",
      priority: "critical",
    },
    { id: "rate-limit", title: "Rate limit on the API", shown: "ready", priority: "critical" },
  ] as const;
  const first = {
    ...security,
    gate: { id: "", title: security.title, met: false, total: 3, missing },
    success: ["Nobody can read a secret", "Every request is limited"],
    schedule: { ...at(0, 0, [1, 2], 0, ["2026-11-23", "2026-11-24"]), items: { low: 2, high: 4 } },
  };
  const second = {
    ...infrastructure,
    dependsOn: ["security"],
    needs: ["Domain registered"],
    schedule: at(1, 2, [2, 3], 0, ["2026-11-25", "2026-11-27"]),
  };
  const phases = [first, second, mail];
  const plan = aPlan(phases, { blockers: base.blockers, details });
  return {
    ...plan,
    schedule: {
      basis: "dependencies",
      duration: { low: 3, high: 5 },
      serial: { low: 3.5, high: 6 },
      critical: ["security", "infrastructure"],
      remaining: { low: 2, high: 4 },
      finish: { early: "2026-11-27", late: "2026-12-01" },
      circular: [],
      outside: [],
    },
    gates: [
      { id: "go-live", title: "Go live", met: false, total: 6, missing },
      { id: "beta", title: "Open the beta", met: true, total: 2, missing: [] },
    ],
    budget: [
      {
        id: "start",
        total: { low: 42, high: 50, per: "month", currency: "$" },
        withOptional: { low: 68, high: 76, per: "month", currency: "$" },
      },
      {
        id: "growth",
        total: { low: 150, high: 200, per: "month", currency: "$" },
        withOptional: { low: 150, high: 200, per: "month", currency: "$" },
      },
    ],
    levels: [
      { level: "poc", total: 4, done: 4, verified: 3 },
      { level: "production", total: 12, done: 4, verified: 1 },
    ],
    effects: [
      {
        option: "hosting",
        choice: "paas",
        duration: { low: 2, high: 4 },
        cost: { low: 25, high: 60, per: "month", currency: "$" },
        adds: [],
        removes: ["mail"],
      },
    ],
  };
}

/** The state of the full plan on the day that its dates are about. */
export function fullState(over: Partial<ChecklistState> = {}): ChecklistState {
  return aState(fullPlan(), {
    today: day,
    me: "kim",
    burnUp: [
      { day: "2026-11-02", total: 9, done: 0 },
      { day: "2026-11-09", total: 11, done: 1 },
      { day: "2026-11-12", total: 12, done: 3 },
      { day: "2026-11-20", total: 12, done: 5 },
      { day, total: 13, done: 4 },
    ],
    ...over,
  });
}
