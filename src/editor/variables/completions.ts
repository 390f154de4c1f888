import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  l10n,
  type Position,
  Range,
  type TextDocument,
} from "vscode";
import type { Liftoff } from "../liftoff";
import { rangeIn } from "../positions";
import { placeIn } from "./place";

/** Offers the variables that the workspace explains or sets where code begins to read one. */
export class VariableCompletions implements CompletionItemProvider {
  /** What opens a name: a quote, or the dot of `process.env.`. */
  static readonly triggers = ['"', "'", "`", "."];

  constructor(private readonly liftoff: () => Liftoff | undefined) {}

  async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    // Quotes and dots are typed all day long.
    const before = document.getText(new Range(position.line, 0, position.line, position.character));
    if (!/env/i.test(before)) return [];
    const place = await placeIn(this.liftoff(), document, position, false);
    const found = place?.core.suggestVariables(place.view, place.path, place.offset);
    if (!found) return [];
    const range = rangeIn(document, found.at);
    return found.all.map(({ name, from }) => {
      const item = new CompletionItem({ label: name, description: from }, CompletionItemKind.Constant);
      item.range = range;
      item.detail = l10n.t("Environment variable");
      return item;
    });
  }
}
