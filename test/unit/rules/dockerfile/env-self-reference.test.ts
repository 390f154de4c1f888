import { envSelfReference } from "../../../../src/core/rules/dockerfile/env-self-reference";
import { testRule } from "../../../support/rule-tester";

testRule(envSelfReference, {
  valid: [
    'FROM a:1\nENV A="a"\nENV B="${A}/b"\n',
    { title: "longer names", code: "FROM a:1\nENV A=a B=$AB/${BA} C=${A_}\n" },
    { title: "its own old value", code: "FROM a:1\nENV PATH=/a:${PATH}\nENV PATH=/b:$PATH B=1\n" },
    { title: "set before as well", code: "FROM a:1\nENV A=a\nENV A=b B=$A\n" },
    { title: "set by an ARG", code: "FROM a:1\nARG A\nENV A=${A} B=$A\n" },
    { title: "set in the stage below", code: "FROM a:1 AS x\nENV A=a\nFROM x\nENV A=b B=$A\n" },
    { title: "the old value is kept", code: "FROM a:1\nENV OLD=$PATH PATH=/a\n" },
    { title: "no variable", code: "FROM a:1\nENV A=a B='$A' C=\\$A D=A\n" },
    { title: "the old form", code: "FROM a:1\nENV A b=$A\n" },
    { title: "an ARG may", code: "FROM a:1\nARG A=1 B=$A\n" },
  ],
  invalid: [
    {
      title: "over several lines",
      code: "FROM a:1\nENV A=/a \\\n    B=«${A}»/b \\\n    C=c\n",
      severity: "warning",
      message: /`A` is set by this same ENV/,
      fixed: "FROM a:1\nENV A=/a\nENV B=${A}/b \\\n    C=c\n",
    },
    {
      title: "two that use it",
      code: "FROM a:1\n  env A=a B=«$A» C=«${A:-x}»\n",
      fixed: "FROM a:1\n  env A=a\n  env B=$A C=${A:-x}\n",
    },
    {
      title: "twice the same name",
      code: "FROM a:1\nENV PATH=/a:${PATH} PATH=/b:«${PATH}»\n",
      fixed: "FROM a:1\nENV PATH=/a:${PATH}\nENV PATH=/b:${PATH}\n",
    },
    { title: "in quotes, among others", code: 'FROM a:1\nENV A="a" B="$AB/«$A»/b"\n' },
    { title: "a comment between them", code: "FROM a:1\nENV A=a \\\n# why\n  B=«$A»\n", fixed: null },
    { title: "a trigger", code: "FROM a:1\nONBUILD ENV A=a B=«$A»\n", fixed: null },
    { title: "a global ARG does not reach the stage", code: "ARG A=1\nFROM a:1\nENV A=a B=«$A»\n" },
    { title: "a file without FROM", code: "ENV A=a B=«$A»\n" },
  ],
});
