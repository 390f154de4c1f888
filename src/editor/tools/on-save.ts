import { workspace } from "vscode";
import { Disposable } from "../disposable";
import type { OnDemand } from "../on-demand";
import { checksOnSave } from "../settings";
import type { ToolChecks } from "./tool-checks";

/** Has workflows checked by the user's own tools when they are saved, where a setting asks for it. */
export class ToolsOnSave extends Disposable {
  constructor(tools: OnDemand<ToolChecks>) {
    super();
    this.own(
      workspace.onDidSaveTextDocument(async (document) => {
        const { path } = document.uri;
        if (!/\/\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return;
        if (workspace.isTrusted && checksOnSave(document.uri)) await (await tools.get()).checkSaved(document);
      }),
    );
  }
}
