import {
  type DefinitionProvider,
  Location,
  type LocationLink,
  type Position,
  type ReferenceContext,
  type ReferenceProvider,
  type TextDocument,
} from "vscode";
import type { VariablePlace } from "../../core/project/variables/places";
import type { Liftoff } from "../liftoff";
import { rangeIn, rangeOf, uriBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import { placeIn } from "./place";

/** Leads from an environment variable to where it is set and explained, and to everything that names it. */
export class VariableLinks implements DefinitionProvider, ReferenceProvider {
  constructor(private readonly liftoff: () => Liftoff | undefined) {}

  async provideDefinition(document: TextDocument, position: Position): Promise<LocationLink[]> {
    const place = await placeIn(this.liftoff(), document, position, true);
    const links = place?.core.variableDefinitions(place.view, place.path, place.offset);
    if (!place || !links) return [];
    const originSelectionRange = rangeIn(document, links.at);
    return locationsOf(place.session, links.places).map(({ uri, range }) => ({
      originSelectionRange,
      targetUri: uri,
      targetRange: range,
    }));
  }

  async provideReferences(
    document: TextDocument,
    position: Position,
    { includeDeclaration }: ReferenceContext,
  ): Promise<Location[]> {
    const place = await placeIn(this.liftoff(), document, position, true);
    const links = place?.core.variableReferences(place.view, place.path, place.offset);
    if (!place || !links) return [];
    const wanted = links.places.filter(
      ({ kind }) => includeDeclaration || (kind !== "definition" && kind !== "description"),
    );
    return locationsOf(place.session, wanted);
  }
}

function locationsOf(session: FolderSession, places: readonly VariablePlace[]): Location[] {
  return places.flatMap(({ path, at }) => {
    const file = session.file(path);
    return file ? [new Location(uriBelow(session.root, path), rangeOf(at, file.lines))] : [];
  });
}
