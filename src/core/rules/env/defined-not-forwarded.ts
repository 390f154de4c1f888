import { buildOf, folderOf } from "../../project/services";
import { type Variable, variables } from "../../project/variables";
import { examplesFor } from "../../project/variables/example-entry";
import { isForDevelopment, productionOf } from "../compose/production";
import { defineRule, type Fix } from "../rule";
import { addVariables, variablesOfService } from "./compose-variables";
import { codeOfImage, readBy } from "./image-code";

export const definedNotForwarded = defineRule({
  id: "env/defined-not-forwarded",
  on: "compose",
  severity: "info",
  title: "Hand on what the environment file sets",
  why: "Compose reads `.env` for itself: a container gets only what its service lists. The value is set and changed there, and the app never sees it.",
  references: ["https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        "compose.yaml": "services:\n  «api»:\n    build: .\n    environment:\n      - SECRET_KEY\n",
        ".env.example": "SECRET_KEY=\nMAIL_FROM=hello@parcels.example\n",
        Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
        "main.py": 'import os\n\nsender = os.getenv("MAIL_FROM", "nobody@parcels.example")\n',
      },
      good: {
        "compose.yaml":
          "services:\n  api:\n    build: .\n    environment:\n      - SECRET_KEY\n      - MAIL_FROM\n",
        ".env.example": "SECRET_KEY=\nMAIL_FROM=hello@parcels.example\n",
        Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
        "main.py": 'import os\n\nsender = os.getenv("MAIL_FROM", "nobody@parcels.example")\n',
      },
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    if (file.role !== "prod" || !form.clean || productionOf(file, project).isElsewhere) return;
    const model = project.fact(variables);
    const examples = new Set(examplesFor(model, file.path));
    const isListed = ({ definitions, descriptions }: Variable) =>
      definitions.some(({ path, source }) => source === "dotenv" && folderOf(path) === folderOf(file.path)) ||
      descriptions.some((path) => examples.has(path));
    const seen = new Set<string>();
    const given = new Set(form.services.flatMap((one) => one.environment().map(({ key }) => key)));
    for (const service of form.services) {
      const build = isForDevelopment(service) ? undefined : buildOf(service, file.path);
      if (!build || service.environment("own").length === 0) continue;
      const known = variablesOfService(service, build, file, project);
      if (known.isOpen || known.hasFiles || seen.has(build.dockerfile)) continue;
      seen.add(build.dockerfile);
      const missing = readBy(codeOfImage(build, project), project).filter(
        ({ variable, isRequired }) =>
          !isRequired && !known.names.has(variable.name) && !given.has(variable.name) && isListed(variable),
      );
      if (missing.length === 0) continue;
      const names = missing.map(({ variable }) => variable.name);
      const shown =
        names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
      const edits = addVariables(
        service,
        names.map((name) => ({ name, value: null })),
        file,
      );
      const fixes: Fix[] = edits
        ? [{ title: `Hand ${shown} on to ${service.name}`, kind: "review", edits }]
        : [];
      yield {
        at: service.at,
        message: `The code of ${service.name} reads ${shown}, which the environment file sets and this service does not get.`,
        fixes,
      };
    }
  },
});
