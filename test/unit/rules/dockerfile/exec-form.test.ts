import { execForm } from "../../../../src/core/rules/dockerfile/exec-form";
import { testRule } from "../../../support/rule-tester";

const from = "FROM python:3.13-slim\n";

testRule(execForm, {
  valid: [
    { title: "a JSON array", code: `${from}CMD ["python", "main.py"]\n`, proof: '["python", "main.py"]' },
    { title: "an empty array", code: `${from}ENTRYPOINT []\nCMD ["app"]\n` },
    {
      title: "over several lines",
      code: `${from}CMD [ "/bin/sh", "-c", \\\n      "echo foo && \\\n       echo bar" \\\n    ]\n`,
    },
    { title: "a SHELL of its own", code: `${from}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD app\n` },
    {
      title: "a SHELL of its own and an entry point",
      code: `${from}SHELL ["/bin/bash", "-c"]\nENTRYPOINT app\n`,
    },
    {
      title: "a SHELL of the parent stage",
      code: 'FROM scratch AS base\nSHELL ["/usr/bin/custom"]\n\nFROM base\nCMD app\n',
    },
    {
      title: "a SHELL of the parent stage and an entry point",
      code: 'FROM scratch AS base\nSHELL ["/usr/bin/custom"]\n\nFROM base\nENTRYPOINT app\n',
    },
    {
      title: "HEALTHCHECK",
      code: `${from}HEALTHCHECK CMD curl -f http://127.0.0.1/ || exit 1\nCMD ["app"]\n`,
    },
    { title: "a stage that is not shipped", code: `${from}CMD app --dev\nFROM nginx:1.29\nCOPY . /srv\n` },
    {
      title: "an image of Windows",
      code: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD app.exe\n",
    },
    { title: "the escape mark of Windows", code: "# escape=`\nFROM acme/app:1\nCMD app.exe\n" },
    { title: "JSON that is none", code: `${from}CMD ['app']\n` },
    { title: "a quote that is still open", code: `${from}CMD echo "half\n` },
    { title: "no command yet", code: `${from}CMD\n` },
    { title: "RUN", code: `${from}RUN pip install app\n` },
    { title: "ONBUILD", code: `${from}ONBUILD CMD app\n` },
    { title: "no FROM", code: "CMD app\n" },
    { title: "a comment of hadolint", code: `${from}# hadolint ignore=DL3025\nCMD app\n` },
    { title: "a comment of BuildKit", code: `${from}# check=skip=JSONArgsRecommended\nCMD app\n` },
  ],
  invalid: [
    {
      title: "one word",
      code: "FROM scratch\n«CMD» mycommand\n",
      severity: "warning",
      fixed: 'FROM scratch\nCMD ["mycommand"]\n',
    },
    {
      title: "an entry point of one word",
      code: "FROM node as foo\n«ENTRYPOINT» something\n",
      fixed: 'FROM node as foo\nENTRYPOINT ["something"]\n',
    },
    {
      title: "quotes are the shell's",
      code: `${from}«CMD» nginx -g 'daemon off;' "a \\"b\\"" it\\'s\n`,
      fixed: `${from}CMD ["nginx", "-g", "daemon off;", "a \\"b\\"", "it's"]\n`,
    },
    {
      title: "lines and comments stay",
      code: `${from}«CMD» gunicorn \\\n    # one a core\n    --workers 4 \\\n    app:app\n`,
      fixed: `${from}CMD ["gunicorn", \\\n    # one a core\n    "--workers", "4", \\\n    "app:app"]\n`,
    },
    {
      title: "lines and comments of a script stay",
      code: `${from}«CMD» gunicorn --bind "0.0.0.0:$PORT" \\\n    # one a core\n    app:app\n`,
      fixed: `${from}CMD ["sh", "-c", "exec gunicorn --bind \\"0.0.0.0:$PORT\\" \\\n    # one a core\n    app:app"]\n`,
    },
    {
      title: "cd stays with the shell",
      code: `${from}«CMD» cd /srv && python main.py\n`,
      fixed: `${from}CMD ["sh", "-c", "cd /srv && exec python main.py"]\n`,
    },
    {
      title: "a variable in front of the program",
      code: `${from}«CMD» PORT=80 python main.py\n`,
      fixed: `${from}CMD ["sh", "-c", "PORT=80 exec python main.py"]\n`,
    },
    {
      title: "output to a file",
      code: `${from}«CMD» python main.py > /var/log/app 2>&1\n`,
      fixed: `${from}CMD ["sh", "-c", "exec python main.py > /var/log/app 2>&1"]\n`,
    },
    {
      title: "a pattern",
      code: `${from}«CMD» java -jar app-*.jar\n`,
      fixed: `${from}CMD ["sh", "-c", "exec java -jar app-*.jar"]\n`,
    },
    {
      title: "a dollar sign in quotes",
      code: `${from}«CMD» envsubst '$PORT'\n`,
      fixed: `${from}CMD ["sh", "-c", "exec envsubst '$PORT'"]\n`,
    },
    {
      title: "a pipe",
      code: `${from}«CMD» python main.py | tee log\n`,
      fixed: `${from}CMD ["sh", "-c", "python main.py | tee log"]\n`,
    },
    {
      title: "a job in the background",
      code: `${from}«CMD» nginx & python main.py\n`,
      fixed: `${from}CMD ["sh", "-c", "nginx & python main.py"]\n`,
    },
    {
      title: "something to do behind the program",
      code: `${from}«CMD» python main.py || exit 1\n`,
      fixed: `${from}CMD ["sh", "-c", "python main.py || exit 1"]\n`,
    },
    {
      title: "a compound command",
      code: `${from}«CMD» if [ -n "$X" ]; then a; else b; fi\n`,
      fixed: `${from}CMD ["sh", "-c", "if [ -n \\"$X\\" ]; then a; else b; fi"]\n`,
    },
    {
      title: "a backslash and a tab",
      code: `${from}«CMD» echo $X\t\\;\n`,
      fixed: `${from}CMD ["sh", "-c", "exec echo $X\\t\\\\;"]\n`,
    },
    {
      title: "a comment of the shell",
      code: `${from}«CMD» app # really\n`,
      fixed: `${from}CMD ["sh", "-c", "exec app # really"]\n`,
    },
    {
      title: "exec before a program",
      code: `${from}«CMD» exec gunicorn app:app\n`,
      severity: "info",
      fixed: `${from}CMD ["gunicorn", "app:app"]\n`,
    },
    {
      title: "exec before a program with a variable",
      code: `${from}«ENTRYPOINT» exec java $JAVA_OPTS -jar app.jar\n`,
      severity: "info",
      fixed: `${from}ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS -jar app.jar"]\n`,
    },
    {
      title: "exec behind other commands",
      code: `${from}«CMD» cd /srv && exec app $X\n`,
      severity: "info",
      message: /makes way for `app`/,
      fixed: `${from}CMD ["sh", "-c", "cd /srv && exec app $X"]\n`,
    },
    {
      title: "exec behind a job in the background",
      code: `${from}«CMD» crond -f & (cd db && npm run migrate) && exec node server.js\n`,
      severity: "info",
    },
    {
      title: "exec in one branch only",
      code: `${from}«CMD» if [ -f a ]; then exec app a; else exec app b; fi\n`,
      severity: "warning",
    },
    {
      title: "exec when something fails",
      code: `${from}«CMD» app --check || exec app\n`,
      severity: "warning",
    },
    { title: "no shell in the image", code: "FROM scratch\n«CMD» app $PORT\n", fixed: null },
    {
      title: "inherited from a parent stage",
      code: `FROM python:3.13 AS base\n«CMD» app\nFROM base\nRUN a\n`,
      fixed: 'FROM python:3.13 AS base\nCMD ["app"]\nFROM base\nRUN a\n',
    },
    { title: "both", code: `${from}«ENTRYPOINT» tool\n«CMD» serve\n` },
    {
      title: "behind an entry point",
      code: `${from}ENTRYPOINT ["tini", "--"]\n«CMD» app\n`,
      fixed: `${from}ENTRYPOINT ["tini", "--"]\nCMD ["app"]\n`,
      fix: "Start `app` itself; ENTRYPOINT gets other arguments then",
    },
    {
      title: "a script",
      code: `${from}«CMD» ./start.sh\n`,
      fixed: `${from}CMD ["./start.sh"]\n`,
      fix: "Start `./start.sh` itself; it has to begin with `#!`",
    },
    {
      title: "the form of hadolint's broken line",
      code: `${from}«CMD» cd /usr/share && sed -e s/a/"$AUTHOR"/ a.html > b.html ; nginx -g 'daemon off;'\n`,
      fixed: `${from}CMD ["sh", "-c", "cd /usr/share && sed -e s/a/\\"$AUTHOR\\"/ a.html > b.html ; exec nginx -g 'daemon off;'"]\n`,
    },
  ],
});
