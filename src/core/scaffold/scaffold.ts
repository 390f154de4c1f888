import { productOf } from "../data/lifecycle";
import type { ProjectView } from "../project/view";
import { nodeDockerfile } from "./dockerfile-node";
import { pythonDockerfile } from "./dockerfile-python";
import { dockerignore } from "./dockerignore";
import { inFolder, type NewFile, type Service } from "./service";

/** What a scaffold would write, and what it leaves alone because it is there. */
export interface ScaffoldPlan {
  readonly files: readonly NewFile[];
  readonly existing: readonly string[];
}

/** The Dockerfile of a service, with a `.dockerignore` beside it. Files that exist are never part of the plan. */
export function scaffoldDockerfile(service: Service, project: ProjectView): ScaffoldPlan {
  const text = dockerfileOf(service);
  const wanted: NewFile[] = [
    { path: inFolder(service.folder, "Dockerfile"), text },
    { path: inFolder(service.folder, ".dockerignore"), text: dockerignore(service) },
  ];
  return {
    files: wanted.filter(({ path }) => !project.has(path)),
    existing: wanted.filter(({ path }) => project.has(path)).map(({ path }) => path),
  };
}

/** The Dockerfile of a service, on the newest release line of its language. */
export function dockerfileOf(service: Service): string {
  return service.language === "python"
    ? pythonDockerfile(service, newestLine("python"))
    : nodeDockerfile(service, newestLine("node"));
}

function newestLine(image: "python" | "node"): string {
  const product = productOf(image);
  if (!product) throw new Error(`the end-of-life data has no ${image}`);
  return product.current;
}
