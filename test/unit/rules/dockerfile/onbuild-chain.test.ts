import { onbuildChain } from "../../../../src/core/rules/dockerfile/onbuild-chain";
import { testRule } from "../../../support/rule-tester";

testRule(onbuildChain, {
  valid: [
    ..."ADD a b;USER a;LABEL a=b;COPY a b;RUN a;CMD a;WORKDIR /a;EXPOSE 1;ENV A=b;ARG a;HEALTHCHECK NONE"
      .split(";")
      .map((trigger) => `FROM a:1\nONBUILD ${trigger}\n`),
    { title: "unfinished", code: "FROM a:1\nONBUILD\n" },
    { title: "outside of ONBUILD", code: "FROM a:1\nMAINTAINER me\n" },
    { title: "an image with such a name", code: "FROM a:1\nONBUILD RUN from onbuild\n" },
  ],
  invalid: [
    { title: "MAINTAINER", code: "FROM a:1\nONBUILD «MAINTAINER» me\n", severity: "error", fixed: null },
    { title: "lower case", code: "from a:1\nonbuild «from» b:1\n", fixed: null },
    {
      title: "over two lines",
      code: "FROM a:1\nONBUILD «ONBUILD» \\\n  RUN b\n",
      fixed: "FROM a:1\nONBUILD RUN b\n",
    },
    { title: "nothing behind it", code: "FROM a:1\nONBUILD «ONBUILD»\n", fixed: null },
    { title: "a file without FROM", code: "ONBUILD «ONBUILD» RUN b\n" },
  ],
});
