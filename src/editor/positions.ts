import { Position, Range, type TextDocument, Uri } from "vscode";
import type { LineIndex } from "../core/text/lines";
import type { Span } from "../core/text/span";

/** The range in VS Code's terms of a span of a text. */
export function rangeOf(at: Span, lines: LineIndex): Range {
  const start = lines.positionAt(at.start);
  const end = lines.positionAt(at.end);
  return new Range(start.line, start.character, end.line, end.character);
}

/** The same for a document that holds exactly the text that `at` was computed on. */
export function rangeIn(document: TextDocument, at: Span): Range {
  return new Range(document.positionAt(at.start), document.positionAt(at.end));
}

export function positionOf(place: { readonly line: number; readonly character: number }): Position {
  return new Position(place.line, place.character);
}

/**
 * The path of `uri` below `root` with `/` between folders, as core names files; undefined when it lies elsewhere.
 * A root without a path holds documents that were never saved.
 */
export function pathBelow(root: Uri, uri: Uri): string | undefined {
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return undefined;
  if (root.path === "") return uri.path.replace(/^\//, "");
  const prefix = root.path.endsWith("/") ? root.path : `${root.path}/`;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
}

/** The address of a path of core below `root`. */
export function uriBelow(root: Uri, path: string): Uri {
  return root.path === "" ? root.with({ path }) : Uri.joinPath(root, ...path.split("/"));
}
