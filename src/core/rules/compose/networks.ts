import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";

/** Names of the networks that `service` is on. */
export function networksOf(service: ComposeService): readonly string[] {
  const value = service.get("networks");
  if (value?.kind === "map") return value.entries.map(({ key }) => key);
  if (value?.kind === "list") return value.items.flatMap((item) => composeText(item)?.value ?? []);
  return ["default"];
}

/** Whether two services can reach each other by their names. */
export function shareNetwork(a: ComposeService, b: ComposeService): boolean {
  const theirs = new Set(networksOf(b));
  return networksOf(a).some((name) => theirs.has(name));
}
