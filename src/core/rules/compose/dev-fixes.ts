import type { ComposeService } from "../../files/compose/service";
import { type ComposeVolume, cleanPath } from "../../files/compose/volumes";
import type { SourceFile } from "../../files/source";
import { removeItem, removePair, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import type { YamlList } from "../../files/yaml/value";
import { areDisjoint, replacement } from "../../text/edits";
import type { DevCommand } from "../dev-command";
import { together } from "./owner";

/** The edits that take `volume` off, and with it the volumes without a name that spare folders of it. */
export function removeMount(form: YamlForm, service: ComposeService, volume: ComposeVolume): YamlEdits {
  const { map } = service;
  const list = map?.own.find(({ key }) => key === "volumes")?.value;
  if (!map || list?.kind !== "list" || list.via || map.via) return undefined;
  const within = `${cleanPath(volume.target ?? "")}/`;
  const gone = new Set(
    service
      .volumes("own")
      .filter((other) => other === volume || (other.type === "anonymous" && other.target?.startsWith(within)))
      .map(({ node }) => node.origin.start),
  );
  gone.add(volume.node.origin.start);
  const indices = list.items.flatMap((item, i) => (gone.has(item.origin.start) ? [i] : []));
  if (indices.length === list.items.length) return removePair(form, map, "volumes");
  const edits = together(...indices.map((i) => removeItem(form, list, i)));
  return edits && areDisjoint(edits) ? edits : undefined;
}

/** The edits that make a command of `service` one for production, where it only takes other words. */
export function changeCommand(
  file: SourceFile<"compose">,
  service: ComposeService,
  dev: DevCommand,
): YamlEdits {
  if (!file.form.clean) return undefined;
  if (dev.instead !== undefined) return [replacement(dev.at, dev.instead)];
  if (!dev.removable) return undefined;
  const list = service.command?.node ?? service.entrypoint?.node;
  const index = list?.kind === "list" ? list.items.findIndex((item) => isAt(item.origin, dev.at)) : -1;
  if (index >= 0) return removeItem(file.form.yaml, list as YamlList, index);
  let { start } = dev.at;
  while (/[ \t]/.test(file.text[start - 1] ?? "")) start--;
  return /[\r\n]/.test(file.text[start - 1] ?? "\n")
    ? undefined
    : [replacement({ start, end: dev.at.end }, "")];
}

/** Whether `inner` is all of what stands at `outer`, quotes aside. */
function isAt(outer: { start: number; end: number }, inner: { start: number; end: number }): boolean {
  return (
    inner.start - outer.start <= 1 &&
    outer.start <= inner.start &&
    outer.end - inner.end <= 1 &&
    inner.end <= outer.end
  );
}
