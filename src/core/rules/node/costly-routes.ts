import type { ScriptForm } from "../../files/script/form";
import type { Assignment } from "../../files/syntax/outline";
import { type CallValue, type FunctionValue, lastNameOf, type Value } from "../../files/syntax/value";
import { limitedInFrontOf, openInFrontOf } from "../../project/limits";
import { machinePath } from "../../project/limits/names";
import { installs, isLimiter, isOfPackage } from "../../project/limits/script";
import { contains } from "../../text/span";
import type { FileRuleContext, Problem } from "../rule";
import { type AppCall, type NodeApp, type NodeFramework, nodeApps, routesOf } from "./apps";
import { Costs } from "./costs";
import { isServerless } from "./limit-places";

/** Events that other services send, with a signature instead of a limit. */
const webhook = /web-?hooks?|callback|stripe|events?$/i;

/**
 * The routes of a module that nothing limits although others are limited: they are registered in front of the limiter, or
 * without one of their own. Of an application that is served these are its logins; of one that is not known to be, since
 * then there is no finding for the whole, all routes that cost something.
 */
export function* unlimitedRoutes(
  framework: NodeFramework,
  { file, project }: FileRuleContext<"javascript">,
): Generator<Problem> {
  const { form } = file;
  const all = nodeApps(form);
  if (all.length === 0 || !form.clean || isServerless(form)) return;
  if (limitedInFrontOf(file.path, project) || openInFrontOf(file.path, project)) return;
  const isLimited = form.calls.some((call) => isOfPackage(call.callee, form) || installs(call, form));
  const walk = new RouteWalk(form);
  const apps = [...all, ...walk.madeFor(all)].filter(
    (app) => app.framework === framework && (isLimited || app.runs === undefined),
  );
  const seen = new Set<number>();
  for (const app of apps) {
    for (const { route, cost } of walk.unlimited(app)) {
      if (seen.has(route.call.at.start) || (app.runs !== undefined && !cost.isLogin)) continue;
      seen.add(route.call.at.start);
      const where = route.path === undefined ? "This route" : `A request to ${route.path}`;
      yield {
        at: route.call.callee.at,
        message: `${where} ${cost.what}, and nothing limits how often one client may ask.`,
        severity: cost.isLogin ? "warning" : "info",
      };
    }
  }
}

interface Unlimited {
  readonly route: AppCall;
  readonly cost: { readonly what: string; readonly isLogin: boolean };
}

/** Goes over the calls of an application in the order in which they take effect. */
class RouteWalk {
  private readonly costs: Costs;

  constructor(private readonly form: ScriptForm) {
    this.costs = new Costs(form);
  }

  *unlimited(app: NodeApp, depth = 0): Generator<Unlimited> {
    const routes = new Set(routesOf(app).map(({ call }) => call.at.start));
    const limits = this.limitersOf(app);
    for (const one of app.calls) {
      const from = one.call.at.start;
      if (this.form.isDevelopmentOnly(from)) continue;
      if (limits.some(({ at, path }) => at < from && (path === undefined || one.path?.startsWith(path))))
        continue;
      if (routes.has(from)) yield* this.atRoute(one);
      else if (/^(use|register|route|mount)$/.test(one.method) && depth < 3) {
        for (const { value } of one.call.args) yield* this.inside(value, depth + 1);
      }
    }
  }

  private *atRoute(route: AppCall): Generator<Unlimited> {
    const { path, call } = route;
    if (path !== undefined && (machinePath.test(path) || webhook.test(path))) return;
    if (call.args.some(({ value }) => isLimiter(value, this.form))) return;
    for (const { value } of call.args) {
      const cost = this.costs.of(value);
      if (!cost) continue;
      yield { route, cost };
      return;
    }
  }

  /** The routes of a router that is mounted: a name of the module, or what a function of it makes. */
  private *inside(value: Value, depth: number): Generator<Unlimited> {
    const made = value.kind === "call" ? this.made(value) : value;
    const router = made && this.form.resolve(made);
    if (router?.kind !== "call" || !/Router$/.test(lastNameOf(router.callee) ?? "")) return;
    const assigned = this.form.assignments.find((one) => one.value.at.start === router.at.start);
    const app = assigned && this.appOf(assigned, "express", router);
    if (app) yield* this.unlimited(app, depth);
  }

  /** Applications that a function of the module makes for a name of it: `const app = build()`. */
  madeFor(apps: readonly NodeApp[]): NodeApp[] {
    const anonymous = apps.filter(({ assigned }) => !assigned);
    if (anonymous.length === 0) return [];
    return this.form.assignments.flatMap((assigned) => {
      const made = assigned.value.kind === "call" ? this.made(assigned.value) : undefined;
      const app = made && anonymous.find(({ call }) => contains(made.at, call.at));
      return (app && this.appOf(assigned, app.framework, app.call)) ?? [];
    });
  }

  /** What the module does with a name as with an application. */
  private appOf(assigned: Assignment, framework: NodeFramework, call: CallValue): NodeApp | undefined {
    const { target } = assigned;
    if (target.kind !== "name") return undefined;
    const { name } = target;
    const bindings = this.form.bindingsOf(name, target.at.start);
    const calls = this.form.calls.flatMap((one): AppCall[] => {
      if (one.callee.kind !== "member" || lastNameOf(one.callee.object) !== name) return [];
      if (this.form.bindingsOf(name, one.at.start) !== bindings) return [];
      const first = one.args[0]?.value;
      return [
        { method: one.callee.name, path: first?.kind === "string" ? first.value : undefined, call: one },
      ];
    });
    return { framework, call, assigned, name, calls, runs: undefined };
  }

  /** What a call of a function of this module gives back. */
  private made({ callee }: CallValue): Value | undefined {
    const fn = callee.kind === "name" ? this.functionNamed(callee.name) : undefined;
    return fn && this.form.returns.find(({ at }) => contains(fn.body, at))?.value;
  }

  private functionNamed(name: string): FunctionValue | undefined {
    return this.form.functions.find((one) => one.name === name);
  }

  /** From where on requests are limited, and below which path. */
  private limitersOf(app: NodeApp): { at: number; path: string | undefined }[] {
    const own = app.calls
      .filter(({ method, call }) => /^(use|register|addHook)$/.test(method) && installs(call, this.form))
      .map(({ call, path }) => ({ at: call.at.start, path: path === "/" ? undefined : path }));
    // require("express-limiter")(app, client)
    const around = this.form.calls
      .filter(
        ({ callee, args }) =>
          isOfPackage(callee, this.form) && args.some(({ value }) => lastNameOf(value) === app.name),
      )
      .map(({ at }) => ({ at: at.start, path: undefined }));
    return app.name === undefined ? own : [...own, ...around];
  }
}
