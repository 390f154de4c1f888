import type { ComposeVariable } from "../../files/compose/environment";
import type { Template, VariablePart } from "../../files/compose/interpolation";
import { type LocalPlace, localPlaces } from "../local-places";

/** A place in the value of a variable that names the machine itself. */
export interface LocalHost extends LocalPlace {
  /** Whether it only stands in the default of a variable. */
  readonly isFallback: boolean;
}

/**
 * The places in `variable` that name the machine itself where that is wrong in a container: the host of a datastore, or
 * an address that browsers are to use.
 */
export function localHostsIn({ key, value }: ComposeVariable): readonly LocalHost[] {
  if (!value) return [];
  const { parts } = value.template;
  return localPlaces(key, value.raw, value.value ?? "").map((place) => ({
    ...place,
    isFallback: parts.some((part) => isAround(part, place.from)),
  }));
}

function isAround(part: Template["parts"][number], offset: number): part is VariablePart {
  return part.kind === "variable" && part.from <= offset && offset < part.to;
}
