import type { LogicalText } from "../../files/dockerfile/logical";
import { type ShellCommand, type ShellText, toolOf } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { pipelineOf } from "../../files/workflow/pipeline";
import { scriptOf } from "../../files/workflow/script";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Problem } from "../rule";
import { callOf } from "./commands";
import { isForOthers } from "./purpose";

export const sshHostKeyDisabled = defineRule({
  id: "script/ssh-host-key-disabled",
  on: ["shell", "workflow"],
  severity: "warning",
  title: "Check the key of the server you sign in to",
  why: "Without the check, whoever answers at the address gets the commands, the files and the secrets of the deployment, and nobody notices. The key of your server changes only when you change it.",
  references: [
    "https://man.openbsd.org/ssh_config#StrictHostKeyChecking",
    "https://man.openbsd.org/ssh-keyscan.1#SECURITY",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\nssh -o StrictHostKeyChecking=«no» deploy@shop.example './deploy.sh'\n",
      good: "#!/usr/bin/env bash\nset -Eeuo pipefail\nssh -o StrictHostKeyChecking=yes deploy@shop.example './deploy.sh'\n",
    },
    {
      title: "a key that is asked for at the moment of use",
      path: ".github/workflows/deploy.yml",
      bad: "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          «ssh-keyscan shop.example» >>~/.ssh/known_hosts\n          ssh deploy@shop.example ./deploy.sh\n",
      good: "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          KNOWN_HOSTS: ${{ vars.KNOWN_HOSTS }}\n        run: |\n          printf '%s\\n' \"$KNOWN_HOSTS\" >>~/.ssh/known_hosts\n          ssh deploy@shop.example ./deploy.sh\n",
      fix: null,
    },
  ],
  *check({ file }) {
    const reported = new Set<number>();
    for (const problem of problemsIn(file)) {
      // What stands in `$(…)` is in the word around it and a command of its own.
      if (reported.has(problem.at.start)) continue;
      reported.add(problem.at.start);
      yield problem;
    }
  },
});

function* problemsIn(file: SourceFile<"shell" | "workflow">): Iterable<Problem> {
  for (const { text, commands, isWithPin } of scriptsIn(file)) {
    for (const command of commands) {
      yield* optionsOf(command);
      if (!isWithPin) yield* keyScan(command);
    }
    for (const { items } of text.arrays) yield* inTexts(items.map(({ raw, span }) => ({ raw, span })));
  }
}

interface Script {
  readonly text: Pick<ShellText, "arrays">;
  readonly commands: readonly ShellCommand[];
  /** Whether fingerprints are compared somewhere in it. */
  readonly isWithPin: boolean;
}

const none: Pick<ShellText, "arrays"> = { arrays: [] };

function* scriptsIn(file: SourceFile<"shell" | "workflow">): Iterable<Script> {
  if (file.is("shell")) {
    if (isForOthers(file)) return;
    const commands = file.form.units.flatMap(({ text }) => text.commands);
    const isWithPin = commands.some(comparesKeys);
    for (const unit of file.form.units) yield { text: unit.text, commands: unit.text.commands, isWithPin };
  } else if (file.is("workflow")) {
    for (const step of pipelineOf(file)?.steps ?? []) {
      const { commands } = scriptOf(step);
      yield { text: none, commands, isWithPin: commands.some(comparesKeys) };
    }
  }
}

/** Whether the command looks at the fingerprint of a key, or at the difference between two. */
function comparesKeys(command: ShellCommand): boolean {
  const tool = toolOf(command);
  if (tool === "ssh-keygen") return command.args.some(({ text }) => /^-[a-zA-Z]*l/.test(text));
  return /^(?:diff|cmp)$/.test(tool) && command.words.some(({ text }) => /known_hosts|key/i.test(text));
}

interface Written {
  readonly raw: string;
  readonly span: Span;
  readonly source?: LogicalText;
}

