import { fastapiCookieInsecure } from "../../../../src/core/rules/fastapi/cookie-insecure";
import { testRule } from "../../../support/rule-tester";

const view = (call: string) =>
  `from fastapi import APIRouter, Response\n\nrouter = APIRouter()\n\n\n@router.get("/")\ndef view(response: Response):\n    ${call}\n`;

testRule(fastapiCookieInsecure, {
  valid: [
    {
      title: "SameSite is there by itself",
      code: view('response.set_cookie("a", "b", secure=True, httponly=True)'),
    },
    {
      title: "from settings",
      code: view('response.set_cookie("a", "b", secure=settings.secure, httponly=True)'),
    },
    { title: "a deletion", code: view('response.set_cookie(key="a", value="", max_age=0)') },
    { title: "a client of a test", code: view('client.cookies.set_cookie("a", "b")') },
  ],
  invalid: [
    {
      title: "nothing is said",
      message: /without `secure` and `httponly`\./,
      code: view("response.«set_cookie»(key='a', value='b')"),
      fixed: view("response.set_cookie(key='a', value='b', secure=True, httponly=True)"),
    },
    {
      title: "Starlette",
      code: 'from starlette.responses import PlainTextResponse\n\nresponse = PlainTextResponse("ok")\nresponse.«set_cookie»("a", "b", httponly=True)\n',
    },
  ],
});
