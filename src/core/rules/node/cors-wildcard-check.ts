import type { ScriptForm } from "../../files/script/form";
import { stringOf } from "../../files/syntax/value";
import { corsReplacedInFrontOf } from "../../project/cors";
import { limitedTo } from "../cors/origin-expression";
import type { FileRuleContext, Report, Severity } from "../rule";
import type { NodeFramework } from "./apps";
import { originFixes } from "./cors-fixes";
import { corsUses, entriesOf, hasCredentials, originOf } from "./cors-uses";
import { type Wildcard, wildcardOf, wildcardsOf } from "./cors-wildcards";
import { registrationsAround } from "./registration";

type Context = FileRuleContext<"javascript">;

/** What the rules `<framework>/cors-wildcard` report; `equivalentsOf` says which peers decide a case as they do. */
export function* wildcardReports(
  framework: NodeFramework,
  context: Context,
  equivalentsOf: (wildcard: Wildcard) => readonly string[] = () => [],
): Iterable<Report> {
  const { form, text, path } = context.file;
  if (!/cors|access-control-allow-origin/i.test(text)) return;
  const wildcards = wildcardsOf(framework, form);
  if (wildcards.length > 0 && corsReplacedInFrontOf(path, context.project)) return;
  for (const wildcard of wildcards)
    yield {
      at: wildcard.at.at,
      message: messageOf(wildcard, form),
      severity: severityOf(wildcard, form),
      equivalents: equivalentsOf(wildcard),
      fixes: originFixes(wildcard, context),
    };
  for (const use of corsUses(form)) {
    const origin = use.framework === framework && !wildcardOf(use, form) ? originOf(use, form) : undefined;
    const limit = origin && limitedTo(origin, form);
    // Without its variable, Koa's package would allow every origin.
    const isSure = use.library !== "@koa/cors" || (origin && stringOf(form.resolve(origin))) !== undefined;
    if (!origin || limit === undefined || !isSure) continue;
    yield { proves: origin.at, message: `CORS is limited to ${limit}.` };
  }
}

function messageOf(wildcard: Wildcard, form: ScriptForm): string {
  const { how, star } = wildcard;
  const when = star?.conditional ? "Where nothing else is set, any" : "Any";
  if (isReflecting(wildcard, form))
    return `${when} website may call this API as its signed-in user: with credentials, \`@koa/cors\` allows whichever origin asks.`;
  const what =
    how === "default"
      ? `${setterOf(wildcard)} without an origin allows every origin`
      : "every origin is allowed";
  const refused = isWithCredentials(wildcard, form) ? ", and browsers refuse it with credentials" : "";
  return `${when} website may read these answers: ${what}${refused}.`;
}

function setterOf({ use }: Wildcard): string {
  if (use?.framework === "nestjs") return "CORS";
  return use?.library ?? "cors";
}

function severityOf(wildcard: Wildcard, form: ScriptForm): Severity {
  const { star, how, offset } = wildcard;
  if (star?.conditional) return "info";
  if (isReflecting(wildcard, form)) return "error";
  const [registration] = offset === undefined ? [] : registrationsAround(form, offset);
  const isPublicRead = registration?.method === "get" && registration.path !== undefined;
  return how !== "header" && isPublicRead ? "info" : "warning";
}

/** Koa's package answers with the caller's own origin where credentials are allowed. */
function isReflecting(wildcard: Wildcard, form: ScriptForm): boolean {
  return wildcard.use?.library === "@koa/cors" && isWithCredentials(wildcard, form);
}

function isWithCredentials({ use }: Wildcard, form: ScriptForm): boolean {
  return use !== undefined && entriesOf(use, form).length > 0 && hasCredentials(use, form);
}
