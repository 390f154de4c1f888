import { datastoreOf } from "../../data/datastores";
import { flowOf } from "../../files/shell/flow";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { lineBelow } from "./insert";
import { purposeOf } from "./purpose";
import { isCheck, type Restart, restartOf } from "./steps";

export const noHealthCheck = defineRule({
  id: "script/no-health-check",
  on: "shell",
  severity: "warning",
  title: "Ask the app whether it answers after a deployment",
  why: "A container that starts is not an app that works: with a wrong variable or a failed migration it ends a second later, and the deployment has been reported as done.",
  references: [
    "https://docs.docker.com/reference/cli/docker/compose/up/",
    "https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#is-active%20PATTERN%E2%80%A6",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\ndocker compose pull\n«docker compose up -d»\n",
      good: "#!/usr/bin/env bash\nset -Eeuo pipefail\ndocker compose pull\ndocker compose up -d --wait\n",
    },
    {
      title: "a service of systemd",
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\ngit pull\n«sudo systemctl restart shop»\n",
      good: "#!/usr/bin/env bash\nset -Eeuo pipefail\ngit pull\nsudo systemctl restart shop\nsudo systemctl is-active --quiet shop\n",
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || !purposeOf(file).deploys) return;
    const steps = flowOf(file.form);
    const restarts = steps.flatMap(({ command }) => restartOf(command) ?? []).filter(isApp);
    const last = restarts.at(-1);
    if (!last) return;
    const check = steps.find(({ command }) => isCheck(command));
    if (check) {
      yield { proves: check.command.span, message: "The deployment asks whether the app answers." };
      return;
    }
    if (callerChecks(file.path, project)) return;
    yield {
      at: last.command.span,
      message: `Nothing asks after \`${last.what}\` whether the app answers.`,
      fixes: fixesFor(file, last),
    };
  },
});

/** A start that names nothing but datastores prepares something else. */
function isApp({ kind, names }: Restart): boolean {
  return kind !== "compose" || names.length === 0 || !names.every(isStore);
}

function isStore(name: string): boolean {
  return (
    /^(?:db|database|postgres\w*|pg|mysql|mariadb|mongo\w*|redis|cache|minio|rabbitmq)$/.test(name) ||
    datastoreOf(name) !== undefined
  );
}

/** Whether something that runs this script asks how things are: a workflow, another script, a Makefile. */
function callerChecks(path: string, project: ProjectView): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return project.pathsLike(/(?:^|\/)Makefile$|\.(?:ya?ml|sh|bash|json|toml)$/).some((other) => {
    // A plan names the script and the health of the app, and runs neither.
    if (other === path || other.includes(".liftoff/")) return false;
    const text = project.file(other)?.text;
    return text?.includes(name) === true && /\bcurl\b|\bwget\b|health|smoke/i.test(text);
  });
}

function fixesFor(file: SourceFile<"shell">, { command, kind, names }: Restart): Fix[] {
  const { text } = file;
  if (kind === "compose") {
    const flag = command.words.findLast(({ text: word }) => /^(?:-d|--detach)$/.test(word));
    // A word that a variable brought stands somewhere else.
    if (!flag || text.slice(flag.span.start, flag.span.end) !== flag.text) return [];
    const title = "Wait until the health checks pass";
    return [{ title, kind: "review", edits: [insertion(flag.span.end, " --wait")] }];
  }
  const [name, ...others] = names;
  if (kind !== "systemd" || name === undefined || others.length > 0 || !/^[\w@.-]+$/.test(name)) return [];
  const sudo = command.words[0]?.text === "sudo" ? "sudo " : "";
  const edit = lineBelow(file, command, `${sudo}systemctl is-active --quiet ${name}`);
  return edit ? [{ title: "Fail when the service does not run", kind: "review", edits: [edit] }] : [];
}
