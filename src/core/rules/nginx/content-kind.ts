import type { NginxLevel } from "../../files/nginx/level";
import { contentLevels, passesOn, serverNames } from "../../files/nginx/server";
import type { ProjectView } from "../../project/view";

/** Files that show pages, or that pages are made of. */
const pages = /\.(html?|jsx|tsx|vue|svelte|astro|ejs|hbs|pug|njk|erb|php|twig|jinja2?)$/;

const apiPath =
  /^\^?\/(api|graphql|rest|rpc|trpc|v\d+|ws|wss|socket\.io|hub|health\w*|livez|readyz|metrics)\b/i;

/** Whether a level that serves content gives the public more than a line of text or the figures of nginx. */
export function answersWithContent(level: NginxLevel): boolean {
  const isClosed = level.named("deny").some(({ directive }) => directive.args[0]?.value === "all");
  const isFixed = ["return", "stub_status", "internal", "empty_gif"].some(
    (name) => level.named(name).length > 0,
  );
  return !isClosed && !isFixed;
}

/** Whether responses of a content level may be pages: files, or an application in a workspace that has pages. */
export function mayAnswerWithPage(level: NginxLevel, project: ProjectView): boolean {
  if (!answersWithContent(level) || isApi(level)) return false;
  const path = pathOf(level);
  if (/\\\.php/.test(path)) return true;
  // `\.(css|js)$`, `= /favicon.ico`, `/assets/`: what pages load.
  if (
    /\\\.|\.\w{2,5}$|^\^?\/(assets?|static|media|images?|img|fonts?|css|js|dist|_next|uploads?|files)\b/.test(
      path,
    )
  ) {
    return /\.html?$/.test(path);
  }
  if (!passesOn(level)) return true;
  const isForEverything = level.name === "server" || path === "/" || path.startsWith("@");
  return isForEverything && project.pathsLike(pages).length > 0;
}

/** Whether everything that `server` answers comes from an API: nothing of it is shown as a page. */
export function isApiServer(server: NginxLevel): boolean {
  const content = [...contentLevels(server)].filter(answersWithContent);
  return content.length > 0 && content.every(isApi);
}

/** A location for an API, or any location of `api.example.com`, that hands requests to an application. */
function isApi(level: NginxLevel): boolean {
  if (!passesOn(level)) return false;
  let server: NginxLevel | undefined = level;
  while (server && server.name !== "server") server = server.parent;
  const names = server ? serverNames(server) : [];
  return apiPath.test(pathOf(level)) || (names.length > 0 && names.every((name) => /^api[.-]/.test(name)));
}

/** What a location matches; empty for a server. */
function pathOf(level: NginxLevel): string {
  return level.name === "location" ? (level.block?.args.at(-1)?.value ?? "") : "";
}
