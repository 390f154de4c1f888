import { type Pipeline, pipelineOf, type Step } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import type { ProjectView } from "../../project/view";
import { type Eol, eolOf } from "../../text/lines";
import type { Span } from "../../text/span";
import { defineRule } from "../rule";
import { withoutRunner } from "./commands";
import { allSteps } from "./local";

const actions =
  /codeql|trivy|grype|semgrep|snyk|osv-scanner|bandit|gitleaks|trufflehog|dependency-review|zizmor|anchore\/scan|checkov|tfsec|kics|sonar|scorecard|safety|pip-audit|audit-check|hadolint|dockle|brakeman|gosec|govulncheck|detect-secrets|socket|aikido|dependabot|devskim|njsscan|veracode|checkmarx|fossa|mend|whitesource|horusec|zaproxy|deny-action/;
const programs = new Set(
  "trivy grype semgrep snyk osv-scanner bandit gitleaks trufflehog zizmor checkov tfsec kics safety pip-audit brakeman bundler-audit bundle-audit gosec govulncheck detect-secrets sonar-scanner njsscan dockle horusec cargo-audit cargo-deny retire secretlint better-npm-audit audit-ci".split(
    " ",
  ),
);
const updaters =
  /^(?:\.github\/dependabot\.ya?ml|\.?renovate(?:\.json5?|rc(?:\.json5?)?)|\.github\/renovate\.json5?|\.renovaterc)$/;

export const noSecurityScan = defineRule({
  id: "workflow/no-security-scan",
  on: "project",
  severity: "info",
  title: "Scan dependencies and code on every change",
  why: "A hole in a dependency becomes known after it was installed. Without a scan, and without somebody who proposes updates, it stays in production until it is used.",
  references: [
    "https://docs.github.com/en/code-security/dependabot/dependabot-version-updates/configuring-dependabot-version-updates",
    "https://docs.github.com/en/code-security/code-scanning/enabling-code-scanning/configuring-default-setup-for-code-scanning",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        ".github/workflows/ci.yml":
          "on: pull_request\n«jobs»:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n",
        "package.json": "{}\n",
      },
      good: {
        ".github/workflows/ci.yml":
          "on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n",
        "package.json": "{}\n",
        ".github/dependabot.yml":
          'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: "/"\n    schedule:\n      interval: weekly\n  - package-ecosystem: npm\n    directory: "/"\n    schedule:\n      interval: weekly\n',
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const workflows: { path: string; pipeline: Pipeline }[] = [];
    for (const file of project.filesOf("workflow")) {
      const pipeline = file.path.startsWith(".github/workflows/") ? pipelineOf(file) : undefined;
      if (pipeline) workflows.push({ path: file.path, pipeline });
    }
    for (const { path, pipeline } of workflows) {
      for (const job of pipeline.jobs) {
        const found = allSteps(project, path, job).find((step) => scanIn(step));
        if (!found) continue;
        const at = found.pipeline === pipeline ? scanIn(found) : job.at;
        if (at)
          yield { path, proves: at, message: "Something looks for known holes before they are shipped." };
        return;
      }
    }
    const updater = project.pathsLike(updaters)[0];
    if (updater !== undefined) {
      if (project.file(updater)) {
        yield {
          path: updater,
          proves: { start: 0, end: 0 },
          message: "Updates of dependencies are proposed.",
        };
      }
      return;
    }
    const [first] = workflows;
    const at = first?.pipeline.root.entry("jobs")?.at;
    const calls = workflows.some(({ pipeline }) =>
      pipeline.jobs.some(({ uses }) => uses && uses.reference.kind !== "local"),
    );
    if (!first || !at || calls) return;
    const also = dependabot(project, eolOf(project.file(first.path)?.text ?? ""));
    yield {
      path: first.path,
      at,
      message: "No workflow scans dependencies or code, and nobody proposes updates.",
      fixes: also
        ? [{ title: "Let Dependabot propose updates", kind: "review", edits: [], also: [also] }]
        : [],
    };
  },
});

/** Where a step scans for holes or for secrets. */
function scanIn(step: Step): Span | undefined {
  if (actions.test(step.uses?.action ?? "")) return step.uses?.scalar.at;
  const command = commandsOf(step).find((one) => {
    const [program = "", first = "", second = ""] = withoutRunner(one);
    if (programs.has(program)) return true;
    if (/^(?:npm|pnpm|yarn|bun|composer|cargo|uv|pdm|hex|mix)$/.test(program)) {
      return /^(?:audit|deny|hex\.audit|deps\.audit)$/.test(first) || `${first} ${second}` === "npm audit";
    }
    if (program === "docker")
      return first === "scout" || (first === "run" && one.args.some(({ text }) => actions.test(text)));
    if (/^python[\d.]*$/.test(program)) return first === "-m" && programs.has(second.replaceAll("_", "-"));
    return program === "bundle" && /^audit|^bundle-audit/.test(first);
  });
  return command && (step.run?.via ?? command.span);
}

const ecosystems: readonly (readonly [name: RegExp, ecosystem: string])[] = [
  [/^package\.json$/, "npm"],
  [/^(?:requirements[\w.-]*\.txt|pyproject\.toml|setup\.py|pipfile)$/i, "pip"],
  [/^gemfile$/i, "bundler"],
  [/^go\.mod$/, "gomod"],
  [/^cargo\.toml$/i, "cargo"],
  [/^composer\.json$/, "composer"],
  [/^dockerfile/i, "docker"],
];

/** The configuration of Dependabot for what lies in the workspace; undefined when there is one already. */
function dependabot(project: ProjectView, eol: Eol) {
  const path = ".github/dependabot.yml";
  if (project.has(path)) return undefined;
  const updates: string[] = [update("github-actions", "/")];
  for (const [name, ecosystem] of ecosystems) {
    const folders = project
      .paths()
      .filter(
        (one) =>
          name.test(one.slice(one.lastIndexOf("/") + 1)) &&
          !/(?:^|\/)(?:node_modules|vendor|\.venv|tests?|examples?|fixtures)\//.test(one),
      )
      .map((one) => `/${one.slice(0, Math.max(0, one.lastIndexOf("/")))}`);
    for (const folder of [...new Set(folders)].slice(0, 5)) updates.push(update(ecosystem, folder));
  }
  return { path, create: `version: 2\nupdates:\n${updates.join("")}`.replaceAll("\n", eol) };
}

function update(ecosystem: string, folder: string): string {
  return `  - package-ecosystem: ${ecosystem}\n    directory: "${folder}"\n    schedule:\n      interval: weekly\n`;
}
