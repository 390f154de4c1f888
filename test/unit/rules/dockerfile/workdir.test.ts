import { workdir } from "../../../../src/core/rules/dockerfile/workdir";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";
const windows = "FROM microsoft/windowsservercore\n";

testRule(workdir, {
  valid: [
    { title: "absolute", code: `${from}WORKDIR /usr/local\n`, proof: "/usr/local" },
    { title: "absolute, without FROM", code: "WORKDIR /usr/local\n" },
    { title: "a variable", code: `${from}WORKDIR \${work}\nWORKDIR $A/b\n` },
    { title: "a variable in quotes", code: `${from}WORKDIR "\${dir}"\n` },
    { title: "quotes", code: `${from}WORKDIR '/usr/local'\nWORKDIR "/usr/local"\n` },
    {
      title: "Windows",
      code: "FROM a:1\nWORKDIR 'C:\\'\nWORKDIR C:/\nWORKDIR \"C:/\"\nWORKDIR c:\\\\windows\n",
    },
    { title: "Windows in quotes", code: 'WORKDIR "C:\\"\n' },
    {
      title: "on from the parent stage",
      code: "FROM scratch AS a\nWORKDIR /app\n\nFROM a AS b\nWORKDIR subdir/\n",
    },
    { title: "a trigger", code: `${from}ONBUILD WORKDIR app\n` },
    {
      title: "variables in order",
      code: `${from}WORKDIR /path\nENV DIRPATH=/path\nWORKDIR $DIRPATH/$DIRNAME\nWORKDIR \${HOME}/bin\n`,
    },
    {
      title: "COPY to an absolute place",
      code: `${from}COPY a.sh /usr/local/bin/\nCOPY a.sh "/usr/local/bin/b.sh"\n`,
    },
    {
      title: "COPY to an absolute place on Windows",
      code: `${windows}COPY a c:\\system32\\a\nCOPY a "d:\\x\\a"\nCOPY a c:/a\n`,
    },
    { title: "COPY with WORKDIR", code: `${from}WORKDIR /usr\nCOPY a b\nADD a .\n` },
    { title: "COPY with WORKDIR on Windows", code: `${windows}WORKDIR c:\\system32\nCOPY a b\n` },
    {
      title: "COPY to a variable",
      code: `${from}COPY a \${DIR}\nCOPY a $DIR\nCOPY a "\${DIR}"\nCOPY a "$DIR"\n`,
    },
    {
      title: "COPY with the WORKDIR of a stage",
      code: "FROM debian:13 as base\nWORKDIR /usr\nFROM debian:13 as other\nRUN foo\nFROM base\nCOPY foo bar\n",
    },
    {
      title: "COPY with the WORKDIR of a far stage",
      code: "FROM debian:13 as a\nWORKDIR /usr\nFROM a as b\nRUN foo\nFROM b\nCOPY foo bar\n",
    },
    {
      title: "COPY on an image that may have a WORKDIR",
      code: "FROM public.ecr.aws/lambda/python:3.13\nCOPY app.py ./\nFROM golang:1.25\nCOPY . .\nFROM $BASE\nCOPY . .\n",
    },
    {
      title: "COPY and WORKDIR as triggers",
      code: `${from}ONBUILD WORKDIR /usr/local/lib\nONBUILD COPY foo bar\n`,
    },
    { title: "COPY as a trigger, WORKDIR below", code: `${from}ONBUILD COPY foo bar\nWORKDIR /srv\n` },
    { title: "a heredoc", code: `${from}COPY <<EOF /srv/a\nhello\nEOF\n` },
    { title: "nothing yet", code: `${from}COPY\nCOPY a\nWORKDIR\n` },
    { title: "cd for a command", code: `${from}RUN cd /opt && make\nRUN cd /opt; make\n` },
    {
      title: "cd in a subshell or a condition",
      code: `${from}RUN make && (cd /opt)\nRUN if cd /opt; then make; fi\nRUN x=$(cd /opt)\nRUN cd /opt || exit 1\nRUN a || cd /opt\n`,
    },
    { title: "cd back", code: `${from}RUN cd /opt && make && cd ..\nRUN cd a && make && cd -\n` },
    {
      title: "COPY into an empty image",
      code: "FROM scratch AS src\nCOPY . .\nCOPY --from=a:1 /out ./out\n",
    },
    { title: "cd in CMD", code: `${from}WORKDIR /srv\nCMD cd /usr/share && sed -i a b ; nginx\n` },
    { title: "cd in a heredoc", code: `${from}RUN <<EOF\ncd /opt\nmake\nEOF\n` },
    {
      title: "a comment of BuildKit",
      code: "FROM scratch\n# check=skip=WorkdirRelativePath\nWORKDIR app/\n",
    },
    { title: "a comment of hadolint", code: `${from}# hadolint ignore=DL3045\nCOPY . .\n` },
  ],
  invalid: [
    {
      title: "a stage that is not shipped",
      code: "FROM node:24 AS build\nCOPY . «.»\nRUN a\nFROM node:24\nWORKDIR /app\nCOPY --from=build /a .\n",
      severity: "info",
    },
    {
      title: "relative",
      code: "FROM scratch\nWORKDIR «app/»\n",
      severity: "warning",
      fixed: "FROM scratch\nWORKDIR /app/\n",
    },
    {
      title: "relative, without FROM",
      code: "WORKDIR «relative/dir»\n",
      fixed: "WORKDIR /relative/dir\n",
      fix: "Use `/relative/dir`, whatever the base image sets",
    },
    {
      title: "relative in single quotes",
      code: `${from}WORKDIR «'relative/dir'»\n`,
      fixed: `${from}WORKDIR '/relative/dir'\n`,
    },
    {
      title: "relative in double quotes",
      code: `${from}WORKDIR «"./dir"»\n`,
      fixed: `${from}WORKDIR "/dir"\n`,
    },
    {
      title: "relative on an unknown image",
      code: "FROM acme/base:1\nWORKDIR «app»\n",
      fixed: "FROM acme/base:1\nWORKDIR /app\n",
      fix: "Use `/app`, whatever the base image sets",
    },
    {
      title: "relative below an absolute one",
      code: `${from}WORKDIR /path/to\nWORKDIR «src»\nRUN a\n`,
      severity: "hint",
      fixed: `${from}WORKDIR /path/to\nWORKDIR /path/to/src\nRUN a\n`,
    },
    {
      title: "relative below a variable",
      code: `${from}ENV A=/srv\nWORKDIR $A\nWORKDIR «src»\nWORKDIR $B\nWORKDIR «c»\n`,
      fixed: `${from}ENV A=/srv\nWORKDIR $A\nWORKDIR /srv/src\nWORKDIR $B\nWORKDIR c\n`,
    },
    { title: "COPY to a name", code: `${from}COPY a «b»\n`, fixed: `${from}COPY a /b\n` },
    {
      title: "COPY to a name, with a folder",
      code: `${from}# files\nCOPY a «b/»\n`,
      fix: "Set `WORKDIR /app` above; what follows runs there too",
      fixed: `${from}WORKDIR /app\n# files\nCOPY a b/\n`,
    },
    {
      title: "COPY to a name in quotes",
      code: `${from}COPY bla.sh «"blubb.sh"»\n`,
      fixed: `${from}COPY bla.sh "/blubb.sh"\n`,
    },
    {
      title: "COPY to a name, as JSON",
      code: `${from}COPY ["a", "«b c»"]\n`,
      fixed: `${from}COPY ["a", "/b c"]\n`,
    },
    { title: "COPY without FROM", code: "COPY a «b»\n", severity: "warning", fixed: null },
    { title: "ADD", code: `${from}ADD a.tar.gz «./»\n`, fixed: `${from}WORKDIR /app\nADD a.tar.gz ./\n` },
    {
      title: "COPY in another stage than WORKDIR",
      code: "FROM debian:buster as stage1\nWORKDIR /usr\nFROM debian:buster\nCOPY foo «bar»\n",
    },
    {
      title: "COPY in another stage than WORKDIR on Windows",
      code: `FROM microsoft/windowsservercore as a\nWORKDIR c:\\system32\n${windows}COPY foo «bar»\n`,
      fixed: null,
    },
    { title: "COPY as a trigger", code: `${from}ONBUILD COPY foo «bar»\n`, fixed: null },
    { title: "COPY as a trigger without FROM", code: "ONBUILD COPY a «b»\n" },
    {
      title: "cd alone",
      code: `${from}RUN «cd /opt»\n`,
      severity: "warning",
      fixed: `${from}WORKDIR /opt\n`,
    },
    { title: "cd alone, without FROM", code: "RUN «cd /opt»\n", fixed: "WORKDIR /opt\n" },
    {
      title: "cd at the end",
      code: `${from}RUN apt-get install vim && «cd /usr/share/nginx/html»\nRUN a\n`,
      fixed: `${from}RUN apt-get install vim\nWORKDIR /usr/share/nginx/html\nRUN a\n`,
    },
    {
      title: "cd at the end, over several lines",
      code: `${from}RUN make \\\n  && make install \\\n  && «cd "/opt/app"»\n`,
      fixed: `${from}RUN make \\\n  && make install\nWORKDIR "/opt/app"\n`,
    },
    {
      title: "cd to a relative folder",
      code: `${from}WORKDIR /srv\nRUN «cd app»\n`,
      fixed: `${from}WORKDIR /srv\nWORKDIR /srv/app\n`,
    },
    {
      title: "cd to a relative folder of an unknown image",
      code: "FROM acme/base:1\nRUN «cd app»\n",
      fixed: null,
    },
    { title: "cd to a variable", code: `${from}RUN «cd $HOME/app»\nRUN «cd»\nRUN «cd -»\n`, fixed: null },
    { title: "cd at the end of a heredoc", code: `${from}RUN <<EOF\nmake\n«cd /opt»\nEOF\n`, fixed: null },
    { title: "cd with a mount", code: `${from}RUN --mount=type=cache,target=/x «cd /opt»\n`, fixed: null },
  ],
});
