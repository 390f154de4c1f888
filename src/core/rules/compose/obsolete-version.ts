import type { SourceFile } from "../../files/source";
import { removePair } from "../../files/yaml/edits";
import { asMap } from "../../files/yaml/form";
import type { YamlMap } from "../../files/yaml/value";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { isStack } from "./swarm";

export const obsoleteVersion = defineRule({
  id: "compose/obsolete-version",
  on: "compose",
  severity: "info",
  title: "Leave the obsolete `version` out",
  why: "Compose reads every file by the newest specification. It ignores `version`, warns about it at each command, and readers take it for the version that counts.",
  references: ["https://docs.docker.com/reference/compose-file/version-and-name/"],
  equivalents: ["dclint no-version-field"],
  fix: "safe",
  examples: [
    {
      bad: '«version: "3.8"»\n\nservices:\n  api:\n    build: .\n',
      good: "services:\n  api:\n    build: .\n",
    },
    {
      title: "between other keys",
      bad: "name: shop\n«version: '3'»  # for old clients\nservices:\n  api:\n    build: .\n",
      good: "name: shop\nservices:\n  api:\n    build: .\n",
    },
  ],
  *check({ file }) {
    const root = asMap(file.form.yaml.root);
    const entry = root?.own.find(({ key }) => key === "version");
    // A map is a service of the first format, which had no `services`; stacks of a swarm still go by the version.
    if (!root || entry?.value.kind !== "scalar" || isStack(file.form)) return;
    yield {
      at: entry.value.isEmpty ? entry.origin : { start: entry.origin.start, end: entry.value.token.end },
      message: "Compose ignores `version` and warns about it.",
      tag: "deprecated",
      fixes: fixesFor(file, root),
    };
  },
});

/** Where the key opens the file, or a part of it, the blank lines behind it go as well. */
function fixesFor({ form, text }: SourceFile<"compose">, root: YamlMap): Fix[] {
  const [edit, ...others] = removePair(form.yaml, root, "version") ?? [];
  if (!edit || others.length > 0) return [];
  const { start } = edit.span;
  let { end } = edit.span;
  const opens = /(?:^\ufeff?|\n\r?\n)$/.test(text.slice(Math.max(0, start - 3), start));
  for (let line = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200)); opens && line; ) {
    end += line[0].length;
    line = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200));
  }
  return [{ title: "Remove `version`", kind: "safe", edits: [replacement({ start, end }, edit.text)] }];
}
