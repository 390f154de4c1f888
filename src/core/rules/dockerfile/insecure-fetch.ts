import type { DockerfileForm } from "../../files/dockerfile/form";
import type { Pair, PairsInstruction } from "../../files/dockerfile/instruction";
import type { ShellWord } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix, type Report } from "../rule";
import { everyInstruction, expandIn, type PlacedInstruction } from "./every-instruction";
import { type InsecureOption, insecureOptions, isTrustworthy } from "./insecure-options";
import { removePair } from "./remove-part";
import { type RunCommand, type RunStep, runSteps } from "./run-commands";
import { hasComment, removeWord } from "./word-edits";

export const insecureFetch = defineRule({
  id: "dockerfile/insecure-fetch",
  on: "dockerfile",
  severity: "error",
  title: "Check certificates and signatures of what is downloaded",
  why: "A download that nobody checks can be replaced on its way, and what replaced it then runs in production.",
  references: ["https://curl.se/docs/sslcerts.html", "https://docs.docker.com/build/building/secrets/"],
  equivalents: [
    "checkov CKV2_DOCKER_2",
    "checkov CKV2_DOCKER_3",
    "checkov CKV2_DOCKER_4",
    "checkov CKV2_DOCKER_5",
    "checkov CKV2_DOCKER_6",
    "checkov CKV2_DOCKER_7",
    "checkov CKV2_DOCKER_8",
    "checkov CKV2_DOCKER_9",
    "checkov CKV2_DOCKER_10",
    "checkov CKV2_DOCKER_11",
    "checkov CKV2_DOCKER_12",
    "checkov CKV2_DOCKER_13",
    "checkov CKV2_DOCKER_14",
    "checkov CKV2_DOCKER_15",
    "checkov CKV2_DOCKER_16",
  ],
  fix: "review",
  examples: [
    {
      bad: "FROM debian:13-slim\nRUN curl «-fsSLk» https://example.com/tool -o /usr/local/bin/tool\n",
      good: "FROM debian:13-slim\nRUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool\n",
    },
    {
      title: "for every process of the container",
      bad: 'FROM node:24-slim\nENV «NODE_TLS_REJECT_UNAUTHORIZED=0»\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
    },
    {
      title: "a setting of the package manager",
      bad: "FROM node:24-slim\nRUN npm config set «strict-ssl false» && npm ci\n",
      good: "FROM node:24-slim\nRUN npm config set strict-ssl true && npm ci\n",
    },
  ],
  *check({ file }) {
    for (const placed of everyInstruction(file.form)) {
      const { kind } = placed.instruction;
      if ((kind === "ENV" || kind === "ARG") && placed.stage)
        for (const pair of placed.instruction.pairs) yield* judgePair(pair, placed.instruction, placed, file);
    }
    for (const step of runSteps(file.form)) {
      const lastCheck = step.commands.findLastIndex(isCheck);
      for (const each of step.commands) {
        yield* judgeVariables(each, step, file);
        const { name, args } = each.program;
        for (const option of insecureOptions(name, args)) {
          const isChecked = /^(curl|wget)$/.test(name) && lastCheck > each.index;
          yield {
            at: cover(option.words),
            severity: isChecked || option.isMild ? "info" : "error",
            message: messageFor(option, isChecked),
            equivalents: option.equivalents,
            fixes: optionFixes(option, each, file.form),
          };
        }
      }
    }
  },
});

function messageFor({ words, effect, isMild }: InsecureOption, isChecked: boolean): string {
  const option = words.map(({ text }) => text).join(" ");
  const but = isChecked
    ? " The checksum below still catches a wrong file."
    : isMild
      ? " The files are at hand already, so make sure of where they come from."
      : "";
  return `\`${option}\` ${effect}.${but}`;
}

/** Variables that turn checks off, the values that do, and what for. */
const variables: Readonly<
  Record<
    string,
    { readonly off: (value: string) => boolean; readonly of: string; readonly equivalent?: string }
  >
> = {
  NODE_TLS_REJECT_UNAUTHORIZED: { off: (value) => value === "0", of: "Node", equivalent: "CKV2_DOCKER_6" },
  PYTHONHTTPSVERIFY: { off: (value) => value === "0", of: "Python", equivalent: "CKV2_DOCKER_5" },
  NPM_CONFIG_STRICT_SSL: { off: isFalse, of: "npm", equivalent: "CKV2_DOCKER_12" },
  npm_config_strict_ssl: { off: isFalse, of: "npm", equivalent: "CKV2_DOCKER_12" },
  YARN_ENABLE_STRICT_SSL: { off: isFalse, of: "Yarn" },
  // Git looks at whether it is set, not at its value.
  GIT_SSL_NO_VERIFY: { off: (value) => value !== "", of: "Git", equivalent: "CKV2_DOCKER_14" },
  PIP_TRUSTED_HOST: { off: (value) => !isTrustworthy(value), of: "pip", equivalent: "CKV2_DOCKER_16" },
};

