import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";
import { appendItem, setScalar, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import { addKey, ownEntry, together } from "./owner";

/** One thing that narrows what a container may do. */
export interface Measure {
  readonly key: string;
  /** As a person would say it. */
  readonly name: string;
  readonly equivalent: string;
  /** Whether datastores can do with it: their images change the owner of the data and their own user at each start. */
  readonly fitsDatastores: boolean;
  isTaken(service: ComposeService): boolean;
  take(form: YamlForm, service: ComposeService): YamlEdits;
}

export const measures: readonly Measure[] = [
  {
    key: "security_opt",
    name: "no-new-privileges",
    equivalent: "compose-lint CL-0003",
    fitsDatastores: true,
    isTaken: blocksNewPrivileges,
    take: (form, service) => addItem(form, service, "security_opt", "no-new-privileges:true"),
  },
  {
    key: "cap_drop",
    name: "cap_drop: ALL",
    equivalent: "compose-lint CL-0006",
    fitsDatastores: false,
    isTaken: (service) =>
      isUnreadable(service, "cap_drop") ||
      service
        .list("cap_drop")
        .some((item) => /^(cap_)?all$/i.test(composeText(item)?.value?.trim() ?? "all")),
    take: (form, service) => addItem(form, service, "cap_drop", "ALL"),
  },
  {
    key: "read_only",
    name: "read_only",
    equivalent: "compose-lint CL-0007",
    fitsDatastores: false,
    isTaken: (service) => {
      const value = service.get("read_only");
      const text = composeText(value);
      return text
        ? !/^(false|no|n|off|0|f)$/i.test(text.value?.trim() ?? "")
        : value !== undefined && value.kind !== "scalar";
    },
    take: makeReadOnly,
  },
];

/** Docker takes the last word that is said about it: own items come after those of what is extended. */
function blocksNewPrivileges(service: ComposeService): boolean {
  if (isUnreadable(service, "security_opt")) return true;
  for (const list of [service.list("security_opt", "own"), service.list("security_opt")]) {
    const last = list.findLast((item) => /^\s*no-new-privileges/.test(composeText(item)?.raw ?? ""));
    const said = composeText(last);
    if (said) return /^no-new-privileges([:=](1|t|true))?$/i.test(said.value?.trim() ?? "no-new-privileges");
  }
  return false;
}

/** Whether something other than a list stands there: half a line, or a mistake that Compose refuses. */
function isUnreadable(service: ComposeService, key: string): boolean {
  const value = service.get(key);
  return value !== undefined && value.kind !== "list" && !(value.kind === "scalar" && value.value === null);
}

function addItem(form: YamlForm, service: ComposeService, key: string, item: string): YamlEdits {
  const entry = ownEntry(service, key);
  if (!entry) return addKey(form, service, key, [item]);
  const { value, merged } = entry;
  if (value.kind !== "list" || merged || value.via) return undefined;
  const [name = ""] = item.split(":");
  const contrary = value.items.findLast((one) => composeText(one)?.raw.trim().startsWith(name));
  if (contrary?.kind === "scalar") return setScalar(form, contrary, item);
  return appendItem(form, value, item);
}

function makeReadOnly(form: YamlForm, service: ComposeService): YamlEdits {
  const entry = ownEntry(service, "read_only");
  const { value, merged } = entry ?? {};
  const readOnly = !entry
    ? addKey(form, service, "read_only", true)
    : value?.kind === "scalar" && !merged && !value.via
      ? setScalar(form, value, true)
      : undefined;
  const hasTemporary =
    service.tmpfs.length > 0 ||
    service.volumes().some(({ target }) => target === undefined || target === "/tmp");
  return hasTemporary ? readOnly : together(readOnly, addKey(form, service, "tmpfs", ["/tmp"]));
}
