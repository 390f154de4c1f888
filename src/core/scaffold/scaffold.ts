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
      ? pythonDockerfile(service, releaseLine(service), health)
      : nodeDockerfile(service, releaseLine(service), health);
  const isMissing = health !== "/" && listens(service) && healthRouteOf(service, project) === undefined;
  if (!isMissing || isStatic(service)) return text;
  return text.replace(
    /^HEALTHCHECK/m,
    `# Nothing in the code answers ${health} yet: the container is only well once something does.\nHEALTHCHECK`,
  );
}

/** The release line of its language that a service runs on: what its files ask for, else what new images begin with. */
export function releaseLine({ language, version }: Service): string {
  const line = version ?? productOf(language)?.current;
  if (line === undefined) throw new Error(`the end-of-life data has no ${language}`);
  return line;
}
