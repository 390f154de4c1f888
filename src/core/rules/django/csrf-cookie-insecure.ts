import { settingsWords } from "../../project/django-settings";
import { defineRule } from "../rule";
import { settingsOf } from "./settings";
import { stateOf, switchReports } from "./switches";

/** The fix is for a person to pick: over plain HTTP forms are refused from then on. */
export const djangoCsrfCookieInsecure = defineRule({
  id: "django/csrf-cookie-insecure",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Send the CSRF cookie over HTTPS only",
  why: "Whoever reads the cookie on the way over plain HTTP can submit forms for the user.",
  references: [
    "https://docs.djangoproject.com/en/stable/ref/settings/#csrf-cookie-secure",
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
SESSION_COOKIE_SECURE = True
`,
      good: `from .base import *

DEBUG = False
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
`,
    },
  ],
  *check({ file, project }) {
    const settings = settingsOf(file, project);
    if (!settings) return;
    const middleware = settings.get("MIDDLEWARE")?.items;
    if (middleware && !middleware.some(({ text }) => /csrf/i.test(text))) return;
    // The token is in the session then.
    const inSession = settings.get("CSRF_USE_SESSIONS");
    if (inSession && stateOf(inSession, project) !== "off") return;
    yield* switchReports(
      {
        name: "CSRF_COOKIE_SECURE",
        effect: "The cookie with the token against forged requests also travels over plain HTTP",
        proof: "The CSRF cookie is sent over HTTPS only.",
        near: ["CSRF_COOKIE_HTTPONLY", "CSRF_TRUSTED_ORIGINS"],
      },
      settings,
      project,
    );
  },
});
