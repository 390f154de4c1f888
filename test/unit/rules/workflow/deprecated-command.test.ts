import { deprecatedCommand } from "../../../../src/core/rules/workflow/deprecated-command";
import { testRule } from "../../../support/rule-tester";

const run = (script: string, rest = "") =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: x\n${rest}        run: ${script}\n`;
const block = (...lines: string[]) => run(["|", ...lines.map((line) => `          ${line}`)].join("\n"));

testRule(deprecatedCommand, {
  valid: [
    { title: "the file", code: block('echo "tag=1" >> "$GITHUB_OUTPUT"') },
    { title: "a comment", code: block('# echo "::set-output name=x::1" is no more', "make") },
    { title: "a heredoc", code: block("cat > docs.md <<'EOF'", "echo ::set-output name=x::1", "EOF") },
    { title: "other commands", code: block('echo "::add-mask::$X"', 'echo "::error file=a::b"') },
    {
      title: "the switch turned off",
      code: run("make", "        env:\n          ACTIONS_ALLOW_UNSECURE_COMMANDS: false\n"),
    },
    {
      title: "a comment of PowerShell",
      code: run("|\n          # ::set-env name=A::b\n          ls", "        shell: pwsh\n"),
    },
  ],
  invalid: [
    {
      title: "several in one script",
      code: block(
        'echo "«::set-output name=a::»$A"',
        "make",
        "echo «::save-state name=b::»1",
        'echo "«::add-path::»$HOME/bin"',
      ),
      severity: "warning",
      fixed: block(
        'echo "a=$A" >> "$GITHUB_OUTPUT"',
        "make",
        'echo b=1 >> "$GITHUB_STATE"',
        'echo "$HOME/bin" >> "$GITHUB_PATH"',
      ),
    },
    {
      title: "an expression in the value",
      code: block('echo "«::set-env name=SHA::»${{ github.sha }}" && make'),
      message: /does nothing/,
      fixed: block('echo "SHA=${{ github.sha }}" >> "$GITHUB_ENV" && make'),
    },
    {
      title: "an empty value",
      code: block('echo "«::set-output name=x::»"'),
      fixed: block('echo "x=" >> "$GITHUB_OUTPUT"'),
    },
    {
      title: "a program that prints it",
      code: block("python -c \"print('«::set-output name=a::»1')\""),
      fixed: null,
    },
    { title: "the output goes on", code: block('echo "«::set-output name=a::»1" | tee log'), fixed: null },
    { title: "double quotes of YAML", code: run("\"echo '«::set-output name=a::»1'\""), fixed: null },
    {
      title: "PowerShell",
      code: run('Write-Output "«::set-output name=a::»1"', "        shell: pwsh\n"),
      fixed: null,
    },
    {
      title: "the switch for a step",
      code: run("make", "        env:\n          «ACTIONS_ALLOW_UNSECURE_COMMANDS»: 'true'\n"),
      fixed: run("make"),
    },
    {
      title: "a composite action",
      code: {
        "action.yml":
          'name: x\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo "«::set-output name=a::»1"\n',
      },
    },
  ],
});
