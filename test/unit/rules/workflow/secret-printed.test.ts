import { secretPrinted } from "../../../../src/core/rules/workflow/secret-printed";
import { testRule } from "../../../support/rule-tester";

const flow = (step: string) =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}\n`;
const run = (...lines: string[]) => flow(`run: |\n${lines.map((line) => `          ${line}`).join("\n")}`);
const env = (line: string) => flow(`env:\n          KEY: \${{ secrets.KEY }}\n        run: ${line}`);
const secret = "${{ secrets.KEY }}";

testRule(secretPrinted, {
  valid: [
    { title: "into a file", code: run("mkdir -p ~/.ssh", `echo "${secret}" > ~/.ssh/id_ed25519`) },
    { title: "appended", code: run(`echo "KEY=${secret}" >> .env`) },
    {
      title: "a group into a file",
      code: run("{", `  echo "A=${secret}"`, `  echo "B=${secret}"`, "} > .env"),
    },
    { title: "docker login", code: run(`echo "${secret}" | docker login ghcr.io -u acme --password-stdin`) },
    { title: "another program", code: run(`echo ${secret} | gh auth login --with-token`) },
    { title: "decoded into a file", code: run(`echo ${secret} | base64 -d > key.json`) },
    { title: "into a variable", code: run(`X="$(echo "${secret}" | base64)"`) },
    { title: "masked", code: run(`echo "::add-mask::${secret}"`) },
    { title: "the argument of a program", code: run(`./deploy --key "${secret}"`) },
    { title: "a variable into a file", code: env('echo "$KEY" > key.pem') },
    { title: "another variable", code: env('echo "$KEYS and $OTHER"') },
    { title: "in single quotes nothing is filled in", code: env("echo '$KEY'") },
    { title: "only whether it is there", code: env('test -n "$KEY" && echo set') },
    { title: "a heredoc into a file", code: run("cat > .env <<EOF", `KEY=${secret}`, "EOF") },
    { title: "one secret for a step", code: flow(`run: make\n        env:\n          KEY: ${secret}`) },
    {
      title: "a secret named by the matrix",
      code: flow("run: make\n        env:\n          KEY: ${{ secrets[matrix.key] }}"),
    },
    { title: "a reader of its own", code: run("docker login -u acme -p env") },
    {
      title: "something else as JSON",
      code: flow("run: make\n        env:\n          X: ${{ toJSON(github) }} ${{ fromJSON(vars.X).a }}"),
    },
  ],
  invalid: [
    { title: "echo", code: run("echo «${{ secrets.KEY }}»"), severity: "warning", fixed: null },
    { title: "a variable", code: env('echo "Key «$KEY»"') },
    { title: "a variable in braces", code: env('printf "%s" "«${KEY}»"') },
    { title: "encoded, so that nothing masks it", code: env('echo "«$KEY»" | base64') },
    { title: "to the error output", code: env('echo "«$KEY»" >&2') },
    { title: "taken apart", code: env("echo «$KEY» | sed 's/./& /g'") },
    {
      title: "docker login with quotes",
      code: env('docker login -u acme --password "«$KEY»" ghcr.io'),
      fixed: env('printf %s "$KEY" | docker login -u acme --password-stdin ghcr.io'),
    },
    {
      title: "a part of a secret",
      code: flow("run: make\n        env:\n          X: ${{ «fromJSON(secrets.ALL).key» }}").replace(
        "fromJSON(secrets.ALL).key»",
        "fromJSON(secrets.ALL)».key",
      ),
    },
    {
      title: "all secrets",
      code: flow("uses: acme/x@v1\n        with:\n          all: ${{ «toJSON( secrets )» }}"),
    },
    {
      title: "all secrets formatted",
      code: flow("run: make\n        env:\n          X: ${{ format('{0}', «toJSON(secrets)») }}"),
    },
  ],
});
