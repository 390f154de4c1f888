import { isEnvFile } from "../../data/secret-files";
import type { SourceFile } from "../../files/source";
import { inFolder } from "../../project/build-context";
import { isGitIgnored } from "../../project/git-ignored";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { span } from "../../text/span";
import { defineRule, type Fix, type Severity } from "../rule";

/**
 * Speaks where the workspace is known to be in git: because git was asked, or because it has a `.gitignore`. A file that
 * git has already is the matter of `secrets/env-file-committed`.
 */
export const gitignoreMissing = defineRule({
  id: "secrets/gitignore-missing",
  on: "project",
  severity: "warning",
  title: "Ignore .env files before somebody adds them",
  why: "`git add .` takes everything that no pattern names. One hurried commit puts the passwords of an installation into a history that nobody can take back.",
  references: [
    "https://git-scm.com/docs/gitignore",
    "https://github.com/github/gitignore/blob/main/Node.gitignore",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      files: {
        ".gitignore": "«node_modules/»\ndist/\n",
        ".env": "SESSION_SECRET=Zq8LmT4vXw2RbN7yKd5HsJ9c\n",
        ".env.example": "SESSION_SECRET=\n",
      },
      good: {
        ".gitignore": "node_modules/\ndist/\n.env\n.env.*\n!.env.example\n",
        ".env": "SESSION_SECRET=Zq8LmT4vXw2RbN7yKd5HsJ9c\n",
        ".env.example": "SESSION_SECRET=\n",
      },
    },
  ],
  *check({ project }) {
    const ignore = project.file(".gitignore");
    const files = project.paths().filter(isLocalEnvFile);
    const isAsked = project.isTracked(".gitignore") !== undefined;
    if (!ignore && !isAsked) return;
    const open = files.filter((path) => !isGitIgnored(project, path));
    const [exposed] = open.filter((path) => project.isTracked(path) !== true);
    if (exposed === undefined) {
      yield* proof(project, ignore, files);
      if (files.length > 0 || open.length > 0 || !isUsed(project) || isGitIgnored(project, ".env")) return;
    }
    const path = ignore ? ".gitignore" : (exposed ?? usedBy(project));
    const owner = path === undefined ? undefined : project.file(path);
    if (!owner) return;
    const severity: Severity =
      exposed !== undefined && project.isTracked(exposed) === false ? "error" : "warning";
    const message =
      exposed === undefined
        ? "No pattern ignores `.env`, which the example file asks everybody to make."
        : `No pattern ignores \`${exposed}\`: the next \`git add .\` takes it along.`;
    yield {
      path: owner.path,
      at: placeIn(owner),
      message,
      severity,
      fixes: [fixFor(project, ignore, owner, folderOf(exposed ?? ""))],
    };
  },
});

/** Files of variables with secrets of one installation; Next.js and Vite have `.env.development` and its kin committed. */
function isLocalEnvFile(path: string): boolean {
  return (
    isEnvFile(path) &&
    !/\.(?:development|test|ci)$/.test(path) &&
    !/(?:^|\/)(?:node_modules|vendor|tests?|fixtures?|examples?|docs?)\//.test(path)
  );
}

function* proof(project: ProjectView, ignore: SourceFile | undefined, files: readonly string[]) {
  if (
    !ignore?.is("gitignore") ||
    !isGitIgnored(project, ".env") ||
    files.some((path) => project.isTracked(path))
  )
    return;
  const pattern = ignore.form.patterns.find(({ at }) => ignore.text.slice(at.start, at.end).includes(".env"));
  if (pattern) yield { proves: pattern.at, path: ignore.path, message: "`.env` files stay out of git." };
}

/** Whether the workspace asks for an `.env` file: it has an example of one. */
function isUsed(project: ProjectView): boolean {
  return usedBy(project) !== undefined;
}

function usedBy(project: ProjectView): string | undefined {
  return [".env.example", ".env.sample", ".env.template", ".env.dist"].find((path) => project.has(path));
}

function placeIn({ text }: SourceFile) {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const end = text.slice(0, 500).search(/[\r\n]/);
  return span(start, end < start ? Math.min(text.length, 500) : end);
}

function fixFor(
  project: ProjectView,
  ignore: SourceFile | undefined,
  owner: SourceFile,
  folder: string,
): Fix {
  const has = (line: string) => (ignore?.text ?? "").split(/\r?\n/).some((one) => one.trim() === line);
  const wanted = [".env", ".env.*", "!.env.example"];
  // What stands last decides: a pattern that is there already may be undone further down.
  const lines = isGitIgnored(project, inFolder(folder, ".env"))
    ? wanted.filter((line) => line !== ".env" && !has(line))
    : wanted;
  const title = ignore ? "Ignore .env and its kin" : "Create a .gitignore for .env and its kin";
  if (!ignore) {
    const create = lines.map((line) => line + owner.eol).join("");
    return { title, kind: "review", edits: [], also: [{ path: ".gitignore", create }] };
  }
  const { text } = ignore;
  const eol = text.includes("\n") ? ignore.eol : owner.eol;
  const isOpen = text !== "" && text !== "\uFEFF" && !text.endsWith("\n");
  const added = isOpen ? lines.map((line) => eol + line).join("") : lines.map((line) => line + eol).join("");
  return { title, kind: "safe", edits: [insertion(text.length, added)] };
}
