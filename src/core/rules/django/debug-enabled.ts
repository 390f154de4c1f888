import type { PythonForm } from "../../files/python/form";
import { environmentRead } from "../../files/syntax/environment";
import type { Value } from "../../files/syntax/value";
import { settingsWords } from "../../project/django-settings";
import { replacement } from "../../text/edits";
import { contains, slice } from "../../text/span";
import { severityOf, whenOf } from "../python/debug";
import { truthOf } from "../python/truth";
import { defineRule, type Fix } from "../rule";
import { type DjangoSettings, type Setting, settingsOf } from "./settings";
import { environmentStyle, placeOf, relatedTo, setTo } from "./switches";

export const djangoDebugEnabled = defineRule({
  id: "django/debug-enabled",
  on: "python",
  severity: "error",
  hardening: true,
  title: "Switch Django's debug mode off in production",
  why: "In debug mode every error page shows code, settings and what variables held to whoever caused the error, and Django keeps every query in memory.",
  references: [
    "https://docs.djangoproject.com/en/stable/howto/deployment/checklist/#debug",
    "https://cwe.mitre.org/data/definitions/489.html",
  ],
  equivalents: [],
  mentions: settingsWords,
  fix: "review",
  examples: [
    {
      title: "settings for production",
      path: "shop/settings/production.py",
      with: { "shop/settings/base.py": 'ROOT_URLCONF = "shop.urls"\n' },
      bad: "from .base import *\n\nDEBUG = «True»\n",
      good: "from .base import *\n\nDEBUG = False\n",
    },
    {
      title: "one module for everything",
      path: "shop/settings.py",
      bad: `from pathlib import Path

DEBUG = «True»
ROOT_URLCONF = "shop.urls"
`,
      good: `import os
from pathlib import Path

DEBUG = os.environ.get("DEBUG") == "1"
ROOT_URLCONF = "shop.urls"
`,
    },
  ],
  *check({ file, project }) {
    const settings = settingsOf(file, project);
    const debug = settings?.get("DEBUG");
    if (!settings || !debug?.isCertain) return;
    const truth = truthOf(debug.value, debug.file, project);
    const severity = severityOf(truth);
    if (truth === "off") yield { proves: debug.at, path: debug.file.path, message: "Debug mode is off." };
    if (severity === undefined) return;
    yield {
      ...placeOf(debug, settings),
      message: `Django runs in debug mode${whenOf(truth)}.`,
      severity,
      related: relatedTo(debug, settings),
      fixes: fixesOf(debug, settings, truth === "unset"),
    };
  },
});

function fixesOf(debug: Setting, settings: DjangoSettings, isFallback: boolean): Fix[] {
  const off: Fix = { title: "Set DEBUG = False", kind: "review", edits: [setTo(settings, "DEBUG", "False")] };
  if (debug.file.path !== settings.file.path) return [off];
  const fallback = isFallback ? fallbackIn(debug.value, settings.file.form) : undefined;
  if (fallback) {
    const text = slice(settings.file.text, fallback.at);
    const quote = /^["']/.exec(text)?.[0] ?? "";
    const title = "Keep it off where the variable is not set";
    return [{ title, kind: "review", edits: [replacement(fallback.at, `${quote}False${quote}`)] }, off];
  }
  const style = environmentStyle(settings.file);
  if (!style) return [off];
  const { reader, by, edits, quote } = style;
  const name = `${quote}DEBUG${quote}`;
  const value = {
    environ: `${reader}.bool(${name}, default=False)`,
    decouple: `${reader}(${name}, default=False, cast=bool)`,
    os: `${reader}.environ.get(${name}) == ${quote}1${quote}`,
  }[by];
  const read: Fix = {
    title: "Let the variable DEBUG switch it on",
    kind: "review",
    edits: [...edits, replacement(debug.value.at, value)],
  };
  return settings.isShared ? [read, off] : [off, read];
}

/** What counts where the variable is not set. */
function fallbackIn(value: Value, form: PythonForm): Value | undefined {
  const resolved = form.resolve(value);
  const reads = [resolved, ...form.calls.filter((call) => contains(resolved.at, call.at))];
  return reads
    .map((read) => environmentRead(read, form)?.fallback)
    .find((fallback) => fallback !== undefined);
}
