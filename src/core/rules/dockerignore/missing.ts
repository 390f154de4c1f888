import { type BuildContext, ignoreFileOf, inFolder } from "../../project/build-context";
import { knownContexts } from "../../project/known-contexts";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";
import { type ContextCopy, contextCopies } from "../dockerfile/context-copies";
import { defineRule } from "../rule";
import { createIgnoreFile, stacksIn } from "./ignore-file";

export const ignoreFileMissing = defineRule({
  id: "dockerignore/missing",
  on: "dockerfile",
  severity: "warning",
  title: "Have an ignore file where the whole context is copied",
  why: "Without an ignore file the image gets the history of the repository, local dependencies and every `.env` file that lies about, and each build sends all of it to the builder.",
  references: [
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        Dockerfile: 'FROM node:24-slim\nWORKDIR /app\nCOPY «.» .\nCMD ["node", "server.js"]\n',
        "package.json": "{}\n",
      },
      good: {
        Dockerfile: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
        "package.json": "{}\n",
        ".dockerignore": "**/.git\n**/.env\n**/.env.*\n!**/.env.example\n**/node_modules\n**/dist\n",
      },
      fix: null,
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean) return;
    const copies = [...contextCopies(file.form)].filter(({ instruction }) => !hasExclude(instruction));
    const whole = copies.find(({ path }) => path === "." || path === "*");
    const some = whole ?? copies[0];
    if (!some) return;
    for (const context of knownContexts(project, file.path)) {
      const ignoreFile = ignoreFileOf(project, context);
      if (ignoreFile !== undefined) {
        if (whole) yield { proves: whole.source.span, message: `${ignoreFile} says what this leaves out.` };
        continue;
      }
      const copy = whole
        ? isWorthwhile(project, context)
          ? whole
          : undefined
        : folderOf(copies, project, context);
      if (!copy) continue;
      const what = copy === whole ? "everything in the build context" : `everything in \`${copy.path}\``;
      yield {
        at: copy.source.span,
        severity: copy === whole ? "warning" : "info",
        message: `This copies ${what}, and no ignore file says what to leave out.`,
        fixes: [
          {
            title: `Create ${inFolder(context.folder, ".dockerignore")} for what lies in the context`,
            kind: "review",
            edits: [],
            also: [createIgnoreFile(project, context)],
          },
        ],
      };
      return;
    }
  },
});

function hasExclude({ flags }: ContextCopy["instruction"]): boolean {
  return flags.some(({ name }) => name === "exclude");
}

/** Whether there is, or will be, something to leave out: at the top of the workspace, and where programs are written. */
function isWorthwhile(project: ProjectView, { folder }: BuildContext): boolean {
  return (
    folder === "" || stacksIn(project, folder).size > 0 || holds(project, folder, /(?:^|\/)\.env$|\.py$/)
  );
}

/** The first source that is a folder in which dependencies and caches gather. */
function folderOf(
  copies: readonly ContextCopy[],
  project: ProjectView,
  context: BuildContext,
): ContextCopy | undefined {
  return copies.find(({ path }) => {
    if (/[*?[]/.test(path)) return false;
    const folder = inFolder(context.folder, path);
    return stacksIn(project, folder).size > 0 || holds(project, folder, /\.py$/);
  });
}

function holds(project: ProjectView, folder: string, name: RegExp): boolean {
  return pathsIn(project.pathsLike(name), folder).length > 0;
}
