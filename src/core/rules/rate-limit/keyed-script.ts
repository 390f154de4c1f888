import { addStatementsAfter } from "../../files/script/insert";
import type { SourceFile } from "../../files/source";
import { type CallValue, isTrue, positional, stringOf } from "../../files/syntax/value";
import { limitedWithin } from "../../project/limits";
import { scriptTrust } from "../../project/proxy-trust";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import { isBehindProxy, trustProxyEdits } from "../express/trust-proxy";
import { trustOption } from "../fastify/trust-proxy";
import { trustStatements } from "../koa/trust-proxy";
import { nodeApps } from "../node/apps";
import type { FileRuleContext, Problem } from "../rule";
import { type LimiterCall, type LimiterPackage, limiterCalls, mayHave } from "./limiter-calls";
import { fixWhereMade } from "./where-made";

type Script = SourceFile<"javascript">;

/** Limiters of Node that count by the address of a proxy, or by whatever a client says its address is. */
export function* keyedInScript({ file, project }: FileRuleContext<"javascript">): Generator<Problem> {
  const { form } = file;
  if (!/rate-?limit|trust proxy/i.test(file.text) || !form.clean) return;
  const counted = limiterCalls(form).filter((one) => !mayHave(one, one.package.key));
  const [first] = counted;
  if (first && isBehindProxy(project) && !scriptTrust(file.path, project))
    yield unaware(first, file, project);
  yield* believing(file, project);
}

function unaware(limiter: LimiterCall, file: Script, project: ProjectView): Problem {
  const title = "Take the address of a client from the one proxy in front";
  return {
    at: limiter.call.callee.at,
    message:
      "All clients share one limit: behind the proxy of this workspace every request comes from its address.",
    fixes: fixWhereMade(title, "javascript", file, project, (home) =>
      trustEdits(limiter.package.framework, home, project),
    ),
  };
}

function trustEdits(
  framework: LimiterPackage["framework"],
  { form }: Script,
  project: ProjectView,
): TextEdit[] {
  if (framework === "express") return trustProxyEdits(form, project);
  const [app, ...others] = nodeApps(form).filter((one) => one.framework === framework);
  if (!app?.assigned || app.name === undefined || others.length > 0) return [];
  if (framework === "fastify") return trustOption(app, form);
  const edit = addStatementsAfter(form, app.assigned.at.start, trustStatements(app.name));
  return edit ? [edit] : [];
}

/** `app.set("trust proxy", true)`: then a client that sends X-Forwarded-For itself chooses what it is counted by. */
function* believing({ form, path, text }: Script, project: ProjectView): Generator<Problem> {
  if (!form.mentions("trust proxy") || !limitedWithin(path, project)) return;
  for (const call of form.calls) {
    const value = trustAll(call);
    if (!value || form.isDevelopmentOnly(call.at.start)) continue;
    yield {
      at: call.at,
      message:
        "A client that sends X-Forwarded-For itself is counted by what it says: name the number of proxies.",
      severity: "info",
      fixes: [
        {
          title: "Trust the one proxy in front",
          kind: "review",
          edits: [
            value === "enable" && call.callee.kind === "member"
              ? replacement(
                  { start: call.callee.at.end - "enable".length, end: call.at.end },
                  `set(${slice(text, call.args[0]?.at ?? call.at)}, 1)`,
                )
              : replacement(call.args[1]?.at ?? call.at, "1"),
          ],
        },
      ],
    };
  }
}

function trustAll(call: CallValue): "enable" | "set" | undefined {
  if (call.callee.kind !== "member" || stringOf(positional(call, 0)) !== "trust proxy") return undefined;
  if (call.callee.name === "enable") return "enable";
  return call.callee.name === "set" && isTrue(positional(call, 1)) ? "set" : undefined;
}
