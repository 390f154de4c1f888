import { noRollback } from "../../../../src/core/rules/script/no-rollback";
import { testRule } from "../../../support/rule-tester";

const deploy = (text: string, others: Record<string, string> = {}) => ({
  ...others,
  "scripts/deploy.sh": `#!/bin/bash\nset -euo pipefail\n${text}`,
});

testRule(noRollback, {
  valid: [
    {
      title: "a function",
      code: deploy("go_back() {\n  a\n}\ntrap go_back ERR\ndocker compose up -d\n"),
      proof: "go_back",
    },
    {
      title: "the release before",
      code: deploy("PREV_TAG=$(cat .tag)\ndocker compose up -d\n"),
      proof: "PREV_TAG",
    },
    { title: "a release by argument", code: deploy('TAG="${1:?tag}"\ndocker compose up -d\n'), proof: "TAG" },
    { title: "a commit by argument", code: deploy('git checkout "$1"\nsystemctl restart app\n') },
    {
      title: "releases side by side",
      code: deploy('ln -sfn "releases/$now" current\nsystemctl restart app\n'),
    },
    {
      title: "a script of its own",
      code: deploy("git pull\ndocker compose up -d\n", { "scripts/rollback.sh": "" }),
    },
    {
      title: "a document",
      code: deploy("git pull\ndocker compose up -d\n", { "docs/rollback.md": "# Back\n" }),
    },
    { title: "a platform that keeps releases", code: deploy("flyctl deploy\n") },
    { title: "a platform that keeps releases, by git", code: deploy("git push heroku main\n") },
    { title: "something else", code: { "scripts/backup.sh": "pg_dump a > b\n" } },
  ],
  invalid: [
    {
      title: "over ssh",
      code: deploy("ssh host 'cd /srv && git pull && «docker compose up -d»'\n"),
      severity: "info",
      fixed: null,
    },
    {
      title: "a word in a text is no way",
      code: deploy('echo "No rollback"\n# rollback\ngit pull\n«systemctl restart app»\n'),
    },
  ],
});
