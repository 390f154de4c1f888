import type { ComposeVariable } from "../../files/compose/environment";
import { soleVariable } from "../../files/compose/interpolation";
import { targetRange } from "../../files/compose/ports";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import type { YamlEdits } from "../../files/yaml/edits";
import type { ProjectView } from "../../project/view";
import { declareInExample } from "../env-example";
import type { Fix } from "../rule";
import { setRaw } from "./dev-variable";
import type { LocalHost } from "./localhost";

/** Takes `variable` from the environment, and asks for it there. */
export function requireFix(
  variable: ComposeVariable,
  file: SourceFile<"compose">,
  project: ProjectView,
): Fix[] {
  const { template } = variable.value ?? {};
  const hasVariables = template?.parts.some(({ kind }) => kind === "variable") === true;
  const name = hasVariables ? template && soleVariable(template)?.name : variable.key;
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return [];
  const edits = setRaw(file.form.yaml, variable, `\${${name}:?set ${name} in .env}`);
  const also = declareInExample(project, file, name);
  if (!edits) return [];
  return [
    { title: `Take ${name} from the environment`, kind: "review", edits, ...(also ? { also: [also] } : {}) },
  ];
}

/** The edits that put the name of `target` in place of `host`, and its own port in place of the one it is published at. */
export function pointAt(
  variable: ComposeVariable,
  host: LocalHost,
  target: ComposeService,
  file: SourceFile<"compose">,
): YamlEdits {
  const { raw } = variable.value ?? { raw: "" };
  const published = target
    .ports()
    .find((port) => host.port !== undefined && Number(port.published?.value) === host.port.number);
  const range = published && targetRange(published);
  const { port } = host;
  const behind = port && range ? `:${range.first}${raw.slice(port.to)}` : raw.slice(host.to);
  return setRaw(file.form.yaml, variable, raw.slice(0, host.from) + target.name + behind);
}
