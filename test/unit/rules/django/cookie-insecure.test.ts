import { djangoCookieInsecure } from "../../../../src/core/rules/django/cookie-insecure";
import { testRule } from "../../../support/rule-tester";

const view = (call: string) =>
  `from django.shortcuts import render\nfrom django.conf import settings\n\n\ndef view(request):\n    response = render(request, "a.html")\n    ${call}\n    return response\n`;

testRule(djangoCookieInsecure, {
  valid: [
    view('response.set_cookie("a", "b", secure=True, httponly=True, samesite="Lax")'),
    { title: "unpacked options", code: view('response.set_cookie("a", "b", **kwargs)') },
    {
      title: "the cookie of the session",
      code: view(
        "response.set_cookie(settings.SESSION_COOKIE_NAME, key, secure=settings.SESSION_COOKIE_SECURE or None)",
      ),
    },
    {
      title: "the cookie against forged requests",
      code: view("response.set_cookie(settings.CSRF_COOKIE_NAME, key)"),
    },
    {
      title: "a storage of messages",
      code: "from django.contrib.messages.storage.base import BaseStorage\n\n\nclass Storage(BaseStorage):\n    def store(self, data, response):\n        response.set_cookie(self.cookie_name, data, secure=True, httponly=True)\n",
    },
    { title: "a test client", code: view('self.client.set_cookie("a", "b")') },
    { title: "flask", code: 'from flask import Flask\nresponse.set_cookie("a", "b")\n' },
  ],
  invalid: [
    {
      title: "said that scripts may read it, the rest left out",
      message: /`hello` is set without `secure` and `samesite`/,
      code: view('response.«set_cookie»("hello", "again", httponly=False)'),
      fixed: view('response.set_cookie("hello", "again", httponly=False, secure=True, samesite="Lax")'),
    },
    {
      title: "Django REST framework",
      code: 'from rest_framework.response import Response\n\n\ndef post(self, request):\n    response = Response()\n    response.«set_cookie»("refresh", token)\n    return response\n',
    },
  ],
});
