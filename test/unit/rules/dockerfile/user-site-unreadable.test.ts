import { userSiteUnreadable } from "../../../../src/core/rules/dockerfile/user-site-unreadable";
import { testRule } from "../../../support/rule-tester";

const build = "FROM python:3.13 AS build\nRUN pip install --user flask==3.1.2\n";
const final = "FROM python:3.13-slim\n";
const copy = "COPY --from=build /root/.local /root/.local\n";

testRule(userSiteUnreadable, {
  valid: [
    {
      title: "copied to the home of the user",
      code: `${build}${final}COPY --from=build --chown=app:app /root/.local /home/app/.local\nUSER app\n`,
    },
    { title: "root runs the container", code: `${build}${final}${copy}ENV PATH=/root/.local/bin:$PATH\n` },
    { title: "root by name", code: `${build}${final}${copy}USER root\n` },
    { title: "a user that a variable hides", code: `${build}${final}ARG U\n${copy}USER $U\n` },
    {
      title: "another place for the packages",
      code: `FROM python:3.13 AS build\nENV PYTHONUSERBASE=/opt/app\nRUN pip install --user flask\n${final}${copy}USER app\n`,
    },
    {
      title: "another place in front of the command",
      code: `${final}RUN PYTHONUSERBASE=/opt/app pip install --user flask\nUSER app\n`,
    },
    {
      title: "no install for one user",
      code: `FROM python:3.13 AS build\nRUN pip install flask\n${final}${copy}USER app\n`,
    },
    { title: "the user installs", code: `${final}USER app\nRUN pip install --user flask\n` },
    {
      title: "an image whose user is not known",
      code: "FROM acme/python:3\nRUN pip install --user flask\nUSER app\n",
    },
    { title: "everybody may enter", code: `${build}${final}${copy}RUN chmod 755 /root\nUSER app\n` },
    {
      title: "taken from there",
      code: `${build}${final}${copy}RUN mv /root/.local /home/app/.local\nUSER app\n`,
    },
    {
      title: "a home in /root",
      code: `${final}RUN pip install --user flask\nRUN usermod -d /root app\nUSER app\n`,
    },
    { title: "a stage that stays behind", code: `${build}USER app\n${final}USER app\n` },
    { title: "a quote that is open", code: `${build}${final}${copy}USER app\nRUN echo "\n` },
  ],
  invalid: [
    {
      title: "copied to where it was",
      code: `${build}${final}COPY --from=build /root/.local «/root/.local»\nUSER app\n`,
      severity: "error",
      message: /`app`/,
      fixed: `FROM python:3.13 AS build\nRUN python -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nRUN pip install flask==3.1.2\n${final}COPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nUSER app\n`,
    },
    {
      title: "the path is set in both stages",
      code: `FROM python:3.13 AS build\nENV PATH="/root/.local/bin:\${PATH}"\nRUN pip install --user a && python -m pip install \\\n      --user b\n${final}COPY --from=build /root/.local/ «/root/.local/»\nENV PATH="/root/.local/bin:\${PATH}"\nUSER app\nCMD ["/root/.local/bin/gunicorn"]\n`,
      fixed: `FROM python:3.13 AS build\nENV PATH="/opt/venv/bin:\${PATH}"\nRUN python -m venv /opt/venv\nRUN pip install a && python -m pip install b\n${final}COPY --from=build /opt/venv/ /opt/venv/\nENV PATH="/opt/venv/bin:\${PATH}"\nUSER app\nCMD ["/opt/venv/bin/gunicorn"]\n`,
    },
    {
      title: "by number, ownership handed over",
      code: `FROM python:3.13\nRUN pip3 install --user flask==3.1.2\n${final}COPY --from=0 --chown=1000 /root/.local «/root/.local»\nUSER 1000\n`,
    },
    {
      title: "the whole home",
      code: `${build}${final}COPY --from=build /root «/root»\nUSER app\n`,
      fixed: null,
    },
    {
      title: "another image",
      code: "FROM acme/python:3 AS build\nUSER root\nRUN pip install --user flask\nFROM acme/python:3\nCOPY --from=build /root/.local «/root/.local»\nUSER app\n",
      severity: "warning",
      fixed: null,
    },
    {
      title: "owned by the user, in a folder that is closed",
      code: `${build}${final}COPY --from=build /root/.local «/root/.local»\nRUN chown -R app /root/.local\nUSER app\n`,
      fixed: null,
    },
    { title: "in the final stage", code: `${final}RUN pip install «--user» -r requirements.txt\nUSER app\n` },
    {
      title: "in a stage that the final one starts from",
      code: "FROM python:3.13 AS base\nRUN pip install «--user» flask\nFROM base\nUSER app\n",
    },
  ],
});
