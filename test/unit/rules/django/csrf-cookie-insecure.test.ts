import { djangoCsrfCookieInsecure } from "../../../../src/core/rules/django/csrf-cookie-insecure";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const production = (lines: string, common = "") => ({
  "shop/settings/base.py": base + common,
  "shop/settings/production.py": `from .base import *\n\n${lines}`,
});

testRule(djangoCsrfCookieInsecure, {
  valid: [
    { title: "on", code: production("CSRF_COOKIE_SECURE = True\n"), proof: "CSRF_COOKIE_SECURE = True" },
    { title: "the token is in the session", code: production("CSRF_USE_SESSIONS = True\n") },
    {
      title: "no check",
      code: production("", 'MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]\n'),
    },
  ],
  invalid: [
    {
      title: "off",
      code: production("CSRF_COOKIE_SECURE = «False»\n"),
      fixed: production("CSRF_COOKIE_SECURE = True\n"),
    },
    { title: "not set", code: production("«DEBUG» = False\n") },
  ],
});
