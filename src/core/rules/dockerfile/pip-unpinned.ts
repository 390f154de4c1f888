import { contextsOf } from "../../project/build-context";
import { pythonPackagesIn } from "../../project/python-packages";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { type PipInstall, type PipPackage, pipInstallOf } from "./pip-install";
import { runSteps, settingFor } from "./run-commands";
import { pipTools } from "./tool-names";

export const pipUnpinned = defineRule({
  id: "dockerfile/pip-unpinned",
  on: "dockerfile",
  severity: "warning",
  title: "Name a version for every package that pip installs",
  why: "Without a version each build takes what was published last, so the same commit gives another application tomorrow, and a breaking release reaches production without a change of yours.",
  references: [
    "https://pip.pypa.io/en/stable/topics/repeatable-installs/",
    "https://pip.pypa.io/en/stable/user_guide/#constraints-files",
  ],
  equivalents: ["hadolint DL3013"],
  fix: "none",
  examples: [
    {
      bad: "FROM python:3.13-slim\nRUN pip install --no-cache-dir «uvicorn[standard]»\n",
      good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir "uvicorn[standard]==0.38.0"\n',
      fix: null,
    },
    {
      title: "a repository without a tag or commit",
      bad: "FROM python:3.13\nRUN pip install «git+https://github.com/acme/billing.git»\n",
      good: "FROM python:3.13\nRUN pip install git+https://github.com/acme/billing.git@v2.4.1\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    for (const step of runSteps(file.form)) {
      for (const each of step.commands) {
        const pip = pipInstallOf(each.command);
        if (!pip || isPinnedElsewhere(pip)) continue;
        if (settingFor("PIP_CONSTRAINT", each, step, file.form)) continue;
        if (settingFor("UV_CONSTRAINT", each, step, file.form)) continue;
        const listed = pip.requirements.length > 0 ? listedFor(project, file.path) : [];
        for (const one of pip.packages) {
          // Judged as what it is: the choice of a tool.
          if (pip.manager === "pip" && isTool(one)) continue;
          if (one.specifier !== "") {
            yield { proves: one.word.span, message: `A version is named for \`${one.word.text}\`.` };
          } else if (isOpen(one) && !listed.includes(one.name ?? "")) {
            yield {
              at: one.word.span,
              severity: isInstaller(one) ? "info" : "warning",
              message: messageFor(one),
            };
          }
        }
      }
    }
  },
});

/** Whether a constraints file, or a folder of chosen archives in place of the index, decides on the versions. */
function isPinnedElsewhere({ constraints, options }: PipInstall): boolean {
  return constraints.length > 0 || options.has("no-index") || options.has("require-hashes");
}

function isOpen({ source, isEditable }: PipPackage): boolean {
  return source === "vcs" || (source === "index" && !isEditable);
}

function isTool({ name, specifier, source }: PipPackage): boolean {
  return source === "index" && specifier === "" && name !== undefined && pipTools.has(name);
}

/** What brings pip itself up to date: it decides how packages are installed, not which. */
function isInstaller({ name }: PipPackage): boolean {
  return name === "pip" || name === "setuptools" || name === "wheel";
}

function messageFor({ word, source }: PipPackage): string {
  return source === "vcs"
    ? `\`${word.text}\` names no tag or commit, so each build takes what the branch holds that day.`
    : `\`${word.text}\` has no version, so each build takes the newest release of that day.`;
}

/** What the requirements of the project name: repeated next to `-r`, they are as open or pinned as in there. */
function listedFor(project: ProjectView, path: string): readonly string[] {
  return contextsOf(project, path).flatMap(
    ({ folder }) => pythonPackagesIn(project, folder)?.distributions ?? [],
  );
}
