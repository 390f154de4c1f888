import type { TemplateItem } from "../template";

/** The launch and what follows. */
export const launchItems: Readonly<Record<string, TemplateItem>> = {
  "live.gate": {
    title: "Every critical item before this phase is done and holds",
    priority: "critical",
    estimate: "10m",
    command: "liftoff gate",
  },
  "live.backup": {
    title: "The newest backup is less than a day old",
    priority: "critical",
    estimate: "15m",
    command: 'ssh "$SERVER" find /var/backups -mtime -1 -size +1k',
    after: ["db.backup"],
    ttl: "24h",
  },
  "live.people": {
    title: "Somebody is on call, and the support mailbox is read",
    priority: "high",
    estimate: "15m",
  },
  "live.freeze": {
    title: "Nothing else is being deployed",
    priority: "medium",
    estimate: "5m",
  },
  "live.switch": {
    title: "Names or traffic point at production",
    priority: "critical",
    estimate: "30m",
    command: 'dig +short A "$DOMAIN"',
  },
  "live.probes": {
    title: "The live checks of site, certificate and headers pass",
    priority: "critical",
    estimate: "10m",
    command: 'curl -fsSI "https://$DOMAIN"',
  },
  "live.smoke": {
    title: "The main paths through the app were walked in production",
    priority: "critical",
    estimate: "15m",
    command: 'curl -fsS "$WEB_URL"',
    after: ["live.probes"],
  },
  "live.announce": {
    title: "The announcement is out",
    priority: "low",
    estimate: "1h",
  },
  "live.hour": {
    title: "The first hour was watched",
    priority: "high",
    estimate: "1h",
  },
  "live.day": {
    title: "The first day was watched: errors, speed, load, backups, cost",
    priority: "high",
    estimate: "1d",
  },
  "live.week": {
    title: "The first week was looked at: feedback, trends, slow queries, mail",
    priority: "medium",
    estimate: "5d",
  },
  "grow.scale": {
    title: "More instances and a cache at the edge when the numbers ask for them",
    priority: "low",
    estimate: "1d",
  },
  "grow.dr": {
    title: "A second region or a stand-by when an outage costs more than it",
    priority: "low",
    estimate: "2d",
  },
  "grow.upkeep": {
    title: "Patches, rotation, restore drills and access reviews come round",
    priority: "medium",
    estimate: "1d",
    ttl: "90d",
  },
};
