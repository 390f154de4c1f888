import type { FromInstruction, PairsInstruction, TextInstruction } from "../../files/dockerfile/instruction";
import { type Escape, splitQuotedWords, splitWords, type Word } from "../../files/dockerfile/words";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Report } from "../rule";

export const deprecatedSyntax = defineRule({
  id: "dockerfile/deprecated-syntax",
  on: "dockerfile",
  severity: "info",
  title: "Use the current forms of instructions",
  why: "Docker has replaced these forms and warns about them in every build; a warning that matters is lost among them.",
  references: [
    "https://docs.docker.com/reference/build-checks/maintainer-deprecated/",
    "https://docs.docker.com/reference/build-checks/legacy-key-value-format/",
    "https://docs.docker.com/reference/build-checks/from-as-casing/",
  ],
  equivalents: [
    "hadolint DL4000",
    "buildkit MaintainerDeprecated",
    "buildkit LegacyKeyValueFormat",
    "buildkit FromAsCasing",
    "trivy DS-0022",
    "checkov CKV_DOCKER_6",
  ],
  fix: "safe",
  examples: [
    {
      bad: "FROM debian:13-slim\n«MAINTAINER» Ada <ada@example.com>\n",
      good: 'FROM debian:13-slim\nLABEL org.opencontainers.image.authors="Ada <ada@example.com>"\n',
    },
    {
      title: "a blank between name and value",
      bad: "FROM node:24-slim\n«ENV» NODE_ENV production\n",
      good: "FROM node:24-slim\nENV NODE_ENV=production\n",
    },
    {
      title: "AS in another case than FROM",
      bad: "FROM node:24-slim «as» build\nRUN npm ci\n",
      good: "FROM node:24-slim AS build\nRUN npm ci\n",
    },
  ],
  *check({ file: { form, text } }) {
    const inStage = form.stages[0]?.from.index ?? form.instructions.length;
    for (const instruction of form.instructions) {
      if (instruction.kind === "FROM") yield* casing(instruction, text);
      else if (instruction.kind === "MAINTAINER")
        yield maintainer(instruction, text, instruction.index > inStage);
      else if (instruction.kind === "ENV" || instruction.kind === "LABEL")
        yield* legacy(instruction, text, form.escape);
    }
  },
});

const maintainerRules = [
  "hadolint DL4000",
  "buildkit MaintainerDeprecated",
  "trivy DS-0022",
  "checkov CKV_DOCKER_6",
];

function maintainer({ keywordSpan, value }: TextInstruction, text: string, isInStage: boolean): Report {
  return {
    at: keywordSpan,
    message:
      "MAINTAINER is deprecated: the label `org.opencontainers.image.authors` says who looks after an image.",
    tag: "deprecated",
    equivalents: maintainerRules,
    fixes: value && isInStage ? labelFix(keywordSpan, value, text) : [],
  };
}

function labelFix(keyword: TextInstruction["keywordSpan"], value: Word, text: string): Fix[] {
  const wrap = quotesFor(value.text, /^"[^"\\$]*"$|^'[^']*'$/);
  if (wrap === undefined || isBroken(text, keyword.end, value)) return [];
  const label = text.slice(keyword.start, keyword.end) === "maintainer" ? "label" : "LABEL";
  const edits = [
    replacement(
      { start: keyword.start, end: value.span.start },
      `${label} org.opencontainers.image.authors=${wrap}`,
    ),
    ...closing(value, wrap),
  ];
  return [{ title: "Use a LABEL", kind: "safe", edits }];
}

function* legacy(instruction: PairsInstruction, text: string, escapeMark: Escape): Generator<Report> {
  const [pair] = instruction.pairs;
  const value = pair?.value;
  if (!pair?.isLegacy || !value) return;
  const { words, open } = splitQuotedWords(value.within.slice(value.start, value.end), escapeMark);
  const wrap = open ? undefined : words.length === 1 ? "" : quotesFor(value.text, undefined);
  const fits = wrap !== undefined && !isBroken(text, pair.keySpan.end, value);
  const edits: TextEdit[] = fits
    ? [replacement({ start: pair.keySpan.end, end: value.span.start }, `=${wrap}`), ...closing(value, wrap)]
    : [];
  yield {
    at: instruction.keywordSpan,
    message: `\`${instruction.keyword} ${pair.key}\` with a blank instead of \`=\` is an old form that will go.`,
    tag: "deprecated",
    equivalents: ["buildkit LegacyKeyValueFormat"],
    fixes: fits ? [{ title: `Write \`${pair.key}=…\``, kind: "safe", edits }] : [],
  };
}

function* casing({ args, keywordSpan }: FromInstruction, text: string): Generator<Report> {
  const [, as, alias] = splitWords(args);
  const from = text.slice(keywordSpan.start, keywordSpan.end);
  const wanted = from === "FROM" ? "AS" : from === "from" ? "as" : undefined;
  if (!alias || wanted === undefined || as?.text.toUpperCase() !== "AS" || as.text === wanted) return;
  yield {
    at: as.span,
    severity: "hint",
    message: `\`${as.text}\` is written in another case than \`${from}\`.`,
    equivalents: ["buildkit FromAsCasing"],
    fixes: [{ title: `Write \`${wanted}\``, kind: "safe", edits: [replacement(as.span, wanted)] }],
  };
}

/** The quote that keeps `value` one word; "" when it is quoted already, undefined when quoting would change it. */
function quotesFor(value: string, quoted: RegExp | undefined): string | undefined {
  if (quoted?.test(value)) return "";
  return /["'\\`]/.test(value) || (quoted && value.includes("$")) ? undefined : '"';
}

/** Whether a line break lies between the keyword or key and the end of the value. */
function isBroken(text: string, start: number, value: Word): boolean {
  return text.slice(start, value.span.end).includes("\n");
}

function closing(value: Word, quote: string): TextEdit[] {
  return quote === "" ? [] : [insertion(value.span.end, quote)];
}
