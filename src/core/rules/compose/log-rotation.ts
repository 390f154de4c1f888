import type { ComposeService } from "../../files/compose/service";
import { defineRule } from "../rule";
import { FirstMeeting } from "./alias";
import { boundLogs, logState } from "./logging";
import { isJoined, lacks } from "./merged";
import { awaitedToEnd, isOneShot } from "./purpose";

export const logRotation = defineRule({
  id: "compose/log-rotation",
  on: "compose",
  severity: "info",
  title: "Keep logs from filling the disk",
  why: "The default log driver of Docker never deletes anything: a service that talks a lot fills the disk of the host after some weeks, and the database stops with it.",
  references: [
    "https://docs.docker.com/engine/logging/configure/",
    "https://docs.docker.com/engine/logging/drivers/json-file/",
  ],
  equivalents: [],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "services:\n  «api»:\n    build: .\n  db:\n    image: postgres:17\n",
      good: 'x-logging: &default-logging\n  driver: json-file\n  options:\n    max-size: "10m"\n    max-file: "3"\n\nservices:\n  api:\n    build: .\n    logging: *default-logging\n  db:\n    image: postgres:17\n    logging: *default-logging\n',
    },
    {
      title: "one service",
      bad: "services:\n  «api»:\n    build: .\n    restart: always\n",
      good: 'services:\n  api:\n    build: .\n    logging:\n      driver: json-file\n      options:\n        max-size: "10m"\n        max-file: "3"\n    restart: always\n',
    },
    {
      title: "a driver without bounds",
      bad: "services:\n  «api»:\n    build: .\n    logging:\n      driver: json-file\n",
      good: 'services:\n  api:\n    build: .\n    logging:\n      driver: json-file\n      options:\n        max-size: "10m"\n        max-file: "3"\n',
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const awaited = awaitedToEnd(form);
    const met = new FirstMeeting();
    const unbounded: ComposeService[] = [];
    let shown: ComposeService | undefined;
    for (const service of form.services) {
      if (isOneShot(service, awaited)) continue;
      const state = logState(service);
      if (state === "bounded") shown ??= service;
      if (state !== "unbounded" || isJoined(service, "logging")) continue;
      if (!service.map || !lacks(project, file, service, "logging")) continue;
      if (met.with(service.map.origin)) unbounded.push(service);
    }
    const [first] = unbounded;
    if (!first) {
      const entry = shown?.entry("logging");
      if (entry && form.clean) yield { proves: entry.at, message: "Logs are kept within bounds." };
      return;
    }
    const edits = boundLogs(form.yaml, unbounded);
    yield {
      at: first.at,
      message: `${namesOf(unbounded)} without bounds, unless the daemon of the host sets some.`,
      fixes: edits ? [{ title: "Keep three log files of 10 MB each", kind: "review", edits }] : [],
    };
  },
});

/** The first of them by name, so that the message stays a line: "The logs of api, db and 3 more grow". */
function namesOf(services: readonly ComposeService[]): string {
  const names = services.map(({ name }) => name);
  if (names.length === 1) return `The log of ${names[0]} grows`;
  const rest = names.length - 3;
  const list = rest > 0 ? [...names.slice(0, 3), `${rest} more`] : names;
  return `The logs of ${list.slice(0, -1).join(", ")} and ${list.at(-1)} grow`;
}
