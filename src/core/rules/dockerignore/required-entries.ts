import { type DockerignoreForm, decidingPattern, isIgnored } from "../../files/dockerignore";
import type { SourceFile } from "../../files/source";
import { contextsIgnoredBy, isOverridden } from "../../project/build-context";
import { dockerfiles } from "../../project/dockerfiles";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertion, type TextEdit } from "../../text/edits";
import { defineRule, type FixKind, type Report, type Severity } from "../rule";
import { appendLines } from "./ignore-file";
import { type Group, type Probe, probesFor } from "./probes";

export const requiredEntries = defineRule({
  id: "dockerignore/required-entries",
  on: "dockerignore",
  severity: "warning",
  title: "Keep secrets, history and leftovers out of the image",
  why: "`COPY . .` takes everything that the ignore file does not name: `.env` files end up readable in a layer, and dependencies of another system overwrite those of the image. Patterns are anchored at the context: nested folders need `**/`.",
  references: [
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      title: "secrets",
      bad: ".git\n«node_modules»\n",
      good: ".git\nnode_modules\n**/.env\n",
      with: { Dockerfile: "FROM debian:13\nCOPY . .\n" },
    },
    {
      title: "a pattern for the root leaves nested folders in",
      bad: ".git\n**/.env\n**/.env.*\n«node_modules»\n",
      good: ".git\n**/.env\n**/.env.*\n**/node_modules\n",
      with: {
        Dockerfile: "FROM node:24\nCOPY . .\n",
        "package.json": "{}\n",
        "web/package.json": "{}\n",
      },
    },
    {
      title: "what Python leaves behind",
      bad: ".git\n.env\n«.venv»\n",
      good: ".git\n.env\n.venv\n**/__pycache__\n**/*.pyc\n",
      with: { Dockerfile: "FROM python:3.13\nCOPY . .\n", "requirements.txt": "flask==3.1.2\n" },
    },
  ],
  *check({ file, project }) {
    const contexts = contextsIgnoredBy(project, file.path);
    const known = project.fact(dockerfiles);
    const isCopied = contexts.some(({ dockerfile }) => known.get(dockerfile)?.copiesContext);
    if ((contexts.length > 0 && !isCopied) || !file.form.clean || isOverridden(project, file.path)) return;
    const allowList = file.form.patterns.find(
      ({ path, isNegated }) => !isNegated && /^\*\*?(\/\*)?$/.test(path),
    );
    if (allowList) {
      yield { proves: allowList.span, message: "Only what is named here becomes part of the context." };
      return;
    }
    const probes = probesFor(project, contexts, contexts[0]?.folder ?? folderOf(file.path));
    for (const group of ["secrets", "history", "dependencies", "leftovers"] as const) {
      yield* judge(
        group,
        probes.filter((probe) => probe.group === group),
        file,
        project,
      );
    }
  },
});

const facts: Readonly<Record<Group, { severity: Severity; kind: FixKind; why: string }>> = {
  secrets: { severity: "error", kind: "review", why: "Anything secret there can be read from the image." },
  history: { severity: "warning", kind: "review", why: "Every version of every file goes along." },
  dependencies: {
    severity: "warning",
    kind: "safe",
    why: "That would replace what the image installs.",
  },
  leftovers: { severity: "info", kind: "safe", why: "Stale files make every build copy more." },
};

function* judge(
  group: Group,
  probes: readonly Probe[],
  file: SourceFile<"dockerignore">,
  project: ProjectView,
): Generator<Report> {
  const { form } = file;
  const missing = probes.filter(({ path }) => !isIgnored(form, path));
  if (missing.length === 0) {
    const proof = probes[0] && decidingPattern(form, probes[0].path);
    if (proof) yield { proves: proof.span, message: `${probes[0]?.path} stays out of the context.` };
    return;
  }
  const patterns = [...new Set(missing.map(({ pattern }) => pattern))];
  const { severity, kind, why } = facts[group];
  const isExpected = group !== "secrets" || expectsSecrets(form, project);
  const named = [...new Set(missing.map(({ path }) => shown(path)))].slice(0, 3).map((path) => `\`${path}\``);
  yield {
    at: placeFor(missing, form),
    severity: isExpected ? severity : "warning",
    message: isExpected
      ? `${named.join(", ")} ${named.length > 1 ? "are" : "is"} part of the build context. ${why}`
      : `${named.join(", ")} would be part of the build context. ${why}`,
    fixes: [
      {
        title: `Add ${patterns.map((pattern) => `\`${pattern}\``).join(", ")}`,
        kind,
        edits: editsFor(patterns, project, file),
      },
    ],
  };
}

/** Whether there is an environment file, an example of one, or a pattern that lets one in; else there may never be any. */
function expectsSecrets(form: DockerignoreForm, project: ProjectView): boolean {
  const isLetIn = form.patterns.some(({ isNegated, path }) => isNegated && /(?:^|\/)\.env[^/]*$/.test(path));
  return isLetIn || project.pathsLike(/(?:^|\/)\.env(?:[.-][\w.-]+)?$/).length > 0;
}

/**
 * A pattern that names the same at the top of the context is widened where it stands, unless one behind it lets
 * something in again; the others are added.
 */
function editsFor(
  patterns: readonly string[],
  project: ProjectView,
  file: SourceFile<"dockerignore">,
): readonly TextEdit[] {
  const all = file.form.patterns;
  const last = all.slice(all.findLastIndex(({ isNegated }) => isNegated) + 1);
  const plain = new Map(last.map((pattern) => [`**/${pattern.text}`, pattern]));
  const widened = patterns.flatMap((pattern) => plain.get(pattern) ?? []);
  const added = withExamples(patterns, project, file.form).filter((pattern) => !plain.has(pattern));
  return [
    ...widened.map(({ span }) => insertion(span.start, "**/")),
    ...(added.length > 0 ? [appendLines(file, added)] : []),
  ];
}

/** The folder or file that a probe stands for. */
function shown(path: string): string {
  return path.replace(/(^|\/)(\.git|node_modules|\.venv|__pycache__|dist|build|out)\/.*$/, "$1$2");
}

/** The pattern that lets it in again, else the one that keeps it out at the root only, else the last one. */
function placeFor(missing: readonly Probe[], form: DockerignoreForm) {
  const deciding = missing
    .map(({ path }) => decidingPattern(form, path))
    .find((pattern) => pattern !== undefined);
  const names = missing.map(({ pattern }) => pattern.slice(pattern.lastIndexOf("/") + 1));
  const near = form.patterns.find(({ path, isNegated }) => !isNegated && names.includes(path));
  return (deciding ?? near ?? form.patterns.at(-1))?.span ?? { start: 0, end: 0 };
}

/** Example files go on being part of the context when all of `.env.*` is left out. */
function withExamples(
  patterns: readonly string[],
  project: ProjectView,
  form: DockerignoreForm,
): readonly string[] {
  const isNeeded =
    patterns.includes("**/.env.*") &&
    project.pathsLike(/(?:^|\/)\.env\.example$/).length > 0 &&
    !form.patterns.some(({ text }) => text === "!**/.env.example");
  return isNeeded ? [...patterns, "!**/.env.example"] : patterns;
}
