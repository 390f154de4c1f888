import { roleOf } from "../../files/role";
import { dockerfiles } from "../../project/dockerfiles";
import { herokuCommands, placeOfPush } from "../../project/heroku-commands";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix, type Related } from "../rule";
import { isHerokuManifest, jsonText } from "./app-json";

export const herokuContainerIgnored = defineRule({
  id: "heroku/container-ignored",
  on: "project",
  severity: "warning",
  title: "Tell Heroku to build the Dockerfile",
  why: "Without heroku.yml and the container stack Heroku builds with its own buildpacks: the Dockerfile that was tested is not what runs.",
  references: ["https://devcenter.heroku.com/articles/build-docker-images-heroku-yml"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        Dockerfile: '«FROM» node:24-slim\nCMD ["node", "server.js"]\n',
        "docs/deploy.md": "Test the Dockerfile, then:\n\n    git push heroku main\n",
      },
      good: {
        Dockerfile: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
        "docs/deploy.md": "Test the Dockerfile, then:\n\n    git push heroku main\n",
        "heroku.yml": "build:\n  docker:\n    web: Dockerfile\n",
      },
    },
  ],
  *check({ project }) {
    const all = [...project.fact(herokuCommands)];
    const says = (command: string) =>
      all.filter(([, commands]) => (commands as readonly string[]).includes(command));
    const pushed = [...says("git-push"), ...says("container")];
    const [first] = pushed;
    if (!first || says("image").length > 0 || hasBuildpack(project)) return;
    const images = [...project.fact(dockerfiles).keys()].filter((path) => roleOf(path) === "prod");
    const path = images.find((one) => !one.includes("/")) ?? images[0];
    const file = path === undefined ? undefined : project.file(path);
    if (path === undefined || !file?.is("dockerfile")) return;
    const from = file.form.stages[0]?.from;
    const manifest = project.pathsLike(/(?:^|\/)heroku\.ya?ml$/)[0];
    if (manifest !== undefined) {
      const shown = project.file(manifest);
      const build = shown && /^[ \t]*docker:/m.exec(shown.text);
      if (shown && build) {
        const at = { start: build.index, end: build.index + build[0].length };
        yield { proves: at, path: manifest, message: "Heroku builds the image from the Dockerfile." };
      }
      return;
    }
    if (!from) return;
    const [told] = first;
    const text = project.file(told)?.text;
    const at = text === undefined ? undefined : placeOfPush(text);
    const related: Related[] = at ? [{ path: told, at, message: "Heroku gets the code from here" }] : [];
    yield {
      path,
      at: { start: from.span.start, end: from.span.start + "FROM".length },
      message: `${told} deploys to Heroku with git, and nothing tells Heroku to build ${path}: it uses buildpacks.`,
      related,
      fixes: images.length === 1 ? [create(path, file.eol)] : [],
    };
  },
});

/** Whether buildpacks are what is meant, or the manifest asks for the container already. */
function hasBuildpack(project: ProjectView): boolean {
  const manifest = project.file("app.json");
  const isSaid =
    manifest !== undefined &&
    isHerokuManifest(manifest) &&
    (manifest.form.get("buildpacks") !== undefined || jsonText(manifest.form.get("stack")) !== undefined);
  return isSaid || project.pathsLike(/(?:^|\/)Procfile$/).length > 0;
}

function create(path: string, eol: string): Fix {
  return {
    title: "Create heroku.yml (then run `heroku stack:set container` once)",
    kind: "review",
    edits: [],
    also: [{ path: "heroku.yml", create: ["build:", "  docker:", `    web: ${path}`, ""].join(eol) }],
  };
}
