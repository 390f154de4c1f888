import { dockerignore } from "../dockerignore";
import type { Generator, GeneratorInput } from "../generator";
import { dockerfileOf } from "../scaffold";
import { inFolder } from "../service";

function noService({ stack }: Pick<GeneratorInput, "stack">): string | undefined {
  return stack.services.length === 0 ? "No Python or Node service with an entry point was found." : undefined;
}

export const dockerfile: Generator = {
  id: "dockerfile",
  title: "Dockerfile",
  summary: "Builds each service in stages and runs it as an ordinary user, with a health check.",
  refuses: noService,
  files: ({ stack }) =>
    stack.services.flatMap((service) => [
      { path: inFolder(service.folder, "Dockerfile"), text: dockerfileOf(service) },
      { path: inFolder(service.folder, ".dockerignore"), text: dockerignore(service) },
    ]),
};

export const dockerignoreOnly: Generator = {
  id: "dockerignore",
  title: ".dockerignore",
  summary: "Keeps secrets, history and dependencies out of the build context.",
  refuses: noService,
  files: ({ stack }) =>
    stack.services.map((service) => ({
      path: inFolder(service.folder, ".dockerignore"),
      text: dockerignore(service),
    })),
};
