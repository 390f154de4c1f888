import { languages, type TextDocument, Uri, workspace } from "vscode";
import { Disposable } from "./disposable";
import { exists } from "./documents";
import type { Liftoff } from "./liftoff";
import type { OnDemand } from "./on-demand";
import { watchedFiles } from "./workspace/patterns";

/** Starts the engine for the first thing that needs it: a plan in the workspace or a document that is checked. */
export class Starter extends Disposable {
  constructor(private readonly liftoff: OnDemand<Liftoff>) {
    super();
    this.own(workspace.onDidOpenTextDocument((document) => this.look(document)));
    for (const document of workspace.textDocuments) this.look(document);
  }

  /** Resolves when it is known whether a folder holds a plan. */
  async lookForPlans(): Promise<void> {
    for (const { uri } of workspace.workspaceFolders ?? []) {
      // The place is core's to know (PLAN_PATH), but core is what this look may spare.
      if (await exists(Uri.joinPath(uri, ".liftoff", "plan.yaml"))) void this.liftoff.get();
    }
  }

  private look(document: TextDocument): void {
    if (this.liftoff.current === undefined && languages.match(selector, document) > 0)
      void this.liftoff.get();
  }
}

const selector = [{ pattern: watchedFiles }, { language: "dockerfile" }, { language: "dockercompose" }];
