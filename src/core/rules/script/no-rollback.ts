import type { ShellCommand } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";
import { defineRule } from "../rule";
import { purposeOf } from "./purpose";
import { restartOf } from "./steps";

export const noRollback = defineRule({
  id: "script/no-rollback",
  on: "shell",
  severity: "info",
  title: "Know the way back to the release before",
  why: "When a release does not work, everybody looks at the clock. A deployment that knows what ran before goes back in a minute; without it somebody has to find out which version that was.",
  references: [
    "https://sre.google/workbook/canarying-releases/",
    "https://docs.docker.com/reference/compose-file/services/#image",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\ngit pull\n«docker compose up -d --build --wait»\n",
      good: '#!/usr/bin/env bash\nset -Eeuo pipefail\nprevious="$(git rev-parse HEAD)"\nrollback() {\n  git checkout "$previous"\n  docker compose up -d --build --wait\n}\ntrap rollback ERR\ngit pull\ndocker compose up -d --build --wait\n',
      fix: null,
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    if (!form.clean || !purposeOf(file).deploys) return;
    const restarts = form.commands.flatMap((command) => restartOf(command) ?? []);
    const last = restarts.at(-1);
    if (!last) return;
    const back = wayBack(file);
    if (back) yield { proves: back, message: "The deployment can go back to the release before." };
    else if (!isElsewhere(project)) {
      yield {
        at: last.command.span,
        message: "When this release does not work, nothing here leads back to the one before.",
      };
    }
  },
});

const words =
  /roll.?back|go_?back|revert|restore_?previous|previous|\bprev_?|last_?good|old_?(?:tag|image|version|release|commit|sha)/i;
/** What the release is called: a script that takes it as an argument goes back with an older one. */
const releaseNames = /(?:^|_)(?:TAG|VERSION|IMAGE|REF|SHA|RELEASE|COMMIT|REVISION)$/i;

/** The place that shows how to get back: a function, a variable, a command, a release by argument. */
function wayBack({ form }: SourceFile<"shell">): Span | undefined {
  for (const { structure, assignments, commands } of form.units) {
    const named = structure.functions.find(({ name }) => words.test(name));
    if (named) return named.nameAt;
    const kept = assignments.find(
      ({ name, text }) => words.test(name) || (releaseNames.test(name) && /\$\{?[1-9@]/.test(text)),
    );
    if (kept) return kept.span;
    const command = commands.find(leadsBack);
    if (command) return command.span;
  }
  return undefined;
}

function leadsBack({ name, args }: ShellCommand): boolean {
  if (words.test(name)) return true;
  // Releases side by side, and a link to the one that counts.
  if (
    name === "ln" &&
    args.some(({ text }) => /^-\w*s/.test(text)) &&
    args.some(({ text }) => /current|release/.test(text))
  )
    return true;
  if (name === "echo" || name === "printf") return false;
  if (/^(?:git|docker)$/.test(name) && args.some(({ raw }) => /\$\{?[1-9]\b/.test(raw))) return true;
  return args.some(({ text }) => words.test(text));
}

/** Whether another file of the workspace is about going back. */
function isElsewhere(project: ProjectView): boolean {
  return project.pathsLike(/roll-?_?back[^/]*$/i).length > 0;
}
