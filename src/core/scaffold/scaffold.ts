import { productOf } from "../data/lifecycle";
import type { ProjectView } from "../project/view";
import { nodeDockerfile } from "./dockerfile-node";
import { pythonDockerfile } from "./dockerfile-python";
import { healthPathOf, healthRouteOf, isStatic, listens } from "./names";
import type { Service } from "./service";

/** The Dockerfile of a service, on the newest release line of its language. */
export function dockerfileOf(service: Service, project: ProjectView): string {
  const health = healthPathOf(service, project);
  const text =
    service.language === "python"
      ? pythonDockerfile(service, newestLine("python"), health)
      : nodeDockerfile(service, newestLine("node"), health);
  const isMissing = health !== "/" && listens(service) && healthRouteOf(service, project) === undefined;
  if (!isMissing || isStatic(service)) return text;
  return text.replace(
    /^HEALTHCHECK/m,
    `# Nothing in the code answers ${health} yet: the container is only well once something does.\nHEALTHCHECK`,
  );
}

/** The release line that new images begin with. */
export function newestLine(image: "python" | "node"): string {
  const product = productOf(image);
  if (!product) throw new Error(`the end-of-life data has no ${image}`);
  return product.current;
}
