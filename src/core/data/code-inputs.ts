/**
 * Inputs of actions that are run as code. Sources: the actions' own documentation, and the models of CodeQL for
 * GitHub Actions (https://github.com/github/codeql/tree/main/actions/ql/lib/ext, MIT). A template that the action
 * evaluates is code as well.
 *
 * To refresh: add actions whose README says that an input is a script, a command or an expression.
 */
export const as_of = "2026-11-25";

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
  changesets/action publish
  changesets/action version
  cypress-io/github-action build
  cypress-io/github-action command
  cypress-io/github-action install-command
  cypress-io/github-action start
  devcontainers/ci runcmd
  devorbitus/yq-action-output cmd
  fifsky/ssh-action command
  actions/github-script script
  garygrossgarten/github-action-ssh command
  gautamkrishnar/blog-post-workflow item_exec
  imjohnbo/issue-bot body
  imjohnbo/issue-bot linked-comments-new-issue-text
  imjohnbo/issue-bot linked-comments-previous-issue-text
  jannekem/run-python-script-action script
  lucasbento/auto-close-issues issue-close-message
  mikefarah/yq cmd
  nick-fields/retry command
  nick-fields/retry new_command_on_retry
  nick-fields/retry on_retry_command
  nick-invision/retry command
  reactivecircus/android-emulator-runner pre-emulator-launch-script
  reactivecircus/android-emulator-runner script
  roots/issue-closer-action issue-close-message
  roots/issue-closer-action pr-close-message
  sergeysova/jq-action cmd
  skitionek/notify-microsoft-teams overwrite
  tibdex/backport body_template
  tibdex/backport head_template
  tibdex/backport labels_template
  tibdex/backport title_template
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
