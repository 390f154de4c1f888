import { commands, env, l10n, type QuickPickItem, Uri, ViewColumn, window } from "vscode";
import { readFile } from "../documents";
import type { Liftoff } from "../liftoff";
import { missingAttributes } from "../plan/git-attributes";
import { editOrCreate } from "../plan/plan-edit";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { pickFolder } from "./pick-folder";

const ATTRIBUTES = ".gitattributes";
const MAX_BYTES = 1_000_000;

/**
 * Lets git merge launch plans item by item: writes which files that is for into `.gitattributes`, after showing it,
 * and hands out the commands that tell git how. Git's own configuration is the user's: nothing is run.
 */
export async function registerMergeDriver(
  liftoff: Liftoff,
  previews: PreviewDocuments,
  extensionUri: Uri,
): Promise<void> {
  const title = l10n.t("Register Merge Driver");
  const session = await pickFolder(liftoff, title);
  if (!session) return;
  const { core, plans } = liftoff;
  const paths = [...new Set([core.PLAN_PATH, ...plans.of(session).candidates])];
  if (await writeAttributes(core, session, paths, previews, title)) await handOut(extensionUri, title);
}

/** Returns whether the attributes are there, now or already. */
async function writeAttributes(
  core: Liftoff["core"],
  session: FolderSession,
  paths: readonly string[],
  previews: PreviewDocuments,
  title: string,
): Promise<boolean> {
  const uri = uriBelow(session.root, ATTRIBUTES);
  const content = await readFile(uri, MAX_BYTES);
  const text = "text" in content ? content.text : "";
  const added = missingAttributes(text, paths);
  if (added.length === 0) return true;
  const after = core.applyEdits(text, [attributesEdit(text, paths)]);
  const name = l10n.t("{0} (to be written)", ATTRIBUTES);
  const options = { viewColumn: ViewColumn.Active };
  await commands.executeCommand(
    "vscode.diff",
    previews.add(uri, text),
    previews.add(uri, after),
    name,
    options,
  );
  const write: QuickPickItem = { label: l10n.t("Write {0}", ATTRIBUTES), detail: added.join(" · ") };
  const cancel: QuickPickItem = { label: l10n.t("Cancel") };
  try {
    const picked = await window.showQuickPick([write, cancel], {
      title: `${title} (1/2)`,
      placeHolder: l10n.t("The preview shows what will be written."),
      ignoreFocusOut: true,
    });
    if (picked !== write) return false;
  } finally {
    await previews.close();
  }
  const refusal = await editOrCreate(
    uri,
    (current) => ({
      edits: missingAttributes(current, paths).length === 0 ? [] : [attributesEdit(current, paths)],
    }),
    core.applyEdits,
  );
  if (refusal) void window.showWarningMessage(refusal);
  return refusal === undefined;
}

function attributesEdit(text: string, paths: readonly string[]) {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const opening = text === "" || text.endsWith("\n") ? "" : eol;
  const lines = missingAttributes(text, paths).map((line) => line + eol);
  return { span: { start: text.length, end: text.length }, text: opening + lines.join("") };
}

/** Shows the commands that git needs once on every machine. They are copied or typed, never run. */
async function handOut(extensionUri: Uri, title: string): Promise<void> {
  const shipped = Uri.joinPath(extensionUri, "dist", "cli.js");
  const programs = [
    { program: "npx --no-install liftoff", label: l10n.t("with the command of this repository") },
    ...(shipped.scheme === "file"
      ? [
          {
            program: `node '${shipped.fsPath}'`,
            label: l10n.t("with the command that comes with this extension"),
          },
        ]
      : []),
  ];
  const picks = programs.flatMap(({ program, label }) => {
    const command = gitCommand(program);
    return [
      {
        label: `$(copy) ${l10n.t("Copy the command")}`,
        description: label,
        detail: command,
        take: async () => env.clipboard.writeText(command),
      },
      {
        label: `$(terminal) ${l10n.t("Type it into a terminal")}`,
        description: label,
        detail: command,
        take: async () => {
          const terminal = window.activeTerminal ?? window.createTerminal();
          terminal.show();
          terminal.sendText(command, false);
        },
      },
    ];
  });
  const picked = await window.showQuickPick(picks, {
    title: `${title} (2/2)`,
    placeHolder: l10n.t("Git needs this command once on each machine. You run it; Liftoff does not."),
    ignoreFocusOut: true,
  });
  await picked?.take();
}

function gitCommand(program: string): string {
  return `git config merge.liftoff.driver "${program} merge %O %A %B %P"`;
}
