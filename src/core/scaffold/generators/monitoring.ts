import type { Generator, GeneratorInput } from "../generator";
import { publicHealthPath } from "../names";
import { domainQuestion } from "../questions";
import type { Stack } from "../stack";

export const alertsYml: Generator = {
  id: "alerts.yml",
  title: "Alerts of Prometheus",
  summary: "Tells when the app is down, slow or failing, when a disk fills up or a certificate ends.",
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: "monitoring/alerts.yml", text: alertsText(input) }],
};

interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly after: string;
  readonly severity: "page" | "ticket";
  readonly summary: string;
}

function alertsOf({ database, redis }: Stack, instance: string): Alert[] {
  const probe = `{instance="${instance}"}`;
  return [
    {
      name: "AppDown",
      expression: `probe_success${probe} == 0`,
      after: "2m",
      severity: "page",
      summary: "The app does not answer.",
    },
    {
      name: "AppSlow",
      expression: `avg_over_time(probe_duration_seconds${probe}[10m]) > 2`,
      after: "10m",
      severity: "page",
      summary: "The app takes more than two seconds to answer.",
    },
    {
      name: "CertificateEnds",
      expression: `probe_ssl_earliest_cert_expiry${probe} - time() < 10 * 86400`,
      after: "1h",
      severity: "ticket",
      summary: "The certificate ends within ten days: its renewal does not work.",
    },
    {
      name: "DiskFillsUp",
      expression:
        'node_filesystem_avail_bytes{fstype!~"tmpfs|overlay"} / node_filesystem_size_bytes{fstype!~"tmpfs|overlay"} < 0.15',
      after: "15m",
      severity: "page",
      summary: "Less than 15 % of {{ $labels.mountpoint }} is free.",
    },
    {
      name: "MemoryShort",
      expression: "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1",
      after: "10m",
      severity: "ticket",
      summary: "Less than a tenth of the memory is left.",
    },
    {
      name: "ServerBusy",
      expression: 'avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[10m])) < 0.1',
      after: "20m",
      severity: "ticket",
      summary: "The processors have had nothing to spare for twenty minutes.",
    },
    ...(database?.engine === "postgres"
      ? [
          {
            name: "DatabaseDown",
            expression: "pg_up == 0",
            after: "1m",
            severity: "page",
            summary: "The database does not answer.",
          } as const,
        ]
      : []),
    ...(redis
      ? [
          {
            name: "RedisDown",
            expression: "redis_up == 0",
            after: "1m",
            severity: "page",
            summary: "Redis does not answer.",
          } as const,
        ]
      : []),
    {
      name: "WatcherBlind",
      expression: "up == 0",
      after: "5m",
      severity: "ticket",
      summary: "{{ $labels.job }} on {{ $labels.instance }} cannot be asked: its alerts are silent.",
    },
  ];
}

function addressOf({ stack, answers, project }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  return `https://${domain}${publicHealthPath(stack, project)}`;
}

function alertsText(input: GeneratorInput): string {
  return [
    "# Rules for Prometheus. They need the blackbox exporter for the app, the node exporter for the server, and those of the",
    "# stores; in prometheus.yml: rule_files: [alerts.yml]. Somebody is woken by `page`, `ticket` waits for the morning.",
    "groups:",
    `  - name: ${input.stack.name}`,
    "    rules:",
    ...alertsOf(input.stack, addressOf(input)).flatMap(({ name, expression, after, severity, summary }) => [
      `      - alert: ${name}`,
      `        expr: ${quoted(expression)}`,
      `        for: ${after}`,
      "        labels:",
      `          severity: ${severity}`,
      "        annotations:",
      `          summary: ${quoted(summary)}`,
    ]),
    "",
  ].join("\n");
}

/** In single quotes, where nothing but they themselves mean anything to YAML. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export const grafana: Generator = {
  id: "grafana",
  title: "Dashboard of Grafana",
  summary: "One page with availability, latency, certificate, processors, memory and disk.",
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: "monitoring/dashboard.json", text: dashboardText(input) }],
};

interface Panel {
  readonly title: string;
  readonly type: "timeseries" | "stat";
  readonly unit: string;
  readonly expression: string;
}

function dashboardText(input: GeneratorInput): string {
  const probe = `{instance="${addressOf(input)}"}`;
  const panels: readonly Panel[] = [
    {
      title: "Availability, 30 days",
      type: "stat",
      unit: "percentunit",
      expression: `avg_over_time(probe_success${probe}[30d])`,
    },
    {
      title: "Certificate ends in",
      type: "stat",
      unit: "s",
      expression: `probe_ssl_earliest_cert_expiry${probe} - time()`,
    },
    {
      title: "Answers",
      type: "timeseries",
      unit: "percentunit",
      expression: `avg_over_time(probe_success${probe}[5m])`,
    },
    {
      title: "Latency",
      type: "timeseries",
      unit: "s",
      expression: `avg_over_time(probe_duration_seconds${probe}[5m])`,
    },
    {
      title: "Processors",
      type: "timeseries",
      unit: "percentunit",
      expression: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    },
    {
      title: "Memory",
      type: "timeseries",
      unit: "percentunit",
      expression: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    },
    {
      title: "Disk",
      type: "timeseries",
      unit: "percentunit",
      expression:
        '1 - node_filesystem_avail_bytes{fstype!~"tmpfs|overlay"} / node_filesystem_size_bytes{fstype!~"tmpfs|overlay"}',
    },
    {
      title: "Requests per second",
      type: "timeseries",
      unit: "reqps",
      expression: "sum(rate(nginx_http_requests_total[5m]))",
    },
  ];
  const dashboard = {
    title: input.stack.name,
    uid: input.stack.name,
    schemaVersion: 39,
    timezone: "utc",
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    // The data source is asked for once, when the dashboard is imported.
    templating: { list: [{ name: "source", type: "datasource", query: "prometheus", label: "Prometheus" }] },
    panels: panels.map(({ title, type, unit, expression }, i) => ({
      id: i + 1,
      title,
      type,
      datasource: { type: "prometheus", uid: "${source}" },
      gridPos: { h: 8, w: 12, x: (i % 2) * 12, y: Math.floor(i / 2) * 8 },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: [{ refId: "A", expr: expression }],
    })),
  };
  return `${JSON.stringify(dashboard, undefined, 2)}\n`;
}
