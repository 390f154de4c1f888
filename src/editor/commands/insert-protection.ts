import { l10n, Position, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { Cover, InsertionPlace, Insertions, Protection } from "../../core/lint/insertion";
import {
  applyChanges,
  mainLineOf,
  previewChanges,
  type TextChange,
  textChanges,
} from "../fixes/text-changes";
import type { Liftoff } from "../liftoff";
import { rangeOf, uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import { showText } from "../show";
import type { FolderSession } from "../workspace/folder-session";
import { pickFolder, readFolder, takeTypedText } from "./pick-folder";

type Layer = InsertionPlace["layer"];
type PlacePick = QuickPickItem & { readonly place?: InsertionPlace };

/**
 * Inserts security headers, limits of CORS or a rate limit where the workspace lacks them: in the layer that is
 * picked, after a look at what will be written. Never where another layer provides it already.
 */
export async function insertProtection(
  liftoff: Liftoff,
  previews: PreviewDocuments,
  protection: Protection,
): Promise<void> {
  const title = titleOf(protection);
  const session = await pickFolder(liftoff, title);
  if (!session) return;
  await readFolder(session);
  takeTypedText(liftoff, session);
  const { places, covered } = await session.insertions(protection);
  if (places.length === 0) {
    await sayNothingIsOpen(session, protection, covered);
    return;
  }
  const place = await pickPlace(places, title);
  if (!place) return;
  if (!place.change) {
    await reveal(session, place.finding);
    void window.showInformationMessage(
      l10n.t("{0} What to write here is for you to decide.", place.finding.message),
    );
    return;
  }
  await previewAndApply(session, place, place.change, previews, title);
}

async function pickPlace(places: Insertions["places"], title: string): Promise<InsertionPlace | undefined> {
  // The preview that follows names the file.
  if (places.length < 2) return places[0];
  const picks = places.flatMap((place, i): PlacePick[] => {
    const before = places[i - 1];
    const heading = headingOf(place);
    const isNew = heading !== undefined && (!before || headingOf(before) !== heading);
    const separator = isNew ? [{ label: heading, kind: QuickPickItemKind.Separator }] : [];
    return [...separator, rowOf(place)];
  });
  const picked = await window.showQuickPick(picks, {
    title,
    placeHolder: l10n.t("Choose where; the outermost layer that lacks it comes first"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.place;
}

function headingOf({ state, change }: InsertionPlace): string | undefined {
  if (state === "instead") return l10n.t("or here instead");
  return change ? undefined : l10n.t("to be written by hand");
}

function rowOf(place: InsertionPlace): PlacePick {
  return {
    label: `$(${icons[place.layer]}) ${place.path}`,
    description: layerName(place.layer),
    detail: place.change ? summaryOf(place.change.titles) : place.finding.message,
    place,
  };
}

async function previewAndApply(
  session: FolderSession,
  place: InsertionPlace,
  { titles, texts }: NonNullable<InsertionPlace["change"]>,
  previews: PreviewDocuments,
  title: string,
): Promise<void> {
  const changes = await textChanges(session, texts);
  const main = changes?.find(({ path }) => path === place.path) ?? changes?.[0];
  if (!changes || !main) {
    sayItChanged(place.path);
    return;
  }
  let isDone = false;
  try {
    await previewChanges(changes, previews);
    if (!(await confirm(titles, changes, title))) return;
    isDone = await applyChanges(changes);
    if (!isDone) sayItChanged(place.path);
  } finally {
    await previews.close();
  }
  if (isDone) await showText(main.uri, new Position(mainLineOf(main), 0));
}

async function confirm(
  titles: readonly string[],
  changes: readonly TextChange[],
  title: string,
): Promise<boolean> {
  const apply: QuickPickItem = {
    label: summaryOf(titles),
    detail: l10n.t("Changes {0}; undone in one step.", listed(changes.map(({ path }) => path))),
  };
  const cancel: QuickPickItem = { label: l10n.t("Cancel") };
  const picked = await window.showQuickPick([apply, cancel], {
    title,
    placeHolder: l10n.t("The preview shows what will be written."),
    ignoreFocusOut: true,
  });
  return picked === apply;
}

/** Says who provides it, and opens the place on request; or that nothing here could. */
async function sayNothingIsOpen(
  session: FolderSession,
  protection: Protection,
  covered: readonly Cover[],
): Promise<void> {
  const [cover] = covered;
  if (!cover) {
    void window.showInformationMessage(noPlace(protection, session.name));
    return;
  }
  const { path, message } = cover;
  const who = message.includes(path) ? message : `${path}: ${message}`;
  const open = l10n.t("Open {0}", path);
  const picked = await window.showInformationMessage(l10n.t("Nothing to insert. {0}", who), open);
  if (picked === open) await reveal(session, cover);
}

async function reveal(session: FolderSession, { path, at }: Pick<Cover, "path" | "at">): Promise<void> {
  const file = session.file(path);
  const start = file ? rangeOf(at, file.lines).start : new Position(0, 0);
  await showText(uriBelow(session.root, path), start);
}

function sayItChanged(path: string): void {
  void window.showWarningMessage(l10n.t("{0} changed at the same moment; nothing was written.", path));
}

function summaryOf([first = "", ...others]: readonly string[]): string {
  return others.length > 0 ? l10n.t("{0}, and {1} more", first, others.length) : first;
}

function listed(paths: readonly string[]): string {
  const last = paths.at(-1) ?? "";
  return paths.length > 1 ? l10n.t("{0} and {1}", paths.slice(0, -1).join(", "), last) : last;
}

function titleOf(protection: Protection): string {
  if (protection === "headers") return l10n.t("Insert Security Headers");
  return protection === "cors" ? l10n.t("Restrict CORS") : l10n.t("Add Rate Limiting");
}

function noPlace(protection: Protection, folder: string): string {
  if (protection === "headers") {
    return l10n.t("{0} has nothing that answers browsers without security headers.", folder);
  }
  return protection === "cors"
    ? l10n.t("{0} opens nothing to foreign origins.", folder)
    : l10n.t("{0} has no routes that need a rate limit.", folder);
}

const icons: Readonly<Record<Layer, string>> = {
  host: "cloud",
  edge: "server",
  app: "code",
  html: "browser",
};

function layerName(layer: Layer): string {
  if (layer === "host") return l10n.t("host");
  if (layer === "edge") return l10n.t("web server in front");
  return layer === "app" ? l10n.t("application") : l10n.t("page");
}