function isFalse(value: string): boolean {
  return value === "false";
}

function judgeVariable(name: string, value: string | undefined) {
  const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!known || value === undefined || !known.off(value)) return undefined;
  return {
    message: `\`${name}=${value}\` makes ${known.of} accept servers whose certificate it cannot check.`,
    equivalents: known.equivalent === undefined ? [] : [`checkov ${known.equivalent}`],
  };
}

function* judgePair(
  pair: Pair,
  instruction: PairsInstruction,
  placed: PlacedInstruction,
  file: SourceFile<"dockerfile">,
): Generator<Report> {
  const { key, value, span } = pair;
  const found = judgeVariable(key, value && expandIn(placed, value, file.form).text);
  if (!found) return;
  const edit = removePair(file, instruction, pair);
  const isPlain = !placed.isTrigger && !hasComment(edit.span, file.form);
  const fix: Fix = { title: `Remove \`${key}\``, kind: "review", edits: [edit] };
  yield { at: span, ...found, fixes: isPlain ? [fix] : [] };
}

/** `NAME=0 command`, `env NAME=0 command` and `export NAME=0`. */
function* judgeVariables(each: RunCommand, step: RunStep, file: SourceFile<"dockerfile">): Generator<Report> {
  const { command, program } = each;
  const isExport = command.name === "export";
  const wrapping = command.words.slice(0, command.words.length - program.words.length);
  for (const word of isExport ? command.args : [...command.envPrefix, ...wrapping]) {
    const equals = word.text.indexOf("=");
    if (equals < 0 || word.value === undefined) continue;
    const found = judgeVariable(word.text.slice(0, equals), word.text.slice(equals + 1));
    if (!found) continue;
    const edit = isExport ? removeExport(each, step, file) : removeWord(word, each, file.form);
    const title = `Remove \`${word.text.slice(0, equals)}\``;
    yield { at: word.span, ...found, fixes: edit ? [{ title, kind: "review", edits: [edit] }] : [] };
  }
}

/** An export of nothing else goes together with the `&&` behind it. */
function removeExport({ command, index }: RunCommand, step: RunStep, file: SourceFile): TextEdit | undefined {
  const next = step.commands[index + 1]?.command;
  if (!next || command.args.length !== 1) return undefined;
  const between = file.text.slice(command.span.end, next.span.start);
  if (!/^[\s\\`]*&&[\s\\`]*$/.test(between)) return undefined;
  return replacement({ start: command.span.start, end: next.span.start }, "");
}

function optionFixes(option: InsecureOption, each: RunCommand, form: DockerfileForm): Fix[] {
  const { words, instead, rest } = option;
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  if (instead !== undefined) {
    const value = /(0|false|no|off)(["']?)$/i.exec(last.raw);
    if (!value) return [];
    const end = last.span.end - (value[2] ?? "").length;
    const edit = replacement({ start: end - (value[1] ?? "").length, end }, instead);
    return [{ title: `Turn it on: \`${instead}\``, kind: "review", edits: [edit] }];
  }
  const title = `Remove \`${rest === undefined ? words.map(({ text }) => text).join(" ") : "-k"}\``;
  if (rest !== undefined) return [{ title, kind: "review", edits: [replacement(first.span, rest)] }];
  const edits = words.map((word) => removeWord(word, each, form));
  return [{ title, kind: "review", edits }];
}

/** Whether a command compares what was downloaded with a checksum or a signature. */
function isCheck({ program: { name, args } }: RunCommand): boolean {
  if (/^(sha\d+sum|shasum|md5sum|b2sum)$/.test(name))
    return args.some(({ text }) => /^-[a-z]*c|^--check/.test(text));
  if (name === "gpgv") return true;
  return /^(gpg|cosign|minisign|openssl)$/.test(name) && args.some(({ text }) => /verify|^-V/.test(text));
}

function cover(words: readonly ShellWord[]): Span {
  return { start: words[0]?.span.start ?? 0, end: words.at(-1)?.span.end ?? 0 };
}
