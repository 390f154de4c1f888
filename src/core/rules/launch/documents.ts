import { roleOf } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { isNamedAfter, launchDocuments, placeOfTopic, type Topic } from "../../project/launch-documents";
import { launchScope } from "../../project/launch-scope";
import type { ProjectView } from "../../project/view";
import type { Report } from "../rule";
import { type Place, placeOfDependency } from "./manifest";

/** What a rule about a document says: once for the repository, at the file that describes how the app is deployed. */
export function* reportDocument(
  project: ProjectView,
  topic: Topic,
  messages: { readonly missing: string; readonly there: string },
): Generator<Report> {
  const documents = [...project.fact(launchDocuments)].filter(([, topics]) => topics.includes(topic));
  for (const [path] of documents) {
    const file = project.file(path);
    const at = file && placeOfTopic(file, topic);
    if (!at) continue;
    yield { proves: at, path, message: messages.there };
    return;
  }
  if (project.fact(launchScope).apps.length === 0) return;
  if (project.paths().some((path) => isNamedAfter(path, topic))) return;
  const place = deploymentPlace(project);
  if (place) yield { ...place, message: messages.missing };
}

/** Files that say how the app is deployed, the one that a person opens first in front. */
const files: readonly RegExp[] = [
  /(?:^|\/)(?:docker-)?compose[\w.-]*prod[\w.-]*\.ya?ml$/,
  /(?:^|\/)(?:docker-)?compose\.ya?ml$/,
  /(?:^|\/)(?:Procfile|heroku\.ya?ml|render\.ya?ml|fly\.toml|railway\.(?:json|toml)|vercel\.json|netlify\.toml)$/,
  /(?:^|\/)Dockerfile$/,
];

/** Where to say what the deployment as a whole lacks. */
export function deploymentPlace(project: ProjectView): Place | undefined {
  const paths = project.paths().filter((path) => roleOf(path) === "prod");
  for (const pattern of files) {
    for (const path of paths) {
      const file = pattern.test(path) ? project.file(path) : undefined;
      if (file) return { path, at: firstStatement(file) };
    }
  }
  const [app] = project.fact(launchScope).apps;
  return app && placeOfDependency(project, app, app.dependency);
}

/** The first line that is neither blank nor a comment. */
function firstStatement({ text }: SourceFile) {
  for (const match of text.matchAll(/[^\r\n]{1,200}/g)) {
    const line = match[0].replace(/^\uFEFF/, "");
    if (/^\s*(?:#|$)/.test(line)) continue;
    const start = match.index + match[0].length - line.trimStart().length;
    return { start, end: start + line.trim().length };
  }
  return { start: 0, end: 0 };
}
