import type { PythonForm } from "../../files/python/form";
import { insertAfter } from "../../files/syntax/entry-edits";
import type { Assignment } from "../../files/syntax/outline";
import { quoteOf, startsLine } from "../../files/syntax/style";
import {
  entryNamed,
  hasSpread,
  lastNameOf,
  type RecordValue,
  rootNameOf,
  stringOf,
} from "../../files/syntax/value";
import { limitedInFrontOf, limitedWithin, openInFrontOf } from "../../project/limits";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";
import { contains } from "../../text/span";
import { isBehindProxy } from "../express/trust-proxy";
import { defineRule, type FileRuleContext, type Fix, type Report } from "../rule";

type Context = FileRuleContext<"python">;

const SETTING = "REST_FRAMEWORK";
const CLASSES = "DEFAULT_THROTTLE_CLASSES";
const RATES = "DEFAULT_THROTTLE_RATES";

export const drfMissingThrottle = defineRule({
  id: "django/drf-missing-throttle",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Throttle the views of Django REST framework",
  why: "Django REST framework answers every client as often as it asks, unless the settings name throttles and their rates.",
  references: [
    "https://www.django-rest-framework.org/api-guide/throttling/#setting-the-throttling-policy",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  equivalents: ["semgrep missing-throttle-config"],
  mentions: ["REST_FRAMEWORK"],
  fix: "review",
  examples: [
    {
      path: "shop/settings.py",
      bad: `«REST_FRAMEWORK» = {
    "PAGE_SIZE": 50,
}
`,
      good: `REST_FRAMEWORK = {
    "PAGE_SIZE": 50,
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "100/min", "user": "100/min"},
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    if (!form.mentions(SETTING) || !form.clean || isChanged(form) || !isInstalled(form)) return;
    const settings = form.assignments.filter(
      ({ target, operator, at }) =>
        target.kind === "name" &&
        target.name === SETTING &&
        operator === "=" &&
        !form.isDevelopmentOnly(at.start),
    );
    const reports = settings.flatMap((setting) => reportOn(setting, context) ?? []);
    const limit = limitedInFrontOf(file.path, project) ?? limitedWithin(file.path, project);
    const isOwn = limit?.path === file.path && settings.some(({ at }) => contains(at, limit.at));
    if (limit && !isOwn && reports.length > 0) {
      yield { proves: limit.at, path: limit.path, message: `${limit.path} limits the requests.` };
      return;
    }
    if (!openInFrontOf(file.path, project)) yield* reports;
  },
});

function reportOn({ target, value }: Assignment, context: Context): Report | undefined {
  const { form } = context.file;
  const record = form.resolve(value);
  // What is built from the environment or from other settings may hold anything.
  if (record.kind !== "record" || hasSpread(record.entries)) return undefined;
  if (record.entries.some(({ name }) => name === undefined)) return undefined;
  const classes = entryNamed(record.entries, CLASSES);
  const rates = entryNamed(record.entries, RATES);
  if (rates) return { proves: rates.at, message: "Requests are throttled." };
  const named = classes && form.resolve(classes.value);
  // Classes of the project may have rates of their own.
  const areShipped =
    named?.kind === "list" &&
    named.items.every((item) =>
      /^rest_framework\.throttling\.(Anon|User)RateThrottle$/.test(stringOf(item) ?? ""),
    );
  if (classes && !areShipped) return { proves: classes.at, message: "Requests are throttled." };
  return {
    at: target.at,
    message: classes
      ? "The throttles have no rate: the first request they count fails."
      : "Nothing throttles the views: a client may ask as often as it likes.",
    fixes: throttleFix(record, classes !== undefined, context),
  };
}

function throttleFix(record: RecordValue, hasClasses: boolean, { file, project }: Context): Fix[] {
  const { text } = file;
  const quote = quoteOf(text, '"');
  const q = (word: string) => quote + word + quote;
  const last = record.entries.at(-1);
  const indent = last && startsLine(text, last.at.start) ? indentAt(text, last.at.start) : undefined;
  const items = ["Anon", "User"].map((who) => q(`rest_framework.throttling.${who}RateThrottle`));
  const eol = eolOf(text);
  const list =
    indent === undefined
      ? `[${items.join(", ")}]`
      : `[${eol}${items.map((item) => `${indent}    ${item},${eol}`).join("")}${indent}]`;
  const added = [
    ...(hasClasses ? [] : [`${q(CLASSES)}: ${list}`]),
    `${q(RATES)}: {${q("anon")}: ${q("100/min")}, ${q("user")}: ${q("100/min")}}`,
    // Of X-Forwarded-For only what the proxy itself has added tells clients apart.
    ...(isBehindProxy(project) && !entryNamed(record.entries, "NUM_PROXIES")
      ? [`${q("NUM_PROXIES")}: 1`]
      : []),
  ];
  return [
    {
      title: "Throttle each client at 100 requests a minute",
      kind: "review",
      edits: [appended(text, record, added)],
    },
  ];
}

function appended(text: string, record: RecordValue, added: readonly string[]): TextEdit {
  const last = record.entries.at(-1);
  if (!last) return replacement(record.at, `{${added.join(", ")}}`);
  return insertion(last.at.end, added.map((entry) => insertAfter(text, last.at, entry).text).join(""));
}

/** `REST_FRAMEWORK["…"] = …`, `REST_FRAMEWORK.update(…)`: what the setting holds in the end is not known. */
function isChanged(form: PythonForm): boolean {
  const isIndexed = form.assignments.some(
    ({ target }) => target.kind === "index" && rootNameOf(target) === SETTING,
  );
  return (
    isIndexed ||
    form.calls.some(({ callee }) => callee.kind === "member" && lastNameOf(callee.object) === SETTING)
  );
}

function isInstalled(form: PythonForm): boolean {
  const apps = form.assignments.find(({ target }) => lastNameOf(target) === "INSTALLED_APPS");
  const list = apps && form.resolve(apps.value);
  if (list?.kind !== "list" || form.text.match(/\bINSTALLED_APPS\b/g)?.length !== 1) return true;
  return list.items.some((item) => {
    const name = stringOf(item);
    return name === undefined || name.startsWith("rest_framework");
  });
}
