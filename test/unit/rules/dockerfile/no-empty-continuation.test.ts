import { noEmptyContinuation } from "../../../../src/core/rules/dockerfile/no-empty-continuation";
import { testRule } from "../../../support/rule-tester";

testRule(noEmptyContinuation, {
  valid: [
    "FROM a:1\nRUN one \\\n  && two\n\nCMD three\n",
    { title: "comments between the lines", code: "FROM a:1\nRUN one \\\n  # why\n  && two\n" },
    { title: "empty lines in a heredoc", code: "FROM a:1\nRUN <<EOF\none \\\n\ntwo\nEOF\n" },
    { title: "the last line, while somebody types", code: "FROM a:1\nRUN one \\\n\n\n" },
    { title: "an escape that is escaped", code: "FROM a:1\nENV A=b\\\\\n\nCMD c\n" },
    { title: "another escape character", code: "# escape=`\nFROM a:1\nCOPY a C:\\\n\nCMD b\n" },
  ],
  invalid: [
    {
      title: "blanks do not fill a line",
      code: "FROM a:1\nCOPY a \\\n«  \t\n\n»b\n",
      severity: "warning",
      fixed: "FROM a:1\nCOPY a \\\nb\n",
    },
    {
      title: "two places in one instruction",
      code: "FROM a:1\nRUN a \\\n«\n»  b \\\n«\n»  c\n",
      fixed: "FROM a:1\nRUN a \\\n  b \\\n  c\n",
    },
    {
      title: "another instruction behind it",
      code: "FROM a:1\nRUN a \\\n«\n\n»USER app\nCMD b\n",
      message: /`USER` is part of it/,
      fixed: "FROM a:1\nRUN a\n\n\nUSER app\nCMD b\n",
    },
    {
      title: "another escape character",
      code: "# escape=`\nFROM a:1\nRUN a ; `  \n«\n»RUN b\n",
      fixed: "# escape=`\nFROM a:1\nRUN a\n\nRUN b\n",
    },
    {
      title: "a comment before the empty line",
      code: "FROM a:1\nRUN a \\\n# why\n«\n»USER app\n",
      fixed: null,
    },
    {
      title: "a word of SQL is no instruction",
      code: 'FROM a:1\nRUN sql "SELECT a \\\n«\n»  FROM b"\n',
      message: /^The RUN goes on below this empty line\.$/,
    },
  ],
});
