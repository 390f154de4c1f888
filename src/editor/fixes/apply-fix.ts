import { l10n, type QuickPickItem, window, workspace } from "vscode";
import type { Finding } from "../../core/lint/finding";
import type { Fix } from "../../core/rules/rule";
import { positionOf, uriBelow } from "../positions";
import { type ShowOptions, showText } from "../show";
import type { FolderSession } from "../workspace/folder-session";
import { editOf } from "./workspace-edit";

/** A place where a rule found something, as a row of tree or checklist names it. */
export interface FixPlace {
  readonly rule: string | undefined;
  readonly path: string;
  readonly line: number;
  readonly character: number;
}

/**
 * Shows the place and applies its fix, exactly as its quick fix would: to the open document, undoable and not saved.
 * Asks which one when there are several. Returns why nothing was done.
 */
export async function applyFixAt(
  session: FolderSession,
  place: FixPlace,
  options: ShowOptions = {},
): Promise<string | undefined> {
  const uri = uriBelow(session.root, place.path);
  const document = await workspace.openTextDocument(uri).then(
    (opened) => opened,
    () => undefined,
  );
  if (!document) return l10n.t("{0} is not there any more.", place.path);
  const findings = await session.checked(document);
  const offset = document.offsetAt(positionOf(place));
  const finding = nearest(
    findings.filter(({ rule, fixes }) => rule === place.rule && fixes.length > 0),
    offset,
  );
  if (!finding) return l10n.t("There is nothing left to fix here.");
  const fix = finding.fixes.length > 1 ? await chooseFix(finding) : finding.fixes[0];
  if (!fix) return undefined;
  await showText(uri, positionOf(place), options);
  const edit = editOf(session, finding, fix);
  if (edit && (await workspace.applyEdit(edit))) return undefined;
  return l10n.t("{0} changed at the same moment; nothing was written.", place.path);
}

/** The finding that starts nearest to `offset`: lines may have moved since the row was drawn. */
function nearest(findings: readonly Finding[], offset: number): Finding | undefined {
  const distance = ({ at }: Finding) => Math.abs(at.start - offset);
  return findings.toSorted((a, b) => distance(a) - distance(b))[0];
}

async function chooseFix(finding: Finding): Promise<Fix | undefined> {
  const picks = finding.fixes.map((fix): QuickPickItem & { fix: Fix } => ({ label: fix.title, fix }));
  const picked = await window.showQuickPick(picks, { title: finding.message });
  return picked?.fix;
}
