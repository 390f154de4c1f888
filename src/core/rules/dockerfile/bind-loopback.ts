import { insertion, replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { hasCompany, isDecidedElsewhere } from "./listening";
import { isStartReplaced, runsOf } from "./runs";
import { isLoopback, type Server, serversOf } from "./server";
import { addArguments } from "./start";

export const bindLoopback = defineRule({
  id: "dockerfile/bind-loopback",
  on: "dockerfile",
  severity: "error",
  title: "Let the server listen beyond its container",
  why: "A server on 127.0.0.1 hears its own container only: published ports, the proxy and the platform all get a refused connection.",
  references: [
    "https://docs.docker.com/engine/network/",
    "https://www.uvicorn.org/settings/#socket-binding",
    "https://docs.gunicorn.org/en/stable/settings.html#bind",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'FROM python:3.13-slim\nCMD ["«uvicorn»", "main:app", "--port", "8000"]\n',
      good: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--port", "8000", "--host", "0.0.0.0"]\n',
    },
    {
      title: "an address that is written",
      bad: "FROM python:3.13-slim\nCMD exec gunicorn --bind «127.0.0.1»:8000 app:app\n",
      good: "FROM python:3.13-slim\nCMD exec gunicorn --bind 0.0.0.0:8000 app:app\n",
    },
    {
      title: "the preview of a built site",
      bad: 'FROM node:24-slim\nCMD ["npx", "«vite»", "preview"]\n',
      good: 'FROM node:24-slim\nCMD ["npx", "vite", "preview", "--host", "0.0.0.0"]\n',
    },
  ],
  *check({ file, project }) {
    for (const run of runsOf(project, file.path, file.form)) {
      const servers = serversOf(run.stage);
      if (servers.length === 0 || isStartReplaced(run) || hasCompany(run, file)) continue;
      for (const server of servers) {
        const { name, host } = server;
        if (host && isLoopback(host.text)) {
          const message = `\`${name}\` listens on ${host.text}, so nothing outside the container reaches it.`;
          const title = "Listen on 0.0.0.0";
          const fixes: Fix[] = [{ title, kind: "safe", edits: [replacement(host.at, "0.0.0.0")] }];
          yield { at: host.at, message, fixes };
        } else if (host && host.text !== "" && !host.text.includes("$")) {
          yield { proves: host.at, message: `\`${name}\` listens beyond the container.` };
        } else if (!host && server.kind.isLocal && !isDecidedElsewhere(server, run, file, project)) {
          const message = `\`${name}\` listens on 127.0.0.1 unless told otherwise, so nothing outside the container reaches it.`;
          yield { at: nameOf(server), message, fixes: openingFixes(server) };
        }
      }
    }
  },
});

/** The word that names the server: `uvicorn`, `runserver`. */
function nameOf({ name, started }: Server): Span {
  const { words, span } = started.program;
  return (words.find(({ text }) => text === name) ?? words[0])?.span ?? span;
}

function openingFixes({ name, kind, port, started }: Server): Fix[] {
  const isAddress = name === "runserver" && port;
  const edit = isAddress ? insertion(port.at.start, "0.0.0.0:") : addArguments(started, kind.open);
  return edit
    ? [{ title: `Add \`${isAddress ? "0.0.0.0:" : kind.open.join(" ")}\``, kind: "safe", edits: [edit] }]
    : [];
}
