import { optionsAfter, type ShellOptions } from "../../files/shell/options";
import type { ShellUnit } from "../../files/shell/unit";
import type { SourceFile } from "../../files/source";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { callOf } from "./commands";
import { behindSets, insertLine, setsAtTop, shortFlags } from "./insert";
import { dumpOf } from "./steps";

export const pipeHidesFailure = defineRule({
  id: "script/pipe-hides-failure",
  on: "shell",
  severity: "warning",
  title: "Let a failed dump fail the backup",
  why: "A pipe ends as well as its last command does. When the dump breaks off, `gzip` still writes a valid file with nothing in it, and the backup is reported as done every night until it is needed.",
  references: [
    "https://www.gnu.org/software/bash/manual/html_node/Pipelines.html",
    "https://www.postgresql.org/docs/current/backup-dump.html",
  ],
  equivalents: [],
  alsoSilencedBy: ["shellcheck SC2312"],
  fix: "review",
  examples: [
    {
      path: "scripts/backup.sh",
      bad: "#!/usr/bin/env bash\nset -e\n«pg_dump --format plain shop» | gzip >/var/backups/shop.sql.gz\n",
      good: "#!/usr/bin/env bash\nset -eo pipefail\npg_dump --format plain shop | gzip >/var/backups/shop.sql.gz\n",
    },
  ],
  *check({ file }) {
    for (const unit of file.form.units) {
      if (unit.commands.every(({ pipedFrom }) => pipedFrom === undefined)) continue;
      const isSafe = hasPipefail(unit) || /\bPIPESTATUS\b/.test(unit.source.text);
      const piped = new Map(unit.commands.flatMap((one) => (one.pipedFrom ? [[one.pipedFrom, one]] : [])));
      for (const command of unit.commands) {
        const reader = piped.get(command);
        const dump = reader && dumpOf(command);
        if (!reader || !dump) continue;
        if (isSafe) {
          yield { proves: command.span, message: `When \`${dump.tool}\` fails, the whole pipe fails.` };
          continue;
        }
        yield {
          at: command.span,
          message: `When \`${dump.tool}\` fails, \`${callOf(reader).tool}\` writes what there is, and the pipe ends well.`,
          fixes: fixesFor(file, unit),
        };
      }
    }
  },
});

/** Whether the text turns the option on somewhere: a function may come before the line that does. */
function hasPipefail({ options, commands }: ShellUnit): boolean {
  const off: ShellOptions = { errexit: false, nounset: false, pipefail: false };
  return options.pipefail || commands.some((command) => optionsAfter(off, command).pipefail);
}

function fixesFor(file: SourceFile<"shell">, unit: ShellUnit): Fix[] {
  const title = "Let the pipe fail with the dump";
  const { form } = file;
  if (unit === form.main) {
    if (form.dialect !== "bash" && form.dialect !== "zsh" && form.dialect !== "ksh") return [];
    const flags = setsAtTop(file).flatMap((command) => shortFlags(command) ?? [])[0];
    const edit = flags
      ? replacement(flags.span, `${flags.text}o pipefail`)
      : insertLine(file, behindSets(file), "set -o pipefail");
    return [{ title, kind: "review", edits: [edit] }];
  }
  // Only Bash is sure to know the option.
  const shell = unit.by?.words.some(({ text }) => /(?:^|\/)bash$/.test(text)) ?? false;
  const isLine = !unit.source.text.trimEnd().includes("\n");
  if (!shell || !isLine) return [];
  const start = unit.source.offsetAt(unit.source.text.length - unit.source.text.trimStart().length);
  return [{ title, kind: "review", edits: [insertion(start, "set -o pipefail; ")] }];
}
