import { flaskCookieInsecure } from "../../../../src/core/rules/flask/cookie-insecure";
import { testRule } from "../../../support/rule-tester";

const view = (call: string) =>
  `from flask import make_response\n\n\ndef view():\n    response = make_response()\n    ${call}\n    return response\n`;

testRule(flaskCookieInsecure, {
  valid: [
    {
      title: "all three",
      code: view('response.set_cookie("a", "b", secure=True, httponly=True, samesite="Lax")'),
      proof: 'set_cookie("a"',
    },
    {
      title: "all three, whatever they are",
      code: view('response.set_cookie("a", "b", secure=False, httponly=False, samesite=None)'),
    },
    {
      title: "by position",
      code: view('response.set_cookie("a", "b", 60, None, "/", None, True, True, "Lax")'),
    },
    { title: "unpacked options", code: view('response.set_cookie("a", "b", **options)') },
    { title: "unpacked arguments", code: view("response.set_cookie(*cookie)") },
    { title: "one argument", code: view("cookiejar.set_cookie(cookie)") },
    { title: "a deletion", code: view('response.delete_cookie("a")') },
    { title: "a deletion by age", code: view('response.set_cookie("a", "x", max_age=0)') },
    { title: "a deletion by value", code: view('response.set_cookie("a", "", expires=0)') },
    { title: "a function of that name", code: view('set_cookie("a", "b")') },
    { title: "a client", code: view('client.set_cookie("a", "b")') },
    { title: "a jar", code: view('session.cookies.jar.set_cookie("a", "b")') },
    {
      title: "values from the environment",
      code: view('response.set_cookie("a", "b", secure=SECURE, httponly=True, samesite=SAME)'),
    },
    { title: "development only", code: view('if app.debug:\n        response.set_cookie("a", "b")') },
    {
      title: "a token that scripts read",
      code: view('response.set_cookie("csrf_token", t, secure=True, samesite="Lax")'),
    },
    { title: "a test", code: { "tests/test_views.py": view('response.set_cookie("a", "b")') } },
    {
      title: "another framework",
      code: 'from django.http import HttpResponse\nresponse.set_cookie("a", "b")\n',
    },
    { title: "no framework", code: 'response.set_cookie("a", "b")\n' },
    {
      title: "silenced for a peer",
      code: view('response.set_cookie("a", "b")  # nosemgrep: secure-set-cookie'),
    },
    { title: "half typed", code: view('response.set_cookie("a", "b"') },
  ],
  invalid: [
    {
      title: "nothing is said",
      severity: "warning",
      message: /cookie `a` is set without `secure`, `httponly` and `samesite`\./,
      code: view('response.«set_cookie»("a", "b")'),
      fixed: view('response.set_cookie("a", "b", secure=True, httponly=True, samesite="Lax")'),
    },
    {
      title: "one of three",
      message: /without `httponly` and `samesite`/,
      code: view("response.«set_cookie»('a', 'b', secure=True)"),
      fixed: view("response.set_cookie('a', 'b', secure=True, httponly=True, samesite='Lax')"),
    },
    {
      title: "two of three",
      message: /without `samesite`\./,
      code: view('r.«set_cookie»("a", "b", secure=True, httponly=True)'),
    },
    {
      title: "off, and the others left out",
      message: /without `httponly` and `samesite`/,
      code: view('r.«set_cookie»("a", b(), secure=False)'),
    },
    { title: "named arguments", code: view('r.«set_cookie»(key="a", value="b", samesite="Lax")') },
    { title: "a computed name", message: /^This cookie/, code: view('r.«set_cookie»(name, "b")') },
    { title: "a preference", severity: "info", code: view('r.«set_cookie»("theme", "dark")') },
    {
      title: "over several lines",
      code: view('r.«set_cookie»(\n        "a",\n        "b",  # why\n        secure=True,\n    )'),
      fixed: view(
        'r.set_cookie(\n        "a",\n        "b",  # why\n        secure=True,\n        httponly=True,\n        samesite="Lax",\n    )',
      ),
    },
    {
      title: "flask is imported in the function",
      code: 'def view():\n    import flask\n    r = flask.Response("")\n    r.«set_cookie»("a", "b" * 100)\n    return r\n',
    },
  ],
});
