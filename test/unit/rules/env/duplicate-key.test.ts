import { duplicateKey } from "../../../../src/core/rules/env/duplicate-key";
import { testRule } from "../../../support/rule-tester";

testRule(duplicateKey, {
  valid: [
    { title: "silenced for dotenv-linter", code: "# dotenv-linter:off DuplicatedKey\nA=1\nB=2\nA=3\n" },
    {
      title: "silenced for all of it",
      code: "B=1\n# dotenv-linter:off\nA=1\nA=3\n# dotenv-linter:on\nC=1\n",
    },
    { title: "each once", code: "A_KEY=1\nB_KEY=2\n", proof: "A_KEY" },
    { title: "another case", code: "FOO=1\nFoo=2\n" },
    { title: "one of them is a comment", code: "# FOO=1\nFOO=2\n" },
    { title: "within a value over several lines", code: 'KEY="a\nFOO=1\nb"\nFOO=2\n' },
    { title: "in two files", code: { ".env": "FOO=1\n", ".env.local": "FOO=2\n" } },
  ],
  invalid: [
    {
      title: "silenced up to a comment",
      code: "# dotenv-linter:off DuplicatedKey, SpaceCharacter\nA=1\nA=3\n# dotenv-linter:on DuplicatedKey\n«B»=1\nB=2\n",
    },
    { title: "another check is silenced", code: "# dotenv-linter:off UnorderedKey\n«B»=1\nB=2\n" },
    { title: "three times", code: "«BAR»=1\nA_KEY=1\n«BAR»=2\nBAR=3\n", fixed: "A_KEY=1\nBAR=3\n" },
    { title: "with export and quotes", code: 'export «BAR»="1"\nBAR=2\n', fixed: "BAR=2\n" },
    { title: "over several lines", code: '«KEY»="a\nb"\nKEY=2\n', fixed: "KEY=2\n" },
    {
      title: "the message names the line",
      code: "«BAR»=1\n\nBAR=3\n",
      message: /line 3/,
      severity: "warning",
    },
    { title: "milder in a file of developers", code: { ".env.local": "«BAR»=1\nBAR=3\n" }, severity: "info" },
  ],
});
