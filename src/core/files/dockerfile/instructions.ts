import { type Command, isShell, parseCommand, shellForm } from "./command";
import { parseHealthcheck } from "./healthcheck";
import type {
  CopyInstruction,
  ExposedPort,
  FromInstruction,
  Instruction,
  Pair,
  PairsInstruction,
  RunInstruction,
  RunMount,
} from "./instruction";
import { parseJsonArray } from "./json-form";
import type { RawInstruction } from "./lines";
import { LogicalText, skipSpace, skipWord } from "./logical";
import {
  type Escape,
  type Flag,
  splitFlags,
  splitQuotedWords,
  splitWords,
  unquote,
  type Word,
  wordOf,
} from "./words";

/** Understands the arguments of one instruction, which becomes the result. `source` is the text of the file. */
export function parseInstruction(raw: RawInstruction, source: string, escapeMark: Escape): Instruction {
  switch (raw.keyword) {
    case "FROM":
      return complete(raw, { kind: "FROM", ...fromParts(raw) });
    case "ARG":
    case "ENV":
    case "LABEL":
      return complete(raw, { kind: raw.keyword, pairs: pairsOf(raw.args, raw.keyword, escapeMark) });
    case "RUN":
      return complete(raw, { kind: "RUN", ...runParts(raw, source) });
    case "CMD":
    case "ENTRYPOINT":
    case "SHELL":
      return complete(raw, { kind: raw.keyword, command: parseCommand(raw.args) });
    case "COPY":
    case "ADD":
      return complete(raw, { kind: raw.keyword, ...copyParts(raw) });
    case "EXPOSE":
      return complete(raw, { kind: "EXPOSE", ports: splitWords(raw.args).map(portOf) });
    case "HEALTHCHECK":
      return complete(raw, { kind: "HEALTHCHECK", check: parseHealthcheck(raw.args) });
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return complete(raw, { kind: raw.keyword, value: wholeOf(raw.args) });
    case "VOLUME":
      return complete(raw, { kind: "VOLUME", paths: listOf(raw.args) });
    case "ONBUILD":
      return complete(raw, { kind: "ONBUILD", trigger: triggerOf(raw, source, escapeMark) });
    default:
      return complete(raw, { kind: "unknown" });
  }
}

/** Adds the parts to `raw` itself: copying every instruction of a long file costs more than reading it. */
function complete<const T extends object>(raw: RawInstruction, parts: T): RawInstruction & T {
  return Object.assign(raw, parts);
}

function wholeOf(args: LogicalText): Word | undefined {
  return args.length > 0 ? wordOf(args, 0, args.length) : undefined;
}

function fromParts(raw: RawInstruction): Pick<FromInstruction, "image" | "alias" | "platform"> {
  const [image, as, alias] = splitWords(raw.args);
  return {
    image,
    alias: as?.text.toUpperCase() === "AS" ? alias : undefined,
    platform: raw.flags.find(({ name }) => name === "platform"),
  };
}

function pairsOf(args: LogicalText, keyword: PairsInstruction["kind"], escapeMark: Escape): Pair[] {
  const { words } = splitQuotedWords(args, escapeMark);
  const first = words[0];
  if (first && keyword !== "ARG" && !first.text.includes("=")) {
    const end = skipWord(args.text, 0);
    const valueAt = skipSpace(args.text, end);
    return [
      {
        key: unquote(args.text.slice(0, end), escapeMark) ?? args.text.slice(0, end),
        keySpan: args.spanOf(0, end),
        value: valueAt < args.length ? wordOf(args, valueAt, args.length) : undefined,
        span: args.span,
        isLegacy: true,
      },
    ];
  }
  return words.map((word) => pairOf(args, word, escapeMark));
}

function pairOf(args: LogicalText, word: Word, escapeMark: Escape): Pair {
  const equals = word.text.indexOf("=");
  const keyEnd = equals < 0 ? word.end : word.start + equals;
  const key = args.text.slice(word.start, keyEnd);
  return {
    key: unquote(key, escapeMark) ?? key,
    keySpan: args.spanOf(word.start, keyEnd),
    value: equals < 0 ? undefined : wordOf(args, keyEnd + 1, word.end),
    span: word.span,
    isLegacy: false,
  };
}

