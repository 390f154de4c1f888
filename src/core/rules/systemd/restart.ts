import type { SourceFile } from "../../files/source";
import { lastOf } from "../../files/systemd/form";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule } from "../rule";
import { type AppService, appServiceOf, insertionPoint, isSetElsewhere, isTriggered, linesAt } from "./app";

export const systemdRestart = defineRule({
  id: "systemd/restart",
  on: "systemd",
  severity: "warning",
  title: "Start the service again when it ends",
  why: "Without `Restart=` the first crash, or the first time the kernel runs out of memory, takes the application down until somebody notices.",
  references: [
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Restart=",
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#StartLimitIntervalSec=interval",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "[Service]\nUser=shop\nExecStart=«/usr/bin/node» /srv/shop/server.js\n",
      good: "[Service]\nUser=shop\nExecStart=/usr/bin/node /srv/shop/server.js\nRestart=always\nRestartSec=3\n",
    },
    {
      title: "five quick failures, and systemd gives up",
      bad: "[Service]\nExecStart=/srv/shop/run\n«Restart=always»\n",
      good: "[Service]\nExecStart=/srv/shop/run\nRestart=always\nRestartSec=3\n",
    },
  ],
  *check({ file, project }) {
    const app = appServiceOf(file);
    if (!app || isSupervisor(app)) return;
    const { form } = app;
    const restart = lastOf(form, "Service", "Restart");
    const value = restart?.text ?? "";
    if (value === "" || value === "no") {
      if (isSetElsewhere(file.path, "Restart", project) || isTriggered(file.path, project)) return;
      const title = "Restart it whenever it ends, three seconds later";
      yield {
        at: restart && value === "no" ? restart.at : app.at,
        message: "When this service ends, nothing starts it again.",
        fixes: [{ title, kind: "review", edits: addRestart(file, app) }],
      };
      return;
    }
    if (!restart) return;
    if (/^on-(?:success|abort|abnormal|watchdog)$/.test(value)) {
      yield {
        at: restart.at,
        severity: "info",
        message: `\`${value}\` leaves the service down when it ends with an error.`,
        fixes: [
          {
            title: "Restart it after every failure",
            kind: "review",
            edits: [replacement(restart.value.span, "on-failure")],
          },
        ],
      };
      return;
    }
    yield { proves: restart.at, message: "systemd starts the service again." };
    if (value === "always" && givesUp(app) && !isSetElsewhere(file.path, "RestartSec", project)) {
      yield {
        at: restart.at,
        severity: "info",
        message:
          "Without `RestartSec=` systemd tries again every 100 milliseconds, and gives up after five failures in ten seconds.",
        fixes: [
          {
            title: "Wait three seconds between two starts",
            kind: "review",
            edits: [insertion(restart.next, linesAt(file, restart.next, ["RestartSec=3"]))],
          },
        ],
      };
    }
  },
});

/** A program that keeps others running, and puts itself into the background. */
function isSupervisor({ form, exec }: AppService): boolean {
  const words = exec.words.map(({ text }) => text).join(" ");
  return (
    lastOf(form, "Service", "Type")?.text === "forking" ||
    /\b(?:pm2|supervisord|circusd|forever)\b/.test(words)
  );
}

/** Whether neither the pause nor the limit is set: the defaults stop at the sixth start. */
function givesUp({ form }: AppService): boolean {
  const limits = [
    ["Service", "RestartSec"],
    ["Unit", "StartLimitIntervalSec"],
    ["Unit", "StartLimitInterval"],
    ["Unit", "StartLimitBurst"],
    ["Service", "StartLimitInterval"],
    ["Service", "StartLimitBurst"],
  ] as const;
  return limits.every(([section, key]) => lastOf(form, section, key) === undefined);
}

function addRestart(file: SourceFile<"systemd">, { form }: AppService): TextEdit[] {
  const written = lastOf(form, "Service", "Restart");
  const pause = lastOf(form, "Service", "RestartSec") ? [] : ["RestartSec=3"];
  if (!written) {
    const at = insertionPoint(form, ["ExecStart"]) ?? 0;
    return [insertion(at, linesAt(file, at, ["Restart=always", ...pause]))];
  }
  const set =
    written.text === "" ? insertion(written.at.end, "always") : replacement(written.value.span, "always");
  return pause.length > 0 ? [set, insertion(written.next, linesAt(file, written.next, pause))] : [set];
}
