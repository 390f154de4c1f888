import { askedWithin, limitedInFrontOf, limitedWithin, openInFrontOf } from "../../project/limits";
import { scriptMounts } from "../../project/script-mounts";
import { serviceRoot } from "../../project/service-root";
import type { FileRuleContext, Fix, Problem, Report } from "../rule";
import { type NodeApp, type NodeFramework, nodeApps } from "./apps";
import { asksItself, isServerless, mountsOthers } from "./limit-places";

type Context = FileRuleContext<"javascript">;

/**
 * Says of the applications of one framework that nothing limits their requests: once for each module, and only where no
 * proxy of the workspace is the better place. Proves who does limit them.
 */
export function* missingLimit(
  framework: NodeFramework,
  context: Context,
  fixes: (app: NodeApp) => readonly Fix[],
): Generator<Report> {
  const { file, project } = context;
  const made = nodeApps(file.form).filter((app) => app.framework === framework);
  if (made.length === 0 || !file.form.clean || isServerless(file.form)) return;
  const apps = made.filter((app) => isDeployed(app, context));
  const app = apps.find(asksItself) ?? apps.find((one) => isAskedElsewhere(one, context));
  if (!app) return;
  const limit = limitedInFrontOf(file.path, project) ?? limitedWithin(file.path, project);
  if (limit) {
    yield { proves: limit.at, path: limit.path, message: `${limit.path} limits the requests.` };
    return;
  }
  if (openInFrontOf(file.path, project)) return;
  yield problemAt(app, context, fixes(app));
}

function problemAt(app: NodeApp, { file, project }: Context, fixes: readonly Fix[]): Problem {
  const asked = askedWithin(file.path, project);
  return {
    at: app.call.at,
    message: "Nothing limits how often one client may ask this application.",
    related: asked ? [{ ...asked, message: "A route that changes something, or a login." }] : [],
    fixes,
  };
}

function isDeployed(app: NodeApp, { file, project }: Context): boolean {
  if (app.runs === undefined || file.form.isDevelopmentOnly(app.call.at.start)) return false;
  // An application that another one mounts is behind that one.
  return (
    app.runs === "listens" ||
    (!isOnPlatform(file.path, project) && !project.fact(scriptMounts).isMounted(file.path))
  );
}

function isAskedElsewhere(app: NodeApp, { file, project }: Context): boolean {
  return (app.framework === "nestjs" || mountsOthers(app)) && askedWithin(file.path, project) !== undefined;
}

/** Functions of Cloudflare, Vercel and Netlify: the platform runs as many as it allows, each with a memory of its own. */
function isOnPlatform(path: string, project: Context["project"]): boolean {
  const root = serviceRoot(path, project);
  const inRoot = (name: string) => project.has(root === "" ? name : `${root}/${name}`);
  if (["wrangler.toml", "wrangler.json", "wrangler.jsonc"].some(inRoot)) return true;
  const isFunction = /(^|\/)(api|functions)\//.test(root === "" ? path : path.slice(root.length + 1));
  return isFunction && ["vercel.json", "netlify.toml"].some(inRoot);
}
