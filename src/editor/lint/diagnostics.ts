import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Location,
  languages,
  Uri,
} from "vscode";
import type { SourceFile } from "../../core/files/source";
import type { Finding } from "../../core/lint/finding";
import type { Severity } from "../../core/rules/rule";
import { internalCommands } from "../contributions";
import { Disposable } from "../disposable";
import { openDocument } from "../documents";
import { rangeOf, uriBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import type { Folders } from "../workspace/folders";

export const DIAGNOSTIC_SOURCE = "Liftoff";

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };

/** Shows findings where they are: squiggles, Problems, hovers. */
export class FindingDiagnostics extends Disposable {
  private readonly collection = this.own(languages.createDiagnosticCollection("liftoff"));

  constructor(folders: Folders) {
    super();
    this.own(folders.onDidCheck(({ session, paths }) => this.show(session, paths)));
    this.own(folders.onDidRemove((session) => this.clear(session)));
  }

  private show(session: FolderSession, paths: ReadonlySet<string>): void {
    const entries: [Uri, Diagnostic[] | undefined][] = [];
    for (const path of paths) {
      const file = session.file(path);
      const uri = uriBelow(session.root, path);
      // Offsets into a text that is no longer there would underline anything; the next check is under way.
      const document = openDocument(uri);
      if (document && document.version !== session.versionOf(path)) continue;
      const findings = file ? session.findingsOf(path) : [];
      entries.push([uri, file && findings.map((finding) => toDiagnostic(finding, file, session))]);
    }
    this.collection.set(entries);
  }

  private clear(session: FolderSession): void {
    for (const path of session.reportedPaths()) this.collection.delete(uriBelow(session.root, path));
  }
}

/** The address behind a rule's id: opens its page. A command works in the desktop and in a browser alike. */
export function rulePageLink(rule: string): Uri {
  const args = encodeURIComponent(JSON.stringify([rule]));
  return Uri.parse(`command:${internalCommands.showRuleById}?${args}`);
}

function toDiagnostic(finding: Finding, file: SourceFile, session: FolderSession): Diagnostic {
  const diagnostic = new Diagnostic(
    rangeOf(finding.at, file.lines),
    finding.message,
    severities[finding.severity],
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: finding.rule, target: rulePageLink(finding.rule) };
  if (finding.tag) diagnostic.tags = [tags[finding.tag]];
  diagnostic.relatedInformation = finding.related.flatMap(({ path, at, message }) => {
    const other = session.file(path);
    if (!other) return [];
    const location = new Location(uriBelow(session.root, path), rangeOf(at, other.lines));
    return [new DiagnosticRelatedInformation(location, message)];
  });
  return diagnostic;
}
