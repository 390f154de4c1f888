import { l10n, Position, window, workspace } from "vscode";
import type { Claim } from "../../core/plan/model";
import type { EvidenceView, ItemView } from "../../core/plan/view";
import type { Core } from "../core";
import { applyFixAt } from "../fixes/apply-fix";
import { positionOf, uriBelow } from "../positions";
import { allowsExtraMarks } from "../settings";
import { type ShowOptions, showText } from "../show";
import { findItem, isMissingFile } from "./items";
import { editDocument, editOrCreate } from "./plan-edit";
import type { PlanFile } from "./plan-file";

/** Why something was not done, in words for the user; undefined when it was. */
export type Refusal = string | undefined;

/**
 * What a person can do with an item, wherever it is shown. Nothing is taken over from the screen but the item's id:
 * the item is looked up in the text as it is at that moment.
 */
export class PlanActions {
  /** Edits of one plan wait for each other: the second must see what the first has written. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly core: () => Promise<Core>) {}

  async claim(plan: PlanFile, itemId: string, claim: Claim, reason?: string): Promise<Refusal> {
    let why = reason;
    if (claim === "na" && !why) {
      why = await askReason(findItem(plan.view, itemId));
      if (!why) return undefined;
    }
    const core = await this.core();
    const ref = plan.ref(itemId);
    if (!ref) return gone(plan);
    const options = { reason: why, extraMarks: allowsExtraMarks(plan.uri) };
    const refusal = await this.inTurn(plan, () =>
      editDocument(plan.uri, (text) => core.editClaim(plan.path, text, ref, claim, options)),
    );
    if (refusal || why === undefined || plan.view?.format !== "markdown") return refusal;
    return this.inTurn(plan, () => editOverlay(core, plan, itemId, "reason", why));
  }

  /** Writes the notes of an item: into a YAML plan itself, beside a Markdown plan. */
  async notes(plan: PlanFile, itemId: string, notes: string): Promise<Refusal> {
    const core = await this.core();
    const ref = plan.ref(itemId);
    if (!ref) return gone(plan);
    return this.inTurn(plan, () =>
      plan.view?.format === "markdown"
        ? editOverlay(core, plan, itemId, "notes", notes)
        : editDocument(plan.uri, (text) => core.editNotes(plan.path, text, ref, notes)),
    );
  }

  /** Opens the plan's text at the item. */
  async openItem(plan: PlanFile, itemId: string, options?: ShowOptions): Promise<Refusal> {
    const item = findItem(plan.view, itemId);
    if (!item) return gone(plan);
    await showText(plan.uri, new Position(item.line, 0), options);
    return undefined;
  }

  /** Opens the line that the evidence is about; where a file is missing, the item that asks for it. */
  async openEvidence(
    plan: PlanFile,
    itemId: string,
    evidence: EvidenceView,
    options?: ShowOptions,
  ): Promise<Refusal> {
    if (isMissingFile(evidence)) return this.openItem(plan, itemId, options);
    try {
      await showText(uriBelow(plan.session.root, evidence.path), positionOf(evidence), options);
      return undefined;
    } catch {
      return l10n.t("{0} does not exist.", evidence.path);
    }
  }

  async fixEvidence(plan: PlanFile, evidence: EvidenceView, options?: ShowOptions): Promise<Refusal> {
    return applyFixAt(plan.session, evidence, options);
  }

  private inTurn(plan: PlanFile, write: () => Promise<Refusal>): Promise<Refusal> {
    const turn = this.last.then(async () => {
      const refusal = await write();
      await plan.reload();
      return refusal;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

function editOverlay(core: Core, plan: PlanFile, itemId: string, key: "reason" | "notes", value: string) {
  return editOrCreate(
    plan.overlayUri,
    (text) => core.editOverlay(text, itemId, key, value),
    (text, edits) => core.applyEdits(text, edits),
  );
}

function gone(plan: PlanFile): string {
  return l10n.t("The item is not in {0} any more.", workspace.asRelativePath(plan.uri));
}

/** Asks why an item does not apply; a reason is part of the claim. */
function askReason(item: ItemView | undefined): Thenable<string | undefined> {
  return window.showInputBox({
    title: item?.title ?? l10n.t("Not applicable"),
    prompt: l10n.t("Why does this not apply to your launch?"),
    ...(item?.reason ? { value: item.reason } : {}),
    validateInput: (value) => (value.trim() === "" ? l10n.t("A reason is needed.") : undefined),
  });
}
