import type { ComposeService } from "../../files/compose/service";
import { type ComposeVolume, cleanPath } from "../../files/compose/volumes";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { devCommandIn } from "../dev-command";
import { isProductionFile } from "../env/production";
import { defineRule, type Problem } from "../rule";
import { behindAlias, FirstMeeting } from "./alias";
import { changeCommand, removeMount } from "./dev-fixes";
import { devVariable, setVariable } from "./dev-variable";
import { isForDevelopment, type Production, productionOf } from "./production";
import { isSourceMount } from "./source-mount";

export const devLeftovers = defineRule({
  id: "compose/dev-leftovers",
  on: "compose",
  severity: "warning",
  title: "Leave development settings out of production",
  why: "A mount of the source code hides what the image was built with, a watching server is slow and restarts at will, and debug output shows the inside of the app to everybody.",
  references: [
    "https://docs.docker.com/compose/how-tos/production/",
    "https://docs.docker.com/compose/how-tos/file-watch/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    build: .\n    volumes:\n      - «.:/app»\n      - uploads:/app/uploads\nvolumes:\n  uploads:\n",
      good: "services:\n  api:\n    build: .\n    volumes:\n      - uploads:/app/uploads\nvolumes:\n  uploads:\n",
    },
    {
      title: "a watching server",
      bad: "services:\n  api:\n    build: .\n    command: uvicorn main:app --host 0.0.0.0 «--reload»\n",
      good: "services:\n  api:\n    build: .\n    command: uvicorn main:app --host 0.0.0.0\n",
    },
    {
      title: "debug output",
      bad: 'services:\n  web:\n    build: .\n    environment:\n      NODE_ENV: «development»\n      DEBUG: «"true"»\n',
      good: 'services:\n  web:\n    build: .\n    environment:\n      NODE_ENV: production\n      DEBUG: "false"\n',
    },
  ],
  *check({ file, project }) {
    if (file.role === "dev" || file.role === "test") return;
    const production = productionOf(file, project);
    if (production.isElsewhere) return;
    const first = new FirstMeeting();
    let found = false;
    for (const service of file.form.services) {
      if (isForDevelopment(service)) continue;
      for (const { origin, problem } of leftoversIn(service, file, project, production)) {
        found = true;
        if (first.with(origin)) yield problem;
      }
    }
    const [one] = file.form.services;
    if (one && !found && file.form.clean)
      yield { proves: one.at, message: "Nothing here is left from development." };
  },
});

interface Leftover {
  /** Where it is written, so that it is reported once. */
  readonly origin: { readonly start: number; readonly end: number };
  readonly problem: Problem;
}

function* leftoversIn(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
  production: Production,
): Iterable<Leftover> {
  for (const volume of service.volumes("own")) {
    if (!isSourceMount(volume, service, file.path, project)) continue;
    const target = cleanPath(volume.target ?? "");
    const isReplaced = production.replaces(
      service,
      (overlay) =>
        /^!(reset|override)$/.test(overlay.map?.get("volumes")?.tag ?? "") ||
        overlay.volumes().some((other) => cleanPath(other.target ?? "") === target),
    );
    if (!isReplaced) yield { origin: volume.node.origin, problem: mountProblem(volume, service, file) };
  }
  yield* variablesIn(service, file, production);
  const written = service.map?.has("command")
    ? service.command
    : service.map?.has("entrypoint")
      ? service.entrypoint
      : undefined;
  if (!written || production.replaces(service, (overlay) => overlay.map?.has("command") === true)) return;
  for (const command of service.starts) {
    const dev = devCommandIn(command);
    if (!dev) continue;
    const edits = written.node.via ? undefined : changeCommand(file, service, dev);
    yield {
      origin: dev.at,
      problem: {
        at: written.node.via ?? dev.at,
        message: `\`${dev.what}\` is for development: it watches files or serves slowly and openly.`,
        related: behindAlias(file.path, written.node),
        fixes: edits
          ? [
              {
                title:
                  dev.instead === undefined ? `Remove \`${dev.what}\`` : `Use \`${dev.instead}\` instead`,
                kind: "review",
                edits,
              },
            ]
          : [],
      },
    };
  }
}

function* variablesIn(
  service: ComposeService,
  file: SourceFile<"compose">,
  production: Production,
): Iterable<Leftover> {
  for (const variable of service.environment("own")) {
    const dev = devVariable(variable);
    const { key, value, place } = variable;
    if (!dev || !value) continue;
    if (production.replaces(service, (overlay) => overlay.environment().some((other) => other.key === key)))
      continue;
    const edits = setVariable(file.form.yaml, variable, dev.wanted);
    const origin = place.form === "map" ? place.entry.origin : place.item.origin;
    yield {
      origin,
      problem: {
        at: value.at,
        message: dev.isFallback
          ? `${key} is \`${dev.value}\` when nobody sets it.`
          : `${key} is \`${dev.value}\`: that is for development.`,
        ...(dev.isFallback ? { severity: "info" } : isProductionFile(file) ? { severity: "error" } : {}),
        related: behindAlias(file.path, value.scalar),
        fixes: edits ? [{ title: `Set ${key} to \`${dev.wanted}\``, kind: "review", edits }] : [],
      },
    };
  }
}

function mountProblem(volume: ComposeVolume, service: ComposeService, file: SourceFile<"compose">): Problem {
  const edits = removeMount(file.form.yaml, service, volume);
  return {
    at: volume.at,
    message: `${service.name} runs the source code of this folder instead of what its image holds.`,
    related: behindAlias(file.path, volume.node),
    fixes: edits ? [{ title: "Remove the mount: the image brings the code", kind: "review", edits }] : [],
  };
}
