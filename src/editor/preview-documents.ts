import {
  TabInputText,
  TabInputTextDiff,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import { Disposable } from "./disposable";

const scheme = "liftoff-preview";

/** Texts that are shown before they become files. They live in memory only. */
export class PreviewDocuments extends Disposable implements TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private count = 0;

  constructor() {
    super();
    this.own(workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** A document with `text`, named like `target` so that it is coloured like it. */
  add(target: Uri, text: string): Uri {
    this.count++;
    const uri = Uri.from({ scheme, path: target.path, query: String(this.count) });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  /** Closes every tab that shows one of the texts and forgets them. */
  async close(): Promise<void> {
    const tabs = window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => {
        if (input instanceof TabInputTextDiff) return input.modified.scheme === scheme;
        return input instanceof TabInputText && input.uri.scheme === scheme;
      });
    await window.tabGroups.close(tabs);
    this.texts.clear();
  }
}
