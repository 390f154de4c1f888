import { env, l10n, Position, window, workspace } from "vscode";
import type { ItemRef } from "../../core/plan/item-ref";
import type { Claim, ManualEvidence, Waiver } from "../../core/plan/model";
import type { EvidenceView, ItemView } from "../../core/plan/view";
import type { CopySource } from "../../shared/messages";
import type { Core } from "../core";
import { applyFixAt } from "../fixes/apply-fix";
import { authorAt } from "../git";
import { positionOf, uriBelow } from "../positions";
import { allowsExtraMarks, ownName } from "../settings";
import { type ShowOptions, showText } from "../show";
import { today } from "../today";
import { nameInPlan } from "./identity";
import { findItem, isMissingFile } from "./items";
import { openLink } from "./links";
import { type EditOutcome, editDocument, editOrCreate } from "./plan-edit";
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
    return this.inTurn(plan, () =>
      inOverlay(core, plan, (text) => core.editOverlay(text, itemId, "reason", why)),
    );
  }

  /** Writes the notes of an item, or removes them when `notes` is empty. */
  notes(plan: PlanFile, itemId: string, notes: string): Promise<Refusal> {
    return this.editItem(plan, itemId, {
      inPlan: (core, text, ref) => core.editNotes(plan.path, text, ref, notes),
      beside: (core, text) => core.editOverlay(text, itemId, "notes", notes),
    });
  }

  /** Sets who takes care of an item, or nobody when `owner` is empty. */
  owner(plan: PlanFile, itemId: string, owner: string): Promise<Refusal> {
    return this.editItem(plan, itemId, {
      inPlan: (core, text, ref) => core.editOwner(plan.path, text, ref, owner),
      beside: (core, text) => core.editOverlay(text, itemId, "owner", owner),
    });
  }

  /** Sets the day an item is due (`YYYY-MM-DD`), or none when `due` is empty. */
  due(plan: PlanFile, itemId: string, due: string): Promise<Refusal> {
    return this.editItem(plan, itemId, {
      inPlan: (core, text, ref) => core.editDue(plan.path, text, ref, due),
      beside: (core, text) => core.editOverlay(text, itemId, "due", due),
    });
  }

  /** Accepts the failure of an item up to and with the day `until`. */
  async waive(plan: PlanFile, itemId: string, waiver: Pick<Waiver, "reason" | "until">): Promise<Refusal> {
    if (waiver.until < today()) {
      return l10n.t("A waiver ends on a day that is still to come. Nothing was changed.");
    }
    return this.setWaiver(plan, itemId, { ...waiver, by: await userOf(plan) });
  }

  /** Takes a waiver back. */
  unwaive(plan: PlanFile, itemId: string): Promise<Refusal> {
    return this.setWaiver(plan, itemId, undefined);
  }

  /** Writes down what a person saw today, into the item's own file of evidence. */
  async record(plan: PlanFile, itemId: string, { text, link }: NewRecord): Promise<Refusal> {
    const said = text.trim();
    if (said === "") return l10n.t("Say what you saw. Nothing was changed.");
    if (!findItem(plan.view, itemId)) return gone(plan);
    const core = await this.core();
    const record: ManualEvidence = {
      at: today(),
      by: await userOf(plan),
      text: said,
      link: link?.trim() || undefined,
    };
    return this.inTurn(plan, () =>
      editOrCreate(
        uriBelow(plan.session.root, core.evidencePath(itemId)),
        (current) => core.addRecord(current, itemId, record),
        (current, edits) => core.applyEdits(current, edits),
      ),
    );
  }

  /** Takes a choice of an option; both are named by id. */
  async choose(plan: PlanFile, option: string, choice: string): Promise<Refusal> {
    const core = await this.core();
    return this.inTurn(plan, () =>
      editDocument(plan.uri, (text) => core.editChoice(plan.path, text, option, choice)),
    );
  }

  /** Copies a listing or a command of the plan to the clipboard. It is never run. */
  async copy(plan: PlanFile, of: CopySource): Promise<Refusal> {
    const text = textOf(plan, of);
    if (text === undefined) return l10n.t("This text is not in {0} any more.", nameOf(plan));
    await env.clipboard.writeText(text);
    return undefined;
  }

  /** Opens the plan's text at the item. */
  async openItem(plan: PlanFile, itemId: string, options?: ShowOptions): Promise<Refusal> {
    const item = findItem(plan.view, itemId);
    if (!item) return gone(plan);
    return this.openLine(plan, item.line, options);
  }

  /** Opens the plan's text at a line, from 0. */
  async openLine(plan: PlanFile, line: number, options?: ShowOptions): Promise<Refusal> {
    await showText(plan.uri, new Position(line, 0), options);
    return undefined;
  }

  /** Opens one of the item's documents. */
  async openDoc(plan: PlanFile, itemId: string, index: number, options?: ShowOptions): Promise<Refusal> {
    const link = findItem(plan.view, itemId)?.docs[index];
    return link === undefined ? gone(plan) : openLink(plan, link, options);
  }

  /** Opens what a record of the item refers to. */
  async openRecord(plan: PlanFile, itemId: string, index: number, options?: ShowOptions): Promise<Refusal> {
    const link = findItem(plan.view, itemId)?.records[index]?.link;
    return link === undefined ? gone(plan) : openLink(plan, link, options);
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

  private setWaiver(plan: PlanFile, itemId: string, waiver: Waiver | undefined): Promise<Refusal> {
    return this.editItem(plan, itemId, {
      inPlan: (core, text, ref) => core.editWaiver(plan.path, text, ref, waiver),
      beside: (core, text) => core.editOverlayWaiver(text, itemId, waiver),
    });
  }

  /** Writes into a YAML plan itself; beside a Markdown plan, which has no place for it. */
  private async editItem(plan: PlanFile, itemId: string, edit: ItemEdit): Promise<Refusal> {
    const core = await this.core();
    const ref = plan.ref(itemId);
    if (!ref) return gone(plan);
    return this.inTurn(plan, () =>
      plan.view?.format === "markdown"
        ? inOverlay(core, plan, (text) => edit.beside(core, text))
        : editDocument(plan.uri, (text) => edit.inPlan(core, text, ref)),
    );
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

/** What a person saw; the link is an https address or a path of the folder. */
export interface NewRecord {
  readonly text: string;
  readonly link?: string | undefined;
}

/** One change of an item, for both kinds of plans. */
interface ItemEdit {
  inPlan(core: Core, text: string, ref: ItemRef): EditOutcome;
  beside(core: Core, text: string): EditOutcome;
}

/** Who uses the editor, as they say or as git knows them; undefined where neither does. */
async function userOf({ uri, view }: PlanFile): Promise<string | undefined> {
  const own = ownName();
  if (own !== "") return own;
  const author = await authorAt(uri);
  return author && nameInPlan(view, author);
}

function inOverlay(core: Core, plan: PlanFile, compute: (text: string) => EditOutcome): Promise<Refusal> {
  return editOrCreate(plan.overlayUri, compute, (text, edits) => core.applyEdits(text, edits));
}

/** The text of the plan that `of` names, as it was read last. */
function textOf({ view }: PlanFile, of: CopySource): string | undefined {
  switch (of.kind) {
    case "attachment":
      return findItem(view, of.itemId)?.attachments[of.index]?.text;
    case "command":
      return findItem(view, of.itemId)?.command;
    case "step":
      return view?.details.runbooks.find(({ id }) => id === of.runbook)?.steps[of.index]?.command;
    case "named":
      return view?.details.commands.find(({ id }) => id === of.command)?.command;
  }
}

function gone(plan: PlanFile): string {
  return l10n.t("The item is not in {0} any more.", nameOf(plan));
}

function nameOf(plan: PlanFile): string {
  return workspace.asRelativePath(plan.uri);
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
