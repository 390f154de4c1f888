import type { SourceFile } from "../../files/source";
import { removeEntry } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import { corsReplacedInFrontOf } from "../../project/cors";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { opensEverything } from "../cors/open-pattern";
import { limitedTo, pythonOrigin } from "../cors/origin-expression";
import { defineRule, type Fix, type Report } from "../rule";
import { allSettings, type DjangoSettings, type Setting } from "./settings";
import { stateOf } from "./switches";

const switches = ["CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"];
const lists = ["CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST"];
const patterns = ["CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"];

/** The fix is for a person to pick: the frontend may be served from more origins than the workspace shows. */
export const djangoCorsAllowAll = defineRule({
  id: "django/cors-allow-all",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Name the origins that may call the API",
  why: "With every origin allowed, any website can read the API's answers from its visitors' browsers. With credentials as well, django-cors-headers answers with the caller's own origin, so that any website can act as the signed-in user.",
  references: [
    "https://github.com/adamchainz/django-cors-headers#cors_allowed_origins-sequencestr",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [],
  mentions: ["CORS_"],
  fix: "review",
  examples: [
    {
      title: "the frontend's origin is known",
      path: "shop/settings/production.py",
      with: {
        ".env.production": "FRONTEND_URL=https://app.example.com\n",
        "shop/settings/base.py": 'ROOT_URLCONF = "shop.urls"\n',
      },
      bad: `from .base import *

CORS_ALLOW_ALL_ORIGINS = «True»
`,
      good: `from .base import *

CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
`,
    },
  ],
  *check({ file, project }) {
    const seen = new Set<number>();
    for (const settings of allSettings(project)) {
      const reports = [...switchReports(file, settings, project), ...patternReports(file, settings, project)];
      const found = reports.length > 0 ? reports : proofs(file, settings);
      if (reports.length > 0 && corsReplacedInFrontOf(settings.file.path, project)) continue;
      for (const report of found) {
        const { start } = "at" in report ? report.at : report.proves;
        if (!seen.has(start)) yield report;
        seen.add(start);
      }
    }
  },
});

type PythonFile = SourceFile<"python">;

/** The settings of `names` that production takes from `file`. */
function ownOf(names: readonly string[], file: PythonFile, settings: DjangoSettings): Setting[] {
  return names.flatMap((name) => {
    const setting = settings.get(name);
    return setting?.file.path === file.path && setting.isCertain ? setting : [];
  });
}

function switchReports(file: PythonFile, settings: DjangoSettings, project: ProjectView): Report[] {
  return ownOf(switches, file, settings).flatMap((setting): Report[] => {
    const state = stateOf(setting, project);
    if (state !== "on" && state !== "unset" && state !== "text") return [];
    const isFallback = state !== "on";
    return [
      {
        at: setting.value.at,
        message: messageOf(settings, project, isFallback),
        severity: severityOf(settings, project, isFallback),
        fixes: switchFixes(setting, settings, project),
      },
    ];
  });
}

function patternReports(file: PythonFile, settings: DjangoSettings, project: ProjectView): Report[] {
  return ownOf(patterns, file, settings).flatMap(({ items }) =>
    (items ?? [])
      .filter((item) => item.file.path === file.path && opensEverything(item.text))
      .map((item): Report => {
        return {
          at: item.at,
          message: messageOf(settings, project, false),
          severity: severityOf(settings, project, false),
          fixes: patternFixes(item.at.start, file, settings, project),
        };
      }),
  );
}

function proofs(file: PythonFile, settings: DjangoSettings): Report[] {
  return ownOf(lists, file, settings).flatMap((setting): Report[] => {
    const limit = limitedTo(setting.value, file.form);
    return limit === undefined ? [] : [{ proves: setting.at, message: `CORS is limited to ${limit}.` }];
  });
}

function withCredentials(settings: DjangoSettings, project: ProjectView): boolean {
  const setting = settings.get("CORS_ALLOW_CREDENTIALS");
  return setting !== undefined && stateOf(setting, project) === "on";
}

function severityOf(settings: DjangoSettings, project: ProjectView, isFallback: boolean) {
  if (isFallback) return "info";
  return withCredentials(settings, project) ? "error" : "warning";
}

function messageOf(settings: DjangoSettings, project: ProjectView, isFallback: boolean): string {
  const when = isFallback ? "Where the variable is not set, any" : "Any";
  return withCredentials(settings, project)
    ? `${when} website may call this API as its signed-in user: every origin is allowed, with credentials.`
    : `${when} website may read what this API answers: every origin is allowed.`;
}

/** The list takes the place of the switch; where there is one already, the switch goes off. */
function switchFixes(setting: Setting, settings: DjangoSettings, project: ProjectView): Fix[] {
  const { at, value, file } = setting;
  const fix = (title: string, edits: readonly TextEdit[]): Fix => ({ title, kind: "review", edits });
  const inDebug = settings.get("DEBUG");
  const isBefore = inDebug && (inDebug.file.path !== file.path || inDebug.at.end <= at.start);
  const onlyInDebug =
    settings.isShared && isBefore
      ? [fix("Allow every origin in debug mode only", [replacement(value.at, "DEBUG")])]
      : [];
  if (hasList(settings))
    return [fix("Allow the listed origins only", [replacement(value.at, "False")]), ...onlyInDebug];
  const origin = pythonOrigin(file.form, project, quoteOf(file.text, '"'));
  if (!origin) return onlyInDebug;
  const list = replacement(at, `${lists[0]} = [${origin.text}]`);
  return [fix(`Allow ${origin.label} only`, [...origin.edits, list]), ...onlyInDebug];
}

function patternFixes(
  start: number,
  file: PythonFile,
  settings: DjangoSettings,
  project: ProjectView,
): Fix[] {
  const [setting] = ownOf(patterns, file, settings);
  const list = setting && file.form.resolve(setting.value);
  if (!setting || list?.kind !== "list") return [];
  const index = list.items.findIndex((item) => item.at.start === start);
  const removed = removeEntry(
    file.text,
    list.items.map(({ at }) => at),
    index,
  );
  if (list.items.length > 1 || hasList(settings))
    return index < 0 ? [] : [{ title: "Allow the other origins only", kind: "review", edits: removed }];
  const origin = pythonOrigin(file.form, project, quoteOf(file.text, '"'));
  if (!origin) return [];
  const edits = [...origin.edits, replacement(setting.at, `${lists[0]} = [${origin.text}]`)];
  return [{ title: `Allow ${origin.label} only`, kind: "review", edits }];
}

function hasList(settings: DjangoSettings): boolean {
  return lists.some((name) => {
    const setting = settings.get(name);
    return setting !== undefined && setting.items?.length !== 0;
  });
}
