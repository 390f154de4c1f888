import { l10n, type WebviewPanel } from "vscode";
import type { BurnUpPoint, ChecklistState, ToHost, ToPage } from "../../shared/messages";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { type Author, authorAt } from "../git";
import type { Log } from "../log";
import type { Refusal } from "../plan/actions";
import { nameInPlan } from "../plan/identity";
import type { PlanFile } from "../plan/plan-file";
import { ownName } from "../settings";
import { today } from "../today";
import { burnUpOf } from "./burn-up";
import { readMessage } from "./messages-guard";

/** What the page may ask for; each answers with the reason when nothing was done. */
export type ChecklistRequests = {
  readonly [Type in Exclude<ToHost["type"], "ready">]: (
    plan: PlanFile,
    message: Extract<ToHost, { type: Type }>,
  ) => Promise<Refusal>;
};

/** One open checklist: sends the page the whole state whenever something changed, and does what the page asks. */
export class ChecklistPanel extends Disposable {
  private ready = false;
  private revision = 0;
  private wanted: string | undefined;
  private shown: ChecklistState | undefined;
  private author: Author | undefined;
  private burnUp: readonly BurnUpPoint[] | undefined;

  constructor(
    readonly plan: PlanFile,
    private readonly panel: WebviewPanel,
    private readonly core: Core,
    private readonly requests: ChecklistRequests,
    private readonly log: Log,
  ) {
    super();
    this.own(panel.webview.onDidReceiveMessage((message) => void this.receive(message)));
    this.own(plan.onDidChange(() => this.show()));
    // Commits are made elsewhere: coming back is when to look again.
    this.own(panel.onDidChangeViewState(() => panel.active && void this.askGit()));
    this.own(panel.onDidDispose(() => this.dispose()));
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  /** What the page was sent last; undefined before it was ready. */
  get state(): ChecklistState | undefined {
    return this.shown;
  }

  /** Moves the page to an item, once the page is there. */
  reveal(itemId: string): void {
    this.wanted = itemId;
    this.show();
  }

  /** Shows one sentence instead of the plan, from now on. */
  end(html: string): void {
    this.panel.webview.html = html;
    this.dispose();
  }

  /** Takes a message as if the page had sent it. */
  async receive(value: unknown): Promise<void> {
    const message = readMessage(value);
    if (!message) {
      this.log.warn("A message of the checklist page was ignored: it has an unknown form.");
      return;
    }
    if (message.type === "ready") {
      this.ready = true;
      void this.askGit();
    } else {
      const refusal = await this.answer(message);
      if (refusal !== undefined) this.post({ type: "refused", message: refusal });
    }
    this.show();
  }

  private async answer(message: Exclude<ToHost, { type: "ready" }>): Promise<Refusal> {
    const handle = this.requests[message.type] as (plan: PlanFile, message: ToHost) => Promise<Refusal>;
    try {
      return await handle(this.plan, message);
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      return l10n.t("That did not work; the output channel Liftoff says why.");
    }
  }

  /** Fills in what only git knows, where there is git: the page does not wait for it. */
  private async askGit(): Promise<void> {
    this.author = await authorAt(this.plan.uri);
    this.burnUp = await burnUpOf(this.core, this.plan);
    if (this.author || this.burnUp) this.show();
  }

  private show(): void {
    if (!this.ready || this.isDisposed) return;
    const { view, path, isChecking } = this.plan;
    this.revision++;
    this.shown = {
      revision: this.revision,
      path,
      plan: view,
      checking: isChecking,
      fields: view?.editable === true && (view.format === "yaml" || this.plan.session.isFolder),
      me: ownName() || (this.author && nameInPlan(view, this.author)),
      today: today(),
      ...(this.burnUp && { burnUp: this.burnUp }),
    };
    this.post({ type: "state", state: this.shown });
    if (this.wanted === undefined || !view) return;
    this.post({ type: "reveal", itemId: this.wanted });
    this.wanted = undefined;
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}
