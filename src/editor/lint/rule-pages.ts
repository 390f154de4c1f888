import { commands, l10n, Uri, window } from "vscode";
import { exists } from "../documents";

/** Opens the page of a rule as a Markdown preview. The pages ship with the extension. */
export async function showRulePage(extensionUri: Uri, rule: unknown): Promise<void> {
  // The id comes out of a link: only its own form may become part of a path.
  if (typeof rule !== "string" || !/^[a-z0-9-]{1,40}\/[a-z0-9-]{1,80}$/.test(rule)) return;
  const page = Uri.joinPath(extensionUri, "media", "rules", ...`${rule}.md`.split("/"));
  if (!(await exists(page))) {
    void window.showInformationMessage(l10n.t("There is no page about {0}.", rule));
    return;
  }
  try {
    await commands.executeCommand("markdown.showPreview", page);
  } catch {
    // The built-in Markdown extension can be switched off.
    await window.showTextDocument(page, { preview: true });
  }
}
