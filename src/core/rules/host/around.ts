import { roleOf } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { headers } from "../../project/headers/model";
import type { LocatedProvider } from "../../project/headers/nginx";
import { pathsIn } from "../../project/paths";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { itemsOf, memberOf, textOf } from "./json-lines";
import type { HostKind } from "./sites";

/** Modules of a site that send headers with its pages, by what their frameworks call them. */
const siteModules =
  /(^|\/)(next\.config|nuxt\.config|astro\.config|middleware|proxy|hooks\.server|entry\.server|root|_worker|server\/(middleware|plugins)\/[\w-]+)\.[cm]?[jt]sx?$|(^|\/)(functions|edge-functions)\/.+\.[cm]?[jt]sx?$/;

/** What shows that there are pages to send. */
const pageFiles =
  /(^|\/)(index\.html?|(vite|astro|svelte|nuxt|gatsby-|remix|angular|vue|webpack|next|docusaurus|quasar)[\w.-]*\.?config\.[cm]?[jt]s|gatsby-config\.[cm]?[jt]s|angular\.json|_config\.ya?ml|hugo\.toml|mkdocs\.ya?ml)$/;

/** Where Netlify and Cloudflare Pages look for functions. */
const functionFiles =
  /^(netlify\/(edge-)?functions|functions)\/.+\.([cm]?[jt]sx?|go)$|^(public\/)?_worker\.js$/;

/** What makes a framework render pages in functions of Netlify or Cloudflare. */
const adapters =
  /@netlify\/(plugin-nextjs|remix-[\w-]+)|@astrojs\/(netlify|cloudflare)|@sveltejs\/adapter-(netlify|cloudflare)|@cloudflare\/next-on-pages|@opennextjs\/(netlify|cloudflare)|@remix-run\/cloudflare/;

/** Another host file of the same site, or one of the site's own modules, that sends `name` with every response. */
export function sentElsewhere(
  name: string,
  { path }: SourceFile,
  project: ProjectView,
): LocatedProvider | undefined {
  return project
    .fact(headers)
    .providers(name)
    .find((one) => {
      if (one.path === path || roleOf(one.path) !== "prod") return false;
      if (one.layer === "host") return one.scope === "all" && isSameSite(one.path, path);
      return one.layer === "app" && siteModules.test(one.path) && isWithin(one.path, siteFolder(path));
    });
}

/** Whether the pages are Next.js's own, which has a place for headers itself, unless it only exports them. */
export function isNextSite({ path }: SourceFile, project: ProjectView): boolean {
  return pathsIn(project.pathsLike(/(^|\/)next\.config\.[cm]?[jt]s$/), siteFolder(path)).some((one) => {
    if (roleOf(one) !== "prod") return false;
    return !/\boutput\s*:\s*["'`]export["'`]/.test(project.file(one)?.text ?? "");
  });
}

/** Whether only code answers here, whose responses are its own: no pages, or every path led to a function. */
export function isApiOnly(file: SourceFile<HostKind>, project: ProjectView): boolean {
  if (file.is("toml"))
    return /to\s*=\s*"\/\.netlify\/functions\//.test(file.text) && !hasPages(file, project);
  if (!file.is("json") || !file.path.endsWith("vercel.json")) return false;
  const { form } = file;
  const routes = [...itemsOf(form.get("rewrites")), ...itemsOf(form.get("routes"))];
  const isLed = routes.some((route) => {
    const from = textOf(memberOf(route, "source") ?? memberOf(route, "src"));
    const to = textOf(memberOf(route, "destination") ?? memberOf(route, "dest")) ?? "";
    return (
      from !== undefined &&
      /^\^?\/\(?\.\*|^\/:\w+\*/.test(from) &&
      /^\/?api(\/|$)|\.(py|[cm]?[jt]s|go)$/.test(to)
    );
  });
  const builds = itemsOf(form.get("builds")).map((build) => textOf(memberOf(build, "use")) ?? "");
  const isCode =
    builds.length > 0 && builds.every((use) => /^@(vercel|now)\/(python|node|go|ruby)\b/.test(use));
  if (isLed || isCode) return true;
  const saysPages = ["framework", "outputDirectory", "buildCommand"].some((key) => textOf(form.get(key)));
  const hasApi = pathsIn(project.paths(), inside(folderOf(file.path), "api")).length > 0;
  return hasApi && !saysPages && !hasPages(file, project);
}

/** What answers some requests of the site with code of its own: a function, or the adapter that makes one. */
export function functionOf({ path }: SourceFile, project: ProjectView): string | undefined {
  const folder = siteFolder(path);
  const start = folder === "" ? 0 : folder.length + 1;
  const isElsewhere = ["netlify.toml", "firebase.json"].some((name) => project.has(inside(folder, name)));
  const found = pathsIn(project.paths(), folder).find((one) => {
    const own = one.slice(start);
    // `functions` belongs to Cloudflare Pages where nothing says otherwise.
    return functionFiles.test(own) && !(isElsewhere && own.startsWith("functions/"));
  });
  if (found !== undefined) return found;
  return [inside(folder, "package.json"), inside(folder, "netlify.toml")]
    .map((name) => adapters.exec(project.file(name)?.text ?? "")?.[0])
    .find((name) => name !== undefined);
}

function hasPages({ path }: SourceFile, project: ProjectView): boolean {
  return pathsIn(project.pathsLike(pageFiles), folderOf(path)).length > 0;
}

/** The folder of the site's project: what is copied as it is lies in a folder of its own there. */
function siteFolder(path: string): string {
  return folderOf(path).replace(/(^|\/)(public|static|dist)$/, "");
}

/** A `_headers` file lies in a folder of the site that a `netlify.toml` describes. */
function isSameSite(one: string, other: string): boolean {
  return isWithin(one, folderOf(other)) || isWithin(other, folderOf(one));
}

export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function inside(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
