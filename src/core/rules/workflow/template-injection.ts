import { codeInputsOf } from "../../data/code-inputs";
import { inputOf, pipelineOf, type Step } from "../../files/workflow/pipeline";
import { embeddedIn, isDynamic, placeIn } from "../../files/workflow/template";
import type { YamlScalar } from "../../files/yaml/value";
import { defineRule, type Severity } from "../rule";
import { injectionFixes } from "./injection-fix";
import { type Taint, taintsIn } from "./taint";

const severities: Readonly<Record<Taint, Severity>> = {
  outsider: "error",
  caller: "warning",
  unclear: "hint",
};

export const templateInjection = defineRule({
  id: "workflow/template-injection",
  on: ["workflow", "yaml"],
  severity: "error",
  title: "Keep what others write out of scripts",
  why: "GitHub puts the value of `${{ … }}` into the script before a shell reads it. A pull request whose title holds a command runs that command, with the secrets and the token of the job. A variable of the environment stays a value.",
  references: [
    "https://docs.github.com/en/actions/concepts/security/script-injections",
    "https://securitylab.github.com/resources/github-actions-untrusted-input/",
  ],
  equivalents: ["zizmor template-injection"],
  alsoSilencedBy: ["checkov CKV_GHA_2"],
  fix: "review",
  examples: [
    {
      bad: 'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          echo "New: ${{ «github.event.issue.title» }}"\n',
      good: 'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          echo "New: ${ISSUE_TITLE}"\n        env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}\n',
    },
    {
      title: "the script of an action",
      bad: 'on: pull_request\njobs:\n  name:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/github-script@v9\n        with:\n          script: |\n            console.log("${{ «github.head_ref» }}")\n',
      good: "on: pull_request\njobs:\n  name:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/github-script@v9\n        with:\n          script: |\n            console.log(process.env.HEAD_REF)\n        env:\n          HEAD_REF: ${{ github.head_ref }}\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    for (const step of pipeline.steps) {
      for (const scalar of codeOf(step)) {
        for (const embedded of embeddedIn(scalar.text)) {
          const { expression, source } = embedded;
          if (!expression) continue;
          // `a || b` goes into the script once, and one variable takes both out of it.
          const worst = worstOf(taintsIn(expression, step));
          if (!worst) continue;
          const { part, taint } = worst;
          yield {
            at: placeIn(scalar, embedded, part),
            severity: severities[taint],
            message: messageFor(source.slice(part.start, part.end), taint, pipeline.kind),
            fixes: injectionFixes(file, step, scalar, embedded, part),
          };
        }
      }
    }
  },
});

/** The first of those that most people decide on. */
function worstOf<Part extends { readonly taint: Taint }>(parts: readonly Part[]): Part | undefined {
  return (["outsider", "caller", "unclear"] as const)
    .map((taint) => parts.find((part) => part.taint === taint))
    .find((part) => part !== undefined);
}

/** The texts of a step that are run as code. */
function codeOf(step: Step): readonly YamlScalar[] {
  const values = codeInputsOf(step.uses?.action ?? "").map((name) => inputOf(step, name));
  return [step.run, ...values].flatMap((value) =>
    value?.kind === "scalar" && isDynamic(value.text) ? [value] : [],
  );
}

function messageFor(text: string, taint: Taint, kind: "workflow" | "action"): string {
  const name = `\`${text.replaceAll(/\s+/g, " ").slice(0, 80)}\``;
  if (taint === "outsider") {
    return `Anybody can write a command into ${name}, and this script runs it with the rights of the job.`;
  }
  if (taint === "caller") {
    const who = kind === "action" ? "uses the action" : "starts the workflow";
    return `${name} becomes part of the script: whoever ${who} can run other commands with it.`;
  }
  return `${name} becomes part of the script before a shell reads it. In a variable it stays a value.`;
}
