import { inputOf, inputText, pipelineOf, type Step } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import { insertPair } from "../../files/yaml/edits";
import { asMap, type YamlForm } from "../../files/yaml/form";
import { defineRule, type Fix } from "../rule";
import { withoutRunner } from "./commands";

/** Actions that push with what the checkout left behind. */
const pushing =
  /^(?:peter-evans\/create-pull-request|stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit|ad-m\/github-push-action|changesets\/action|cycjimmy\/semantic-release-action|jamesives\/github-pages-deploy-action|googleapis\/release-please-action|goreleaser\/goreleaser-action|mathieudutour\/github-tag-action|anothrNick\/github-tag-action|tj-actions\/(?:verify-changed-files|changed-files))$/i;
/** Programs that do so; what a script of the project does, nobody knows. */
const pushingPrograms =
  /^(?:semantic-release|release-it|lerna|standard-version|changeset|mike|np|gh-pages|bump2version|cargo-release)$/;

export const persistedCredentials = defineRule({
  id: "workflow/persisted-credentials",
  on: ["workflow", "yaml"],
  severity: "hint",
  title: "Leave no token behind after the checkout",
  why: "The checkout keeps its token in the folder of the code, where every later step can read it, and an artifact of that folder carries it out of the job.",
  references: [
    "https://github.com/actions/checkout#usage",
    "https://unit42.paloaltonetworks.com/github-repo-artifacts-leak-tokens/",
  ],
  equivalents: ["zizmor artipacked"],
  deviations: {
    "zizmor artipacked": "Silent where a later step of the job pushes with git, which needs the token.",
  },
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: «actions/checkout@v7»\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n        with:\n          persist-credentials: false\n      - run: make test\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    for (const step of pipeline.steps) {
      if (step.uses?.action !== "actions/checkout" || !isLeftBehind(step)) continue;
      const later = (step.job?.steps ?? pipeline.steps).filter(
        ({ map }) => map.origin.start > step.map.origin.start,
      );
      if (later.some(pushes)) continue;
      const artifact = later.find(uploadsAll);
      yield {
        at: step.uses.scalar.at,
        severity: artifact ? "info" : "hint",
        message: artifact
          ? "The token of the checkout lies in the folder that a later step uploads."
          : "The token stays in the folder of the code, for every later step to read.",
        related: artifact ? [{ path: file.path, at: artifact.map.at, message: "Here it is uploaded." }] : [],
        fixes: fixesFor(file.form, step),
      };
    }
  },
});

/** Whether nothing is said about the token; an input that an expression decides on is somebody's decision. */
function isLeftBehind(step: Step): boolean {
  const inputs = step.map.get("with");
  return inputOf(step, "persist-credentials") === undefined && inputs?.kind !== "scalar";
}

function pushes(step: Step): boolean {
  if (pushing.test(step.uses?.action ?? "")) return true;
  return commandsOf(step).some((command) => {
    const [program = "", first = ""] = withoutRunner(command);
    if (program === "git") return /^(?:push|fetch|pull|submodule|ls-remote|remote)$/.test(first);
    return pushingPrograms.test(program) || (program === "npm" && first === "version");
  });
}

function uploadsAll(step: Step): boolean {
  if (step.uses?.action !== "actions/upload-artifact") return false;
  return (inputText(step, "path") ?? "")
    .split("\n")
    .some((line) =>
      /^\s*(?:\.{1,2}\/?(?:\*\*?)?|\*\*?(?:\/\*)?|\$\{\{\s*github\.workspace\s*\}\}\/?)\s*$/.test(line),
    );
}

function fixesFor(form: YamlForm, step: Step): readonly Fix[] {
  const inputs = asMap(step.map.get("with"));
  if (step.uses?.scalar.via) return [];
  const edits = inputs
    ? insertPair(form, inputs, "persist-credentials", false)
    : insertPair(form, step.map, "with", { "persist-credentials": false }, { after: "uses" });
  return edits ? [{ title: "Drop the token after the checkout", kind: "review", edits }] : [];
}
