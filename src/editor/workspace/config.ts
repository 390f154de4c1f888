import { Diagnostic, DiagnosticSeverity, languages, type Uri } from "vscode";
import type { Config } from "../../core/lint/config";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { readFile } from "../documents";
import type { Log } from "../log";
import { rangeOf, uriBelow } from "../positions";
import { settingsOf } from "../settings";

/** Reads what a folder's repository and the user configure, and shows what is wrong in the repository's file. */
export class FolderConfigs extends Disposable {
  private readonly diagnostics = this.own(languages.createDiagnosticCollection("liftoff.config"));

  constructor(
    private readonly core: Core,
    private readonly log: Log,
  ) {
    super();
  }

  /** The configuration of the folder at `root`: its file first, the user's settings over it. */
  async read(root: Uri): Promise<Config> {
    const file = await this.readRepository(root);
    const settings = this.core.readConfig(settingsOf(root).overrides);
    if ("config" in settings) return this.core.resolveConfig(file, settings.config);
    for (const problem of settings.problems) {
      this.log.warn(`Settings: liftoff.${problem.path.join(".")}: ${problem.message}`);
    }
    return this.core.resolveConfig(file);
  }

  forget(root: Uri): void {
    this.diagnostics.delete(uriBelow(root, this.core.CONFIG_PATH));
  }

  private async readRepository(root: Uri) {
    const uri = uriBelow(root, this.core.CONFIG_PATH);
    const content = await readFile(uri, this.core.MAX_TEXT);
    const outcome = "text" in content ? this.core.readConfigText(content.text) : { config: {} };
    if ("config" in outcome || !("text" in content)) {
      this.diagnostics.delete(uri);
      return "config" in outcome ? outcome.config : {};
    }
    const lines = new this.core.LineIndex(content.text);
    this.diagnostics.set(
      uri,
      outcome.problems.map(({ at, message }) => {
        const diagnostic = new Diagnostic(rangeOf(at, lines), message, DiagnosticSeverity.Error);
        diagnostic.source = "Liftoff";
        return diagnostic;
      }),
    );
    return {};
  }
}
