import { Diagnostic, DiagnosticSeverity, l10n, languages, Range, type TextDocument, workspace } from "vscode";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { pathBelow } from "../positions";
import type { Folders } from "../workspace/folders";
import { DIAGNOSTIC_SOURCE } from "./diagnostics";

/** Says so where an open file is too large to be checked: silence would look like "all is well". */
export class OversizeNotes extends Disposable {
  private readonly collection = this.own(languages.createDiagnosticCollection("liftoff.oversize"));

  constructor(
    private readonly core: Core,
    private readonly folders: Folders,
  ) {
    super();
    this.own(workspace.onDidOpenTextDocument((document) => this.look(document)));
    this.own(workspace.onDidSaveTextDocument((document) => this.look(document)));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)));
    for (const document of workspace.textDocuments) this.look(document);
  }

  private look(document: TextDocument): void {
    const session = this.folders.of(document.uri);
    const path = session && pathBelow(session.root, document.uri);
    const text = document.getText();
    if (path === undefined || text.length <= this.core.MAX_TEXT || !this.core.kindOf(path, text)) {
      this.collection.delete(document.uri);
      return;
    }
    const message = l10n.t("This file is larger than 1 MB and is not checked.");
    const note = new Diagnostic(new Range(0, 0, 0, 0), message, DiagnosticSeverity.Information);
    note.source = DIAGNOSTIC_SOURCE;
    this.collection.set(document.uri, [note]);
  }
}
