import type { PythonForm } from "../../files/python/form";
import { type CallValue, entryNamed, lastNameOf, stringOf, type Value } from "../../files/syntax/value";
import { severalOf } from "../../project/several-processes";
import { replacement } from "../../text/edits";
import type { FileRuleContext, Problem } from "../rule";
import { PLANNED, perMinute } from "./rates";

/** Limits of Python that let more through than a launch asks for, or count in several places. */
export function* looseInPython({ file, project }: FileRuleContext<"python">): Generator<Problem> {
  const { form } = file;
  for (const value of ratesIn(form)) {
    const problem = rateProblem(value, form);
    if (problem) yield problem;
  }
  const several = severalOf(file.path, project);
  for (const call of several ? limiters(form) : []) {
    const store = entryNamed(call.args, "storage_uri")?.value;
    const uri = store && form.resolve(store);
    if (!several || (uri && !stringOf(uri)?.startsWith("memory:"))) continue;
    yield {
      at: call.callee.at,
      message: "Several processes of this application run, and each counts for itself.",
      related: [{ ...several, message: "Here several are started." }],
    };
  }
}

function limiters(form: PythonForm): CallValue[] {
  return form
    .callsTo("slowapi.Limiter", "slowapi.extension.Limiter", "flask_limiter.Limiter")
    .filter(({ at }) => !form.isDevelopmentOnly(at.start));
}

/** The limits that count each client: the usual ones, those above routes, those of Django REST framework. */
function ratesIn(form: PythonForm): Value[] {
  const usual = limiters(form).flatMap((call) => {
    const list = entryNamed(call.args, "default_limits")?.value;
    const resolved = list && form.resolve(list);
    return resolved?.kind === "list" ? resolved.items : [];
  });
  const decorated = form.functions.flatMap(({ decorators }) =>
    decorators.flatMap((one) => {
      if (one.kind !== "call" || one.callee.kind !== "member") return [];
      const isLimit = one.callee.name === "limit" && /limiter/i.test(lastNameOf(one.callee.object) ?? "");
      return isLimit ? (one.args[0]?.value ?? []) : [];
    }),
  );
  const throttled = form.assignments.flatMap(({ target, value }) => {
    const settings = lastNameOf(target) === "REST_FRAMEWORK" ? form.resolve(value) : undefined;
    const rates =
      settings?.kind === "record" ? entryNamed(settings.entries, "DEFAULT_THROTTLE_RATES")?.value : undefined;
    const record = rates && form.resolve(rates);
    return record?.kind === "record" ? (entryNamed(record.entries, "anon")?.value ?? []) : [];
  });
  return [...usual, ...decorated, ...throttled];
}

function rateProblem(value: Value, form: PythonForm): Problem | undefined {
  const text = stringOf(value);
  const rate = text === undefined ? undefined : perMinute(text);
  if (text === undefined || rate === undefined || rate <= PLANNED) return undefined;
  const source = form.text.slice(value.at.start, value.at.end);
  const quote = /["']/.exec(source)?.[0] ?? '"';
  const planned = text.includes("per") ? `${PLANNED} per minute` : `${PLANNED}/minute`;
  return {
    at: value.at,
    message: `One client may ask ${Math.round(rate)} times a minute; the plan is ${PLANNED}.`,
    fixes: [
      {
        title: `Limit to ${PLANNED} a minute`,
        kind: "review",
        edits: [replacement(value.at, quote + planned + quote)],
      },
    ],
  };
}
