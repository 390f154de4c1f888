import { settingsWords } from "../../project/django-settings";
import { defineRule } from "../rule";
import { settingsOf } from "./settings";
import { switchReports } from "./switches";

/** The fix is for a person to pick: over plain HTTP nobody can sign in any more. */
export const djangoSessionCookieInsecure = defineRule({
  id: "django/session-cookie-insecure",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Send the session cookie over HTTPS only",
  why: "One request over plain HTTP shows the cookie to whoever is on the way, and with it the signed-in user's account.",
  references: [
    "https://docs.djangoproject.com/en/stable/ref/settings/#session-cookie-secure",
    "https://docs.djangoproject.com/en/stable/howto/deployment/checklist/#https",
  ],
  equivalents: [],
  mentions: settingsWords,
  fix: "review",
  examples: [
    {
      path: "shop/settings/production.py",
      with: { "shop/settings/base.py": 'ROOT_URLCONF = "shop.urls"\n' },
      bad: `from .base import *

«DEBUG» = False
CSRF_COOKIE_SECURE = True
`,
      good: `from .base import *

DEBUG = False
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_SECURE = True
`,
    },
  ],
  *check({ file, project }) {
    const settings = settingsOf(file, project);
    if (!settings) return;
    const apps = settings.get("INSTALLED_APPS")?.items;
    if (apps && !apps.some(({ text }) => text === "django.contrib.sessions")) return;
    yield* switchReports(
      {
        name: "SESSION_COOKIE_SECURE",
        effect: "The session cookie also travels over plain HTTP",
        proof: "The session cookie is sent over HTTPS only.",
        near: ["SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_AGE"],
      },
      settings,
      project,
    );
  },
});
