import { removeEntry } from "../../files/syntax/entry-edits";
import { possibleValues } from "../../files/syntax/possible";
import { stringOf } from "../../files/syntax/value";
import { settingsWords } from "../../project/django-settings";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Severity } from "../rule";
import { type DjangoSettings, type Setting, settingsOf } from "./settings";
import { addLines, anchorOf, environmentStyle, placeOf, relatedTo } from "./switches";

const NAME = "ALLOWED_HOSTS";

/** The fix is for a person to pick: the variable has to be set before the application answers again. */
export const djangoAllowedHosts = defineRule({
  id: "django/allowed-hosts",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Name the hosts that the application answers for",
  why: "With `*` the Host header of a request decides what stands in links of e-mails and in caches. With an empty list Django answers no request at all once debug mode is off.",
  references: [
    "https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts",
    "https://docs.djangoproject.com/en/stable/topics/security/#host-headers-virtual-hosting",
  ],
  equivalents: [],
  mentions: settingsWords,
  fix: "review",
  examples: [
    {
      path: "shop/settings/production.py",
      with: { "shop/settings/base.py": 'ROOT_URLCONF = "shop.urls"\n' },
      bad: `import os

from .base import *

ALLOWED_HOSTS = «["*"]»
`,
      good: `import os

from .base import *

ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
`,
    },
  ],
  *check({ file, project }) {
    const settings = settingsOf(file, project);
    if (!settings) return;
    const setting = settings.get(NAME);
    if (!setting) {
      if (!settings.isComplete) return;
      yield {
        at: anchorOf(settings),
        message: `${closed}: \`${NAME}\` is not set.`,
        fixes: fixesOf(settings, setting),
      };
      return;
    }
    const verdict = setting.isCertain ? verdictOf(setting) : undefined;
    if (!verdict) return;
    if (verdict === "limited") {
      yield { proves: setting.at, path: setting.file.path, message: "Only named hosts are answered." };
      return;
    }
    yield {
      ...placeOf(setting, settings),
      message: verdict.message,
      severity: verdict.severity,
      related: relatedTo(setting, settings),
      fixes: fixesOf(settings, setting),
    };
  },
});

const closed = "Django refuses every request outside of debug mode";

function verdictOf(setting: Setting): "limited" | { message: string; severity: Severity } | undefined {
  const { items, value, file } = setting;
  if (items?.length === 0) return { message: `${closed}: \`${NAME}\` is empty.`, severity: "warning" };
  const open = "The application answers for any host that a request names";
  if (items?.some(({ text }) => text.trim() === "*")) return { message: `${open}.`, severity: "warning" };
  if (items) return "limited";
  const possible = possibleValues(value, file.form);
  const isOpen = possible.some(
    (one) => one.conditional && (stringOf(one.value) ?? "").split(",").includes("*"),
  );
  return isOpen ? { message: `${open} where nothing else is set.`, severity: "info" } : undefined;
}

function fixesOf(settings: DjangoSettings, setting: Setting | undefined): Fix[] {
  const { file, isShared } = settings;
  const own = setting?.file.path === file.path ? setting : undefined;
  const others = own ? withoutWildcard(own, file.text) : [];
  if (others.length > 0) return [{ title: "Answer for the named hosts only", kind: "review", edits: others }];
  const style = environmentStyle(file);
  if (!style || (own && !own.items)) return [];
  const { reader, by, edits, quote } = style;
  const quoted = (text: string) => quote + text + quote;
  const name = quoted(NAME);
  const local = quoted("localhost");
  const value = {
    environ: `${reader}.list(${name}${isShared ? `, default=[${local}]` : ""})`,
    decouple: `${reader}(${name}${isShared ? `, default=${local}` : ""}).split(${quoted(",")})`,
    os: isShared
      ? `${reader}.environ.get(${name}, ${local}).split(${quoted(",")})`
      : `${reader}.environ[${name}].split(${quoted(",")})`,
  }[by];
  const edit = own ? replacement(own.value.at, value) : addLines(settings, [`${NAME} = ${value}`]);
  return [{ title: `Read the hosts from the variable ${NAME}`, kind: "review", edits: [...edits, edit] }];
}

/** The wildcard goes where there are hosts beside it. */
function withoutWildcard({ value, file }: Setting, text: string): TextEdit[] {
  const list = file.form.resolve(value);
  if (list.kind !== "list" || list.items.length < 2) return [];
  const index = list.items.findIndex((item) => stringOf(item)?.trim() === "*");
  const named = list.items.filter((item) => /\.[a-z]{2,}$/i.test(stringOf(item) ?? ""));
  return index < 0 || named.length === 0
    ? []
    : removeEntry(
        text,
        list.items.map(({ at }) => at),
        index,
      );
}