/** What `command` says of host keys: in its words, in a variable that it sets, in a file that it writes. */
function* optionsOf(command: ShellCommand): Iterable<Problem> {
  const tool = toolOf(command);
  const isPrinted = /^(?:echo|printf|cat|log|info|grep)$/.test(tool) && !writesSshFile(command);
  if (isPrinted || isOnThisMachine(command)) return;
  const words = [...command.envPrefix, ...command.words].map(({ raw, span }): Written => ({ raw, span }));
  const bodies = command.redirects.flatMap(({ heredoc }): Written[] =>
    heredoc && writesSshFile(command)
      ? [{ raw: heredoc.text.text, span: heredoc.text.span, source: heredoc.text }]
      : [],
  );
  yield* inTexts([...words, ...bodies]);
}

const option = /StrictHostKeyChecking(?:\s{0,5}=\s{0,5}|\s{1,5})["']?(no|off|accept-new)(?![\w-])/gi;
const knownHosts = /UserKnownHostsFile(?:\s{0,5}=\s{0,5}|\s{1,5})["']?(\/dev\/null)(?![\w/])/gi;

/** The first of the settings that switches the check off, with the changes that take all of them back. */
function* inTexts(texts: readonly Written[]): Iterable<Problem> {
  const off: Span[] = [];
  const edits: TextEdit[] = [];
  let isSure = true;
  for (const written of texts) {
    for (const [pattern, wanted] of [
      [option, "yes"],
      [knownHosts, "~/.ssh/known_hosts"],
    ] as const) {
      for (const match of written.raw.matchAll(pattern)) {
        const value = match[1] ?? "";
        const at = placeOf(written, match.index + match[0].length - value.length, value.length);
        if (value.toLowerCase() === "accept-new") {
          yield {
            at: at ?? written.span,
            severity: "hint",
            message:
              "The first key that the server shows is taken for its own: put the right one into known_hosts.",
          };
          continue;
        }
        off.push(at ?? written.span);
        if (at) edits.push(replacement(at, wanted));
        else isSure = false;
      }
    }
  }
  const [first] = off;
  if (!first) return;
  const title = "Check the key: it has to be in known_hosts";
  yield {
    at: first,
    message: "Whoever answers at this address is taken for the server.",
    fixes: isSure ? [{ title, kind: "review", edits }] : [],
  };
}

function placeOf({ raw, span, source }: Written, index: number, length: number): Span | undefined {
  if (source) return source.spanOf(index, index + length);
  if (span.end - span.start !== raw.length) return undefined;
  return { start: span.start + index, end: span.start + index + length };
}

function writesSshFile({ redirects, words }: ShellCommand): boolean {
  const isSsh = (text: string) => /(?:^|\/)\.?ssh(?:\/|_config)|ssh_config/.test(text);
  if (
    redirects.some(({ operator, target }) => />/.test(operator) && target !== undefined && isSsh(target.text))
  )
    return true;
  return words.some(({ text }) => text === "tee") && words.some(({ text }) => isSsh(text));
}

/** A virtual machine or a container here, whose key is made anew each time. */
function isOnThisMachine({ words }: ShellCommand): boolean {
  return words.some(({ text }) =>
    /^(?:[\w.-]+@)?(?:localhost|127\.0\.0\.1|::1|\[::1\])(?::.*)?$|^vagrant@/.test(text),
  );
}

/** `ssh-keyscan host >> known_hosts`: takes the key that is shown. */
function* keyScan(command: ShellCommand): Iterable<Problem> {
  const { tool, args } = callOf(command);
  if (tool !== "ssh-keyscan" || args.some((arg) => /^(?:localhost|127\.0\.0\.1)$/.test(arg))) return;
  const { words } = command;
  const end = words.at(-1)?.span.end ?? command.span.end;
  yield {
    at: { start: command.span.start, end },
    message:
      "`ssh-keyscan` takes whatever key it is shown: keep the right one with the secrets of the deployment.",
  };
}
