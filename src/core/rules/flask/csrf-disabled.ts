import type { PythonForm } from "../../files/python/form";
import {
  type CallValue,
  entryNamed,
  isTrue,
  lastNameOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { truthOf } from "../python/truth";
import { defineRule, type Report } from "../rule";

const SETTING = "WTF_CSRF_ENABLED";

/** The fix is for a person to pick: clients that send no token are refused from then on. */
export const flaskCsrfDisabled = defineRule({
  id: "flask/csrf-disabled",
  on: "python",
  severity: "error",
  hardening: true,
  title: "Keep the protection of forms against forgery",
  why: "Without the token any website can make its visitors' browsers submit the application's forms, with the session of whoever is signed in.",
  references: [
    "https://flask-wtf.readthedocs.io/en/stable/csrf/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html",
  ],
  equivalents: ["semgrep flask-wtf-csrf-disabled"],
  mentions: ["WTF_CSRF_ENABLED", "CSRFProtect"],
  fix: "review",
  examples: [
    {
      bad: `from flask import Flask

app = Flask(__name__)
app.config["WTF_CSRF_ENABLED"] = «False»
`,
      good: `from flask import Flask

app = Flask(__name__)
app.config["WTF_CSRF_ENABLED"] = True
`,
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const values = [...assigned(form), ...passed(form)];
    for (const value of values) {
      const off = truthOf(value, file, project) === "off";
      if (off && !form.isDevelopmentOnly(value.at.start)) yield problem(value);
    }
    for (const call of form.callsTo("flask_wtf.CSRFProtect", "flask_wtf.csrf.CSRFProtect")) {
      if (values.length === 0) yield { proves: call.at, message: "Forms are protected against forgery." };
    }
  },
});

function problem(value: Value): Report {
  return {
    at: value.at,
    message: "Any website may submit the forms of this application as its signed-in user.",
    fixes: [{ title: `Set ${SETTING} to True`, kind: "review", edits: [replacement(value.at, "True")] }],
  };
}

/** `app.config["X"] = …`, `config.X = …`, `X = …` in a module or a class, unless it is for tests. */
function assigned(form: PythonForm): Value[] {
  const found = settings(form, SETTING).filter(({ at }) => !isForTests(at, form));
  const tests = settings(form, "TESTING").filter(({ value }) => isTrue(value));
  return found
    .filter(({ at }) => !tests.some((other) => scopeAt(other.at.start, form) === scopeAt(at.start, form)))
    .map(({ value }) => value);
}

function settings(form: PythonForm, name: string): { at: Span; value: Value }[] {
  return form.assignments.filter(({ target }) =>
    target.kind === "index" ? stringOf(target.key) === name : lastNameOf(target) === name,
  );
}

/** `app.config.update(X=…)`, `app.config.from_mapping({"X": …})`, unless tests are set up by the same call. */
function passed(form: PythonForm): Value[] {
  return form.calls.flatMap((call) => {
    if (!/^(update|from_mapping|Flask|dict)$/.test(lastNameOf(call.callee) ?? "")) return [];
    const entries = entriesOf(call, form);
    const value = entryNamed(entries, SETTING)?.value;
    const forTests = isTrue(entryNamed(entries, "TESTING")?.value) || isForTests(call.at, form);
    return value && !forTests ? [value] : [];
  });
}

function entriesOf({ args }: CallValue, form: PythonForm) {
  return args.flatMap((arg) => {
    const value = form.resolve(arg.value);
    return arg.name === undefined && value.kind === "record" ? value.entries : [arg];
  });
}

/** In a class or function named for tests or development: `class TestingConfig`, `def create_test_app`. */
function isForTests({ start }: Span, form: PythonForm): boolean {
  const functions = form.functionsAround(start).map(({ name }) => name ?? "");
  const classes = classesAround(start, form).map(({ name }) => name);
  const words = [...functions, ...classes].flatMap((name) =>
    name
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .toLowerCase()
      .split("_"),
  );
  return words.some((word) => /^(tests?|testing|dev|development|local|debug|ci|e2e)$/.test(word));
}

function classesAround(offset: number, form: PythonForm) {
  return form.classes.filter(({ body }) => body.start <= offset && offset < body.end);
}

/** Where the innermost function or class around `offset` starts; -1 in the module itself. */
function scopeAt(offset: number, form: PythonForm): number {
  const functions = form.functionsAround(offset).map(({ at }) => at.start);
  return Math.max(-1, ...functions, ...classesAround(offset, form).map(({ at }) => at.start));
}
