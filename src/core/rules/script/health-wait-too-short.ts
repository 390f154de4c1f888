import { durationIn } from "../../files/compose/duration";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { textOf, valueAt } from "../../files/yaml/form";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { storeOf } from "../compose/datastore-port";
import { defineRule } from "../rule";
import { triesIn } from "./loops";
import { productionComposes } from "./production-composes";
import { purposeOf } from "./purpose";
import { isCheck, type Restart, restartOf } from "./steps";

export const healthWaitTooShort = defineRule({
  id: "script/health-wait-too-short",
  on: "shell",
  severity: "warning",
  title: "Wait as long as the app may take to start",
  why: "A deployment that gives up before the container counts as healthy takes a good release for a broken one, and goes back or leaves everything half done.",
  references: ["https://docs.docker.com/reference/compose-file/services/#healthcheck"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        "scripts/deploy.sh":
          "#!/usr/bin/env bash\nset -Eeuo pipefail\ndocker compose up -d\nfor i in {1..«12»}; do\n  curl -fsS http://127.0.0.1:8000/health && exit 0\n  sleep 3\ndone\nexit 1\n",
        "compose.yaml":
          'services:\n  api:\n    build: .\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost:8000/health"]\n      interval: 30s\n      start_period: 60s\n',
      },
      good: {
        "scripts/deploy.sh":
          "#!/usr/bin/env bash\nset -Eeuo pipefail\ndocker compose up -d\nfor i in {1..30}; do\n  curl -fsS http://127.0.0.1:8000/health && exit 0\n  sleep 3\ndone\nexit 1\n",
        "compose.yaml":
          'services:\n  api:\n    build: .\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost:8000/health"]\n      interval: 30s\n      start_period: 60s\n',
      },
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || !purposeOf(file).deploys) return;
    const restarts = file.form.commands.flatMap((command) => restartOf(command) ?? []);
    const composed = restarts.filter(({ kind }) => kind === "compose");
    if (composed.length === 0) return;
    for (const unit of file.form.units) {
      for (const { count, at, pause, loop, commands } of triesIn(unit)) {
        if (!commands.some(isCheck)) continue;
        const slowest = neededBy(composed, project);
        const budget = count * pause;
        if (!slowest || budget >= slowest.seconds) continue;
        const tries = Math.ceil(slowest.seconds / pause);
        yield {
          at: at ?? headOf(loop.span, loop.body),
          message: `The script waits ${whole(budget)} seconds, but ${slowest.service} may take ${whole(slowest.seconds)} until its health check counts.`,
          related: [{ path: slowest.path, at: slowest.at, message: "`start_period` and one `interval`." }],
          fixes: at
            ? [{ title: `Try ${tries} times`, kind: "review", edits: [replacement(at, String(tries))] }]
            : [],
        };
      }
    }
  },
});

interface Needed {
  readonly seconds: number;
  readonly service: string;
  readonly path: string;
  readonly at: Span;
}

/** The service that is deployed and healthy first: a loop that is too short for that one is too short for all. */
function neededBy(restarts: readonly Restart[], project: ProjectView): Needed | undefined {
  const names = new Set(restarts.flatMap((restart) => restart.names));
  const isAll = restarts.some((restart) => restart.names.length === 0);
  let least: Needed | undefined;
  for (const compose of composesOf(restarts, project)) {
    for (const service of compose.form.services) {
      if ((!isAll && !names.has(service.name)) || storeOf(service)) continue;
      const { healthcheck } = service;
      const seconds = secondsUntil(service);
      if (healthcheck?.state !== "defined" || seconds === undefined) continue;
      if (!least || seconds < least.seconds)
        least = { seconds, service: service.name, path: compose.path, at: healthcheck.at };
    }
  }
  return least;
}

/** The files that the script names, else those of production. */
function composesOf(restarts: readonly Restart[], project: ProjectView): readonly SourceFile<"compose">[] {
  const named = restarts.flatMap(({ compose }) =>
    (compose?.options ?? []).flatMap((option, i, all) =>
      /^(?:-f|--file)$/.test(all[i - 1] ?? "") ? [option] : [],
    ),
  );
  if (named.length === 0) return productionComposes(project);
  const ends = named.map((path) => path.slice(path.lastIndexOf("/") + 1));
  return project
    .filesOf("compose")
    .filter(({ path }) => ends.includes(path.slice(path.lastIndexOf("/") + 1)));
}

/** Docker's own interval, in seconds. */
const INTERVAL = 30;

/** Until the first health check behind the start period; undefined when a variable decides. */
function secondsUntil({ healthcheck }: ComposeService): number | undefined {
  if (!healthcheck) return undefined;
  const of = (key: string, otherwise: number) => {
    const value = valueAt(healthcheck.map, key);
    return value === undefined ? otherwise : durationIn(textOf(value) ?? "");
  };
  const start = of("start_period", 0);
  const interval = of("interval", INTERVAL);
  return start === undefined || interval === undefined ? undefined : start + interval;
}

function headOf({ start }: Span, body: Span): Span {
  return { start, end: body.start };
}

function whole(seconds: number): number {
  return Math.round(seconds);
}
