import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import { pipelineOf, type Step } from "../../files/workflow/pipeline";
import { shellOf, wordAround } from "../../files/workflow/script";
import { removePair } from "../../files/yaml/edits";
import { asMap, type YamlForm } from "../../files/yaml/form";
import type { YamlMap, YamlScalar } from "../../files/yaml/value";
import { insertion, replacement } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";

const actionlint = "actionlint deprecated-commands";
const zizmor = "zizmor insecure-commands";
const SWITCH = "ACTIONS_ALLOW_UNSECURE_COMMANDS";

/** A command in the output of a script, and the file that took its place. */
const successors: Readonly<Record<string, string>> = {
  "set-output": "GITHUB_OUTPUT",
  "save-state": "GITHUB_STATE",
  "set-env": "GITHUB_ENV",
  "add-path": "GITHUB_PATH",
};
const written = /::(?:(set-output|save-state|set-env) +name=([A-Za-z][\w-]*)::|(add-path)::)(?=\S)/g;

export const deprecatedCommand = defineRule({
  id: "workflow/deprecated-command",
  on: ["workflow", "yaml"],
  severity: "warning",
  title: "Write outputs and variables to the files made for them",
  why: "`::set-env` and `::add-path` have been switched off and `::set-output` is on its way out: whatever a program prints could set variables of the job. The step goes on without its output, without an error.",
  references: [
    "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files",
    "https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/",
  ],
  equivalents: [actionlint, zizmor],
  fix: "review",
  examples: [
    {
      bad: 'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: version\n        run: echo "«::set-output name=tag::»$(git describe)"\n',
      good: 'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: version\n        run: echo "tag=$(git describe)" >> "$GITHUB_OUTPUT"\n',
    },
    {
      title: "the switch that turns them on again",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    env:\n      NODE_ENV: test\n      «ACTIONS_ALLOW_UNSECURE_COMMANDS»: true\n    steps:\n      - run: make\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    env:\n      NODE_ENV: test\n    steps:\n      - run: make\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    for (const { map } of [pipeline, ...pipeline.jobs, ...pipeline.steps].map(withMap)) {
      const problem = switchIn(file.form, map);
      if (problem) yield problem;
    }
    for (const step of pipeline.steps) if (step.run) yield* commandsIn(step, step.run, file.text);
  },
});

function withMap(part: { readonly root: YamlMap } | { readonly map: YamlMap }): { readonly map: YamlMap } {
  return "map" in part ? part : { map: part.root };
}

function switchIn(form: YamlForm, map: YamlMap): Problem | undefined {
  const env = asMap(map.get("env"));
  const entry = env?.entry(SWITCH);
  if (!env || entry?.value.kind !== "scalar" || !/^(?:true|1)$/i.test(entry.value.text)) return undefined;
  const isOnly = env.own.length === 1 && env.merges.length === 0;
  const edits = isOnly && !map.flow ? removePair(form, map, "env") : removePair(form, env, SWITCH);
  const isOwn = env.own.includes(entry) && !env.via;
  return {
    at: entry.at,
    message: "With this, anything that a program prints can set variables for the steps that follow.",
    equivalents: [zizmor],
    fixes: edits && isOwn ? [{ title: `Remove ${SWITCH}`, kind: "review", edits }] : [],
  };
}

function* commandsIn(step: Step, run: YamlScalar, text: string): Iterable<Problem> {
  const isShell = shellOf(step) === "posix";
  for (const match of run.text.matchAll(written)) {
    const name = match[1] ?? match[3] ?? "";
    const place = run.spanOf(match.index, match.index + match[0].length);
    const command = isShell ? wordAround(step, span(place.start, place.start + 1))?.command : undefined;
    // What no command prints stands in a comment, or is written to a file as it is.
    if (isShell ? !command : isComment(run.text, match.index)) continue;
    yield {
      at: run.via ?? place,
      message: messageFor(name),
      equivalents: [actionlint],
      fixes: command && !run.via ? fixesFor(command, place, name, match[2], run, text) : [],
    };
  }
}

function messageFor(name: string): string {
  const file = successors[name] ?? "";
  return name === "set-output" || name === "save-state"
    ? `\`::${name}\` is being switched off. Write to \`$${file}\` instead.`
    : `\`::${name}\` is switched off and does nothing. Write to \`$${file}\` instead.`;
}

/** `echo "::set-output name=x::y"` as `echo "x=y" >> "$GITHUB_OUTPUT"`, where the command does nothing else. */
function fixesFor(
  command: ShellCommand,
  place: Span,
  name: string,
  key: string | undefined,
  run: YamlScalar,
  text: string,
): readonly Fix[] {
  const word = command.args.find((arg) => !/^-[neE]+$/.test(arg.text));
  const last = command.args.at(-1);
  const isPlain =
    command.redirects.length === 0 && command.pipedFrom === undefined && !command.isSubstitution;
  const isQuotable = run.style === "literal" || run.style === "plain" || run.style === "folded";
  if (toolOf(command) !== "echo" || !word || !last || !isPlain || !isQuotable) return [];
  const begins = text.slice(word.span.start, place.start);
  const next =
    text
      .slice(word.span.end)
      .match(/^[ \t]*[|&;]?[|&]?/)?.[0]
      .trim() ?? "";
  if (!/^["']?$/.test(begins) || next === "|" || next === "&" || next === "|&") return [];
  const file = successors[name] ?? "";
  return [
    {
      title: `Write to $${file}`,
      kind: "review",
      edits: [
        replacement(place, key === undefined ? "" : `${key}=`),
        insertion(last.span.end, ` >> "$${file}"`),
      ],
    },
  ];
}

function isComment(text: string, index: number): boolean {
  const line = span(text.lastIndexOf("\n", index) + 1, index);
  return /^\s*(?:#|\/\/|rem\b)/i.test(text.slice(line.start, line.end));
}
