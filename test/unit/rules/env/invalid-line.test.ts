import { invalidLine } from "../../../../src/core/rules/env/invalid-line";
import { testRule } from "../../../support/rule-tester";

testRule(invalidLine, {
  valid: [
    {
      title: "quotes, read by Compose",
      code: {
        "deploy.sh": "#!/bin/sh\ndocker compose --env-file prod.env up -d\n",
        "prod.env": 'A_KEY="1"\n',
      },
    },
    { title: "plain assignments", code: "A_KEY=1\n_B=\nC3=x\n\n# a comment\nexport D=2\n", proof: "A_KEY" },
    { title: "a value over several lines", code: 'KEY="-----BEGIN\n  body = x\nEND-----"\nB=1\n' },
    { title: "quoted blanks", code: "A=\"b c\"\nB='d e'\nC=`f g`\n" },
    { title: "a comment behind a quoted value", code: 'A="b" # note\n' },
    { title: "a hash within a value", code: "COLOR=#fff\nURL=https://a/#b\n" },
    { title: "dots, as images take them", code: "discovery.type=single-node\n" },
    { title: "names in lower case", code: "plain_name=1\n" },
    { title: "equals signs in the value", code: "A=b=c==\n" },
    { title: "blanks at the end of a line", code: "A=b  \n" },
  ],
  invalid: [
    { title: "blanks before", code: "FOO« =»bar\n", fixed: "FOO=bar\n", severity: "warning" },
    { title: "blanks behind", code: "FOO«=  »TEST\n", fixed: "FOO=TEST\n" },
    { title: "blanks around a quoted value", code: 'FOO« = »"a b"\n', fixed: 'FOO="a b"\n' },
    { title: "no equals sign", code: "FOO=1\n«JUST_A_NAME»\n", fixed: "FOO=1\nJUST_A_NAME=\n" },
    { title: "prose", code: "«some words here»\nFOO=1\n", fixed: null },
    { title: "a digit first", code: "«1FOO»=BAR\n", fixed: null },
    { title: "a dot first", code: "«.FOO»=BAR\n" },
    { title: "a sign first", code: "«*FOO»=BAR\n" },
    { title: "a dash first", code: "«-BAR»=BAZ\nA=B\n" },
    { title: "a tab first", code: "«\t»A=B\nFOO=BAZ\n", fixed: "A=B\nFOO=BAZ\n", severity: "info" },
    { title: "a dash within", code: "«FOO-BAR»=1\n", fixed: "FOO_BAR=1\n" },
    { title: "a blank within", code: "«FOO BAR»=1\n" },
    { title: "a star within", code: "A=B\n«FOO-*-BAR»=BAZ\n" },
    { title: "only a name with a dash", code: "«FOO-BAR»\n" },
    { title: "an open quote", code: "A='b\n", fixed: "A='b'\n", severity: "warning" },
    { title: "blanks in a value", code: "FOO=«BAR BAZ»\n", fixed: 'FOO="BAR BAZ"\n', severity: "info" },
    { title: "blanks that quotes would change", code: "FOO=«a $b c»\n", fixed: null },
    {
      title: "a comment behind a value",
      code: "FOO=1\nPORT=80 «# of http»\n",
      fixed: "FOO=1\n# of http\nPORT=80\n",
      severity: "hint",
    },
    { title: "only a comment for a value", code: "A=«# set it»\n", severity: "info" },
    { title: "no name", code: "«=»BAR\n", message: /name of the variable is missing/ },
    {
      title: "export, read by systemd",
      code: {
        "api.service": "[Service]\nEnvironmentFile=/etc/prod.env\nExecStart=/a\n",
        "prod.env": "«export »A_KEY=1\n",
      },
      severity: "warning",
      fixed: {
        "api.service": "[Service]\nEnvironmentFile=/etc/prod.env\nExecStart=/a\n",
        "prod.env": "A_KEY=1\n",
      },
    },
    {
      title: "a variable, read by systemd",
      code: {
        "api.service": "[Service]\nEnvironmentFile=-/srv/app/prod.env\nExecStart=/a\n",
        "prod.env": "A_KEY=«$HOME/a»\n",
      },
      fixed: null,
    },
    {
      title: "quotes, read by docker run",
      code: {
        "deploy.sh": "#!/bin/sh\ndocker run -d \\\n  --env-file prod.env acme/api\n",
        "prod.env": 'A_KEY=«"1"»\n',
      },
      fixed: {
        "deploy.sh": "#!/bin/sh\ndocker run -d \\\n  --env-file prod.env acme/api\n",
        "prod.env": "A_KEY=1\n",
      },
    },
  ],
});
