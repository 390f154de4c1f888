import { djangoCorsAllowAll } from "../../../../src/core/rules/django/cors-allow-all";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const known = { ".env.production": "FRONTEND_URL=https://app.example.org\n" };
const production = (lines: string, common = "") => ({
  ...known,
  "shop/settings/base.py": base + common,
  "shop/settings/production.py": `from .base import *\n\n${lines}`,
});
const one = (lines: string) => ({ ...known, "shop/settings.py": `${base}${lines}` });

testRule(djangoCorsAllowAll, {
  valid: [
    {
      title: "a list",
      code: production('CORS_ALLOWED_ORIGINS = ["https://app.example.org"]\n'),
      proof: "CORS_ALLOWED_ORIGINS",
    },
    { title: "off", code: production("CORS_ALLOW_ALL_ORIGINS = False\n") },
    { title: "in debug mode", code: one("DEBUG = True\nCORS_ALLOW_ALL_ORIGINS = DEBUG\n") },
    { title: "while developing", code: one("if DEBUG:\n    CORS_ALLOW_ALL_ORIGINS = True\n") },
    { title: "the environment", code: one('CORS_ALLOW_ALL_ORIGINS = env.bool("CORS_ALL", default=False)\n') },
    {
      title: "production switches it off",
      code: production("CORS_ALLOW_ALL_ORIGINS = False\n", "CORS_ALLOW_ALL_ORIGINS = True\n"),
    },
    {
      title: "development alone",
      code: {
        ...production(""),
        "shop/settings/local.py": "from .base import *\n\nCORS_ALLOW_ALL_ORIGINS = True\n",
      },
    },
    {
      title: "a pattern with a host",
      code: production('CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://\\w+\\.example\\.org$"]\n'),
    },
    {
      title: "a proxy in front answers instead",
      code: {
        ...production("CORS_ALLOW_ALL_ORIGINS = True\n"),
        "nginx/app.conf":
          'server {\n    listen 80;\n    location / {\n        proxy_hide_header Access-Control-Allow-Origin;\n        add_header Access-Control-Allow-Origin "https://a.example.org" always;\n        proxy_pass http://app:8000;\n    }\n}\n',
      },
    },
  ],
  invalid: [
    {
      title: "all",
      severity: "warning",
      code: production("CORS_ALLOW_ALL_ORIGINS = «True»\n"),
      fixed: production('CORS_ALLOWED_ORIGINS = ["https://app.example.org"]\n'),
    },
    {
      title: "the origin comes from the environment",
      code: { "shop/settings.py": `${base}CORS_ALLOW_ALL_ORIGINS = «True»\n` },
      fixed: {
        "shop/settings.py": `import os\n\n${base}CORS_ALLOWED_ORIGINS = [os.environ["FRONTEND_URL"]]\n`,
      },
    },
    {
      title: "with credentials",
      severity: "error",
      code: production("CORS_ALLOW_ALL_ORIGINS = «True»\nCORS_ALLOW_CREDENTIALS = True\n"),
    },
    {
      title: "the old name",
      code: production("CORS_ORIGIN_ALLOW_ALL = «True»\n"),
      fixed: production('CORS_ALLOWED_ORIGINS = ["https://app.example.org"]\n'),
    },
    {
      title: "beside a list",
      code: production('CORS_ALLOW_ALL_ORIGINS = «True»\nCORS_ALLOWED_ORIGINS = ["https://a.example.org"]\n'),
      fixed: production('CORS_ALLOW_ALL_ORIGINS = False\nCORS_ALLOWED_ORIGINS = ["https://a.example.org"]\n'),
    },
    {
      title: "in the common settings",
      code: {
        "shop/settings/base.py": `${base}CORS_ALLOW_ALL_ORIGINS = «True»\n`,
        "shop/settings/production.py": "from .base import *\n",
      },
    },
    {
      title: "one module, in debug mode only",
      code: one("DEBUG = True\nCORS_ALLOW_ALL_ORIGINS = «True»\n"),
      fix: "Allow every origin in debug mode only",
      fixed: one("DEBUG = True\nCORS_ALLOW_ALL_ORIGINS = DEBUG\n"),
    },
    {
      title: "a fallback",
      severity: "info",
      code: one('CORS_ALLOW_ALL_ORIGINS = «env.bool("CORS_ALL", default=True)»\n'),
    },
    {
      title: "a pattern that all match",
      code: production('CORS_ALLOWED_ORIGIN_REGEXES = [«r"^https?://.*$"»]\n'),
      fixed: production('CORS_ALLOWED_ORIGINS = ["https://app.example.org"]\n'),
    },
    {
      title: "a pattern that all match, beside another",
      code: production('CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://a\\.example\\.org$", «r".*"»]\n'),
      fixed: production('CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://a\\.example\\.org$"]\n'),
    },
    { title: "alone", code: { "conf/cors.py": "CORS_ALLOW_ALL_ORIGINS = «True»\n" } },
  ],
});
