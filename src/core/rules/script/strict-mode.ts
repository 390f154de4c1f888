import type { ShellCommand } from "../../files/dockerfile/shell";
import { isSet, optionsAfter, type ShellOptions } from "../../files/shell/options";
import type { ShellUnit } from "../../files/shell/unit";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { behindComments, insertLine, shortFlags } from "./insert";
import { isLibrary, isOperational } from "./purpose";
import { sourcedBy } from "./sourced";

export const strictMode = defineRule({
  id: "script/strict-mode",
  on: "shell",
  severity: "warning",
  title: "Stop the script at the first failure",
  why: "A shell goes on after a command that failed. A migration that breaks is followed by the restart all the same, and a variable that nobody set turns `rm -rf $DIR/` into something else.",
  references: [
    "https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "«#!/usr/bin/env bash»\n# Deploys the shop.\ngit pull\ndocker compose up -d --wait\n",
      good: "#!/usr/bin/env bash\n# Deploys the shop.\nset -Eeuo pipefail\ngit pull\ndocker compose up -d --wait\n",
    },
    {
      title: "half of it",
      bad: "#!/bin/bash\n«set -e»\ngit pull\ndocker compose up -d --wait\n",
      good: "#!/bin/bash\nset -euo pipefail\ngit pull\ndocker compose up -d --wait\n",
    },
    {
      title: "the plain shell knows no pipefail",
      bad: "«#!/bin/sh»\ngit pull\nsystemctl restart shop\n",
      good: "#!/bin/sh\nset -eu\ngit pull\nsystemctl restart shop\n",
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const { main, dialect, shebang } = form;
    if (!form.clean || dialect === "other" || !isOperational(file) || isLibrary(file)) return;
    const first = main.commands.find(({ words }) => words.length > 0);
    if (!first) return;
    const sets = main.commands.filter(isSet);
    const options = sets.reduce<ShellOptions>(turnedOn, main.options);
    const isPlain = dialect === "sh";
    const missing = [
      ...(options.errexit ? [] : ["errexit"]),
      ...(options.nounset ? [] : ["nounset"]),
      ...(options.pipefail || isPlain ? [] : ["pipefail"]),
    ];
    const written = sets.find(({ args }) => args.some(({ text }) => /^-/.test(text)));
    const sourced = missing.length > 0 ? sourcedBy(file, project) : undefined;
    // What a library sets holds for the script that takes it in, and one that is not here may set anything.
    if (sourced?.isOpen || sourced?.files.some(({ form: { main: library } }) => isStrict(library))) return;
    if (missing.length === 0) {
      const at = written?.span ?? shebang?.at;
      if (at) yield { proves: at, message: "The script stops at the first failure." };
      return;
    }
    yield {
      at: written?.span ?? shebang?.at ?? first.span,
      severity: options.errexit ? "info" : "warning",
      message: messageFor(missing),
      fixes: [fixFor(file, written, isPlain)],
    };
  },
});

/** The options with those that `command` turns on: what is switched off for a few lines counts as on. */
function turnedOn(before: ShellOptions, command: ShellCommand): ShellOptions {
  const after = optionsAfter(before, command);
  return {
    errexit: before.errexit || after.errexit,
    nounset: before.nounset || after.nounset,
    pipefail: before.pipefail || after.pipefail,
  };
}

/** Whether a unit of a script stops at the first failure. */
function isStrict({ commands, options }: ShellUnit): boolean {
  return commands.filter(isSet).reduce<ShellOptions>(turnedOn, options).errexit;
}

function messageFor(missing: readonly string[]): string {
  if (missing.includes("errexit")) return "The script goes on when a command fails.";
  if (missing.length === 2)
    return "A variable that nobody set counts as empty here, and a failure in front of a pipe is lost.";
  return missing[0] === "nounset"
    ? "A variable that nobody set counts as empty here."
    : "A failure in front of a pipe is lost here.";
}

function fixFor(file: SourceFile<"shell">, written: ShellCommand | undefined, isPlain: boolean): Fix {
  const flags = written && shortFlags(written);
  if (flags) {
    const letters = flags.text.slice(1).replace("o", "");
    const all = `-${letters}${letters.includes("e") ? "" : "e"}${letters.includes("u") ? "" : "u"}`;
    const hasValue = flags.text.includes("o");
    const text = isPlain ? all : hasValue ? `${all}o` : `${all}o pipefail`;
    return {
      title: `Change it to \`set ${hasValue && !isPlain ? `${text} pipefail` : text}\``,
      kind: "review",
      edits: [replacement(flags.span, text)],
    };
  }
  const line = isPlain ? "set -eu" : "set -Eeuo pipefail";
  return { title: `Add \`${line}\``, kind: "review", edits: [insertLine(file, behindComments(file), line)] };
}
