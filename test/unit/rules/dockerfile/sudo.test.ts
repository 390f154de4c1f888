import { sudo } from "../../../../src/core/rules/dockerfile/sudo";
import { testRule } from "../../../support/rule-tester";

testRule(sudo, {
  valid: [
    "FROM debian:13\nRUN apt-get install -y sudo\n",
    "FROM debian:13\nRUN apt-get install -y sudoku && echo sudo\n",
    {
      title: "rights for a user",
      code: "FROM debian:13\nRUN echo 'app ALL=(ALL) ALL' > /etc/sudoers.d/app\n",
    },
    { title: "a heredoc that is no script", code: "FROM debian:13\nRUN cat <<EOF > /x\nsudo y\nEOF\n" },
    { title: "the command of the container", code: 'FROM debian:13\nCMD ["sudo", "x"]\n' },
  ],
  invalid: [
    {
      title: "in a chain",
      code: "FROM debian:13\nRUN apt-get update \\\n && «sudo» apt-get install -y vim\n",
      severity: "warning",
      fixed: "FROM debian:13\nRUN apt-get update \\\n && apt-get install -y vim\n",
    },
    {
      title: "with a path, in a script",
      code: "FROM debian:13\nRUN <<EOF\n«/usr/bin/sudo» ls\nEOF\n",
      fixed: "FROM debian:13\nRUN <<EOF\nls\nEOF\n",
    },
    { title: "exec form", code: 'FROM debian:13\nRUN ["«sudo»", "ls"]\n', fixed: null },
    { title: "options of its own", code: "FROM debian:13\nRUN «sudo» -u app ls\n", fixed: null },
    { title: "a variable for the command", code: "FROM debian:13\nRUN «sudo» A=1 ls\n", fixed: null },
    { title: "nothing behind it", code: "FROM debian:13\nRUN «sudo»\n", fixed: null },
    {
      title: "another user",
      code: "FROM debian:13\nUSER app\nRUN «sudo» ls\n",
      message: /another user/,
      fixed: null,
    },
    {
      title: "another user in the stage below",
      code: "FROM debian:13 AS a\nUSER app\nFROM a\nRUN «sudo» ls\n",
      fixed: null,
    },
    {
      title: "root again",
      code: "FROM debian:13\nUSER app\nUSER root\nRUN «sudo» ls\n",
      fixed: "FROM debian:13\nUSER app\nUSER root\nRUN ls\n",
    },
    {
      title: "an image that nobody knows",
      code: "FROM gitpod/workspace-full:1\nRUN «sudo» ls\n",
      fixed: null,
    },
    {
      title: "a user that a variable names",
      code: "FROM debian:13\nARG U\nUSER $U\nRUN «sudo» ls\n",
      fixed: null,
    },
    { title: "a trigger", code: "FROM debian:13\nONBUILD RUN «sudo» ls\n" },
    { title: "a file without FROM", code: "RUN «sudo» ls\n", fixed: null },
    {
      title: "a dev container",
      code: { ".devcontainer/Dockerfile": "FROM a:1\nRUN «sudo» ls\n" },
      severity: "info",
    },
  ],
});
