import { kindOf } from "../files/kind";
import { type FileRole, roleOf } from "../files/role";
import { folderOf } from "./services";

/** Who answers the browser, outermost first: what an outer layer sends, an inner one must not send again. */
export type Layer = "host" | "edge" | "app" | "html";

/** A file, as far as its place among the layers goes. */
export interface Place {
  readonly path: string;
  readonly layer: Layer;
  readonly role: FileRole;
}

/** Outermost first. */
export const layerOrder: readonly Layer[] = ["host", "edge", "app", "html"];

/** Where the file at `path` stands. */
export function placeOf(path: string): Place {
  return { path, layer: layerOf(path), role: roleOf(path) };
}

/**
 * Whether `outer`, where it forwards requests, stands in front of `inner`: a host in front of what lies in its
 * folder, an edge in front of every application.
 */
export function standsInFront(outer: Place, inner: Place): boolean {
  if (!counts(outer, inner) || layerOrder.indexOf(outer.layer) >= layerOrder.indexOf(inner.layer))
    return false;
  return outer.layer !== "host" || holds(outer.path, inner.path);
}

/** Whether `inner` is an application or a page that requests to `outer` may reach. */
export function standsBehind(inner: Place, outer: Place): boolean {
  if (!counts(inner, outer) || (inner.layer !== "app" && inner.layer !== "html")) return false;
  return outer.layer === "edge" || (outer.layer === "host" && holds(outer.path, inner.path));
}

/** What is deployed is never covered by a test, an example or a development file. */
function counts(other: Place, place: Place): boolean {
  return other.path !== place.path && (other.role === "prod" || other.role === place.role);
}

function holds(outer: string, inner: string): boolean {
  const folder = folderOf(outer);
  return folder === "" || inner.startsWith(`${folder}/`);
}

function layerOf(path: string): Layer {
  const kind = kindOf(path);
  if (kind === "python" || kind === "javascript") return "app";
  if (kind === "html") return "html";
  if (kind === "hostheaders" || kind === "json" || kind === "yaml" || kind === "toml") return "host";
  return "edge";
}
