import { askedWithin, limitedInFrontOf, limitedWithin, openInFrontOf } from "../../project/limits";
import { isMountedHere, mounts } from "../../project/mounts";
import type { FileRuleContext, Fix, Report } from "../rule";
import { type PythonApp, type PythonFramework, pythonApps } from "./apps";

type Context = FileRuleContext<"python">;

/**
 * Says of the first application of one framework in a module that nothing limits its requests, where no proxy of the
 * workspace is the better place. Proves who does limit them. `isAsked`: whether an application needs a limit.
 */
export function* missingLimit(
  framework: PythonFramework,
  context: Context,
  isAsked: (app: PythonApp) => boolean,
  fixes: (app: PythonApp) => readonly Fix[],
): Generator<Report> {
  const { file, project } = context;
  const app = pythonApps(file.form).find(
    (one) => one.framework === framework && !isMounted(one, context) && isAsked(one),
  );
  if (!app || !file.form.clean) return;
  const limit = limitedInFrontOf(file.path, project) ?? limitedWithin(file.path, project);
  if (limit) {
    yield { proves: limit.at, path: limit.path, message: `${limit.path} limits the requests.` };
    return;
  }
  if (openInFrontOf(file.path, project)) return;
  const asked = askedWithin(file.path, project);
  yield {
    at: app.call.at,
    message: "Nothing limits how often one client may ask this application.",
    related: asked ? [{ ...asked, message: "A route that changes something, or a login." }] : [],
    fixes: fixes(app),
  };
}

/** An application that another one mounts is behind that one. */
function isMounted({ name }: PythonApp, { file, project }: Context): boolean {
  return name !== undefined && (isMountedHere(file, name) || project.fact(mounts).isMounted(file.path, name));
}
