import { djangoSessionCookieInsecure } from "../../../../src/core/rules/django/session-cookie-insecure";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const production = (lines: string, common = "") => ({
  "shop/settings/base.py": base + common,
  "shop/settings/production.py": `from .base import *\n\n${lines}`,
});
const one = (lines: string) => ({ "shop/settings.py": `${base}${lines}` });

testRule(djangoSessionCookieInsecure, {
  valid: [
    {
      title: "on",
      code: production("SESSION_COOKIE_SECURE = True\n"),
      proof: "SESSION_COOKIE_SECURE = True",
    },
    {
      title: "on in the common settings",
      code: production("", "SESSION_COOKIE_SECURE = True\n"),
      proof: "SESSION_COOKIE_SECURE",
    },
    { title: "on outside of debug mode", code: one("DEBUG = True\nSESSION_COOKIE_SECURE = not DEBUG\n") },
    {
      title: "on under a condition for production",
      code: one("if not DEBUG:\n    SESSION_COOKIE_SECURE = True\n"),
      proof: "SESSION_COOKIE_SECURE",
    },
    { title: "on under another condition", code: one("if USE_TLS:\n    SESSION_COOKIE_SECURE = True\n") },
    {
      title: "the environment",
      code: one('SESSION_COOKIE_SECURE = env.bool("SESSION_COOKIE_SECURE", default=False)\n'),
    },
    { title: "unseen settings", code: one("from .deployed import *\n") },
    {
      title: "settings in ways that nobody can follow",
      code: one("import django_heroku\n\ndjango_heroku.settings(locals())\n"),
    },
    { title: "no sessions", code: one('INSTALLED_APPS = ["rest_framework"]\n') },
    { title: "development", code: { "shop/settings/local.py": `${base}SESSION_COOKIE_SECURE = False\n` } },
  ],
  invalid: [
    {
      title: "off",
      severity: "warning",
      code: production("SESSION_COOKIE_SECURE = «False»\n"),
      fixed: production("SESSION_COOKIE_SECURE = True\n"),
    },
    {
      title: "off in the common settings",
      message: /is off/,
      code: {
        "shop/settings/base.py": `${base}SESSION_COOKIE_SECURE = False\n`,
        "shop/settings/production.py": "«from .base import *»\nDEBUG = False\n",
      },
      fixed: {
        "shop/settings/base.py": `${base}SESSION_COOKIE_SECURE = False\n`,
        "shop/settings/production.py": "from .base import *\nDEBUG = False\n\nSESSION_COOKIE_SECURE = True\n",
      },
    },
    {
      title: "not set",
      message: /is not set/,
      code: production("«DEBUG» = False\nCSRF_COOKIE_SECURE = True\nX = 1\n"),
      fixed: production("DEBUG = False\nCSRF_COOKIE_SECURE = True\nSESSION_COOKIE_SECURE = True\nX = 1\n"),
    },
    {
      title: "one module",
      code: one('«DEBUG» = os.environ.get("DEBUG") == "1"\n'),
      fixed: one('DEBUG = os.environ.get("DEBUG") == "1"\n\nSESSION_COOKIE_SECURE = not DEBUG\n'),
    },
    {
      title: "one module that is for production",
      code: one("«DEBUG» = False\n"),
      fixed: one("DEBUG = False\n\nSESSION_COOKIE_SECURE = True\n"),
    },
    {
      title: "off before debug mode is known",
      code: one("SESSION_COOKIE_SECURE = «False»\nDEBUG = True\n"),
      fixed: one("SESSION_COOKIE_SECURE = True\nDEBUG = True\n"),
    },
    {
      title: "off by the way tests are run",
      code: one(
        "SESSION_COOKIE_SECURE = «False»\nif 'test' in sys.argv:\n    SESSION_COOKIE_SECURE = True\n",
      ),
    },
  ],
});
