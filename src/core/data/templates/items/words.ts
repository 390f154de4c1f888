import type { TemplateItem } from "../template";

/** What has to be written down, for users and for the team. */
export const wordsItems: Readonly<Record<string, TemplateItem>> = {
  "legal.privacy": {
    title: "The privacy notice is reachable from every page",
    priority: "critical",
    estimate: "2h",
    rules: ["launch/privacy-page"],
    scaffolds: ["privacy-policy"],
  },
  "legal.terms": {
    title: "The terms are reachable",
    priority: "high",
    estimate: "1h",
    rules: ["launch/terms-page"],
    scaffolds: ["terms"],
  },
  "legal.cookies": {
    title: "Nothing tracks before somebody agreed",
    priority: "high",
    estimate: "1h",
    rules: ["launch/consent-before-tracking"],
    scaffolds: ["cookie-note"],
    when: "web",
  },
  "legal.rights": {
    title: "People can take their data with them and have it deleted",
    priority: "high",
    estimate: "1d",
    rules: ["launch/gdpr-endpoints"],
  },
  "legal.processors": {
    title: "Who processes data, and for how long it is kept, is on record",
    priority: "medium",
    estimate: "1h",
    scaffolds: ["gdpr-record"],
  },
  "docs.readme": {
    title: "The read-me names environments, addresses and owners",
    priority: "medium",
    estimate: "20m",
    files: ["README*"],
  },
  "docs.deploy": {
    title: "How to deploy is written down",
    priority: "high",
    estimate: "1h",
    files: ["**/*deploy*.md"],
    scaffolds: ["docs.deploy"],
  },
  "docs.runbook": {
    title: "What to do about likely failures is written down",
    priority: "high",
    estimate: "1h",
    rules: ["launch/runbook"],
    files: ["**/*runbook*"],
    scaffolds: ["runbook"],
  },
  "docs.rollback": {
    title: "How to go back is written down: code, settings, data",
    priority: "critical",
    estimate: "1h",
    files: ["**/*rollback*.md"],
    scaffolds: ["rollback.md"],
  },
  "docs.incident": {
    title: "Who decides and who is told in an incident is written down",
    priority: "medium",
    estimate: "1h",
    files: ["**/*incident*.md"],
    scaffolds: ["incident-response"],
  },
  "docs.user": {
    title: "Users find a start, answers and known limits",
    priority: "low",
    estimate: "1d",
    scaffolds: ["docs.user"],
  },
};
