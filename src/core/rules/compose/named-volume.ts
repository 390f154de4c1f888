import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import type { ComposeVolume } from "../../files/compose/volumes";
import { appendItem, insertPair, setScalar, setValue, type YamlEdits } from "../../files/yaml/edits";
import { asMap } from "../../files/yaml/form";
import { addKey, ownEntry, together } from "./owner";

interface NamedMount {
  readonly name: string;
  readonly edits: YamlEdits;
}

/**
 * Mounts a volume of the project at `folder` of `service` and declares it, in place of `instead` where that is given. The
 * volume is called `wish` unless that name is taken.
 */
export function mountNamedVolume(
  form: ComposeForm,
  service: ComposeService,
  wish: string,
  folder: string,
  instead: ComposeVolume | undefined,
): NamedMount {
  const name = form.volumes.includes(wish) ? `${wish}_2` : wish;
  const taken = form.volumes.includes(name);
  const mount = `${name}:${folder}`;
  const edits = taken ? undefined : together(mountEdits(form, service, mount, instead), declare(form, name));
  return { name, edits };
}

function mountEdits(
  form: ComposeForm,
  service: ComposeService,
  mount: string,
  instead: ComposeVolume | undefined,
): YamlEdits {
  if (instead)
    return instead.node.kind === "scalar" && !instead.node.via
      ? setScalar(form.yaml, instead.node, mount)
      : undefined;
  const entry = ownEntry(service, "volumes");
  if (!entry) return addKey(form.yaml, service, "volumes", [mount]);
  const { value, merged } = entry;
  // A list that is merged in would be replaced, and one behind an alias is another service's as well.
  if (merged || value.via || service.map?.via) return undefined;
  if (value.kind === "list") return appendItem(form.yaml, value, mount);
  return undefined;
}

function declare(form: ComposeForm, name: string): YamlEdits {
  const root = asMap(form.yaml.root);
  if (!root) return undefined;
  const volumes = root.own.find(({ key }) => key === "volumes")?.value;
  if (!volumes) return insertPair(form.yaml, root, "volumes", { [name]: {} });
  if (volumes.kind === "map") return volumes.via ? undefined : insertPair(form.yaml, volumes, name, {});
  return volumes.kind === "scalar" && volumes.value === null
    ? setValue(form.yaml, root, "volumes", { [name]: {} })
    : undefined;
}