function copyParts(raw: RawInstruction): Omit<CopyInstruction, keyof RawInstruction | "kind"> {
  const markers = new Set(raw.heredocs.map(({ marker }) => marker.start));
  const words = listOf(raw.args).filter(({ span }) => !markers.has(span.start));
  const flag = (name: string) => raw.flags.find((candidate) => candidate.name === name);
  const hasBoth = words.length + raw.heredocs.length > 1;
  return {
    sources: hasBoth ? words.slice(0, -1) : words,
    destination: hasBoth ? words.at(-1) : undefined,
    from: flag("from"),
    chown: flag("chown"),
    chmod: flag("chmod"),
  };
}

/** The words of a JSON array or, without one, of the line. */
function listOf(args: LogicalText): Word[] {
  const array = parseJsonArray(args);
  if (!array) return splitWords(args);
  return array.strings.map(({ text }) => wordOf(text, 0, text.length));
}

function portOf(word: Word): ExposedPort {
  const [port = "", protocol = "tcp"] = word.text.split("/", 2);
  return {
    word,
    port: /^\d{1,5}$/.test(port) ? Number(port) : undefined,
    protocol: protocol.toLowerCase(),
  };
}

function runParts(
  raw: RawInstruction,
  source: string,
): Pick<RunInstruction, "command" | "scripts" | "mounts"> {
  const command = parseCommand(raw.args);
  return {
    command,
    scripts: scriptsOf(raw, command, source),
    mounts: raw.flags.filter(({ name }) => name === "mount").map(mountOf),
  };
}

/** A heredoc is a script when it is all there is (`RUN <<EOF`) or a shell reads it, and no `#!` says otherwise. */
function scriptsOf(raw: RawInstruction, command: Command | undefined, source: string): Command[] {
  if (!command) return [];
  if (raw.heredocs.length === 0 || command.form === "exec") return [command];
  const [first] = raw.heredocs;
  if (!first?.body) return [command];
  const bare = raw.args.text === source.slice(first.marker.start, first.marker.end);
  if (!bare && !isShell(command.script.commands[0]?.name ?? "")) return [command];
  const body = source.slice(first.body.start, first.body.end);
  const interpreter = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(body);
  const name = interpreter?.[1]?.endsWith("/env") ? interpreter[2] : interpreter?.[1];
  if (name !== undefined && !isShell(name)) return [];
  return [shellForm(LogicalText.of(body, first.body.start))];
}

function mountOf(flag: Flag): RunMount {
  const options = new Map<string, string>();
  for (const option of (flag.value ?? "").split(",")) {
    const equals = option.indexOf("=");
    const name = (equals < 0 ? option : option.slice(0, equals)).trim().toLowerCase();
    if (name !== "") options.set(mountAliases.get(name) ?? name, equals < 0 ? "" : option.slice(equals + 1));
  }
  return { flag, type: options.get("type") ?? "bind", options };
}

const mountAliases = new Map([
  ["src", "source"],
  ["dst", "target"],
  ["destination", "target"],
  ["ro", "readonly"],
  ["rw", "readwrite"],
]);

function triggerOf(raw: RawInstruction, source: string, escapeMark: Escape): Instruction | undefined {
  const end = skipWord(raw.args.text, 0);
  const keyword = raw.args.text.slice(0, end).toUpperCase();
  // The builder refuses ONBUILD ONBUILD; not following it keeps a long chain from nesting.
  if (keyword === "" || keyword === "ONBUILD") return undefined;
  const { flags, rest } = splitFlags(raw.args, end);
  const trigger: RawInstruction = {
    ...raw,
    keyword,
    keywordSpan: raw.args.spanOf(0, end),
    span: raw.args.span,
    flags,
    args: raw.args.slice(rest),
  };
  return parseInstruction(trigger, source, escapeMark);
}
