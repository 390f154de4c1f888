import { providersOf } from "../../data/python-modules";
import { commandsOf } from "../../files/dockerfile/command";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { ShellCommand } from "../../files/dockerfile/shell";
import { normalizeDistribution } from "../../files/requirements";
import { contextsOf } from "../../project/build-context";
import { pythonPackagesIn } from "../../project/python-packages";
import type { ProjectView } from "../../project/view";

/** The modules that `python -c "…"` imports. */
export function importsOf(command: ShellCommand): readonly string[] {
  const code = command.args[command.args.findIndex(({ text }) => text === "-c") + 1]?.text;
  if (code === undefined || !command.args.some(({ text }) => text === "-c")) return [];
  const modules: string[] = [];
  for (const statement of code.split(/[;\n]/)) {
    const words = statement.trim().split(/[\s,]+/);
    if (words[0] === "from" && words[1]) modules.push(words[1]);
    if (words[0] !== "import") continue;
    for (const [i, word] of words.entries())
      if (i > 0 && word !== "as" && words[i - 1] !== "as") modules.push(word);
  }
  return modules.map((module) => module.split(".")[0] ?? "");
}

/**
 * Whether nothing that the image of the Dockerfile at `path` installs brings `module`. False as well when that cannot be
 * told: no requirements are known, or they install more than they name.
 */
export function isMissing(module: string, path: string, form: DockerfileForm, project: ProjectView): boolean {
  const providers = providersOf(module);
  if (!providers || isInstalledByHand(form, providers)) return false;
  return contextsOf(project, path).every(({ folder }) => {
    const packages = pythonPackagesIn(project, folder);
    if (!packages?.isComplete) return false;
    return !packages.distributions.some((name) => providers.includes(name));
  });
}

/** Whether a RUN names one of `distributions` behind `install` or `add`. */
function isInstalledByHand(form: DockerfileForm, distributions: readonly string[]): boolean {
  return form.stages.some((stage) =>
    stage.all("RUN").some(({ scripts }) =>
      scripts.some((script) =>
        commandsOf(script).some(({ words }) => {
          const at = words.findIndex(({ text }) => text === "install" || text === "add");
          const named = at < 0 ? [] : words.slice(at + 1);
          return named.some(({ text }) =>
            distributions.includes(normalizeDistribution(text.split(/[[=<>!~;@ ]/)[0] ?? "")),
          );
        }),
      ),
    ),
  );
}
