// Waiting in tests: for a state, with a deadline, never for a time.
import * as vscode from "vscode";

const interval = 25;

/**
 * Resolves to the first truthy value of `probe`, asked again and again until `timeout` milliseconds are over;
 * then it rejects, naming what was waited for. An error that the probe throws counts as "not yet" and is
 * shown when time is up.
 */
export async function until<T>(
  probe: () => T | Promise<T>,
  message: string,
  timeout = 10_000,
): Promise<Exclude<T, undefined | null | false | 0 | "">> {
  const deadline = Date.now() + timeout;
  let problem: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value as Exclude<T, undefined | null | false | 0 | "">;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`gave up after ${timeout} ms waiting for ${message}`, { cause: problem });
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

/** Resolves to the next event that `matches`. Ask before doing what causes it. */
export function next<T>(
  event: vscode.Event<T>,
  message: string,
  matches: (value: T) => boolean = () => true,
  timeout = 10_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => finish(() => reject(new Error(`no event within ${timeout} ms: ${message}`)));
    const timer = setTimeout(late, timeout);
    const subscription = event((value) => {
      if (matches(value)) finish(() => resolve(value));
    });
    function finish(settle: () => void): void {
      clearTimeout(timer);
      subscription.dispose();
      settle();
    }
  });
}

/** Our diagnostics of a document, as soon as `enough` says so. */
export function diagnosticsOf(
  uri: vscode.Uri,
  enough: (found: readonly vscode.Diagnostic[]) => boolean,
  message: string,
): Promise<readonly vscode.Diagnostic[]> {
  const ours = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Liftoff");
  return until(() => {
    const found = ours();
    return enough(found) ? found : undefined;
  }, message);
}

/** Address of a file of the opened workspace, by its path below a folder (the first one unless told). */
export function workspaceFile(relative: string, folder = 0): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[folder];
  if (!root) throw new Error(`the suite's workspace has no folder number ${folder}`);
  return vscode.Uri.joinPath(root.uri, relative);
}

/** Opens a file of the workspace in an editor. */
export async function openWorkspaceFile(relative: string, folder = 0): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(relative, folder));
  return vscode.window.showTextDocument(document);
}
