import { walkApache } from "../../files/apache";
import type { SourceFile } from "../../files/source";
import { protectiveHeaders } from "../../project/headers/libraries";
import { headers } from "../../project/headers/model";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import type { Problem } from "../rule";

/** `Header set` without `always` is left out of error pages. */
export function* missingOnErrors(file: SourceFile<"apache">, project: ProjectView): Generator<Problem> {
  const all = [...walkApache(file.form.directives)].filter(({ key }) => key === "header");
  const words = all.map(({ args }) => args.map(({ value }) => value.toLowerCase()));
  const always = new Set(words.flatMap(([when, , name]) => (when === "always" && name ? [name] : [])));
  for (const [i, { args }] of all.entries()) {
    const [action, name = ""] = words[i] ?? [];
    const [word] = args;
    if (action !== "set" || !word || !protectiveHeaders.has(name) || always.has(name)) continue;
    // Behind a proxy `set` replaces what the application sends, and `always` would send it a second time.
    if (project.fact(headers).sentBehind(file.path, name)) continue;
    yield {
      at: word.at,
      message: `Error pages go without ${args[1]?.value}: only \`Header always set\` puts it on them.`,
      severity: "info",
      fixes: [
        { title: "Set it on error pages too", kind: "review", edits: [insertion(word.at.start, "always ")] },
      ],
    };
  }
}
