import { cookieReports } from "../python/cookies";
import { defineRule } from "../rule";

/** The fix is for a person to pick: a script may read the cookie, another site may rely on it. */
export const flaskCookieInsecure = defineRule({
  id: "flask/cookie-insecure",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Say how each cookie is protected",
  why: "By default a cookie also travels over plain HTTP, every script of the page can read it, and requests from other sites carry it. Whoever wants that should say so.",
  references: [
    "https://flask.palletsprojects.com/en/stable/web-security/#set-cookie-options",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Cookies#security",
  ],
  equivalents: ["semgrep secure-set-cookie"],
  mentions: ["set_cookie"],
  fix: "review",
  examples: [
    {
      bad: `from flask import make_response


@app.post("/login")
def login():
    response = make_response("ok")
    response.«set_cookie»("session", create_session())
    return response
`,
      good: `from flask import make_response


@app.post("/login")
def login():
    response = make_response("ok")
    response.set_cookie("session", create_session(), secure=True, httponly=True, samesite="Lax")
    return response
`,
    },
  ],
  check: (context) => cookieReports("flask", context),
});
