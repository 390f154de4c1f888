import type { SourceFile } from "../../files/source";
import { deploymentsOf, portInjectors } from "../../project/platforms";
import type { ProjectView } from "../../project/view";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem, type Report } from "../rule";
import { hasCompany, type Listening, listeningOf } from "./listening";
import { claimsOf, type PortClaim } from "./port-claims";
import { followPort } from "./port-variable";
import { isStartReplaced, type Run, runsOf } from "./runs";
import { portValue, type Server, serversOf } from "./server";
import { addArguments, startedBy } from "./start";

export const portAgrees = defineRule({
  id: "dockerfile/port-agrees",
  on: "dockerfile",
  severity: "warning",
  title: "Use one port in all places",
  why: "When the server listens on another port than the one that platform, health check or proxy ask, every request to the container fails.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#expose",
    "https://devcenter.heroku.com/articles/container-registry-and-runtime#dockerfile-commands-and-runtime",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'FROM python:3.13-slim\nEXPOSE «8080»\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
      good: 'FROM python:3.13-slim\nEXPOSE 8000\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
    },
    {
      title: "a platform that chooses the port",
      bad: 'FROM python:3.13-slim\nCMD ["gunicorn", "--bind", "0.0.0.0:«8000»", "app:app"]\n',
      good: 'FROM python:3.13-slim\nCMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:${PORT:-8000} app:app"]\n',
      with: { "heroku.yml": "build:\n  docker:\n    web: Dockerfile\n" },
    },
    {
      title: "a health check that asks at the wrong door",
      bad: 'FROM node:24-alpine\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1:«8080»/ || exit 1\nCMD ["npx", "next", "start", "-p", "3000"]\n',
      good: 'FROM node:24-alpine\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000/ || exit 1\nCMD ["npx", "next", "start", "-p", "3000"]\n',
    },
  ],
  *check({ file, project }) {
    for (const run of runsOf(project, file.path, file.form)) {
      const [server, ...more] = serversOf(run.stage);
      if (!server || more.length > 0 || isStartReplaced(run) || isOneOfMany(run, file)) continue;
      const chosen = ignoredPort(server, run, file, project);
      if (chosen) {
        yield chosen;
        continue;
      }
      const listening = listeningOf(server, run, file, project);
      if (!listening) continue;
      // Where a variable of another name decides, PORT may be about something else.
      const claims = claimsOf(run).filter(({ kind }) => kind !== "variable" || listening.from !== "variable");
      const wrong = [...disagreeing(server, listening, claims), ...awaited(server, listening, file, project)];
      yield* wrong;
      if (wrong.length === 0 && server.port)
        yield { proves: server.port.at, message: `All places that name a port agree on ${listening.port}.` };
    }
  },
});

/** Whether other processes run beside the server, so that a port may be theirs. */
function isOneOfMany(run: Run, file: SourceFile<"dockerfile">): boolean {
  return startedBy(run.stage).some(({ program }) => program.before === "&") || hasCompany(run, file);
}

const names = { heroku: "Heroku", railway: "Railway", render: "Render", fly: "Fly" } as const;

/** A port that is fixed although the platform passes one in PORT. */
function ignoredPort(
  server: Server,
  run: Run,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Problem | undefined {
  const [platform] = portInjectors(project, file.path);
  const literal = server.port && portValue(server.port.text);
  if (!platform || !server.port || literal?.variable !== undefined || literal?.value === undefined)
    return undefined;
  const name = names[platform];
  const message = `${name} chooses the port and passes it in PORT, but \`${server.name}\` always listens on ${literal.value}.`;
  const edits = followPort(run.stage, server, file);
  const fixes: Fix[] = edits ? [{ title: `Listen on \${PORT:-${literal.value}}`, kind: "safe", edits }] : [];
  // The others find out on which port a container listens.
  return { at: server.port.at, severity: platform === "heroku" ? "error" : "warning", message, fixes };
}

/** Claims that are not where the server listens; the server itself when all claims agree against it. */
function* disagreeing(
  server: Server,
  { port, from }: Listening,
  claims: readonly PortClaim[],
): Generator<Problem> {
  const others = new Set(claims.map((claim) => claim.port));
  const [other] = others;
  const listens = `\`${server.name}\` listens on ${port}`;
  const isAlone = others.size === 1 && other !== undefined && other !== port;
  const elsewhere = claims.find(({ at }) => at === undefined);
  if (isAlone && from !== "variable" && (claims.length > 1 || elsewhere)) {
    const says = claims.map((claim) => claim.says).join(", ");
    const at = server.port?.at ?? server.started.program.words[0]?.span ?? server.started.program.span;
    yield { at, message: `${listens}, but ${says}.`, fixes: moveTo(other, server) };
    return;
  }
  for (const claim of claims) {
    if (claim.port === port || !claim.at) continue;
    const message = `${capital(claim.says)}, but ${listens}.`;
    const edits = [replacement(claim.at, `${claim.prefix}${port}`)];
    const at = claim.prefix === "" ? claim.at : { start: claim.at.start - 1, end: claim.at.end };
    yield { at, message, fixes: [{ title: `Write ${port}`, kind: "safe", edits }] };
  }
}

function moveTo(port: number, { port: written, kind, host, started }: Server): Fix[] {
  const option = kind.port?.[0];
  const edit = written
    ? replacement(written.at, String(port))
    : option !== undefined
      ? addArguments(started, [option, String(port)])
      : host && host.text !== "" && insertion(host.at.end, `:${port}`);
  return edit ? [{ title: `Listen on ${port}`, kind: "review", edits: [edit] }] : [];
}

/** The port of `fly.toml`, to which all requests go. */
function* awaited(
  server: Server,
  { port, from }: Listening,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Generator<Report> {
  if (from !== "literal" || !server.port) return;
  for (const deployment of deploymentsOf(project, file.path)) {
    if (!deployment.port || deployment.port.value === port) continue;
    const { path, platform } = deployment;
    const message = `${names[platform]} sends requests to port ${deployment.port.value}, but \`${server.name}\` listens on ${port}.`;
    const related = [{ path, at: deployment.port.at, message: "The port is named here." }];
    const also = [{ path, edits: [replacement(deployment.port.at, String(port))] }];
    const fixes: Fix[] = [{ title: `Write ${port} in ${path}`, kind: "review", edits: [], also }];
    yield { at: server.port.at, severity: "error", message, related, fixes };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
