import { type FileDecoration, type FileDecorationProvider, l10n, ThemeColor, Uri, window } from "vscode";
import { Disposable } from "../disposable";

const scheme = "liftoff-dimmed";
/** The address of every row that is drawn in a weaker colour: a tree has no other way to colour a label. */
export const dimmedUri = Uri.from({ scheme, path: "/row" });

/** Draws rows in a weaker colour. */
export class DimmedRows extends Disposable implements FileDecorationProvider {
  constructor() {
    super();
    this.own(window.registerFileDecorationProvider(this));
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    return { color: new ThemeColor("disabledForeground"), tooltip: l10n.t("does not count") };
  }
}
