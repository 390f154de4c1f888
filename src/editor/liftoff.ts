import type { Memento } from "vscode";
import type { Activity } from "./activity";
import { type Core, loadCore } from "./core";
import { Disposable } from "./disposable";
import { FindingDiagnostics } from "./lint/diagnostics";
import { OversizeNotes } from "./lint/oversize";
import { PlanDiagnostics } from "./lint/plan-diagnostics";
import type { Log } from "./log";
import { Plans } from "./plan/plans";
import { Folders } from "./workspace/folders";

/** Everything that needs core: made when it is first needed, not at start-up. */
export class Liftoff extends Disposable {
  readonly folders: Folders;
  readonly plans: Plans;

  constructor(
    readonly core: Core,
    readonly memory: Memento,
    activity: Activity,
    log: Log,
  ) {
    super();
    this.folders = this.own(new Folders(core, activity, log));
    this.own(new FindingDiagnostics(this.folders));
    this.own(new OversizeNotes(core, this.folders));
    this.plans = this.own(new Plans(this.folders, core, memory, activity));
    this.own(new PlanDiagnostics(core, this.plans));
  }

  static async start(memory: Memento, activity: Activity, log: Log): Promise<Liftoff> {
    const liftoff = new Liftoff(await loadCore(), memory, activity, log);
    await liftoff.folders.start();
    return liftoff;
  }
}
