import { commands } from "vscode";
import { type ContextKey, contextKeys } from "./contributions";
import { Disposable } from "./disposable";
import type { Liftoff } from "./liftoff";
import type { OnDemand } from "./on-demand";
import { isUnreadable, openOptions } from "./plan/items";
import type { TreeFilter } from "./tree/filter";

/** Keeps the context keys that menus and welcome texts depend on. */
export class ContextKeys extends Disposable {
  private readonly values = new Map<ContextKey, boolean>();

  constructor(
    private readonly liftoff: OnDemand<Liftoff>,
    private readonly filter: TreeFilter,
  ) {
    super();
    this.own(filter.onDidChange(() => this.update()));
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
    this.set(
      contextKeys.hasConflict,
      plans.files.some(({ view }) => view?.problems.some(({ kind }) => kind === "conflict")),
    );
    this.set(
      contextKeys.hasOptions,
      active.some(({ view }) => view !== undefined && openOptions(view).length > 0),
    );
    this.set(contextKeys.isFiltered, this.filter.name !== "all");
  }

  private set(key: ContextKey, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void commands.executeCommand("setContext", key, value);
  }
}
