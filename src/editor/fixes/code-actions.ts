import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  l10n,
  Range,
  SnippetString,
  SnippetTextEdit,
  type TextDocument,
  WorkspaceEdit,
} from "vscode";
import type { Finding } from "../../core/lint/finding";
import { internalCommands } from "../contributions";
import type { Core } from "../core";
import type { Liftoff } from "../liftoff";
import { DIAGNOSTIC_SOURCE } from "../lint/diagnostics";
import type { PlanFile } from "../plan/plan-file";
import { pathBelow, rangeIn } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import { lineEdits } from "./line-edits";
import { editOf } from "./workspace-edit";

export const fixAllKind = CodeActionKind.SourceFixAll.append("liftoff");

/** Offers the fixes of findings, one by one or all safe ones at once. */
export class FindingActions implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix, fixAllKind];

  constructor(private readonly liftoff: () => Liftoff | undefined) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    context: CodeActionContext,
  ): Promise<CodeAction[]> {
    const liftoff = this.liftoff();
    const session = liftoff?.folders.of(document.uri);
    const path = session && pathBelow(session.root, document.uri);
    if (!liftoff || !session || path === undefined) return [];
    const findings = await session.checked(document);
    const { only } = context;
    const offers: Offers[] = [];
    if (!only || only.contains(CodeActionKind.QuickFix)) {
      for (const finding of findings) {
        if (!rangeIn(document, finding.at).intersection(range)) continue;
        offers.push(offersFor(liftoff.core, session, document, finding, context.diagnostics));
      }
    }
    const plan = liftoff.plans.known(document.uri);
    return [
      ...offers.flatMap(({ fixes }) => fixes),
      ...(plan && (!only || only.contains(CodeActionKind.QuickFix)) ? planFixes(plan, document, range) : []),
      // Only when asked for: the light bulb is about the line, not about the whole file.
      ...(only?.contains(fixAllKind) ? fixAllOf(session, document, path) : []),
      ...offers.map(({ page }) => page),
      ...offers.flatMap(({ ignore }) => ignore ?? []),
    ];
  }
}

/** Fixes of what is wrong with a plan itself. */
function planFixes(plan: PlanFile, document: TextDocument, range: Range): CodeAction[] {
  if (plan.source !== document.getText()) return [];
  const here = plan.findings.filter(({ at }) => rangeIn(document, at).intersection(range));
  return here.flatMap(({ fixes }) =>
    fixes.map(({ title, edits }) => {
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.edit = new WorkspaceEdit();
      for (const { span, text } of edits) action.edit.replace(document.uri, rangeIn(document, span), text);
      return action;
    }),
  );
}

/** Ways out of one finding, in the order of the menu: its fixes, its page, the comment that silences it. */
interface Offers {
  readonly fixes: readonly CodeAction[];
  readonly page: CodeAction;
  readonly ignore: CodeAction | undefined;
}

function offersFor(
  core: Core,
  session: FolderSession,
  document: TextDocument,
  finding: Finding,
  shown: readonly Diagnostic[],
): Offers {
  const diagnostics = shown.filter(
    ({ source, code }) =>
      source === DIAGNOSTIC_SOURCE && typeof code === "object" && code.value === finding.rule,
  );
  const create = (title: string) => {
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.diagnostics = diagnostics;
    return action;
  };
  const fixes: CodeAction[] = [];
  const best = finding.fixes.find(({ kind }) => kind === "safe");
  for (const fix of finding.fixes) {
    const edit = editOf(session, finding, fix);
    if (!edit) continue;
    const action = create(fix.title);
    action.edit = edit;
    action.isPreferred = fix === best;
    fixes.push(action);
  }
  const maker = core.rules.find(({ id }) => id === finding.rule)?.scaffold;
  if (maker) {
    const action = create(`${maker.title}…`);
    action.command = {
      command: internalCommands.generate,
      title: action.title,
      arguments: [document.uri, maker.id],
    };
    fixes.push(action);
  }
  const page = create(l10n.t("Show rule {0}", finding.rule));
  page.command = { command: internalCommands.showRuleById, title: page.title, arguments: [finding.rule] };
  const silence = ignoreEdit(core, session, document, finding);
  if (!silence) return { fixes, page, ignore: undefined };
  const ignore = create(l10n.t("Ignore {0} here…", finding.rule));
  ignore.edit = silence;
  return { fixes, page, ignore };
}

/** Inserts the comment that silences the finding, its reason selected to be typed over. */
function ignoreEdit(
  core: Core,
  session: FolderSession,
  document: TextDocument,
  finding: Finding,
): WorkspaceEdit | undefined {
  const file = session.file(finding.path);
  const reason = l10n.t("why this is right here");
  const insertion = file && core.suppressionEdit(file, finding.at.start, finding.rule, reason);
  if (!insertion) return undefined;
  const at = insertion.text.lastIndexOf(reason);
  const snippet = new SnippetString()
    .appendText(insertion.text.slice(0, at))
    .appendPlaceholder((placeholder) => placeholder.appendText(reason))
    .appendText(insertion.text.slice(at + reason.length));
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [new SnippetTextEdit(rangeIn(document, insertion.span), snippet)]);
  return edit;
}

function fixAllOf(session: FolderSession, document: TextDocument, path: string): CodeAction[] {
  const after = session.fixedText(path);
  if (after === undefined || session.versionOf(path) !== document.version) return [];
  const action = new CodeAction(l10n.t("Fix all safe Liftoff findings"), fixAllKind);
  action.edit = new WorkspaceEdit();
  for (const { start, end, text } of lineEdits(document.getText(), after)) {
    action.edit.replace(document.uri, document.validateRange(new Range(start, 0, end, 0)), text);
  }
  return [action];
}
