import { commands } from "vscode";
import { type ContextKey, contextKeys } from "./contributions";
import { Disposable } from "./disposable";
import type { Liftoff } from "./liftoff";
import type { OnDemand } from "./on-demand";
import { isUnreadable } from "./plan/items";

/** Keeps the context keys that menus and welcome texts depend on. */
export class ContextKeys extends Disposable {
  private readonly values = new Map<ContextKey, boolean>();

  constructor(private readonly liftoff: OnDemand<Liftoff>) {
    super();
    this.own(
      liftoff.onDidStart(({ plans, folders }) => {
        this.own(plans.onDidChange(() => this.update()));
        this.own(folders.onDidChangeCoverage(() => this.update()));
        this.update();
      }),
    );
  }

  private update(): void {
    const current = this.liftoff.current;
    if (!current) return;
    const { plans, folders } = current;
    const active = plans.active;
    const candidates = plans.all.reduce((sum, folder) => sum + folder.candidates.length, 0);
    this.set(
      contextKeys.ready,
      folders.all.every(({ coverage }) => coverage === "folder"),
    );
    this.set(contextKeys.hasPlan, active.length > 0);
    this.set(contextKeys.hasSeveralPlans, candidates > 1);
    this.set(
      contextKeys.planIsBroken,
      active.some(({ view }) => view !== undefined && isUnreadable(view)),
    );
  }

  private set(key: ContextKey, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void commands.executeCommand("setContext", key, value);
  }
}
