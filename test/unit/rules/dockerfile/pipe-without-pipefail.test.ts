import { pipeWithoutPipefail } from "../../../../src/core/rules/dockerfile/pipe-without-pipefail";
import { testRule } from "../../../support/rule-tester";

const pipe = "wget -O - https://example.com | tar x";
const found = "«wget» -O - https://example.com | tar x";

function shell(...words: string[]): string {
  return `FROM scratch AS build\nSHELL ${JSON.stringify(words)}\n`;
}

testRule(pipeWithoutPipefail, {
  valid: [
    { title: "no pipe", code: "FROM scratch\nRUN wget -O - https://example.com && wc -l file > /number\n" },
    { title: "a pipe in quotes", code: 'FROM debian:13\nRUN curl "https://example.com/a|b"\n' },
    { title: "another pipe", code: "FROM debian:13\nRUN cat /etc/passwd | grep root && yes | head -1\n" },
    {
      title: "a download that reads a pipe",
      code: "FROM debian:13\nRUN echo x | curl -d @- https://example.com\n",
    },
    { title: "bash", code: `${shell("/bin/bash", "-eo", "pipefail", "-c")}RUN ${pipe}\n`, proof: "wget" },
    {
      title: "bash, options apart",
      code: `${shell("/bin/bash", "-e", "-o", "pipefail", "-c")}RUN ${pipe}\n`,
    },
    {
      title: "bash, another option first",
      code: `${shell("/bin/bash", "-o", "errexit", "-o", "pipefail", "-c")}RUN ${pipe}\n`,
    },
    { title: "bash elsewhere", code: `${shell("/usr/bin/bash", "-o", "pipefail", "-c")}RUN ${pipe}\n` },
    { title: "zsh", code: `${shell("/usr/local/bin/zsh", "-o", "pipefail", "-c")}RUN ${pipe}\n` },
    { title: "ash", code: `${shell("/bin/ash", "-eo", "pipefail", "-c")}RUN ${pipe}\n` },
    {
      title: "the sh of Alpine",
      code: `FROM alpine:3.23\nSHELL ["/bin/sh", "-eo", "pipefail", "-c"]\nRUN ${pipe}\n`,
    },
    { title: "PowerShell", code: `${shell("pwsh", "-c")}RUN curl x | Select-Object -ExpandProperty Value\n` },
    { title: "cmd", code: `${shell("cmd.exe", "/c")}RUN curl x | find "a"\n` },
    {
      title: "Windows",
      code: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN curl https://example.com | tar x\n",
    },
    { title: "set", code: `FROM alpine:3.23\nRUN set -o pipefail && ${pipe}\n` },
    {
      title: "set with other options",
      code: `FROM alpine:3.23\nRUN set -euxo pipefail; apk add x; ${pipe}\n`,
    },
    {
      title: "the shell of a stage it starts from",
      code: `${shell("/bin/bash", "-o", "pipefail", "-c")}FROM build\nRUN ${pipe}\n`,
    },
    { title: "a heredoc that sets it", code: `FROM debian:13\nRUN <<EOF\nset -o pipefail\n${pipe}\nEOF\n` },
    {
      title: "a heredoc of another shell",
      code: `FROM debian:13\nRUN bash -eo pipefail <<EOF\n${pipe}\nEOF\n`,
    },
    {
      title: "a heredoc with its own line",
      code: `FROM debian:13\nRUN <<EOF\n#!/bin/bash -e\n${pipe}\nEOF\n`,
    },
    { title: "a heredoc in Python", code: `FROM debian:13\nRUN python3 <<EOF\n${pipe}\nEOF\n` },
    {
      title: "an array",
      code: 'FROM debian:13\nRUN ["bash", "-o", "pipefail", "-c", "curl https://example.com | sh"]\n',
    },
  ],
  invalid: [
    {
      title: "an unknown system",
      code: "FROM scratch\nRUN «wget» -O - https://example.com | wc -l > /number\n",
      severity: "info",
      fixed: null,
    },
    {
      title: "a script is run",
      code: "FROM debian:13\nRUN «curl» -fsSL https://example.com | bash -s -- -y\n",
      severity: "warning",
      fixed:
        'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com | bash -s -- -y\n',
    },
    { title: "by sudo", code: "FROM debian:13\nRUN sudo -E «curl» https://example.com | sudo -E bash -\n" },
    {
      title: "in a substitution",
      code: "FROM debian:13\nRUN V=$(«curl» -s https://example.com | sh) && x\n",
      severity: "info",
    },
    {
      title: "a plain sh with the option",
      code: `${shell("/bin/sh", "-o", "pipefail", "-c")}RUN ${found}\n`,
    },
    {
      title: "bash without it",
      code: `${shell("/bin/bash", "-c")}RUN ${found}\n`,
      fixed: `${shell("/bin/bash", "-c")}RUN set -o pipefail && ${pipe}\n`,
    },
    {
      title: "the next stage",
      code: `${shell("/bin/bash", "-o", "pipefail", "-c")}RUN ${pipe}\nFROM scratch\nRUN ${found}\n`,
    },
    {
      title: "the next SHELL",
      code: `${shell("/bin/bash", "-o", "pipefail", "-c")}RUN ${pipe}\nSHELL ["/bin/sh", "-c"]\nRUN ${found}\n`,
    },
    {
      title: "options are set",
      code: `FROM alpine:3.23\nRUN set -eux; \\\n    ${found}\n`,
      fixed: `FROM alpine:3.23\nRUN set -euxo pipefail; \\\n    ${pipe}\n`,
    },
    { title: "set too late", code: `FROM alpine:3.23\nRUN ${found} && set -o pipefail\n` },
    { title: "a heredoc", code: `FROM debian:13\nRUN <<EOF\n${found}\nEOF\n`, fixed: null },
    {
      title: "an array",
      code: 'FROM debian:13\nRUN ["bash", "-c", "«curl» https://example.com | sh"]\n',
      fixed: null,
    },
    { title: "a trigger", code: `FROM debian:13\nONBUILD RUN ${found}\n`, fixed: null },
    { title: "no FROM", code: `RUN ${found}\n`, fixed: null },
  ],
});
