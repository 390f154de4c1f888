import { cookieReports } from "../python/cookies";
import { defineRule } from "../rule";

/** The fix is for a person to pick: a script may read the cookie, another site may rely on it. */
export const djangoCookieInsecure = defineRule({
  id: "django/cookie-insecure",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Say how each cookie is protected",
  why: "By default a cookie also travels over plain HTTP, every script of the page can read it, and requests from other sites carry it. Whoever wants that should say so.",
  references: [
    "https://docs.djangoproject.com/en/stable/ref/request-response/#django.http.HttpResponse.set_cookie",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Cookies#security",
  ],
  equivalents: ["semgrep django-secure-set-cookie"],
  mentions: ["set_cookie"],
  fix: "review",
  examples: [
    {
      bad: `from django.shortcuts import redirect


def login(request):
    response = redirect("home")
    response.«set_cookie»("device", new_device(request), httponly=True)
    return response
`,
      good: `from django.shortcuts import redirect


def login(request):
    response = redirect("home")
    response.set_cookie("device", new_device(request), httponly=True, secure=True, samesite="Lax")
    return response
`,
    },
  ],
  check: (context) => cookieReports("django", context),
});
