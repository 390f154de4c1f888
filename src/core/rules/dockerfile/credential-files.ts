import { unquote, type Word } from "../../files/dockerfile/words";
import type { SourceFile } from "../../files/source";
import { type BuildContext, inFolder } from "../../project/build-context";
import { type ContextState, stateInContext } from "../../project/context-files";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";
import type { Problem } from "../rule";
import { contextCopies } from "./context-copies";
import { WorkingFolders } from "./working-folders";

/** Variables that name the file in which a client finds its credentials. */
const names = new Set(
  "GOOGLE_APPLICATION_CREDENTIALS AWS_SHARED_CREDENTIALS_FILE AWS_CONFIG_FILE HF_TOKEN_PATH".split(" "),
);

/**
 * Files with credentials that are known by the variable that leads to them: one that COPY writes to, and one that
 * lies where COPY puts the build context.
 */
export function* credentialFiles(
  file: SourceFile<"dockerfile">,
  project: ProjectView,
  contexts: readonly BuildContext[],
): Generator<Problem> {
  const { form } = file;
  const shipped = [...contextCopies(form)].filter(({ isShipped }) => isShipped);
  for (const { instruction, source } of shipped) {
    const name = /^\$\{?(\w+)\}?$/.exec(instruction.destination?.text ?? "")?.[1];
    if (name === undefined || !names.has(name)) continue;
    const message = `The file for ${name} becomes part of the image, where everybody who gets it can read it.`;
    yield { at: source.span, message, equivalents: ["trivy DS-0031"] };
  }
  const stage = form.finalStage;
  if (!stage || shipped.length === 0) return;
  const folders = new WorkingFolders(stage);
  const arrivals = shipped.flatMap(({ instruction, path }) => {
    const to = folders.resolve(instruction.destination?.text ?? "", instruction.index);
    return to === undefined ? [] : [{ path, to }];
  });
  const counting = new Map<string, { readonly index: number; readonly value: Word }>();
  for (const { index, pairs } of [...stage.allInChain("ARG"), ...stage.allInChain("ENV")]) {
    for (const { key, value } of pairs) if (names.has(key) && value) counting.set(key, { index, value });
  }
  for (const [key, { index, value }] of counting) {
    const target = folders.resolve(unquote(value.text, form.escape) ?? "$", index);
    if (target === undefined) continue;
    const state = stateAt(target, arrivals, project, contexts);
    if (state === "none") continue;
    yield {
      at: value.span,
      severity: state === "sure" ? "error" : "info",
      message:
        state === "sure"
          ? `The credentials that ${key} leads to are copied into the image, where everybody who gets it can read them.`
          : `${key} leads into a folder that COPY fills: keep the file out of the build context and mount it.`,
      equivalents: ["trivy DS-0031"],
    };
  }
}

interface Arrival {
  /** Relative to the context. */
  readonly path: string;
  /** In the image. */
  readonly to: string;
}

/** Whether COPY puts a file at `target`: surely, possibly, or not. */
function stateAt(
  target: string,
  arrivals: readonly Arrival[],
  project: ProjectView,
  contexts: readonly BuildContext[],
): "sure" | "possible" | "none" {
  let best: "possible" | "none" = "none";
  for (const { path, to } of arrivals) {
    if (!(target === to || to === "/" || target.startsWith(`${to}/`))) continue;
    const below = target.slice(to === "/" ? 1 : to.length + 1);
    const states = contexts.map((context) => stateOf(project, context, path, below));
    if (states.includes("present")) return "sure";
    if (states.length === 0 || states.includes("absent")) best = "possible";
  }
  return best;
}

/** What becomes of the file that a copy of `path` puts at `below` its destination ("" for the destination itself). */
function stateOf(project: ProjectView, context: BuildContext, path: string, below: string): ContextState {
  if (path === ".") return stateInContext(project, context, below);
  if (pathsIn(project.paths(), inFolder(context.folder, path)).length > 0) {
    return stateInContext(project, context, `${path}/${below}`);
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  const mayBeFolder = !project.has(inFolder(context.folder, path)) && !/.\.\w+$/.test(name);
  return below === "" || below === name || mayBeFolder ? stateInContext(project, context, path) : "ignored";
}
