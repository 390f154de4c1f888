import { pipelineOf, workflowOf } from "../../files/workflow/pipeline";
import { setValue } from "../../files/yaml/edits";
import { asMap, textOf, valueAt } from "../../files/yaml/form";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { localPath } from "./local";

export const secretsInherit = defineRule({
  id: "workflow/secrets-inherit",
  on: "workflow",
  severity: "info",
  title: "Hand on the secrets that a called workflow needs",
  why: "`secrets: inherit` gives every secret of the repository to the called workflow and to all actions in it, now and after each change that its owners make.",
  references: [
    "https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#passing-inputs-and-secrets-to-a-reusable-workflow",
  ],
  equivalents: ["zizmor secrets-inherit", "ghalint deny_inherit_secrets"],
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  deploy:\n    uses: acme/pipelines/.github/workflows/deploy.yml@v3\n    secrets: «inherit»\n",
      good: "on: push\njobs:\n  deploy:\n    uses: acme/pipelines/.github/workflows/deploy.yml@v3\n    secrets:\n      SSH_KEY: ${{ secrets.SSH_KEY }}\n",
      fix: null,
    },
    {
      title: "the called workflow says what it needs",
      bad: "on: push\njobs:\n  deploy:\n    uses: ./.github/workflows/deploy.yml\n    secrets: «inherit»\n",
      good: "on: push\njobs:\n  deploy:\n    uses: ./.github/workflows/deploy.yml\n    secrets:\n      SSH_KEY: ${{ secrets.SSH_KEY }}\n",
      with: {
        ".github/workflows/deploy.yml":
          "on:\n  workflow_call:\n    secrets:\n      SSH_KEY:\n        required: true\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n",
      },
    },
  ],
  *check({ file, project }) {
    for (const { map, uses } of workflowOf(file)?.jobs ?? []) {
      const value = map.get("secrets");
      if (value?.kind !== "scalar" || textOf(value)?.trim() !== "inherit" || !uses) continue;
      const isLocal = uses.reference.kind === "local";
      const names = declaredSecrets(project, file.path, uses.text);
      const edits =
        names.length > 0
          ? setValue(
              file.form,
              map,
              "secrets",
              Object.fromEntries(names.map((name) => [name, `\${{ secrets.${name} }}`])),
            )
          : undefined;
      yield {
        at: value.at,
        severity: isLocal ? "hint" : "info",
        message: `\`${uses.text}\` gets every secret of the repository.`,
        fixes: edits ? [{ title: "Hand on the secrets that it declares", kind: "review", edits }] : [],
      };
    }
  },
});

function declaredSecrets(project: ProjectView, from: string, uses: string): readonly string[] {
  const path = localPath(from, uses);
  const callee = path === undefined ? undefined : project.file(path);
  if (!callee?.is("workflow")) return [];
  const root = pipelineOf(callee)?.root;
  return (asMap(valueAt(root, "on", "workflow_call", "secrets"))?.entries ?? []).map(({ key }) => key);
}
