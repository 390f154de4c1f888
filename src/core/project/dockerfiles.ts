import { isWithoutHealthcheck } from "../data/bare-images";
import type { Stage } from "../files/dockerfile/stage";
import type { SourceFile } from "../files/source";
import { defineFact } from "./fact";

export interface DockerfileSummary {
  /** Of the stage that is built by default. `unknown`: its base image may bring one, or the file is not whole. */
  readonly healthcheck: "defined" | "disabled" | "absent" | "unknown";
  /** The image that the built stage starts from, variables replaced; absent when a variable hides it. */
  readonly base?: string;
  /** Ports that the built stage exposes, in order; variables and ranges are left out. */
  readonly ports: readonly number[];
  /** Whether any stage copies the whole build context (`COPY . …`). */
  readonly copiesContext: boolean;
  /** Paths that any stage copies from the build context, variables replaced, without `./` in front. */
  readonly copied: readonly string[];
}

/** What other files want to know of every Dockerfile, by its path. */
export const dockerfiles = defineFact<DockerfileSummary, ReadonlyMap<string, DockerfileSummary>>({
  id: "dockerfiles",
  on: ["dockerfile"],
  of: (file) => (file.is("dockerfile") ? summarise(file) : undefined),
  join: (parts) => parts,
});

function summarise({ form }: SourceFile<"dockerfile">): DockerfileSummary {
  const stage = form.finalStage;
  const base = stage?.base?.text;
  const copied = form.stages.flatMap(copiedBy);
  return {
    healthcheck: stage && form.clean ? healthcheckOf(stage) : "unknown",
    ...(base === undefined ? {} : { base }),
    ports: stage ? portsOf(stage) : [],
    copiesContext: copied.includes("."),
    copied: [...new Set(copied)],
  };
}

function healthcheckOf(stage: Stage): DockerfileSummary["healthcheck"] {
  const kind = stage.effects.healthcheck?.check.kind;
  if (kind !== undefined) return kind === "command" ? "defined" : kind === "none" ? "disabled" : "unknown";
  const { base } = stage;
  return base && (base.official === "scratch" || isWithoutHealthcheck(base.text)) ? "absent" : "unknown";
}

function portsOf(stage: Stage): number[] {
  const ports = stage
    .allInChain("EXPOSE")
    .flatMap((expose) =>
      expose.ports.map(({ port, word }) => port ?? portIn(stage.expand(word, expose.index).text ?? "")),
    );
  return [...new Set(ports.filter((port) => port > 0 && port < 65_536))];
}

/** The port of `8080` or `8080/tcp`; 0 for anything else. */
function portIn(text: string): number {
  return Number(/^(\d{1,5})(\/\w+)?$/.exec(text)?.[1] ?? 0);
}

/** Sources of COPY and ADD that lie in the build context: no other stage, no URL. `.` stands for all of it. */
function copiedBy(stage: Stage): string[] {
  return [...stage.all("COPY"), ...stage.all("ADD")]
    .filter(({ from }) => from === undefined)
    .flatMap(({ sources, index }) => sources.map((source) => stage.expand(source, index).text))
    .filter((path) => path !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(path))
    .map((path) => cleaned(path ?? ""));
}

function cleaned(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length === 0 || parts.join("/") === "*" ? "." : parts.join("/");
}
