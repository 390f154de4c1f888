import {
  type CustomTextEditorProvider,
  env,
  l10n,
  type TextDocument,
  Uri,
  type Webview,
  type WebviewPanel,
  window,
} from "vscode";
import { customEditors } from "../contributions";
import { Disposable } from "../disposable";
import type { Liftoff } from "../liftoff";
import type { Log } from "../log";
import type { OnDemand } from "../on-demand";
import { ChecklistPanel, type ChecklistRequests } from "./checklist-panel";
import { checklistHtml, createNonce, plainHtml } from "./html";

/** Shows a plan's document as a checklist. The document stays the store: undo, save and git work as for any text. */
export class ChecklistEditor extends Disposable implements CustomTextEditorProvider {
  private readonly panels = new Set<ChecklistPanel>();

  constructor(
    private readonly extensionUri: Uri,
    private readonly liftoff: OnDemand<Liftoff>,
    private readonly requests: ChecklistRequests,
    private readonly log: Log,
  ) {
    super();
    for (const viewType of Object.values(customEditors)) {
      this.own(
        window.registerCustomEditorProvider(viewType, this, { supportsMultipleEditorsPerDocument: true }),
      );
    }
  }

  async resolveCustomTextEditor(document: TextDocument, panel: WebviewPanel): Promise<void> {
    const resources = ["dist/webview", "media"].map((folder) => Uri.joinPath(this.extensionUri, folder));
    panel.webview.options = { enableScripts: true, localResourceRoots: resources };
    const { core, folders, plans } = await this.liftoff.get();
    await folders.adopt(document);
    const plan = plans.at(document.uri);
    if (!plan) {
      panel.webview.html = offPage();
      return;
    }
    void plan.session.ensureScanned();
    const opened = new ChecklistPanel(plan, panel, core, this.requests, this.log);
    this.panels.add(opened);
    panel.onDidDispose(() => this.panels.delete(opened));
    const removal = folders.onDidRemove((session) => {
      if (session === plan.session) opened.end(offPage());
    });
    panel.onDidDispose(() => removal.dispose());
    panel.webview.html = this.page(panel.webview);
  }

  private page(webview: Webview): string {
    const address = (file: string) =>
      webview.asWebviewUri(Uri.joinPath(this.extensionUri, "dist", "webview", file)).toString();
    return checklistHtml({
      cspSource: webview.cspSource,
      nonce: createNonce(),
      language: env.language,
      title: l10n.t("Launch checklist"),
      styles: [address("codicon.css"), address("checklist.css")],
      script: address("checklist.js"),
    });
  }

  /** The open checklists of a plan, the active one first. */
  panelsOf(uri: Uri): readonly ChecklistPanel[] {
    const address = uri.toString();
    return [...this.panels]
      .filter(({ plan }) => plan.uri.toString() === address)
      .sort((a, b) => Number(b.isActive) - Number(a.isActive));
  }
}

function offPage(): string {
  return plainHtml(
    l10n.t("Liftoff does not look after this file: its folder is gone, or liftoff.enable is off."),
  );
}
