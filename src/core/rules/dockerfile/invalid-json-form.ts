import type { Command } from "../../files/dockerfile/command";
import type { Instruction } from "../../files/dockerfile/instruction";
import { parseJsonArray } from "../../files/dockerfile/json-form";
import type { LogicalText } from "../../files/dockerfile/logical";
import type { SourceFile } from "../../files/source";
import { defineRule, type Fix } from "../rule";
import { type Flaw, type Repair, repairOf } from "./json-repair";
import { commentAbove } from "./move-comment";

export const invalidJsonForm = defineRule({
  id: "dockerfile/invalid-json-form",
  on: "dockerfile",
  severity: "error",
  title: "Write the array of a command as valid JSON",
  why: "An array that is no JSON is no array to the builder: it builds without a word, and the container then asks a shell for a program called `[node,`.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#exec-form",
    "https://docs.docker.com/reference/dockerfile/#volume",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      title: "single quotes",
      bad: "FROM node:24-slim\nCMD «['node', 'server.js']»\n",
      good: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
    },
    {
      title: "a comma too many",
      bad: 'FROM node:24-slim\nENTRYPOINT «["node", "server.js",]»\n',
      good: 'FROM node:24-slim\nENTRYPOINT ["node", "server.js"]\n',
    },
    {
      title: "a comment on the line",
      bad: 'FROM node:24-slim\nCMD «["node", "server.js"] # start the server»\n',
      good: 'FROM node:24-slim\n# start the server\nCMD ["node", "server.js"]\n',
    },
    {
      title: "a volume with brackets in its name",
      bad: "FROM alpine:3.22\nVOLUME «['/data']»\n",
      good: 'FROM alpine:3.22\nVOLUME ["/data"]\n',
    },
  ],
  *check({ file }) {
    for (const instruction of file.form.instructions) {
      const text = brokenArray(instruction);
      if (!text) continue;
      const repair = repairOf(text);
      yield {
        at: text.span,
        message: messageFor(instruction, repair?.flaw),
        fixes: repair ? [fixFor(repair, instruction, file)] : [],
      };
    }
  },
});

/** The arguments of `instruction`, where they were meant as a JSON array and are none. */
function brokenArray(instruction: Instruction): LogicalText | undefined {
  switch (instruction.kind) {
    case "CMD":
    case "ENTRYPOINT":
      return inCommand(instruction.command, false);
    case "HEALTHCHECK":
      return inCommand(instruction.check.command, true);
    case "RUN":
      return instruction.heredocs.length > 0 ? undefined : inCommand(instruction.command, true);
    case "SHELL":
    case "VOLUME":
    case "COPY":
    case "ADD": {
      const { args } = instruction;
      // `[ab]*.txt` is a pattern, `["a b.txt"]` an array.
      if (!/^\[\s*["'“”‘]/.test(args.text) || hasOpenQuote(args.text)) return undefined;
      return parseJsonArray(args) ? undefined : args;
    }
    default:
      return undefined;
  }
}

/** `mayTest`: a lone `[ -f /x ]` has a meaning here, as its status decides. */
function inCommand(command: Command | undefined, mayTest: boolean): LogicalText | undefined {
  if (command?.form !== "shell" || !command.isBrokenJson || command.script.open) return undefined;
  const [first, ...others] = command.script.commands;
  if (!first || first.words[0]?.raw === "[[") return undefined;
  if (first.words[0]?.raw === "[" && (mayTest || others.length > 0)) {
    const isTest = first.args.at(-1)?.raw === "]" && !first.args.some(({ raw }) => raw.endsWith(","));
    if (isTest) return undefined;
  }
  // `[a-z]*.sh` may be a pattern where nobody would think of an array.
  if (mayTest && !/^\[\s*["'“”‘]/.test(command.text.text)) return undefined;
  return command.text;
}

/** Whether a double quote is open: somebody is typing. */
function hasOpenQuote(text: string): boolean {
  return ((text.match(/\\.|"/g) ?? []).filter((part) => part === '"').length & 1) === 1;
}

function messageFor({ kind }: Instruction, flaw: Flaw | undefined): string {
  const reason = flaw === undefined ? "This array is no JSON" : `This array is no JSON, as ${flaw}`;
  if (kind === "SHELL") return `${reason}: the build stops here.`;
  if (kind === "COPY" || kind === "ADD" || kind === "VOLUME")
    return `${reason}: brackets and quotes become part of the paths.`;
  return `${reason}: a shell gets the line with its brackets and all.`;
}

function fixFor(repair: Repair, instruction: Instruction, file: SourceFile<"dockerfile">): Fix {
  const edits = [...repair.edits];
  if (repair.comment !== undefined) edits.unshift(commentAbove(file, instruction, repair.comment));
  return repair.hasBareWords
    ? { title: "Write it as JSON; no shell expands its words then", kind: "review", edits }
    : { title: "Write it as JSON", kind: "safe", edits };
}
