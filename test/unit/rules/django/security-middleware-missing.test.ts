import { djangoSecurityMiddlewareMissing } from "../../../../src/core/rules/django/security-middleware-missing";
import { testRule } from "../../../support/rule-tester";

const security = '"django.middleware.security.SecurityMiddleware"';
const session = '"django.contrib.sessions.middleware.SessionMiddleware"';
const common = '"django.middleware.common.CommonMiddleware"';
const csrf = '"django.middleware.csrf.CsrfViewMiddleware"';
const frames = '"django.middleware.clickjacking.XFrameOptionsMiddleware"';
const one = (...entries: string[]) => ({
  "shop/settings.py": `ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = [\n${entries.map((entry) => `    ${entry},\n`).join("")}]\n`,
});
const marked = (files: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replace("MIDDLEWARE =", "«MIDDLEWARE» =")]),
  );

testRule(djangoSecurityMiddlewareMissing, {
  valid: [
    { title: "all three", code: one(security, session, common, csrf, frames), proof: "MIDDLEWARE" },
    {
      title: "others that do their work",
      code: one(
        '"shop.middleware.SecurityHeadersMiddleware"',
        session,
        '"shop.middleware.OwnCsrfMiddleware"',
        '"csp.middleware.CSPMiddleware"',
      ),
    },
    { title: "no sessions", code: one(security, common, frames) },
    {
      title: "added by production",
      code: {
        "shop/settings/base.py": `ROOT_URLCONF = "a"\nMIDDLEWARE = [${session}, ${common}]\n`,
        "shop/settings/production.py": `from .base import *\n\nMIDDLEWARE += [${security}, ${csrf}]\nMIDDLEWARE.insert(0, ${frames})\n`,
      },
    },
    {
      title: "put in front",
      code: {
        "shop/settings.py": `ROOT_URLCONF = "a"\nMIDDLEWARE = [${session}, ${csrf}, ${frames}]\nMIDDLEWARE = [${security}] + MIDDLEWARE\n`,
      },
    },
    {
      title: "a list that is not known in full",
      code: { "shop/settings.py": `ROOT_URLCONF = "a"\nMIDDLEWARE = [${session}] + more()\n` },
    },
    {
      title: "a module that is not in the workspace",
      code: {
        "shop/settings.py": `ROOT_URLCONF = "a"\nMIDDLEWARE = [${session}]\nfrom .deployed import *\n`,
      },
    },
    {
      title: "settings for tests",
      code: { "shop/settings/test.py": `ROOT_URLCONF = "a"\nMIDDLEWARE = [${session}]\n` },
    },
    {
      title: "a proxy in front sends the headers",
      code: {
        ...one(session, common, csrf),
        "nginx/app.conf":
          "server {\n    listen 80;\n    add_header X-Frame-Options DENY always;\n    add_header X-Content-Type-Options nosniff always;\n    location / { proxy_pass http://app:8000; }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "all are missing",
      severity: "warning",
      code: marked(one(common, session)),
      fixed: one(security, common, session, csrf, frames),
    },
    {
      title: "one is missing",
      message: /^`XFrameOptionsMiddleware` is missing: any website can show/,
      code: marked(one(security, session, common, csrf)),
      fixed: one(security, session, common, csrf, frames),
    },
    {
      title: "on one line",
      code: {
        "shop/settings.py": `ROOT_URLCONF = 'a'\n«MIDDLEWARE» = ['django.contrib.sessions.middleware.SessionMiddleware', 'django.middleware.csrf.CsrfViewMiddleware']\n`,
      },
      fixed: {
        "shop/settings.py": `ROOT_URLCONF = 'a'\nMIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'django.contrib.sessions.middleware.SessionMiddleware', 'django.middleware.csrf.CsrfViewMiddleware', 'django.middleware.clickjacking.XFrameOptionsMiddleware']\n`,
      },
    },
    {
      title: "in the common settings",
      code: {
        "shop/settings/base.py": `ROOT_URLCONF = "a"\n«MIDDLEWARE» = [${session}, ${csrf}]\n`,
        "shop/settings/production.py": "from .base import *\n",
      },
    },
  ],
});
