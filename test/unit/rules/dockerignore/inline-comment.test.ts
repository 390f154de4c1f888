import { inlineComment } from "../../../../src/core/rules/dockerignore/inline-comment";
import { testRule } from "../../../support/rule-tester";

testRule(inlineComment, {
  valid: [
    "# a comment\nnode_modules\n",
    "a#b\n#c\n*.py#\n",
    { title: "a file that is called so", code: { ".dockerignore": "notes #1.md\n", "notes #1.md": "" } },
  ],
  invalid: [
    { code: "«*.log # logs»\nb\n", severity: "error", fixed: "# logs\n*.log\nb\n" },
    { title: "an exception", code: "a\n  «!b\t#keep»\n", fixed: "a\n  #keep\n!b\n" },
    { title: "nothing is said", code: "«a #»\n", fixed: "a\n" },
  ],
});
