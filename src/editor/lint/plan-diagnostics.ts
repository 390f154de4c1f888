import { Diagnostic, languages } from "vscode";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import type { PlanFile } from "../plan/plan-file";
import type { Plans } from "../plan/plans";
import { rangeOf } from "../positions";
import { DIAGNOSTIC_SOURCE, severities } from "./diagnostics";

/** Shows what is wrong with plans themselves: a text that cannot be read, commands that cannot run. */
export class PlanDiagnostics extends Disposable {
  private readonly collection = this.own(languages.createDiagnosticCollection("liftoff.plan"));
  private readonly shown = new Map<PlanFile, PlanFile["findings"]>();

  constructor(
    private readonly core: Core,
    private readonly plans: Plans,
  ) {
    super();
    this.own(plans.onDidRead((plan) => this.show(plan)));
    this.own(plans.onDidChange(() => this.forgetGone()));
  }

  private show(plan: PlanFile): void {
    if (this.shown.get(plan) === plan.findings) return;
    this.shown.set(plan, plan.findings);
    const lines = new this.core.LineIndex(plan.source ?? "");
    const diagnostics = plan.findings.map(({ at, message, severity, rule }) => {
      const diagnostic = new Diagnostic(rangeOf(at, lines), message, severities[severity]);
      diagnostic.source = DIAGNOSTIC_SOURCE;
      diagnostic.code = rule;
      return diagnostic;
    });
    this.collection.set(plan.uri, diagnostics);
  }

  private forgetGone(): void {
    const files = new Set(this.plans.files);
    for (const plan of this.shown.keys()) {
      if (files.has(plan)) continue;
      this.shown.delete(plan);
      this.collection.delete(plan.uri);
    }
  }
}
