import type { ScriptForm } from "../../files/script/form";
import { addStatementsAfter } from "../../files/script/insert";
import { quoteOf } from "../../files/syntax/style";
import { proxies } from "../../project/headers/edges";
import { platforms } from "../../project/platforms";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { nodeApps } from "../node/apps";

const proxyingTargets = new Set(["heroku", "render", "railway", "fly", "kubernetes"]);

/** Files of platforms whose routers stand in front of what they run, also where that is no container. */
const platformFiles = [
  "Procfile",
  "fly.toml",
  "heroku.yml",
  "railway.json",
  "railway.toml",
  "render.yaml",
  "render.yml",
  ".do/app.yaml",
];

/** Whether the workspace shows that TLS ends at something in front of its applications. */
export function isBehindProxy(project: ProjectView): boolean {
  if (project.target !== undefined && proxyingTargets.has(project.target)) return true;
  return (
    project.fact(proxies).length > 0 ||
    project.fact(platforms).size > 0 ||
    platformFiles.some((name) => project.has(name))
  );
}

/**
 * Tells the Express application of the module that a proxy stands in front, without which it takes every request for
 * plain HTTP. Empty where it knows, where nothing stands in front, or where the application is made elsewhere.
 */
export function trustProxyEdits(form: ScriptForm, project: ProjectView): TextEdit[] {
  if (form.mentions("trust proxy") || !isBehindProxy(project)) return [];
  const [app, ...others] = nodeApps(form).filter(({ framework }) => framework === "express");
  if (!app?.assigned || app.name === undefined || others.length > 0) return [];
  const quote = quoteOf(form.text, "'");
  const line = `${app.name}.set(${quote}trust proxy${quote}, 1);`;
  const edit = addStatementsAfter(form, app.assigned.at.start, [line]);
  return edit ? [edit] : [];
}
