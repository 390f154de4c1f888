import { deprecatedSyntax } from "../../../../src/core/rules/dockerfile/deprecated-syntax";
import { testRule } from "../../../support/rule-tester";

testRule(deprecatedSyntax, {
  valid: [
    'FROM debian:13 AS base\nENV A=1 B="two words"\nLABEL org.opencontainers.image.authors="me"\n',
    { title: "all in lower case", code: "from debian:13 as base\nenv A=1\n" },
    { title: "FROM in mixed case says nothing of AS", code: "From debian:13 as base\nfrOM debian:13 AS b\n" },
    { title: "no value", code: "FROM debian:13\nENV A\nARG B\n" },
    { title: "an ARG has one form", code: "FROM debian:13\nARG A\n" },
    { title: "a word in the place of AS", code: "FROM debian:13 is base\n" },
    { title: "AS without a name", code: "FROM debian:13 as\n" },
    { title: "a trigger that cannot be", code: "FROM debian:13\nONBUILD MAINTAINER me\n" },
  ],
  invalid: [
    {
      title: "a maintainer in quotes",
      code: 'FROM a:1\n«maintainer» "Ada"\n',
      severity: "info",
      fixed: 'FROM a:1\nlabel org.opencontainers.image.authors="Ada"\n',
    },
    {
      title: "an apostrophe needs a person",
      code: "FROM a:1\n«MAINTAINER» Grace O'Malley\n",
      fixed: null,
    },
    { title: "a dollar sign needs a person", code: "FROM a:1\n«MAINTAINER» $ME\n", fixed: null },
    { title: "before FROM no LABEL may stand either", code: "«MAINTAINER» Ada\nFROM a:1\n", fixed: null },
    { title: "without a name", code: "FROM a:1\n«MAINTAINER»\n", fixed: null },
    {
      title: "several words become one value",
      code: "FROM a:1\n«ENV» OPTS -Xmx1g  -Xms1g\n«LABEL» about An app # of ours\n",
      fixed: 'FROM a:1\nENV OPTS="-Xmx1g  -Xms1g"\nLABEL about="An app # of ours"\n',
    },
    {
      title: "quotes and variables stay",
      code: 'FROM a:1\n«ENV» A "b c"\n«ENV»\tPATH   /x:$PATH\n«LABEL» "com.x" \'y z\'\n',
      fixed: 'FROM a:1\nENV A="b c"\nENV\tPATH=/x:$PATH\nLABEL "com.x"=\'y z\'\n',
    },
    { title: "an equals sign in the value", code: "FROM a:1\n«ENV» A b=c\n", fixed: "FROM a:1\nENV A=b=c\n" },
    { title: "words and quotes need a person", code: 'FROM a:1\n«ENV» A b "c d"\n', fixed: null },
    { title: "escapes need a person", code: "FROM a:1\n«ENV» A b\\ c d\n", fixed: null },
    { title: "several lines need a person", code: "FROM a:1\n«ENV» A b \\\n  c\n", fixed: null },
    {
      title: "an open quote",
      code: "FROM a:1\n«ENV» A it's\n",
      fixed: null,
    },
    {
      title: "AS where all else is in lower case",
      code: "from a:1 «AS» b\n",
      severity: "hint",
      fixed: "from a:1 as b\n",
    },
    {
      title: "As",
      code: "FROM --platform=$BUILDPLATFORM a:1 «As» b\n",
      fixed: "FROM --platform=$BUILDPLATFORM a:1 AS b\n",
    },
    { title: "a stage that nothing uses", code: "FROM a:1 AS x\n«ENV» k v\nFROM a:1\n", count: 1 },
  ],
});
