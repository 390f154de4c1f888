import type { PythonForm } from "../../files/python/form";
import { type FunctionValue, lastNameOf, stringOf, type Value } from "../../files/syntax/value";
import { type Span, slice } from "../../text/span";
import { defineRule } from "../rule";

/** No fix: what calls the view may not be able to send a token. */
export const djangoCsrfExempt = defineRule({
  id: "django/csrf-exempt",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Keep views protected against forged requests",
  why: "Without the check any website can make its visitors' browsers send requests to this view, with the session of whoever is signed in.",
  references: [
    "https://docs.djangoproject.com/en/stable/howto/csrf/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html",
  ],
  equivalents: ["semgrep no-csrf-exempt"],
  mentions: ["csrf_exempt"],
  fix: "none",
  examples: [
    {
      bad: `from django.views.decorators.csrf import csrf_exempt


@«csrf_exempt»
def change_address(request):
    request.user.profile.update(request.POST)
`,
      good: `def change_address(request):
    request.user.profile.update(request.POST)
`,
      fix: null,
    },
  ],
  *check({ file }) {
    const { form } = file;
    for (const { at, name, code } of exemptions(form)) {
      if (form.isDevelopmentOnly(at.start)) continue;
      const isChecked = webhook.test(name) || verifies.test(code);
      const what = name === "" ? "This view" : `\`${shortened(name)}\``;
      yield {
        at,
        message: isChecked
          ? `${what} takes requests from anywhere: it has to check itself who sends them.`
          : `${what} takes requests that other websites make a signed-in user's browser send.`,
        severity: isChecked ? "info" : "warning",
      };
    }
  },
});

interface Exemption {
  readonly at: Span;
  /** What the view is called, or the path that leads to it. */
  readonly name: string;
  readonly code: string;
}

/** Programs call these, which have no session and sign what they send. */
const webhook =
  /stripe|paypal|webhook|(^|[/_-])(web)?hooks?($|[/_-])|callback|ipn|notif(y|ication)|slack|github|gitlab|telegram|twilio|mailgun|sendgrid|sns\b|saml|lti\b|oauth|health|ping$/i;
const verifies =
  /hmac|signature|construct_event|compare_digest|HTTP_AUTHORIZATION|["']Authorization["']|[Bb]earer|api_?key|X-Api-Key|webhook/i;

/** Views of Django REST framework check for themselves, where a session is what they go by. */
const ownCheck =
  /^(api_view|APIView|\w*(Generic|ListCreate|Retrieve\w*|Create|Update|Destroy|List)APIView|\w*ViewSet)$/;

const MAX_CODE = 5_000;

function* exemptions(form: PythonForm): Generator<Exemption> {
  for (const { name, decorators, body } of [...form.functions, ...form.classes]) {
    const bases = form.classes.find((one) => one.body.start === body.start)?.bases ?? [];
    const isOwn = [...decorators.map(calleeOf), ...bases].some((one) => ownCheck.test(lastNameOf(one) ?? ""));
    const code = form.text.slice(body.start, Math.min(body.end, body.start + MAX_CODE));
    for (const decorator of isOwn ? [] : decorators) {
      const found = exemptIn(decorator, form);
      if (found) yield { at: found.at, name: name ?? "", code };
    }
  }
  for (const call of form.calls) {
    if (!isExempt(call.callee, form)) continue;
    const [around] = form.callsAround(call.at.start).filter(({ at }) => at.end > call.at.end);
    const path = stringOf(around?.args[0]?.value) ?? "";
    const view = call.args[0]?.value;
    yield {
      at: call.callee.at,
      name: path,
      code: `${view ? slice(form.text, view.at) : ""} ${bodyOf(view, form)}`,
    };
  }
}

/** `csrf_exempt`, `method_decorator(csrf_exempt, name="dispatch")`, `method_decorator([csrf_exempt, …])` */
function exemptIn(decorator: Value, form: PythonForm): Value | undefined {
  if (isExempt(decorator, form)) return decorator;
  if (decorator.kind !== "call" || lastNameOf(decorator.callee) !== "method_decorator") return undefined;
  const [given] = decorator.args;
  const value = given && form.resolve(given.value);
  return (value?.kind === "list" ? value.items : value ? [value] : []).find((one) => isExempt(one, form));
}

function isExempt(value: Value, form: PythonForm): boolean {
  if (value.kind !== "name" && value.kind !== "member") return false;
  return form.qualifiedName(value) === "django.views.decorators.csrf.csrf_exempt";
}

function calleeOf(decorator: Value): Value {
  return decorator.kind === "call" ? decorator.callee : decorator;
}

function bodyOf(view: Value | undefined, form: PythonForm): string {
  const defined = form.functions.find(
    ({ name }: FunctionValue) => name !== undefined && view?.kind === "name" && name === view.name,
  );
  return defined ? slice(form.text, defined.body).slice(0, MAX_CODE) : "";
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}
