import { invalidJsonForm } from "../../../../src/core/rules/dockerfile/invalid-json-form";
import { testRule } from "../../../support/rule-tester";

const from = "FROM node:24-slim\n";

testRule(invalidJsonForm, {
  valid: [
    {
      title: "valid JSON",
      code: `${from}CMD [ "node", "server.js" ]\nRUN ["a"]\nSHELL ["bash", "-c"]\nVOLUME ["/a"]\n`,
    },
    { title: "valid JSON over several lines", code: `${from}CMD ["node", \\\n  # main\n  "server.js"]\n` },
    { title: "an empty array", code: `${from}ENTRYPOINT []\n` },
    {
      title: "the test command",
      code: `${from}RUN [ -f x ] && rm x\nRUN [ "$A" = "b" ] || exit 1\nRUN [ "$A" ]\n`,
    },
    { title: "the test command of bash", code: `${from}RUN [[ "$A" == b ]] && rm x\n` },
    {
      title: "the test command at the start of CMD",
      code: `${from}CMD [ "$DEV" = 1 ] && exec a || exec b\n`,
    },
    {
      title: "the test command in a health check",
      code: `${from}HEALTHCHECK CMD [ "$(cat /tmp/state)" = ok ]\n`,
    },
    { title: "patterns", code: `${from}COPY [a-z]*.txt /srv/\nRUN [a-z]*.sh\n` },
    { title: "shell form", code: `${from}CMD node server.js\nVOLUME /a /b\n` },
    { title: "a quote that is still open", code: `${from}CMD ["node", "server\n` },
    { title: "a quote that is still open in COPY", code: `${from}COPY ["a", "b\n` },
    { title: "heredocs", code: `${from}RUN <<EOF\n['a']\nEOF\n` },
    { title: "a trigger", code: `${from}ONBUILD CMD ['a']\n` },
  ],
  invalid: [
    {
      title: "single quotes with double ones inside",
      code: `${from}CMD «['echo', 'a "b" \\d']»\n`,
      fixed: `${from}CMD ["echo", "a \\"b\\" \\\\d"]\n`,
    },
    {
      title: "mixed quotes",
      code: `${from}CMD «["node", 'server.js']»\n`,
      severity: "error",
      fixed: `${from}CMD ["node", "server.js"]\n`,
    },
    {
      title: "quotes of a word processor",
      code: `${from}CMD «[“node”, “server.js”]»\n`,
      fixed: `${from}CMD ["node", "server.js"]\n`,
    },
    {
      title: "a missing comma",
      code: `${from}CMD «["node" "server.js"]»\n`,
      message: /a comma is missing/,
      fixed: `${from}CMD ["node", "server.js"]\n`,
    },
    {
      title: "a missing bracket",
      code: `${from}CMD «["node", "server.js"»\n`,
      fixed: `${from}CMD ["node", "server.js"]\n`,
    },
    {
      title: "a missing bracket behind a comma",
      code: `${from}CMD «["node",»\n`,
      fixed: `${from}CMD ["node"]\n`,
    },
    {
      title: "a comma on a line of its own",
      code: `${from}CMD «[ \\\n  "node", \\\n  "server.js", \\\n]»\n`,
      fixed: `${from}CMD [ \\\n  "node", \\\n  "server.js" \\\n]\n`,
    },
    {
      title: "a number",
      code: `${from}CMD «["sleep", 10]»\n`,
      fixed: `${from}CMD ["sleep", "10"]\n`,
      fix: "Write it as JSON",
    },
    {
      title: "a variable",
      code: `${from}CMD «["serve", "-l", $PORT]»\n`,
      fixed: `${from}CMD ["serve", "-l", "$PORT"]\n`,
      fix: "Write it as JSON; no shell expands its words then",
    },
    {
      title: "no quotes at all",
      code: `${from}CMD «[node, server.js]»\n`,
      fixed: `${from}CMD ["node", "server.js"]\n`,
    },
    {
      title: "no quotes and blanks",
      code: `${from}CMD «[ node server.js ]»\n`,
      fixed: `${from}CMD [ "node", "server.js" ]\n`,
    },
    {
      title: "a path of Windows",
      code: `${from}CMD «["C:\\app\\srv.exe"]»\n`,
      message: /backslash/,
      fixed: `${from}CMD ["C:\\\\app\\\\srv.exe"]\n`,
    },
    {
      title: "a comment, indented, behind another flaw",
      code: `${from}  CMD «['node']  # go»\n`,
      fixed: `${from}  # go\n  CMD ["node"]\n`,
    },
    {
      title: "more behind the array",
      code: `${from}CMD «["node"] && true»\n`,
      message: /^This array is no JSON: a shell/,
      fixed: null,
    },
    { title: "an array in the array", code: `${from}CMD «[["node"]]»\n`, fixed: null },
    { title: "RUN", code: `${from}RUN «['npm', 'ci']»\n`, fixed: `${from}RUN ["npm", "ci"]\n` },
    {
      title: "RUN with blanks",
      code: `${from}RUN «[ 'npm', 'ci' ]»\n`,
      fixed: `${from}RUN [ "npm", "ci" ]\n`,
    },
    {
      title: "a health check",
      code: `${from}HEALTHCHECK --interval=30s CMD «['node', 'check.js']»\n`,
      fixed: `${from}HEALTHCHECK --interval=30s CMD ["node", "check.js"]\n`,
    },
    {
      title: "COPY",
      code: `${from}COPY --chown=node «['a b', '/srv/']»\n`,
      message: /part of the paths/,
      fixed: `${from}COPY --chown=node ["a b", "/srv/"]\n`,
    },
    {
      title: "SHELL",
      code: `${from}SHELL «['bash', '-c']»\n`,
      message: /build stops/,
      fixed: `${from}SHELL ["bash", "-c"]\n`,
    },
    { title: "each stage", code: `FROM a:1 AS a\nCMD «['a']»\nFROM b:1\nCMD «['b']»\n` },
  ],
});
