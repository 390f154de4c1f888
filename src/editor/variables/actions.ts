import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Range,
  type TextDocument,
} from "vscode";
import { editOfChanges } from "../fixes/workspace-edit";
import type { Liftoff } from "../liftoff";
import { placeIn } from "./place";

/** Offers what can be done with an environment variable, or with a secret that should be one. */
export class VariableActions implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.RefactorExtract];

  constructor(private readonly liftoff: () => Liftoff | undefined) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { only }: CodeActionContext,
  ): Promise<CodeAction[]> {
    if (only && !only.contains(CodeActionKind.RefactorExtract)) return [];
    // A light bulb must not be the reason to read a folder.
    const place = await placeIn(this.liftoff(), document, range.start, only !== undefined);
    if (!place) return [];
    return place.core.refactoringsAt(place.view, place.path, place.offset).flatMap(({ title, changes }) => {
      const edit = editOfChanges(place.session, changes);
      if (!edit) return [];
      const action = new CodeAction(title, CodeActionKind.RefactorExtract);
      action.edit = edit;
      return [action];
    });
  }
}
