import { type Command, shellForm } from "../dockerfile/command";
import type { YamlValue } from "../yaml/value";
import { execOf, filledIn, itemWord } from "./starts";

/**
 * What the `test` of a health check runs: `["CMD", …]`, `["CMD-SHELL", text]` or a string, which a shell gets. Places
 * are those of the text that defines it. Undefined for `NONE` and for what cannot be told.
 */
export function testCommand(test: YamlValue | undefined): Command | undefined {
  if (test?.kind === "scalar") return test.value === null ? undefined : shellForm(filledIn(test));
  const [type, ...rest] = test?.kind === "list" ? test.items : [];
  const kind = type?.kind === "scalar" ? type.text : "";
  const words = rest.flatMap((item) => (item.kind === "scalar" ? [item] : []));
  const [script] = words;
  if (!script || words.length < rest.length) return undefined;
  if (kind === "CMD") return execOf(words.map(itemWord));
  return kind === "CMD-SHELL" ? shellForm(filledIn(script)) : undefined;
}
