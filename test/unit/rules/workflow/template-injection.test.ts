import { templateInjection } from "../../../../src/core/rules/workflow/template-injection";
import { testRule } from "../../../support/rule-tester";

const flow = (step: string, on = "issues", job = "") =>
  `on: ${on}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${job}    steps:\n      - ${step}\n`;
const run = (line: string, on?: string, job?: string) => flow(`run: |\n          ${line}`, on, job);
const withEnv = (line: string, env: string) =>
  flow(`run: |\n          ${line}\n        env:\n          ${env}`);
const script = (text: string, env = "") =>
  flow(`uses: actions/github-script@v9\n        with:\n          script: |\n            ${text}${env}`);
const inputs = (type: string) => `{ workflow_dispatch: { inputs: { tag: { ${type} } } } }`;
const title = "${{ github.event.issue.title }}";

testRule(templateInjection, {
  valid: [
    { title: "a variable", code: withEnv('echo "$TITLE"', `TITLE: ${title}`) },
    {
      title: "an input of an action that runs nothing",
      code: flow(`uses: acme/label@v1\n        with:\n          title: ${title}`),
    },
    { title: "a condition", code: flow(`if: contains(github.event.issue.title, 'x')\n        run: make`) },
    { title: "secrets", code: run("echo ${{ secrets.TOKEN }} | docker login --password-stdin") },
    {
      title: "hashes and numbers",
      code: run(
        "echo ${{ github.sha }} ${{ github.run_id }} ${{ github.event.number }} ${{ github.event.pull_request.head.sha }}",
      ),
    },
    {
      title: "names that GitHub limits",
      code: run("echo ${{ github.actor }} ${{ github.repository }} ${{ github.event_name }}"),
    },
    {
      title: "a matrix of constants",
      code: run(
        "npm i -g node@${{ matrix.node }}",
        "push",
        "    strategy:\n      matrix:\n        node: [22, 24]\n",
      ),
    },
    {
      title: "an object in a matrix",
      code: run(
        "echo ${{ matrix.t.os }}",
        "push",
        "    strategy:\n      matrix:\n        t: [{ os: a }, { os: b }]\n",
      ),
    },
    { title: "a switch", code: run("echo ${{ inputs.tag }}", inputs("type: boolean")) },
    { title: "a number", code: run("echo ${{ inputs.tag }}", inputs("type: number")) },
    { title: "one of a list", code: run("echo ${{ inputs.tag }}", inputs("type: choice, options: [a, b]")) },
    { title: "only compared", code: run("echo ${{ github.event.issue.title == 'x' && 'yes' || 'no' }}") },
    {
      title: "only tested",
      code: run("echo ${{ contains(github.event.issue.body, 'x') }} ${{ !inputs.tag }}"),
    },
    {
      title: "a constant variable",
      code: run("echo ${{ env.NAME }}", "push", "    env:\n      NAME: web\n"),
    },
    { title: "the end of a step", code: run("echo ${{ steps.test.outcome }} ${{ needs.b.result }}") },
    {
      title: "settings of the repository",
      code: run("echo ${{ vars.HOST }} ${{ runner.os }} ${{ job.status }}"),
    },
    { title: "no expression", code: run("echo ${{ }} ${{ 'x' }} ${{ if }}") },
    {
      title: "zizmor was told",
      code: flow("run: echo ${{ github.event.issue.title }} # zizmor: ignore[template-injection]"),
    },
    { title: "not closed", code: run("echo ${{ github.event.issue.title") },
  ],
  invalid: [
    {
      title: "bare words are quoted",
      code: run("echo ${{ «github.event.issue.title» }} | tee x"),
      severity: "error",
      fixed: withEnv('echo "${ISSUE_TITLE}" | tee x', `ISSUE_TITLE: ${title}`),
    },
    {
      title: "in a group of steps",
      code: flow("parallel:\n          - run: echo ${{ «github.event.issue.title» }}"),
    },
    {
      title: "a template that an action evaluates",
      code: flow(
        "uses: roots/issue-closer-action@v1\n        with:\n          issue-close-message: ${{ «github.event.issue.title» }}",
      ),
    },
    {
      title: "single quotes are opened",
      code: run("echo 'New: ${{ «github.event.issue.title» }}!'"),
      fixed: withEnv("echo 'New: '\"${ISSUE_TITLE}\"'!'", `ISSUE_TITLE: ${title}`),
    },
    {
      title: "an assignment",
      code: run("X=${{ «github.event.issue.title» }} make"),
      fixed: withEnv('X="${ISSUE_TITLE}" make', `ISSUE_TITLE: ${title}`),
    },
    {
      title: "within a substitution",
      code: run('X="$(echo ${{ «github.event.issue.title» }} | cut -c1-8)"'),
      fixed: withEnv('X="$(echo "${ISSUE_TITLE}" | cut -c1-8)"', `ISSUE_TITLE: ${title}`),
    },
    {
      title: "twice in one script, one variable",
      code: run("echo ${{ «github.event.issue.title» }} ${{ «github.event.issue.title» }}"),
      fixed: withEnv('echo "${ISSUE_TITLE}" "${ISSUE_TITLE}"', `ISSUE_TITLE: ${title}`),
    },
    {
      title: "variables that are there",
      code: flow('env:\n          A: b\n        run: make "${{ «github.event.comment.body» }}"'),
      fixed: flow(
        'env:\n          A: b\n          COMMENT_BODY: ${{ github.event.comment.body }}\n        run: make "${COMMENT_BODY}"',
      ),
    },
    {
      title: "the name is taken",
      code: flow('env:\n          COMMENT_BODY: b\n        run: make "${{ «github.event.comment.body» }}"'),
      fixed: flow(
        'env:\n          COMMENT_BODY: b\n          COMMENT_BODY_VALUE: ${{ github.event.comment.body }}\n        run: make "${COMMENT_BODY_VALUE}"',
      ),
    },
    {
      title: "a heredoc",
      code: flow("run: |\n          cat <<EOF\n          ${{ «github.event.issue.body» }}\n          EOF"),
      fixed: null,
    },
    { title: "a comment of the shell", code: run("# ${{ «github.event.issue.body» }}"), fixed: null },
    {
      title: "code that is run elsewhere",
      code: run('ssh app "echo ${{ «github.event.issue.body» }}"'),
      fixed: null,
    },
    { title: "the whole event", code: run("echo '${{ toJSON(«github.event») }}'"), severity: "error" },
    { title: "a fallback", code: run("echo ${{ «github.head_ref» || github.sha }}") },
    {
      title: "a variable that the script has already",
      code: flow(
        "run: rm builder-${{ «env.BUILDER» }}\n        env:\n          Builder: ${{ steps.id.outputs.id }}",
      ),
      severity: "hint",
      fixed: flow(
        'run: rm builder-"${Builder}"\n        env:\n          Builder: ${{ steps.id.outputs.id }}',
      ),
    },
    {
      title: "a variable of the step does not reach the others beside it",
      code: flow("run: rm ${{ «env.ID» || 'x' }}\n        env:\n          ID: ${{ steps.id.outputs.id }}"),
      fixed: null,
    },
    {
      title: "two names of one input are one place",
      code: run("git tag ${{ «github.event.inputs.tag» || inputs.tag }}", inputs("type: string")),
      severity: "warning",
    },
    {
      title: "what anybody writes counts before what the caller does",
      code: run("git tag ${{ inputs.tag || «github.head_ref» }}", inputs("type: string")),
      severity: "error",
    },
    { title: "formatted", code: run("echo ${{ format('{0}-{1}', github.sha, «github.head_ref») }}") },
    { title: "any commit", code: run("echo ${{ join(«github.event.commits.*.message») }}") },
    { title: "by index", code: run("echo ${{ «github.event.commits[0]['message']» }}") },
    { title: "capitals", code: run("echo ${{ «GitHub.Event.Issue.Title» }}"), severity: "error" },
    {
      title: "a variable that holds it",
      code: run("echo ${{ «env.T» }}", "issues", `    env:\n      T: ${title}\n`),
      severity: "error",
    },
    {
      title: "an input",
      code: run("git tag ${{ «inputs.tag» }}", inputs("type: string")),
      severity: "warning",
    },
    {
      title: "an input by its other name",
      code: run("git tag ${{ «github.event.inputs.tag» }}", inputs("")),
      severity: "warning",
    },
    {
      title: "the output of a step",
      code: run("echo ${{ «steps.x.outputs.y» }}"),
      severity: "hint",
      fixed: withEnv('echo "${X_Y}"', "X_Y: ${{ steps.x.outputs.y }}"),
    },
    { title: "a branch of this repository", code: run("echo ${{ «github.ref_name» }}"), severity: "hint" },
    {
      title: "a computed matrix",
      code: run(
        "echo ${{ «matrix.x» }}",
        "push",
        "    strategy:\n      matrix: ${{ fromJSON(needs.a.outputs.all) }}\n",
      ),
      severity: "hint",
    },
    {
      title: "one line",
      code: flow("run: echo ${{ «github.event.issue.title» }}"),
      fixed: flow(
        'run: echo "${ISSUE_TITLE}"\n        env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}',
      ),
    },
    {
      title: "a plain scalar that begins with it",
      code: flow("run: ${{ «github.event.issue.title» }}"),
      fixed: null,
    },
    {
      title: "PowerShell",
      code: flow('shell: pwsh\n        run: |\n          Write-Host "New ${{ «github.event.issue.title» }}"'),
      fixed: flow(
        'shell: pwsh\n        run: |\n          Write-Host "New ${env:ISSUE_TITLE}"\n        env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}',
      ),
    },
    {
      title: "a template of JavaScript",
      code: script("core.info(`New ${{ «github.event.issue.title» }}`)"),
      fixed: script(
        "core.info(`New ${process.env.ISSUE_TITLE}`)",
        `\n        env:\n          ISSUE_TITLE: ${title}`,
      ),
    },
    {
      title: "a command on a server",
      code: flow(
        "uses: appleboy/ssh-action@v1\n        with:\n          script: ./deploy ${{ «github.head_ref» }}",
      ),
      severity: "error",
      fixed: null,
    },
    {
      title: "a composite action",
      code: {
        "action.yml":
          "name: x\ninputs:\n  name:\n    required: true\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo ${{ «inputs.name» }}\n",
      },
      severity: "warning",
      message: /uses the action/,
      fixed: {
        "action.yml":
          'name: x\ninputs:\n  name:\n    required: true\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo "${INPUT_NAME}"\n      env:\n        INPUT_NAME: ${{ inputs.name }}\n',
      },
    },
  ],
});
