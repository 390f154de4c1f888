import { djangoSslRedirectOff } from "../../../../src/core/rules/django/ssl-redirect-off";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const production = (lines: string) => ({
  "shop/settings/base.py": base,
  "shop/settings/production.py": `from .base import *\n\n${lines}`,
});

testRule(djangoSslRedirectOff, {
  valid: [
    { title: "on", code: production("SECURE_SSL_REDIRECT = True\n"), proof: "SECURE_SSL_REDIRECT" },
    { title: "the environment", code: production('SECURE_SSL_REDIRECT = env.bool("TLS", default=True)\n') },
    {
      title: "a proxy redirects",
      code: {
        ...production(""),
        "nginx/app.conf":
          "server {\n    listen 80;\n    return 301 https://$host$request_uri;\n}\nserver {\n    listen 443 ssl;\n    location / { proxy_pass http://app:8000; }\n}\n",
      },
    },
    {
      title: "a proxy should",
      code: {
        ...production(""),
        "nginx/app.conf": "server {\n    listen 80;\n    location / { proxy_pass http://app:8000; }\n}\n",
      },
    },
    {
      title: "the platform redirects",
      code: { ...production(""), "fly.toml": "[http_service]\ninternal_port = 8000\nforce_https = true\n" },
    },
    { title: "unseen settings", code: production("from .deployed import *\n") },
  ],
  invalid: [
    {
      title: "off",
      severity: "info",
      code: production("SECURE_SSL_REDIRECT = «False»\n"),
      fixed: production("SECURE_SSL_REDIRECT = True\n"),
    },
    {
      title: "off, behind a proxy",
      code: production("SECURE_SSL_REDIRECT = «False»\n"),
      fix: "Set SECURE_SSL_REDIRECT = True and trust X-Forwarded-Proto of the proxy in front",
      fixed: production(
        'SECURE_SSL_REDIRECT = True\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n',
      ),
    },
    {
      title: "the header of a proxy is trusted already",
      code: production('«SECURE_PROXY_SSL_HEADER» = ("HTTP_X_FORWARDED_PROTO", "https")\n'),
      fixed: production(
        'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\nSECURE_SSL_REDIRECT = True\n',
      ),
    },
    {
      title: "not set",
      code: production("«DEBUG» = False\n"),
      fixed: production("DEBUG = False\n\nSECURE_SSL_REDIRECT = True\n"),
    },
  ],
});
