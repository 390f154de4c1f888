import { preferCopy } from "../../../../src/core/rules/dockerfile/prefer-copy";
import { testRule } from "../../../support/rule-tester";

testRule(preferCopy, {
  valid: [
    "FROM a:1\nCOPY b c\n",
    ...[
      "rootfs.tar",
      "a.tar.gz",
      "a.tgz",
      "a.tar.xz",
      "a.bz2",
      '"a.tgz"',
      "a-${V}.tar.zst",
      "dist/*.tar.gz",
    ].map((source) => `FROM a:1\nADD ${source} /\n`),
    ...[
      "https://example.com/a",
      '"http://example.com/a"',
      "git@github.com:a/b.git",
      "https://github.com/a/b.git#v1",
    ].map((source) => `FROM a:1\nADD ${source} /src/\n`),
    { title: "one of them needs ADD", code: "FROM a:1\nADD a.tar.gz b.txt /x/\n" },
    { title: "a name that only the build knows", code: "FROM a:1\nARG ARCHIVE\nADD $ARCHIVE /\n" },
    { title: "a variable that names an archive", code: "FROM a:1\nARG A=a.tar\nADD $A /\n" },
    { title: "an option that COPY does not have", code: "FROM a:1\nADD --unpack=true blob /\n" },
    { title: "the history of an image", code: "FROM a:1\nADD file:8b8864b3e02a in /\n" },
    { title: "unfinished", code: "FROM a:1\nADD b\nADD\n" },
  ],
  invalid: [
    {
      title: "a folder",
      code: "FROM a:1\n«ADD» --chown=app:app . /app\n",
      severity: "info",
      fixed: "FROM a:1\nCOPY --chown=app:app . /app\n",
    },
    {
      title: "lower case",
      code: "from a:1\n«add» app.jar app.jar\n",
      fixed: "from a:1\ncopy app.jar app.jar\n",
    },
    {
      title: "a zip is not unpacked",
      code: 'FROM a:1\n«ADD» "file.zip" /x/\n',
      fixed: 'FROM a:1\nCOPY "file.zip" /x/\n',
    },
    { title: "JSON", code: 'FROM a:1\n«ADD» ["a.py", "/x/"]\n', fixed: 'FROM a:1\nCOPY ["a.py", "/x/"]\n' },
    {
      title: "a variable",
      code: "FROM a:1\nENV D=src\n«ADD» $D/a.py /x\n",
      fixed: "FROM a:1\nENV D=src\nCOPY $D/a.py /x\n",
    },
    {
      title: "a name without an ending",
      code: "FROM a:1\n«ADD» file /x/\n",
      fixed: "FROM a:1\nCOPY file /x/\n",
    },
    {
      title: "a trigger",
      code: "FROM a:1\nONBUILD «ADD» a.py /x\n",
      fixed: "FROM a:1\nONBUILD COPY a.py /x\n",
    },
    { title: "a file without FROM", code: "«ADD» a.py /x\n" },
  ],
});
