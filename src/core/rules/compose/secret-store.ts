import type { ComposeVariable } from "../../files/compose/environment";
import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import { appendItem, insertPair, setScalar, type YamlEdits, type YamlInput } from "../../files/yaml/edits";
import { asMap, type YamlForm } from "../../files/yaml/form";
import type { YamlMap } from "../../files/yaml/value";
import { replacement, type TextEdit } from "../../text/edits";
import type { Fix } from "../rule";

/** Images whose entry point reads a password from the file that `<NAME>_FILE` names. */
const readers = /(?:^|\/)(?:postgres|mysql|mariadb|mongo|postgis|timescaledb|pgvector)(?::|@|$)/;

/**
 * The fix that moves a password out of the environment into a secret of Compose, where the image is known to look
 * for it there. Undefined for all others.
 */
export function moveToSecret(
  variable: ComposeVariable,
  service: ComposeService,
  form: ComposeForm,
): Fix | undefined {
  const { key, place, value } = variable;
  const known = /^(?:POSTGRES_PASSWORD|(?:MYSQL|MARIADB)_(?:ROOT_)?PASSWORD|MONGO_INITDB_ROOT_PASSWORD)$/;
  const root = asMap(form.yaml.root);
  const { map } = service;
  const isRead = known.test(key) && readers.test(service.image?.value ?? "");
  if (!isRead || place.form !== "map" || !value || !root || !map || value.scalar.via) return undefined;
  const name = key.toLowerCase();
  const changes: YamlEdits[] = [
    [replacement(place.entry.origin, `${key}_FILE`)],
    setScalar(form.yaml, value.scalar, `/run/secrets/${name}`),
    ask(form.yaml, map, name),
    addPair(form.yaml, root, "secrets", name, { file: `./secrets/${name}.txt` }),
  ];
  const edits: TextEdit[] = [];
  for (const change of changes) {
    if (!change) return undefined;
    edits.push(...change);
  }
  return { title: `Read it from the secret ./secrets/${name}.txt, a file to create`, kind: "review", edits };
}

/** Names the secret among those of the service. */
function ask(form: YamlForm, map: YamlMap, name: string): YamlEdits {
  const list = map.get("secrets");
  if (!list) return insertPair(form, map, "secrets", [name]);
  return list.kind === "list" && !list.via ? appendItem(form, list, name) : undefined;
}

function addPair(form: YamlForm, root: YamlMap, key: string, name: string, value: YamlInput): YamlEdits {
  const map = root.get(key);
  if (!map) return insertPair(form, root, key, { [name]: value });
  if (map.kind !== "map" || map.has(name)) return undefined;
  return insertPair(form, map, name, value);
}
