import { roleOf } from "../../files/role";
import { launchScope } from "../../project/launch-scope";
import { filesWith, type LaunchSign, placeOfSign } from "../../project/launch-signs";
import type { ProjectView } from "../../project/view";
import type { Report } from "../rule";
import { firstLine, type Place, placeOfDependency } from "./manifest";

/** Libraries by which people sign in. */
const signIn =
  /^(?:next-auth|@auth\/.+|better-auth|lucia|@clerk\/.+|@auth0\/.+|auth0|passport(?:-.+)?|@supabase\/(?:auth-.+|ssr)|@kinde-oss\/.+|@workos-inc\/.+|@stackframe\/.+|supertokens-.+|django-allauth|dj-rest-auth|djoser|fastapi-users|flask-login|flask-security(?:-too)?|social-auth-app-django)$/;

/** Where the web app shows that people have accounts; undefined without accounts, and where there are no pages. */
export function placeOfAccounts(project: ProjectView): Place | undefined {
  const { apps } = project.fact(launchScope);
  if (!hasPages(project)) return undefined;
  for (const app of apps) {
    const name = app.dependencies.find((dependency) => signIn.test(dependency));
    const place = name === undefined ? undefined : placeOfDependency(project, app, name);
    if (place) return place;
  }
  return placeOf(project, "accounts");
}

/** The first file that shows `sign`, and where. */
export function placeOf(project: ProjectView, sign: LaunchSign): Place | undefined {
  for (const path of filesWith(project, sign)) {
    const file = project.file(path);
    const at = file && placeOfSign(file, sign);
    if (at) return { path, at };
  }
  return undefined;
}

/** Whether people see pages of an app that is launched, rather than an API alone. */
export function hasPages(project: ProjectView): boolean {
  return (
    project.fact(launchScope).apps.some(({ framework }) => framework !== "server") || hasTemplates(project)
  );
}

/** A server that renders pages of its own. */
function hasTemplates(project: ProjectView): boolean {
  const isPage = (path: string) =>
    /(?:^|\/)(?:templates|views|public|static)\/.*\.(?:html?|ejs|pug|hbs|njk|jinja2?)$/.test(path);
  return (
    project.fact(launchScope).apps.length > 0 &&
    project.paths().some((path) => isPage(path) && roleOf(path) === "prod")
  );
}

/** A page that every web app with accounts has. */
export interface LegalPage {
  /** Folders and files by which the page is known. */
  readonly path: RegExp;
  readonly link: LaunchSign;
  readonly missing: string;
  readonly there: string;
}

const page = /\.(?:[jt]sx?|vue|svelte|astro|html?|mdx?|py|php|ejs|pug|hbs|njk|jinja2?|liquid|erb|rst|txt)$/;

/** What a rule about such a page says: a link or the page itself shows it, accounts (or `also`) ask for it. */
export function* reportPage(
  project: ProjectView,
  { path: name, link, missing, there }: LegalPage,
  also?: LaunchSign,
): Generator<Report> {
  const reason = placeOfAccounts(project) ?? (also && hasPages(project) ? placeOf(project, also) : undefined);
  if (!reason) return;
  const pages = project.pathsLike(name).filter((path) => page.test(path));
  const own = pages
    .filter((path) => roleOf(path) === "prod")
    .find((path) => project.file(path) !== undefined);
  const shown = own === undefined ? undefined : project.file(own);
  const place = shown ? { path: shown.path, at: firstLine(shown) } : placeOf(project, link);
  if (place) yield { proves: place.at, path: place.path, message: there };
  else if (pages.length === 0) yield { ...reason, message: missing };
}
