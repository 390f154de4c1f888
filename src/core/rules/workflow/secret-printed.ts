import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import { callsOf, contextsOf, type Expression } from "../../files/workflow/expression";
import { environmentsOf, type Pipeline, pipelineOf, type Step } from "../../files/workflow/pipeline";
import { commandsOf, type PlacedWord, wordAround } from "../../files/workflow/script";
import {
  type Embedded,
  embeddedIn,
  isDynamic,
  namesRead,
  placeIn,
  scalarsIn,
} from "../../files/workflow/template";
import { textOf } from "../../files/yaml/form";
import type { YamlScalar } from "../../files/yaml/value";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { valuesOf } from "./commands";

const printers = new Set(["echo", "printf", "cat"]);
/** Programs behind a pipe that print what they get, masked no more or as it is. */
const passing = new Set("base64 cat tee rev sed tr cut head tail fold xxd od hexdump awk jq sort".split(" "));

export const secretPrinted = defineRule({
  id: "workflow/secret-printed",
  on: ["workflow", "yaml"],
  severity: "warning",
  title: "Print no secrets into the log",
  why: "Logs are kept for months and read by everybody who may see the repository. GitHub hides a secret only where it stands word for word: split over lines, encoded or taken out of JSON, it is there to read.",
  references: [
    "https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information",
    "https://docs.docker.com/reference/cli/docker/login/#password-stdin",
  ],
  equivalents: ["zizmor unredacted-secrets", "zizmor overprovisioned-secrets"],
  fix: "review",
  examples: [
    {
      bad: 'on: push\njobs:\n  debug:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo "«${{ secrets.API_KEY }}»"\n',
      good: "on: push\njobs:\n  debug:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./check-key\n        env:\n          API_KEY: ${{ secrets.API_KEY }}\n",
      fix: null,
    },
    {
      title: "a password among the arguments",
      bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          docker login ghcr.io -u acme -p «${{ secrets.GHCR_TOKEN }}»\n",
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          printf %s "${{ secrets.GHCR_TOKEN }}" | docker login ghcr.io -u acme --password-stdin\n',
    },
    {
      title: "all secrets at once",
      bad: "on: push\njobs:\n  debug:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy\n        env:\n          ALL: ${{ «toJSON(secrets)» }}\n",
      good: "on: push\njobs:\n  debug:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy\n        env:\n          SSH_KEY: ${{ secrets.SSH_KEY }}\n",
      fix: null,
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    yield* unmasked(pipeline);
    for (const step of pipeline.steps) if (step.run) yield* printed(step, step.run, file.text);
  },
});

/** Expressions that make other texts of secrets, which nothing masks, or hand out all of them. */
function* unmasked({ root }: Pipeline): Iterable<Problem> {
  const seen = new Set<number>();
  for (const scalar of scalarsIn(root)) {
    if (!isDynamic(scalar.text) || !/secrets/i.test(scalar.text) || seen.has(scalar.origin.start)) continue;
    seen.add(scalar.origin.start);
    for (const embedded of embeddedIn(scalar.text)) {
      const { expression } = embedded;
      if (expression) yield* inExpression(expression, scalar, embedded);
    }
  }
}

function* inExpression(expression: Expression, scalar: YamlScalar, embedded: Embedded): Iterable<Problem> {
  for (const call of callsOf(expression, "fromjson")) {
    if (!call.args.some((arg) => contextsOf(arg).some(({ root }) => root === "secrets"))) continue;
    yield {
      at: placeIn(scalar, embedded, call),
      message:
        "What is taken out of a secret is not masked in the log. Keep each value as a secret of its own.",
      equivalents: ["zizmor unredacted-secrets"],
    };
  }
  for (const access of contextsOf(expression)) {
    if (access.root !== "secrets" || (access.path.length > 0 && !access.path.includes("*"))) continue;
    const call = callsOf(expression, "tojson").find(({ args }) => args.includes(access));
    yield {
      at: placeIn(scalar, embedded, call ?? access),
      message: "This hands out every secret of the repository. Name the ones that are needed.",
      equivalents: ["zizmor overprovisioned-secrets"],
    };
  }
}

function* printed(step: Step, run: YamlScalar, text: string): Iterable<Problem> {
  const commands = commandsOf(step);
  const variables = secretVariables(step);
  const places = embeddedIn(run.text)
    .filter(({ start, end }) => namesRead(run.text.slice(start, end), "secrets").length > 0)
    .map(({ start, end }) => run.spanOf(start, end));
  const found: (PlacedWord & { readonly at: Span })[] = [];
  for (const at of places) {
    const placed = wordAround(step, at);
    if (placed) found.push({ ...placed, at });
  }
  if (variables.size > 0) {
    for (const command of commands) {
      for (const word of command.args) {
        const at = variableIn(word, variables, text);
        if (at) found.push({ word, command, at });
      }
    }
  }
  if (found.length === 0) return;
  const flow = flowOf(commands);
  const reported = new Set<ShellWord>();
  for (const { word, command, at } of found) {
    const isLogin = valuesOf(command).slice(0, 2).join(" ") === "docker login";
    const isShown = isLogin
      ? isPassword(command, word)
      : printers.has(toolOf(command)) && reachesLog(command, flow);
    if (!isShown || isMask(command) || reported.has(word) || !command.args.includes(word)) continue;
    reported.add(word);
    yield {
      at: run.via ?? at,
      message: isLogin
        ? "A password among the arguments of a command can be seen by every program of the machine."
        : "This prints a secret into the log of the run.",
      equivalents: [],
      fixes: isLogin && !run.via ? loginFix(command, word, run, text) : [],
    };
  }
}

/** Variables of a step whose value is made of a secret. */
function secretVariables(step: Step): ReadonlySet<string> {
  const names = new Set<string>();
  const settled = new Set<string>();
  for (const env of environmentsOf(step)) {
    for (const { key, value } of env.entries) {
      if (!settled.has(key) && namesRead(textOf(value) ?? "", "secrets").length > 0) names.add(key);
      settled.add(key);
    }
  }
  return names;
}

/** Where the output of the commands of a script goes. */
interface Flow {
  readonly next: ReadonlyMap<ShellCommand, ShellCommand>;
  /** Where the last group of commands ends that is written to a file: `{ …; } > file`. */
  readonly groupEnd: number;
}

function flowOf(commands: readonly ShellCommand[]): Flow {
  const next = new Map<ShellCommand, ShellCommand>();
  let groupEnd = -1;
  for (const command of commands) {
    if (command.pipedFrom) next.set(command.pipedFrom, command);
    // The redirect of a group comes as a command without words.
    const { words, envPrefix, redirects } = command;
    if (words.length + envPrefix.length === 0 && redirects.length > 0) groupEnd = command.span.start;
  }
  return { next, groupEnd };
}

/** Whether the output of a command ends in the log, not in a file, a variable or another program. */
function reachesLog(command: ShellCommand, flow: Flow): boolean {
  let at: ShellCommand | undefined = command;
  if (command.span.start < flow.groupEnd) return false;
  for (let steps = 0; at && steps < 20; steps++) {
    if (at.isSubstitution || writes(at)) return false;
    at = flow.next.get(at);
    if (at && (!passing.has(toolOf(at)) || (toolOf(at) === "base64" && isDecoding(at)))) return false;
  }
  return true;
}

function writes({ redirects }: ShellCommand): boolean {
  return redirects.some(
    ({ operator, target }) =>
      operator.includes(">") &&
      !/^2/.test(operator) &&
      !/^\/dev\/std(?:out|err)$|^&?[12]$/.test(target?.text ?? ""),
  );
}

function isDecoding(command: ShellCommand): boolean {
  return command.args.some(({ text }) => /^(?:-d|-D|--decode)$/.test(text));
}

function isMask(command: ShellCommand): boolean {
  return command.args.some(({ text }) => text.startsWith("::add-mask::"));
}

/** A variable in a word that holds a secret. */
function variableIn(word: ShellWord, variables: ReadonlySet<string>, text: string): Span | undefined {
  if (word.raw.startsWith("'")) return undefined;
  const source = text.slice(word.span.start, word.span.end);
  for (const match of source.matchAll(/(?<!\\)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g)) {
    if (!variables.has(match[1] ?? match[2] ?? "")) continue;
    const start = word.span.start + match.index;
    return span(start, start + match[0].length);
  }
  return undefined;
}

/** Whether `word` is what stands behind `-p` or `--password`. */
function isPassword({ args }: ShellCommand, word: ShellWord): boolean {
  const before = args[args.indexOf(word) - 1]?.text;
  return before === "-p" || before === "--password" || /^(?:-p.|--password=)/.test(word.text);
}

/** `docker login -p X` as `printf %s X | docker login --password-stdin`. */
function loginFix(command: ShellCommand, word: ShellWord, run: YamlScalar, text: string): readonly Fix[] {
  const { args, span: all, pipedFrom, envPrefix } = command;
  const flag = args[args.indexOf(word) - 1];
  const isBlock =
    run.style === "literal" ||
    (run.style === "plain" && !text.slice(run.origin.start, run.origin.end).includes("\n"));
  const isSplit = flag?.text === "-p" || flag?.text === "--password";
  if (!isBlock || !isSplit || !flag || pipedFrom || envPrefix.length > 0) return [];
  const value = /^["']/.test(word.raw)
    ? text.slice(word.span.start, word.span.end)
    : `"${text.slice(word.span.start, word.span.end)}"`;
  const edits: TextEdit[] = [
    insertion(all.start, `printf %s ${value} | `),
    replacement(span(flag.span.start, word.span.end), "--password-stdin"),
  ];
  return [{ title: "Pass it to docker on its standard input", kind: "review", edits }];
}
