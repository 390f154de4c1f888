import type { PythonForm } from "../../files/python/form";
import { importName, importNames } from "../../files/python/imports";
import { addStatementsAfter } from "../../files/python/insert";
import { quoteOf } from "../../files/syntax/style";
import { addPythonDependency } from "../../project/add-dependency";
import { askedWithin } from "../../project/limits";
import type { PythonApp } from "../python/apps";
import { missingLimit } from "../python/missing-limit";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { proxyMiddleware } from "./proxy-middleware";

/**
 * The limiter counts each client by its address; behind a proxy the application has to be told to take that from the
 * proxy's headers, or everybody shares one count.
 */
export const fastapiMissingRateLimit = defineRule({
  id: "fastapi/missing-rate-limit",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://slowapi.readthedocs.io/en/latest/",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  equivalents: [],
  mentions: ["FastAPI"],
  fix: "review",
  examples: [
    {
      files: {
        "app/main.py": `from fastapi import FastAPI

app = «FastAPI()»


@app.post("/orders")
def add_order():
    return {"ok": True}
`,
        "requirements.txt": "fastapi==0.121.2\n",
      },
      good: {
        "app/main.py": `from fastapi import FastAPI
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address, default_limits=["100/minute"])
app.state.limiter = limiter
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
app.add_middleware(SlowAPIMiddleware)


@app.post("/orders")
def add_order():
    return {"ok": True}
`,
        "requirements.txt": "fastapi==0.121.2\nslowapi==0.1.9\n",
      },
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.mentions("FastAPI")) return;
    const isAsked = () => askedWithin(file.path, project) !== undefined;
    yield* missingLimit("fastapi", context, isAsked, (app) => slowapiFix(app, context));
  },
});

function slowapiFix({ name, assigned }: PythonApp, { file, project }: FileRuleContext<"python">): Fix[] {
  const { form } = file;
  const main = importNames(form, "slowapi", ["Limiter", "_rate_limit_exceeded_handler"]);
  const error = importName(form, "slowapi.errors", "RateLimitExceeded");
  const middleware = importName(form, "slowapi.middleware", "SlowAPIMiddleware");
  const address = importName(form, "slowapi.util", "get_remote_address");
  if (!assigned || name === undefined || !main || !error || !middleware || !address) return [];
  const [limiterClass, handler] = main.locals;
  const limiter = freeName(form);
  const quote = quoteOf(form.text, '"');
  const proxy = proxyMiddleware(form, name, file.path, project);
  const lines = [
    `${limiter} = ${limiterClass}(key_func=${address.local}, default_limits=[${quote}100/minute${quote}])`,
    `${name}.state.limiter = ${limiter}`,
    `${name}.add_exception_handler(${error.local}, ${handler})`,
    `${name}.add_middleware(${middleware.local})`,
    // What is added last gets the request first.
    ...proxy.lines,
  ];
  const inserted = addStatementsAfter(form, assigned.at.start, lines);
  if (!inserted) return [];
  return [
    {
      title: "Limit each client to 100 requests a minute with slowapi",
      kind: "review",
      edits: [...main.edits, ...error.edits, ...middleware.edits, ...address.edits, ...proxy.edits, inserted],
      also: addPythonDependency(project, file.path, "slowapi"),
    },
  ];
}

function freeName(form: PythonForm): string {
  return form.mentions("limiter") ? "rate_limiter" : "limiter";
}
