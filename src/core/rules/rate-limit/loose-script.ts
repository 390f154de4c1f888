import type { ScriptForm } from "../../files/script/form";
import { type Entry, entryNamed, lastNameOf, type RecordValue } from "../../files/syntax/value";
import { severalOf } from "../../project/several-processes";
import { replacement } from "../../text/edits";
import { contains } from "../../text/span";
import type { FileRuleContext, Problem } from "../rule";
import { type LimiterCall, limiterCalls, mayHave } from "./limiter-calls";
import { milliseconds, numberOf, PLANNED } from "./rates";

/** Limits of Node that let more through than a launch asks for, refuse in another way, or count in several places. */
export function* looseInScript({ file, project }: FileRuleContext<"javascript">): Generator<Problem> {
  const { form } = file;
  const several = severalOf(file.path, project);
  for (const limiter of limiterCalls(form)) {
    const { options } = limiter;
    if (options !== undefined && options !== "unknown") {
      const wrong = [rateProblem(limiter, options, form), statusProblem(options, form)];
      for (const problem of wrong) if (problem) yield problem;
    }
    if (!several || !isInMemory(limiter, form)) continue;
    yield {
      at: limiter.call.callee.at,
      message: "Several processes of this application run, and each counts for itself.",
      related: [{ ...several, message: "Here several are started." }],
    };
  }
}

function rateProblem(
  { package: { limit, window, usualWindow } }: LimiterCall,
  options: RecordValue,
  form: ScriptForm,
): Problem | undefined {
  const entry = limit.map((name) => entryNamed(options.entries, name)).find((one) => one !== undefined);
  const count = entry && numberOf(entry.value, form);
  const time = windowOf(entryNamed(options.entries, window), usualWindow, form);
  if (!entry || count === undefined || !time) return undefined;
  const rate = (count * 60_000) / time;
  if (rate <= PLANNED) return undefined;
  const planned = Math.floor((PLANNED * time) / 60_000);
  return {
    at: entry.value.at,
    message: `One client may ask ${Math.round(rate)} times a minute; the plan is ${PLANNED}.`,
    fixes:
      planned > 0 && entry.value.kind === "number"
        ? [
            {
              title: `Limit to ${PLANNED} a minute`,
              kind: "review",
              edits: [replacement(entry.value.at, String(planned))],
            },
          ]
        : [],
  };
}

function windowOf(entry: Entry | undefined, usual: number, form: ScriptForm): number | undefined {
  if (!entry) return usual;
  const value = form.resolve(entry.value);
  return value.kind === "string" ? milliseconds(value.value) : numberOf(entry.value, form);
}

/** `statusCode: 503`, or a handler that answers with another status. */
function statusProblem(options: RecordValue, form: ScriptForm): Problem | undefined {
  const entry = entryNamed(options.entries, "statusCode");
  const handler = entryNamed(options.entries, "handler")?.value;
  const answer =
    handler?.kind === "function"
      ? form.calls.find(
          ({ callee, at, args }) =>
            contains(handler.body, at) &&
            /^(status|sendStatus|code)$/.test(lastNameOf(callee) ?? "") &&
            args[0]?.value.kind === "number",
        )?.args[0]
      : undefined;
  const status = entry ?? answer;
  const value = status && form.resolve(status.value);
  if (!status || value?.kind !== "number" || value.value === 429) return undefined;
  return {
    at: status.value.at,
    message: `Requests over the limit are answered with ${value.value}; 429 tells the client to slow down.`,
    fixes: [{ title: "Answer with 429", kind: "review", edits: [replacement(status.value.at, "429")] }],
  };
}

function isInMemory(limiter: LimiterCall, form: ScriptForm): boolean {
  const { options, package: own } = limiter;
  if (options === "unknown") return false;
  if (own.framework !== "koa") return !mayHave(limiter, own.store);
  const driver = options && entryNamed(options.entries, "driver")?.value;
  const value = driver && form.resolve(driver);
  return value?.kind === "string" && value.value === "memory";
}
