import { isUnprivileged } from "../../data/images";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { CopyInstruction, RunInstruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { Span } from "../../text/span";
import { defineRule } from "../rule";
import { isRoot } from "./account";
import { type PipInstall, pipInstallOf } from "./pip-install";
import { type RunCommand, type RunStep, runSteps } from "./run-commands";
import { moveToVenv } from "./venv-fix";
import { isWindows } from "./windows";
import { removeWord } from "./word-edits";

export const userSiteUnreadable = defineRule({
  id: "dockerfile/user-site-unreadable",
  on: "dockerfile",
  severity: "error",
  title: "Install packages where the container's user can read",
  why: "`pip install --user` as root puts packages into /root, which nobody but root may enter: the container starts as another user and finds none of them.",
  references: [
    "https://pip.pypa.io/en/stable/user_guide/#user-installs",
    "https://docs.python.org/3/library/venv.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: 'FROM python:3.13 AS build\nCOPY requirements.txt .\nRUN pip install --user --no-cache-dir -r requirements.txt\n\nFROM python:3.13-slim\nRUN useradd --create-home app\nCOPY --from=build /root/.local «/root/.local»\nENV PATH=/root/.local/bin:$PATH\nUSER app\nCMD ["uvicorn", "main:app"]\n',
      good: 'FROM python:3.13 AS build\nCOPY requirements.txt .\nRUN python -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nRUN pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.13-slim\nRUN useradd --create-home app\nCOPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nUSER app\nCMD ["uvicorn", "main:app"]\n',
    },
    {
      title: "in one stage",
      bad: "FROM python:3.13-slim\nRUN pip install --no-cache-dir «--user» uvicorn==0.38.0\nUSER 10001\n",
      good: "FROM python:3.13-slim\nRUN pip install --no-cache-dir uvicorn==0.38.0\nUSER 10001\n",
    },
  ],
  *check({ file }) {
    const stage = file.form.finalStage;
    const user = stage && otherUserOf(stage);
    if (!stage || user === undefined || !file.form.clean || isWindows(stage)) return;
    const chain = new Set<Stage | undefined>(stage.chain);
    const steps = [...runSteps(file.form)].filter(({ isTrigger }) => !isTrigger);
    if (steps.some((step) => chain.has(step.stage) && opensRootHome(step))) return;
    const sites = steps.flatMap(userSitesOf);
    // What other images make of /root is not known.
    const severity = stage.base?.official === undefined ? "warning" : "error";
    const reason = `and \`${user}\`, as whom the container runs, may not enter it`;
    for (const copy of stage.allInChain("COPY")) {
      const to = copiedUserSite(copy, stage, sites, file.form);
      if (!to) continue;
      const own = sites.filter((site) => site.stage === to.source);
      yield {
        at: to.at,
        severity,
        message: `These packages lie in the home of root, ${reason}.`,
        fixes: moveToVenv(copy, { from: to.source, to: stage }, own, file),
      };
    }
    for (const site of sites) {
      if (!chain.has(site.stage)) continue;
      yield {
        at: site.at,
        severity,
        message: `As root, \`--user\` installs into the home of root, ${reason}.`,
        fixes: [
          {
            title: "Install for everybody: remove `--user`",
            kind: "review",
            edits: [removeWord(site.option, site.each, file.form)],
          },
        ],
      };
    }
  },
});

/** A `pip install --user` that runs as root. */
interface UserSite {
  readonly pip: PipInstall;
  readonly each: RunCommand;
  readonly run: RunInstruction;
  readonly stage: Stage;
  readonly option: PipInstall["verb"];
  readonly at: Span;
}

function userSitesOf(step: RunStep): UserSite[] {
  const { run, stage } = step;
  const sites = step.commands.flatMap((each) => {
    const pip = pipInstallOf(each.command);
    const option = pip?.options.get("user")?.[0]?.word;
    return stage && pip && option ? [{ pip, each, run, stage, option, at: option.span }] : [];
  });
  if (!stage || sites.length === 0 || !runsAsRoot(stage, run.index)) return [];
  const lookup = stage.lookup(run.index);
  const isElsewhere = lookup("PYTHONUSERBASE") ?? lookup("HOME");
  return isElsewhere || /PYTHONUSERBASE|HOME=/.test(run.args.text) ? [] : sites;
}

/** Who runs the container, where that is somebody else than root. */
function otherUserOf(stage: Stage): string | undefined {
  const { user } = stage.effects;
  if (!user) return stage.base && isUnprivileged(stage.base) ? "its user" : undefined;
  const name = user.value && stage.expand(user.value, user.index).text;
  return name === undefined || name === "" || isRoot(name) ? undefined : name;
}

/** Whether root runs what stands at `index`; an image that nobody knows may have another user. */
function runsAsRoot(stage: Stage, index: number): boolean {
  const user = stage.allInChain("USER").findLast((each) => each.index < index);
  if (!user?.value) return stage.base?.official !== undefined && !isUnprivileged(stage.base);
  const name = stage.expand(user.value, user.index).text;
  return name !== undefined && isRoot(name);
}

const site = /^\/root(\/|\/\.local\/?)?$/;

/** Where a COPY puts the packages that another stage installed for root; undefined when it does not, or not below /root. */
function copiedUserSite(
  copy: CopyInstruction,
  stage: Stage,
  sites: readonly UserSite[],
  form: DockerfileForm,
) {
  const { from, destination, sources } = copy;
  const name = from?.value;
  const to = destination && stage.expand(destination, copy.index).text;
  if (name === undefined || !destination || to === undefined || !site.test(to)) return undefined;
  const source = form.stages.find((each) => each.name === name.toLowerCase() || String(each.index) === name);
  const isSite = sources.some(({ text }) => site.test(text));
  if (!source || !isSite || !sites.some((each) => each.stage === source)) return undefined;
  return { source, at: destination.span };
}

/** Whether a command lets others into /root, or takes from there what they need. */
function opensRootHome({ commands }: RunStep): boolean {
  return commands.some(({ program: { name, args } }) => {
    if (name === "chown") return args.some(({ text }) => /^\/root\/?$/.test(text));
    const opens = /^(chmod|mv|cp|ln|rsync|setfacl|usermod|useradd|adduser|install)$/.test(name);
    return opens && args.some(({ text }) => /(^|=)\/root(\/|$)|^~/.test(text));
  });
}
