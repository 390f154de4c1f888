import type { Position, TextDocument } from "vscode";
import type { ProjectView } from "../../core/project/view";
import type { Core } from "../core";
import type { Liftoff } from "../liftoff";
import { pathBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";

/** A place in a document, in the terms of core. */
export interface CorePlace {
  readonly core: Core;
  readonly session: FolderSession;
  readonly view: ProjectView;
  readonly path: string;
  readonly offset: number;
}

/**
 * What core knows of a place of a document as it is now. Variables are spread over all files: `read` has the folder read
 * first, where it has not been. Undefined where there is nothing to know yet.
 */
export async function placeIn(
  liftoff: Liftoff | undefined,
  document: TextDocument,
  position: Position,
  read: boolean,
): Promise<CorePlace | undefined> {
  const session = liftoff?.folders.of(document.uri);
  const path = session && pathBelow(session.root, document.uri);
  if (!liftoff || !session || path === undefined) return undefined;
  session.update(document);
  if (read) await session.ensureScanned();
  if (session.coverage !== "folder" || session.versionOf(path) !== document.version) return undefined;
  const offset = document.offsetAt(position);
  return { core: liftoff.core, session, view: session.view(), path, offset };
}
