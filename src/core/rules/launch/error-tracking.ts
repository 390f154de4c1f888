import { type App, folderOfApp, launchScope } from "../../project/launch-scope";
import { filesWith, placeOfSign } from "../../project/launch-signs";
import { nodePackages } from "../../project/node-packages";
import { pythonPackages } from "../../project/python-packages";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { placeOfDependency } from "./manifest";

export const launchErrorTracking = defineRule({
  id: "launch/error-tracking",
  on: "project",
  severity: "info",
  title: "Send errors of production to a tracker",
  why: "Errors that only stand in a log are found by users first: a tracker tells the team at once, with the release and the request.",
  references: ["https://docs.sentry.io/platforms/"],
  equivalents: [],
  fix: "none",
  examples: [
    {
      files: {
        "requirements.txt": "«fastapi»==0.121.0\n",
        "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
        ".liftoff/plan.yaml": "liftoff: 1\nname: Parcels\nphases: {}\n",
      },
      good: {
        "requirements.txt": "fastapi==0.121.0\nsentry-sdk==2.44.0\n",
        "app/main.py":
          'import os\n\nimport sentry_sdk\nfrom fastapi import FastAPI\n\nsentry_sdk.init(dsn=os.environ["SENTRY_DSN"])\napp = FastAPI()\n',
        ".liftoff/plan.yaml": "liftoff: 1\nname: Parcels\nphases: {}\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const starts = filesWith(project, "error-tracking");
    for (const path of starts) {
      const file = project.file(path);
      const at = file && placeOfSign(file, "error-tracking");
      if (at) yield { proves: at, path, message: "Errors are sent to a tracker from here." };
    }
    for (const app of project.fact(launchScope).apps) {
      if (isTracked(project, app, starts)) continue;
      const place = placeOfDependency(project, app, app.dependency);
      const side = app.framework === "pages" ? "in the browser" : "on the server";
      const message = `Nothing sends the errors of this ${app.dependency} app ${side} to a tracker.`;
      if (place) yield { ...place, message };
    }
  },
});

/** Libraries that report errors; how one is started may not be told by the code. */
const trackers =
  /^(?:sentry-sdk|raven|@sentry\/.+|rollbar|@rollbar\/.+|bugsnag|@bugsnag\/.+|honeybadger|@honeybadger-io\/.+|airbrake|@airbrake\/.+|pybrake|newrelic|elastic-apm(?:-node)?|@elastic\/apm-.+|ddtrace|dd-trace|@datadog\/.+|appsignal|@appsignal\/.+|raygun.*|logrocket|@logrocket\/.+|trackjs|@highlight-run\/.+|applicationinsights|@microsoft\/applicationinsights.+|azure-monitor-opentelemetry|google-cloud-error-reporting|@google-cloud\/error-reporting|opentelemetry-.+|@opentelemetry\/.+|logfire|posthog-js|posthog-node|@axiomhq\/.+|hyperdx.*|@hyperdx\/.+)$/;

function isTracked(project: ProjectView, app: App, starts: readonly string[]): boolean {
  if (app.dependencies.some((name) => trackers.test(name))) return true;
  const isPython = app.language === "python";
  const home = folderOfApp(app);
  return starts.some((path) => {
    if (path.endsWith(".py") !== isPython) return false;
    return home === "" || path.startsWith(`${home}/`) || isShared(project, path, isPython);
  });
}

/** Whether a module belongs to no app: a library of the workspace that apps use. */
function isShared(project: ProjectView, path: string, isPython: boolean): boolean {
  const apps = project.fact(launchScope).apps.filter(({ language }) => (language === "python") === isPython);
  const isOwned = apps.some((app) => folderOfApp(app) === "" || path.startsWith(`${folderOfApp(app)}/`));
  const manifests = isPython ? project.fact(pythonPackages) : project.fact(nodePackages);
  return !isOwned && manifests.size > 0;
}
