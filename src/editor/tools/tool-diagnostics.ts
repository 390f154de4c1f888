import { Diagnostic, DiagnosticRelatedInformation, Location, languages, Uri, workspace } from "vscode";
import type { SourceFile } from "../../core/files/source";
import type { OutsideFinding } from "../../core/lint/outside/tool";
import { Disposable } from "../disposable";
import { openDocument } from "../documents";
import { severities } from "../lint/diagnostics";
import { rangeOf, uriBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import type { Folders } from "../workspace/folders";

/** Shows what other tools found, each under its own name, until the file is another than the one that they saw. */
export class ToolDiagnostics extends Disposable {
  private readonly collection = this.own(languages.createDiagnosticCollection("liftoff.tools"));
  /** The text that the shown results of a file belong to, by the file's address. */
  private readonly texts = new Map<string, string>();

  constructor(folders: Folders) {
    super();
    this.own(
      workspace.onDidChangeTextDocument(({ document }) => this.keep(document.uri, () => document.getText())),
    );
    this.own(
      folders.onDidChangeFiles(({ session, paths }) => {
        for (const path of paths) this.keep(uriBelow(session.root, path), () => session.file(path)?.text);
      }),
    );
    this.own(folders.onDidRemove((session) => this.forget(session)));
  }

  /** Shows the findings about `file`, which replace all earlier ones; false when the file has changed meanwhile. */
  show(session: FolderSession, file: SourceFile, findings: readonly OutsideFinding[]): boolean {
    const uri = uriBelow(session.root, file.path);
    const now = openDocument(uri)?.getText() ?? session.file(file.path)?.text;
    if (now !== file.text) return false;
    this.texts.set(uri.toString(), file.text);
    this.collection.set(
      uri,
      findings.map((finding) => toDiagnostic(finding, file, session)),
    );
    return true;
  }

  /** Results of another text would underline anything. */
  private keep(uri: Uri, text: () => string | undefined): void {
    const key = uri.toString();
    const shown = this.texts.get(key);
    if (shown === undefined || shown === text()) return;
    this.texts.delete(key);
    this.collection.delete(uri);
  }

  private forget(session: FolderSession): void {
    const below = `${session.root.toString()}/`;
    for (const key of [...this.texts.keys()]) {
      if (!key.startsWith(below)) continue;
      this.texts.delete(key);
      this.collection.delete(Uri.parse(key, true));
    }
  }
}

function toDiagnostic(finding: OutsideFinding, file: SourceFile, session: FolderSession): Diagnostic {
  const { tool, code, at, message, severity, related, link } = finding;
  const diagnostic = new Diagnostic(rangeOf(at, file.lines), message, severities[severity]);
  diagnostic.source = tool;
  diagnostic.code = { value: code, target: Uri.parse(link) };
  diagnostic.relatedInformation = related.flatMap((other) => {
    const lines = session.file(other.path)?.lines;
    if (!lines) return [];
    const location = new Location(uriBelow(session.root, other.path), rangeOf(other.at, lines));
    return [new DiagnosticRelatedInformation(location, other.message)];
  });
  return diagnostic;
}
