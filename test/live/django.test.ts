import assert from "node:assert/strict";
import { django } from "./support/app-servers";
import {
  cookieAt,
  known,
  limited,
  openToAll,
  openToOwn,
  protectedAt,
  unlimited,
  unprotected,
} from "./support/checks";
import type { Files } from "./support/folder";
import { hasOnce } from "./support/http";
import { live } from "./support/live";

const behindProxy = 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n';
const https = { headers: { "x-forwarded-proto": "https" } };

/** A project with settings for production. `base`: what the middleware of all stages is, and what else they share. */
function project(production: string, base = { middleware: fullMiddleware, more: "" }): Files {
  return {
    "shop/__init__.py": "",
    "shop/settings/__init__.py": "",
    "shop/settings/base.py": `SECRET_KEY = "only-for-this-test"
ROOT_URLCONF = "shop.urls"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
USE_TZ = True
MIDDLEWARE = [
${base.middleware.map((name) => `    "${name}",\n`).join("")}]
${base.more}`,
    "shop/settings/production.py": `import os

from .base import *

DEBUG = False
ALLOWED_HOSTS = ["app.example.com"]
${production}`,
    "shop/urls.py": `from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path


def index(request):
    request.session["seen"] = True
    return HttpResponse("ok")


def form(request):
    return HttpResponse(get_token(request))


def login(request):
    response = HttpResponse("ok")
    response.set_cookie("remember", "abc")
    return response


urlpatterns = [path("", index), path("form", form), path("login", login)]
`,
    "manage.py": `import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.production")
`,
  };
}

const fullMiddleware = [
  "django.middleware.security.SecurityMiddleware",
  "django.contrib.sessions.middleware.SessionMiddleware",
  "django.middleware.common.CommonMiddleware",
  "django.middleware.csrf.CsrfViewMiddleware",
  "django.middleware.clickjacking.XFrameOptionsMiddleware",
];

live(django(), [
  {
    shows: "HSTS once, over HTTPS",
    rule: "django/hsts-not-set",
    files: project(`SECURE_SSL_REDIRECT = True\n${behindProxy}`),
    before: unprotected("/", ["strict-transport-security"], https),
    after: protectedAt({ "/": 200, "/nowhere": 404 }, ["strict-transport-security"], https),
  },
  {
    shows: "the way to HTTPS, and no circle behind the proxy",
    rule: "django/ssl-redirect-off",
    files: { ...project(""), Procfile: "web: gunicorn shop.wsgi\n" },
    before: async (server) => assert.equal((await server.ask("/")).status, 200),
    after: async (server) => {
      const answer = await server.ask("/form?a=1");
      assert.equal(answer.status, 301);
      assert.equal(answer.get("location"), "https://app.example.com/form?a=1");
      assert.equal((await server.ask("/", https)).status, 200);
    },
  },
  {
    shows: "the flag of the session's cookie",
    rule: "django/session-cookie-insecure",
    files: project(""),
    before: cookieAt("/", [/^sessionid=/], [/secure/i]),
    after: cookieAt("/", [/^sessionid=/, /; secure/i, /; httponly/i]),
  },
  {
    shows: "the flag of the token's cookie",
    rule: "django/csrf-cookie-insecure",
    files: project(""),
    before: cookieAt("/form", [/^csrftoken=/], [/secure/i]),
    after: cookieAt("/form", [/^csrftoken=/, /; secure/i]),
  },
  {
    shows: "the flags of a cookie of its own",
    rule: "django/cookie-insecure",
    files: project(""),
    before: cookieAt("/login", [/^remember=/], [/secure/i, /httponly/i, /samesite/i]),
    after: cookieAt("/login", [/; secure/i, /; httponly/i, /; samesite=lax/i]),
  },
  {
    shows: "no list of routes",
    rule: "django/debug-enabled",
    files: project("DEBUG = True\n"),
    before: async (server) => assert.match((await server.ask("/nowhere")).body, /URLconf/),
    after: async (server) => {
      const { status, body } = await server.ask("/nowhere");
      assert.equal(status, 404);
      assert.doesNotMatch(body, /URLconf/);
    },
  },
  {
    shows: "other names are refused",
    rule: "django/allowed-hosts",
    files: project('ALLOWED_HOSTS = ["*"]\n'),
    env: { ALLOWED_HOSTS: "app.example.com" },
    before: async (server) => assert.equal((await server.ask("/", { host: "evil.example.net" })).status, 200),
    after: async (server) => {
      assert.equal((await server.ask("/", { host: "evil.example.net" })).status, 400);
      assert.equal((await server.ask("/")).status, 200);
    },
  },
  {
    shows: "the headers of the middleware, on 404 as well",
    rule: "django/security-middleware-missing",
    files: project("", {
      middleware: fullMiddleware.filter((name) => /sessions|common/.test(name)),
      more: "",
    }),
    before: unprotected("/", ["x-frame-options", "x-content-type-options"]),
    after: async (server) => {
      for (const path of ["/", "/nowhere"]) {
        const answer = await server.ask(path);
        hasOnce(answer, "x-frame-options", /^DENY$/);
        hasOnce(answer, "x-content-type-options", /^nosniff$/);
      }
    },
  },
]);

live(django("corsheaders"), [
  {
    shows: "the own origin alone",
    rule: "django/cors-allow-all",
    files: {
      ...project("CORS_ALLOW_ALL_ORIGINS = True\n", {
        middleware: ["corsheaders.middleware.CorsMiddleware", ...fullMiddleware],
        more: 'INSTALLED_APPS = ["corsheaders"]\n',
      }),
      ...known,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
]);

live(django("rest_framework"), [
  {
    shows: "429 for the 101st request",
    rule: "django/drf-missing-throttle",
    files: {
      ...project(`REST_FRAMEWORK = {
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_AUTHENTICATION_CLASSES": [],
}
`),
      "requirements.txt": "django==3.2.25\ndjangorestframework==3.14.0\n",
      "shop/urls.py": `from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response


@api_view(["GET", "POST"])
def orders(request):
    return Response({"ok": True})


urlpatterns = [path("orders", orders)]
`,
    },
    before: unlimited("/orders"),
    after: limited("/orders"),
  },
]);
