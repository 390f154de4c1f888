import { dockerignore } from "../dockerignore";
import type { Generator } from "../generator";
import { dockerfilePath, noService } from "../names";
import { dockerfileOf } from "../scaffold";
import { contextOf, inFolder, type Service } from "../service";
import type { Stack } from "../stack";

/** One `.dockerignore` for each folder that images are built from, for all that is in there. */
function dockerignores({ services }: Pick<Stack, "services">) {
  const byContext = new Map<string, Service[]>();
  for (const service of services) {
    const context = contextOf(service);
    byContext.set(context, [...(byContext.get(context) ?? []), service]);
  }
  return [...byContext].map(([context, all]) => ({
    path: inFolder(context, ".dockerignore"),
    text: dockerignore(all),
  }));
}

export const dockerfile: Generator = {
  id: "dockerfile",
  title: "Dockerfile",
  summary: "Builds each service in stages and runs it as an ordinary user, with a health check.",
  refuses: noService,
  files: ({ stack, project }) => [
    ...stack.services.map((service) => ({
      path: dockerfilePath(service, stack),
      text: dockerfileOf(service, project),
    })),
    ...dockerignores(stack),
  ],
};

export const dockerignoreOnly: Generator = {
  id: "dockerignore",
  title: ".dockerignore",
  summary: "Keeps secrets, history and dependencies out of the build context.",
  refuses: noService,
  files: ({ stack }) => dockerignores(stack),
};
