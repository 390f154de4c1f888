import { lastNameOf } from "../../files/syntax/value";
import { isMountedHere, mounts } from "../../project/mounts";
import { protectionOf } from "../python/security-headers";
import { defineRule } from "../rule";
import { middlewareFix } from "./security-middleware";

/**
 * The fix is for a person to pick: X-Frame-Options can break a page that is embedded elsewhere. It adds nothing
 * that the application sets itself (`setdefault`), and no Strict-Transport-Security where a proxy of the
 * workspace stands in front: TLS ends there, and the header sent twice is void.
 */
export const fastapiMissingSecurityHeaders = defineRule({
  id: "fastapi/missing-security-headers",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Send security headers with every response",
  why: "Without them browsers may show the application inside a foreign page, guess another content type than the one that was sent, and open it over plain HTTP.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
    "https://fastapi.tiangolo.com/tutorial/middleware/",
  ],
  equivalents: [],
  mentions: ["FastAPI", "Starlette"],
  fix: "review",
  examples: [
    {
      bad: `from fastapi import FastAPI

app = «FastAPI()»


@app.get("/")
def index():
    return {"ok": True}
`,
      good: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def security_headers(request: Request, call_next):
    response = await call_next(request)
    response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


@app.get("/")
def index():
    return {"ok": True}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    if (!(form.mentions("FastAPI") || form.mentions("Starlette")) || !form.clean) return;
    const apps = form.callsTo(
      "fastapi.FastAPI",
      "fastapi.applications.FastAPI",
      "starlette.applications.Starlette",
    );
    for (const call of apps) {
      if (form.isDevelopmentOnly(call.at.start)) continue;
      const assigned = form.assignments.find(({ value }) => value.at.start === call.at.start);
      const name = assigned && lastNameOf(assigned.target);
      if (
        name !== undefined &&
        (isMountedHere(file, name) || project.fact(mounts).isMounted(file.path, name))
      )
        continue;
      const { by, isMissing } = protectionOf(context);
      if (by) yield { proves: by.at, path: by.path, message: `${by.path} sends them.` };
      if (!isMissing) continue;
      yield {
        at: call.at,
        message: "Responses of this application carry no security headers.",
        fixes: middlewareFix(form, call, assigned, project),
      };
    }
  },
});
