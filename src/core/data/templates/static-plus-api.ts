import type { Template } from "./template";

/** A web app on a static host and a small API, in hours. */
export const staticPlusApi: Template = {
  id: "static-plus-api",
  revision: 1,
  title: "Static web app and a small API",
  targets: ["vercel", "netlify"],
  summary: "A web app on a static host and a small API on a platform; one person, an afternoon.",
  phases: [
    {
      id: "api",
      title: "API",
      priority: "critical",
      estimate: "30m..2h",
      dependsOn: [],
      items: [
        "container.port",
        "env.inventory",
        "secrets.code",
        "secrets.git",
        "paas.manifest",
        "paas.db",
        "paas.deploy-api",
        "obs.health",
      ],
    },
    {
      id: "web",
      title: "Web app",
      priority: "critical",
      estimate: "20m..1h",
      dependsOn: ["api"],
      items: ["env.build-time", "paas.deploy-web", "web.cors", "tls.redirect"],
    },
    {
      id: "mail",
      title: "Mail",
      priority: "high",
      estimate: "20m..1h",
      dependsOn: [],
      needs: ["Access to the DNS zone"],
      items: ["mail.provider", "mail.spf", "mail.dkim", "mail.dmarc"],
    },
    {
      id: "floor",
      title: "Before the address is shared",
      priority: "critical",
      estimate: "2h..4h",
      dependsOn: ["api", "web"],
      gate: { require: "done", of: ["critical"] },
      items: ["web.headers", "web.ratelimit", "obs.errors", "db.backup", "legal.privacy", "live.probes"],
    },
  ],
};
