import { type Uri, workspace } from "vscode";
import type { PlanView } from "../core/plan/view";
import type { ChecklistState } from "../shared/messages";
import type { Activity } from "./activity";
import type { ChecklistEditor } from "./checklist/checklist-editor";
import type { Liftoff } from "./liftoff";
import type { OnDemand } from "./on-demand";
import type { PhasesView } from "./tree/phases-view";
import type { Node } from "./tree/reconcile";

/** How long the parts of the start took, in milliseconds. */
export interface Timings {
  /** Running the modules of the bundle. */
  readonly load: number;
  readonly activate: number;
}

/**
 * What `activate` returns: for the project's own tests and benchmarks, which wait for events instead of sleeping.
 * Internal: it changes without notice and is no interface for other extensions.
 */
export class LiftoffApi {
  constructor(
    readonly timings: Timings,
    private readonly activity: Activity,
    private readonly liftoff: OnDemand<Liftoff>,
    private readonly checklists: ChecklistEditor,
    private readonly phases: PhasesView,
  ) {}

  /** Resolves when nothing is read, checked or written any more. Starts the engine where nothing has yet. */
  async whenIdle(): Promise<void> {
    await this.liftoff.get();
    await this.activity.whenIdle();
  }

  /** Whether the engine has been loaded. */
  get isStarted(): boolean {
    return this.liftoff.current !== undefined;
  }

  /** The shown plan of a folder, the first one unless told; undefined where there is none. */
  planView(folder: Uri | undefined = workspace.workspaceFolders?.[0]?.uri): PlanView | undefined {
    const session = folder && this.liftoff.current?.folders.of(folder);
    return session && this.liftoff.current?.plans.of(session).active?.view;
  }

  /** The tree's row of an item, as menus hand it to commands. */
  treeRow(itemId: string): Node | undefined {
    return this.phases.rowOf(itemId);
  }

  /** Looks at the calendar, as when the window gets the focus. */
  lookAtCalendar(): void {
    this.liftoff.current?.folders.calendar.look();
  }

  /** What the open checklist of `plan` was sent last; where several are open, the active one is the first. */
  checklistState(plan: Uri, panel = 0): ChecklistState | undefined {
    return this.checklists.panelsOf(plan)[panel]?.state;
  }

  /** Hands a message to an open checklist of `plan` as if its page had sent it. */
  async sendToChecklist(plan: Uri, message: unknown, panel = 0): Promise<void> {
    await this.checklists.panelsOf(plan)[panel]?.receive(message);
  }
}
