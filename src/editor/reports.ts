import { commands, EventEmitter, type TextDocumentContentProvider, Uri, window, workspace } from "vscode";
import { Disposable } from "./disposable";

const scheme = "liftoff-report";
/** Reports that nobody has asked for lately are forgotten. */
const MAX_REPORTS = 20;

/** Reports in Markdown, shown as they read. They live in memory only; one of the same name takes the old one's place. */
export class Reports extends Disposable implements TextDocumentContentProvider {
  private readonly changed = this.own(new EventEmitter<Uri>());
  private readonly texts = new Map<string, string>();

  readonly onDidChange = this.changed.event;

  constructor() {
    super();
    this.own(workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  async show(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${name.replaceAll(/[/\\]/g, "-")}.md` });
    this.texts.delete(uri.path);
    this.texts.set(uri.path, text);
    for (const path of [...this.texts.keys()].slice(0, -MAX_REPORTS)) this.texts.delete(path);
    this.changed.fire(uri);
    try {
      await commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // Without the built-in Markdown extension the text has to do.
      await window.showTextDocument(uri, { preview: true });
    }
  }
}
