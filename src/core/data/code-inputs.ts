/**
 * Inputs of actions that are run as code. Sources: the actions' own documentation, and the models of CodeQL for
 * GitHub Actions (https://github.com/github/codeql/tree/main/actions/ql/lib/ext, MIT).
 *
 * To refresh: add actions whose README says that an input is a script, a command or an expression.
 */
export const as_of = "2026-11-20";

/** Lower-cased action and input. */
const table = `
  8398a7/action-slack custom_payload
  addnab/docker-run-action run
  addnab/docker-run-action options
  amadevus/pwsh-script script
  appleboy/ssh-action script
  azure/cli inlinescript
  azure/powershell inlinescript
  cardinalby/js-eval-action expression
  devcontainers/ci runcmd
  fifsky/ssh-action command
  actions/github-script script
  garygrossgarten/github-action-ssh command
  jannekem/run-python-script-action script
  mikefarah/yq cmd
  nick-fields/retry command
  nick-invision/retry command
  reactivecircus/android-emulator-runner script
  sergeysova/jq-action cmd
`;

const inputs = new Map<string, string[]>();
for (const line of table.trim().split("\n")) {
  const [action = "", input = ""] = line.trim().split(" ");
  inputs.set(action, [...(inputs.get(action) ?? []), input]);
}

/** The inputs of `action` (lower-cased) that are code; none for actions that run none of it. */
export function codeInputsOf(action: string): readonly string[] {
  return inputs.get(action) ?? [];
}
