import { djangoHstsNotSet } from "../../../../src/core/rules/django/hsts-not-set";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const production = (lines: string, common = "") => ({
  "shop/settings/base.py": base + common,
  "shop/settings/production.py": `from .base import *\n\n${lines}`,
});
const one = (lines: string) => ({ "shop/settings.py": `${base}${lines}` });
const nginx = (listen: string, lines = "") =>
  `server {\n    listen ${listen};\n    ${lines}\n    location / { proxy_pass http://app:8000; }\n}\n`;

testRule(djangoHstsNotSet, {
  valid: [
    { title: "set", code: production("SECURE_HSTS_SECONDS = 31536000\n"), proof: "SECURE_HSTS_SECONDS" },
    { title: "computed", code: production("SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365\n") },
    { title: "the environment", code: one('SECURE_HSTS_SECONDS = int(os.environ.get("HSTS", 0))\n') },
    {
      title: "outside of debug mode",
      code: one("SECURE_HSTS_SECONDS = 0 if DEBUG else 31536000\n"),
      proof: "SECURE_HSTS_SECONDS",
    },
    { title: "unseen settings", code: one("from .deployed import *\n") },
    {
      title: "a proxy sends it",
      code: {
        ...production(""),
        "nginx/app.conf": nginx("80", 'add_header Strict-Transport-Security "max-age=31536000" always;'),
      },
    },
    {
      title: "a proxy ends TLS: it is reported there",
      code: { ...production(""), "nginx/app.conf": nginx("443 ssl") },
    },
    {
      title: "Caddy ends TLS",
      code: { ...production(""), Caddyfile: "shop.example.com {\n    reverse_proxy app:8000\n}\n" },
    },
    {
      title: "a middleware of the application",
      code: {
        ...production(""),
        "shop/middleware.py":
          'class Guard:\n    def __call__(self, request):\n        response = self.get_response(request)\n        response.headers["Strict-Transport-Security"] = "max-age=31536000"\n        return response\n',
      },
    },
  ],
  invalid: [
    {
      title: "not set",
      severity: "warning",
      code: production("«DEBUG» = False\n"),
      fixed: production("DEBUG = False\n\nSECURE_HSTS_SECONDS = 31536000\n"),
    },
    {
      title: "with sub-domains",
      code: production("«DEBUG» = False\n"),
      fix: "Set SECURE_HSTS_SECONDS = 31536000 and include all sub-domains",
      fixed: production(
        "DEBUG = False\n\nSECURE_HSTS_SECONDS = 31536000\nSECURE_HSTS_INCLUDE_SUBDOMAINS = True\n",
      ),
    },
    {
      title: "off",
      message: /is 0/,
      code: production("SECURE_HSTS_SECONDS = «0»\n"),
      fixed: production("SECURE_HSTS_SECONDS = 31536000\n"),
    },
    {
      title: "one module",
      code: one("«DEBUG» = True\n"),
      fixed: one("DEBUG = True\n\nSECURE_HSTS_SECONDS = 0 if DEBUG else 31536000\n"),
    },
    {
      title: "a proxy without TLS",
      code: { ...production("«DEBUG» = False\n"), "nginx/app.conf": nginx("80") },
    },
  ],
});
