import { cookieReports } from "../python/cookies";
import { defineRule } from "../rule";

/**
 * Starlette sends `SameSite=lax` by itself, so that nobody has to ask for it. The fix is for a person to pick: a script
 * may read the cookie.
 */
export const fastapiCookieInsecure = defineRule({
  id: "fastapi/cookie-insecure",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Say how each cookie is protected",
  why: "By default a cookie also travels over plain HTTP, and every script of the page can read it. Whoever wants that should say so.",
  references: [
    "https://www.starlette.io/responses/#set-cookie",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Cookies#security",
  ],
  equivalents: [],
  mentions: ["set_cookie"],
  fix: "review",
  examples: [
    {
      bad: `from fastapi import APIRouter, Response

router = APIRouter()


@router.post("/login")
def login(response: Response):
    response.«set_cookie»(
        "session",
        create_session(),
        max_age=3600,
    )
`,
      good: `from fastapi import APIRouter, Response

router = APIRouter()


@router.post("/login")
def login(response: Response):
    response.set_cookie(
        "session",
        create_session(),
        max_age=3600,
        secure=True,
        httponly=True,
    )
`,
    },
  ],
  check: (context) => cookieReports("fastapi", context),
});
