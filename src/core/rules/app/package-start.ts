import { type Command, commandsOf } from "../../files/dockerfile/command";
import type { DockerfileForm } from "../../files/dockerfile/form";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { mainManifest } from "../dockerfile/package-manifest";
import { isStartReplaced, type Run, runsOf } from "../dockerfile/runs";
import { programOf } from "../program";
import type { Fix } from "../rule";

/** A container whose first process is a package manager. */
export interface PackageStart {
  readonly at: Span;
  /** `npm start` */
  readonly what: string;
  readonly fixes: readonly Fix[];
}

/** The stages of a Dockerfile that production starts with `npm start` and its like, without an init in front. */
export function* packageStarts(
  path: string,
  form: DockerfileForm,
  project: ProjectView,
): Generator<PackageStart> {
  for (const run of runsOf(project, path, form)) {
    const { stage } = run;
    const command = stage.effects.cmd?.command;
    if (!command || stage.effects.entrypoint || isStartReplaced(run) || hasInit(run)) continue;
    const found = startIn(command);
    if (found) yield { ...found, fixes: fixesFor(found.script, command, path, project, stage) };
  }
}

/** Compose puts an init in front of the process where it is asked to. */
function hasInit({ services }: Run): boolean {
  return services.some((service) => service.some(({ keys }) => keys.includes("init")));
}

function startIn(command: Command): { at: Span; what: string; script: string } | undefined {
  const all = commandsOf(command);
  const last = all.at(-1);
  if (!last || last.isSubstitution) return undefined;
  const program = programOf(last);
  // `tini -- npm start`: what stands in front hands signals on.
  if (program.words.length !== last.words.length && !/^(exec|env|cross-env)$/.test(toolOf(last)))
    return undefined;
  const tool = toolOf(program);
  const words = program.args.map(({ text }) => text).filter((text) => !text.startsWith("-"));
  if (!/^(npm|pnpm|yarn)$/.test(tool)) return undefined;
  const [verb, named] = words;
  const script = verb === "run" || verb === "run-script" ? named : verb === "start" ? "start" : undefined;
  const [first, end] = [program.words[0], program.words.at(-1)];
  if (script === undefined || !first || !end) return undefined;
  const at = { start: first.span.start, end: end.span.end };
  return { at, what: [tool, ...words].join(" "), script };
}

/** A script that does nothing but start Node can be started without the package manager. */
function fixesFor(
  script: string,
  command: Command,
  path: string,
  project: ProjectView,
  { effects }: Stage,
): Fix[] {
  const scripts = mainManifest(project, path)?.scripts;
  const line = scripts?.[script];
  const isAlone = commandsOf(command).length === 1 && scripts?.[`pre${script}`] === undefined;
  if (line === undefined || !isAlone || effects.shell || !/^node( [\w./:=-]+)+$/.test(line)) return [];
  const array = `[${line
    .split(" ")
    .map((word) => JSON.stringify(word))
    .join(", ")}]`;
  return [{ title: `Start \`${line}\` itself`, kind: "review", edits: [replacement(command.span, array)] }];
}
