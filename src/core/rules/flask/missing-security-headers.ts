import { addAfter } from "../../files/python/insert";
import { isMountedHere, mounts } from "../../project/mounts";
import { type PythonApp, pythonApps } from "../python/apps";
import { addedHeaders, freeName, protectionOf, settingLines } from "../python/security-headers";
import { defineRule, type FileRuleContext, type Fix } from "../rule";

/**
 * The fix is for a person to pick: X-Frame-Options can break a page that is embedded elsewhere. It adds nothing
 * that the application sets itself (`setdefault`), and no Strict-Transport-Security where a proxy of the
 * workspace stands in front: TLS ends there, and the header sent twice is void.
 */
export const flaskMissingSecurityHeaders = defineRule({
  id: "flask/missing-security-headers",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Send security headers with every response",
  why: "Without them browsers may show the application inside a foreign page, guess another content type than the one that was sent, and open it over plain HTTP.",
  references: [
    "https://flask.palletsprojects.com/en/stable/web-security/#security-headers",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
  ],
  equivalents: [],
  mentions: ["Flask"],
  fix: "review",
  examples: [
    {
      bad: `from flask import Flask

app = «Flask(__name__)»


@app.route("/")
def index():
    return "ok"
`,
      good: `from flask import Flask

app = Flask(__name__)


@app.after_request
def security_headers(response):
    response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


@app.route("/")
def index():
    return "ok"
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const apps = pythonApps(file.form).filter(({ framework }) => framework === "flask");
    if (apps.length === 0 || !file.form.clean) return;
    const { by, isMissing } = protectionOf(context);
    for (const app of apps) {
      const { name, call } = app;
      if (
        name !== undefined &&
        (isMountedHere(file, name) || project.fact(mounts).isMounted(file.path, name))
      )
        continue;
      if (by) yield { proves: by.at, path: by.path, message: `${by.path} sends them.` };
      if (!isMissing) continue;
      yield {
        at: call.at,
        message: "Responses of this application carry no security headers.",
        fixes: hookFix(app, context),
      };
    }
  },
});

/** A hook behind the statement that creates the application; none where the application has no name. */
function hookFix({ name, assigned }: PythonApp, { file, project }: FileRuleContext<"python">): Fix[] {
  const { form } = file;
  if (name === undefined || !assigned) return [];
  const headers = addedHeaders(project);
  const inserted = addAfter(form, assigned.at.start, [
    `@${name}.after_request`,
    `def ${freeName(form)}(response):`,
    ...settingLines(form, headers).map((line) => `    ${line}`),
    "    return response",
  ]);
  const title = `Add a hook that sends ${headers.map(([header]) => header).join(", ")}`;
  return inserted ? [{ title, kind: "review", edits: [inserted] }] : [];
}
