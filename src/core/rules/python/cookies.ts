import type { PythonForm } from "../../files/python/form";
import { insertAfter } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import {
  type CallValue,
  entryNamed,
  hasSpread,
  lastNameOf,
  pathOf,
  positional,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { type Span, span } from "../../text/span";
import type { FileRuleContext, Fix, Report } from "../rule";
import { truthOf } from "./truth";

type Attribute = "secure" | "httponly" | "samesite";
type Framework = "flask" | "django" | "fastapi";

/** Where the attributes stand when they are not named; the same in Werkzeug, Django and Starlette. */
const places: Readonly<Record<Attribute, number>> = { secure: 6, httponly: 7, samesite: 8 };

/** What a cookie gets that nobody asks for; Starlette sends `SameSite=lax` by itself. */
const asked: Readonly<Record<Framework, readonly Attribute[]>> = {
  flask: ["secure", "httponly", "samesite"],
  django: ["secure", "httponly", "samesite"],
  fastapi: ["secure", "httponly"],
};

const packages: readonly (readonly [Framework, RegExp])[] = [
  ["flask", /^(flask(_\w+)?|werkzeug)$/],
  ["django", /^(django|rest_framework(_\w+)?|ninja)$/],
  ["fastapi", /^(fastapi|starlette)$/],
];

/** Cookies of browsers and tests that are called alike: what these set is not sent to anybody. */
const otherReceivers = /client|jar|driver|browser|(^|\.)(session|page|context|morsel)$|^(self|cls)$/i;

/** Names whose values follow Django's settings. */
const settingNames = /^(SESSION|CSRF|LANGUAGE)_COOKIE_NAME$/;

/** Django's own code for sessions and messages, which projects copy. */
const ownClasses = /^(BaseStorage|SessionMiddleware|CsrfViewMiddleware|LocaleMiddleware)$/;

/** Scripts have to read these: the page sends them back in a header. */
const readByScripts = /csrf|xsrf/i;

/** What people choose, not who they are. */
const preference =
  /^(\w+[-_])?(theme|lang(uage)?|locale|timezone|tz|currency|dark_?mode|color_?scheme|cookie_?consent|sidebar)\w*$/i;

/** Cookies that responses of `framework` set without the attributes that protect them. */
export function* cookieReports(
  framework: Framework,
  { file, project }: FileRuleContext<"python">,
): Generator<Report> {
  const { form, text } = file;
  if (!form.mentions("set_cookie") || frameworkOf(form) !== framework) return;
  for (const call of form.calls) {
    const name = setCookie(call, form);
    if (!name || form.isDevelopmentOnly(call.at.start) || isOwnCode(name.value, call, form)) continue;
    const cookie = stringOf(form.resolve(name.value));
    const missing = asked[framework].filter((attribute) => isMissing(attribute, call, cookie));
    const what = cookie === undefined ? "This cookie" : `The cookie \`${cookie}\``;
    if (missing.length === 0) {
      const secure = given("secure", call);
      if (secure && truthOf(secure, file, project) !== "off")
        yield { proves: call.at, message: `${what} says how it is protected.` };
      continue;
    }
    yield {
      at: name.at,
      message: `${what} is set without ${listed(missing)}.`,
      ...(preference.test(cookie ?? "") ? { severity: "info" as const } : {}),
      fixes: fixes(missing, call, text),
    };
  }
}

/** The framework whose responses the module handles: the first that it imports. */
function frameworkOf(form: PythonForm): Framework | undefined {
  for (const { module } of form.imports) {
    const root = module.split(".")[0] ?? "";
    const found = packages.find(([, pattern]) => pattern.test(root));
    if (found) return found[0];
  }
  return undefined;
}

/** The name of the cookie that `call` sets, and where to point; undefined for anything else, a deletion included. */
function setCookie(call: CallValue, form: PythonForm): { value: Value; at: Span } | undefined {
  const { callee, args } = call;
  if (callee.kind !== "member" || callee.name !== "set_cookie" || hasSpread(args)) return undefined;
  if (otherReceivers.test(pathOf(callee.object) ?? "")) return undefined;
  const value = entryNamed(args, "key")?.value ?? positional(call, 0);
  const content = entryNamed(args, "value")?.value ?? positional(call, 1);
  if (!value || !content || stringOf(form.resolve(content)) === "") return undefined;
  const isGone = ["max_age", "expires"].some((attribute) => {
    const age = entryNamed(args, attribute)?.value;
    return age?.kind === "number" && age.value <= 0;
  });
  return isGone ? undefined : { value, at: span(callee.at.end - callee.name.length, callee.at.end) };
}

function isOwnCode(name: Value, call: CallValue, form: PythonForm): boolean {
  if (settingNames.test(lastNameOf(name) ?? "")) return true;
  return form.classes.some(
    ({ body, bases }) =>
      body.start <= call.at.start &&
      call.at.end <= body.end &&
      bases.some((base) => ownClasses.test(lastNameOf(base) ?? "")),
  );
}

function given(attribute: Attribute, call: CallValue): Value | undefined {
  return entryNamed(call.args, attribute)?.value ?? positional(call, places[attribute]);
}

/** What is given counts, whatever it is: somebody has thought about it. */
function isMissing(attribute: Attribute, call: CallValue, cookie: string | undefined): boolean {
  if (attribute === "httponly" && readByScripts.test(cookie ?? "")) return false;
  return given(attribute, call) === undefined;
}

function listed(words: readonly string[]): string {
  const named = words.map((word) => `\`${word}\``);
  const last = named.pop() ?? "";
  return named.length === 0 ? last : `${named.join(", ")} and ${last}`;
}

function fixes(missing: readonly Attribute[], { args }: CallValue, text: string): Fix[] {
  const last = args.at(-1);
  if (!last) return [];
  const quote = quoteOf(text, '"');
  const added = missing.map(
    (attribute) => `${attribute}=${attribute === "samesite" ? `${quote}Lax${quote}` : "True"}`,
  );
  return [
    {
      title: `Add ${added.join(", ")}`,
      kind: "review",
      edits: added.map((argument) => insertAfter(text, last.at, argument)),
    },
  ];
}
