import type { DockerfileForm } from "../../files/dockerfile/form";
import { type ImageReference, parseImageReference } from "../../files/dockerfile/image-reference";
import type { CopyInstruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import { unquote } from "../../files/dockerfile/words";
import { isNamedContext } from "../../project/build-context";
import { defineRule, type Severity } from "../rule";
import { everyInstruction } from "./every-instruction";

export const copyRootFs = defineRule({
  id: "dockerfile/copy-root-fs",
  on: "dockerfile",
  severity: "warning",
  title: "Copy what is needed instead of a whole file system",
  why: "The copy brings the compilers, caches and keys of the other stage along, and mixes two systems: the final image is as large and as open as the builder.",
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  equivalents: ["hadolint DL3067"],
  deviations: {
    "hadolint DL3067":
      "A stage or image that starts from scratch holds only what was put into it, and copying all of that is how it is meant to be used.",
  },
  fix: "none",
  examples: [
    {
      bad: "FROM golang:1.26 AS build\nRUN go build -o /out/app .\n\nFROM debian:13-slim\n«COPY --from=build / /»\n",
      good: "FROM golang:1.26 AS build\nRUN go build -o /out/app .\n\nFROM debian:13-slim\nCOPY --from=build /out/app /usr/local/bin/app\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const stages = stagesByName(file.form);
    for (const { instruction, stage } of everyInstruction(file.form)) {
      if (instruction.kind !== "COPY" || !copiesRoot(instruction)) continue;
      const name = instruction.from?.value ?? "";
      const source = stages.get(name.toLowerCase());
      if (name.includes("$") || (!source && isNamedContext(project, file.path, name))) continue;
      const base = source ? source.base : parseImageReference(name);
      if (base && isBundle(base)) continue;
      yield {
        at: instruction.span,
        severity: severityFor(source, base, stage),
        message: `This copies the whole file system of \`${name}\`. Name the files and folders that are needed.`,
      };
    }
  },
});

function copiesRoot({ from, sources, destination }: CopyInstruction): boolean {
  const isRoot = (text: string) => /^\/+\.?$/.test(unquote(text, "\\") ?? text);
  return (
    from?.value !== undefined &&
    destination !== undefined &&
    isRoot(destination.text) &&
    sources.some(({ text }) => isRoot(text))
  );
}

/** Stages by name and by index. */
function stagesByName({ stages }: DockerfileForm): ReadonlyMap<string, Stage> {
  const all = new Map<string, Stage>();
  for (const stage of stages) {
    all.set(String(stage.index), stage);
    if (stage.name !== undefined) all.set(stage.name, stage);
  }
  return all;
}

/** Images that are a handful of files to lay over another system. */
const bundles =
  /^(tonistiigi\/(xx|binfmt|bats-assert)|crazymax\/(osxcross|goxx|\w+-static)|docker\/buildx-bin|moby\/buildkit-bin)$/;

function isBundle({ official, repository }: ImageReference): boolean {
  return official === "scratch" || bundles.test(repository);
}

/** Into an empty stage it is a way to make one layer of many; an image that nobody knows may be a bundle. */
function severityFor(
  source: Stage | undefined,
  base: ImageReference | undefined,
  target: Stage | undefined,
): Severity {
  if (target?.base?.official === "scratch") return "info";
  return source && base?.official !== undefined ? "warning" : "info";
}
