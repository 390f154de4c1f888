import {
  commands,
  l10n,
  type QuickPickItem,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { NewFile, Service } from "../../core/scaffold/service";
import type { Liftoff } from "../liftoff";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { pickFolder, readFolder } from "./pick-folder";

const encoder = new TextEncoder();

/** Writes the Dockerfile of a service that was found, after showing it. Never replaces a file. */
export async function scaffoldDockerfile(
  liftoff: Liftoff,
  previews: PreviewDocuments,
  folder?: FolderSession,
): Promise<void> {
  const title = l10n.t("Scaffold Dockerfile");
  const session = folder ?? (await pickFolder(liftoff, title));
  if (!session) return;
  await readFolder(session);
  const view = session.view();
  const service = await pickService(liftoff.core.detectServices(view), title);
  if (!service) return;
  const { files, existing } = liftoff.core.scaffoldDockerfile(service, view);
  if (files.length === 0) {
    await openExisting(session, existing);
    return;
  }
  try {
    for (const file of files.toReversed()) await preview(session, file, previews);
    if (await confirm(files, existing)) await create(session, files);
  } finally {
    await previews.close();
  }
}

async function pickService(services: readonly Service[], title: string): Promise<Service | undefined> {
  if (services.length === 0) {
    void window.showInformationMessage(l10n.t("No Python or Node service with an entry point was found."));
  }
  if (services.length < 2) return services[0];
  const picks = services.map((service): QuickPickItem & { service: Service } => ({
    label: service.language === "python" ? "Python" : "Node.js",
    description: [service.framework === "none" ? "" : service.framework, service.manifest]
      .filter((word) => word !== "")
      .join(" · "),
    service,
  }));
  const placeHolder = l10n.t("Services found in this folder");
  const picked = await window.showQuickPick(picks, { title, placeHolder });
  return picked?.service;
}

/** Shows what would be written as a comparison with nothing: every line is new. */
async function preview(session: FolderSession, file: NewFile, previews: PreviewDocuments): Promise<void> {
  const target = uriBelow(session.root, file.path);
  await commands.executeCommand(
    "vscode.diff",
    previews.add(target, ""),
    previews.add(target, file.text),
    l10n.t("{0} (to be created)", file.path),
    { preview: false, viewColumn: ViewColumn.Active },
  );
}

async function confirm(files: readonly NewFile[], existing: readonly string[]): Promise<boolean> {
  const names = files.map(({ path }) => path);
  const create: QuickPickItem = {
    label:
      names.length > 1
        ? l10n.t("Create {0} and {1}", names.slice(0, -1).join(", "), names.at(-1) ?? "")
        : l10n.t("Create {0}", names[0] ?? ""),
    ...(existing.length > 0 ? { detail: l10n.t("{0} exists and stays as it is.", existing.join(", ")) } : {}),
  };
  const cancel: QuickPickItem = { label: l10n.t("Cancel") };
  const picked = await window.showQuickPick([create, cancel], {
    title: l10n.t("Scaffold Dockerfile"),
    placeHolder: l10n.t("The preview shows what will be written."),
    ignoreFocusOut: true,
  });
  return picked === create;
}

async function create(session: FolderSession, files: readonly NewFile[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { path, text } of files) {
    const contents = encoder.encode(text);
    edit.createFile(uriBelow(session.root, path), { overwrite: false, contents });
  }
  if (!(await workspace.applyEdit(edit))) {
    void window.showWarningMessage(l10n.t("A file with this name exists by now; nothing was written."));
    return;
  }
  const [first] = files;
  if (first) await window.showTextDocument(uriBelow(session.root, first.path));
}

async function openExisting(session: FolderSession, existing: readonly string[]): Promise<void> {
  const [first] = existing;
  if (first === undefined) return;
  const open = l10n.t("Open {0}", first);
  const picked = await window.showInformationMessage(
    l10n.t("{0} exists already; nothing was written.", existing.join(", ")),
    open,
  );
  if (picked === open) await window.showTextDocument(Uri.joinPath(session.root, ...first.split("/")));
}
