import type { DockerfileForm } from "../../files/dockerfile/form";
import { defineRule } from "../rule";
import { type PipInstall, pipInstallOf } from "./pip-install";
import {
  isOpaque,
  mayHoldOptions,
  type RunCommand,
  type RunStep,
  runSteps,
  type Setting,
  settingFor,
} from "./run-commands";
import { addWords } from "./word-edits";

export const pipCache = defineRule({
  id: "dockerfile/pip-cache",
  on: "dockerfile",
  severity: "info",
  title: "Keep pip's download cache out of the image",
  why: "pip keeps every archive that it downloads. In a layer nobody reads that cache again, yet each pull of the image carries it, often more than the packages themselves.",
  references: [
    "https://pip.pypa.io/en/stable/topics/caching/",
    "https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
  ],
  equivalents: ["hadolint DL3042"],
  fix: "safe",
  hardening: true,
  examples: [
    {
      bad: "FROM python:3.13-slim\nCOPY requirements.txt .\nRUN «pip install» -r requirements.txt\n",
      good: "FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n",
    },
    {
      title: "the cache of a builder stage stays behind, but fills the build cache",
      bad: "FROM python:3.13 AS build\nRUN «pip install» --user uvicorn==0.38.0\nFROM python:3.13-slim\nCOPY --from=build /root/.local /root/.local\n",
      good: "FROM python:3.13 AS build\nRUN pip install --no-cache-dir --user uvicorn==0.38.0\nFROM python:3.13-slim\nCOPY --from=build /root/.local /root/.local\n",
    },
  ],
  *check({ file }) {
    for (const step of runSteps(file.form)) {
      const removals = new Map<string, number>();
      for (const each of step.commands) {
        const pip = pipInstallOf(each.command);
        if (pip?.manager !== "pip") continue;
        const at = { start: pip.program.span.start, end: pip.verb.span.end };
        const switched = settingFor("PIP_NO_CACHE_DIR", each, step, file.form);
        const isOff = pip.isWithoutCache || isTruthy(switched);
        if (isOff) yield { proves: at, message: "pip keeps no cache here." };
        if (isOff || isElsewhere(pip, each, step, file.form, removals)) continue;
        if (switched && switched.value === undefined) continue;
        yield {
          at,
          severity: step.isShipped && !switched ? "info" : "hint",
          message: messageFor(step, switched),
          fixes: [
            {
              title: "Add `--no-cache-dir`",
              kind: "safe",
              edits: [addWords(pip.verb, ["--no-cache-dir"], each.isArray)],
            },
          ],
        };
      }
    }
  },
});

function messageFor(step: RunStep, switched: Setting | undefined): string {
  if (switched) {
    return `\`PIP_NO_CACHE_DIR=${switched.value}\` reads as if the cache were wanted, and what pip makes of it depends on its version.`;
  }
  return step.isShipped
    ? "`pip install` leaves the archives it downloads in this layer of the image."
    : "`pip install` leaves the archives it downloads in this layer of the build.";
}

function isTruthy(setting: Setting | undefined): boolean {
  return setting?.value !== undefined && /^(1|true|on|yes|y|t)$/i.test(setting.value);
}

/** Below the home of whoever runs the build. */
const usual = "/.cache/pip";

/** Whether the cache goes to a mount, is removed in the same RUN, or may be: none of it stays in the layer. */
function isElsewhere(
  pip: PipInstall,
  each: RunCommand,
  step: RunStep,
  form: DockerfileForm,
  removals: Map<string, number>,
): boolean {
  const words = pip.packages.map(({ word }) => word);
  if (mayHoldOptions(words, step)) return true;
  const own = pip.options.get("cache-dir")?.at(-1);
  const folder = own ? own.value : (settingFor("PIP_CACHE_DIR", each, step, form) ?? { value: usual }).value;
  if (folder === undefined) return true;
  const isMounted = step.run.mounts.some(({ type, options }) => {
    const target = (options.get("target") ?? "").replace(/\/$/, "");
    return (type === "cache" || type === "tmpfs") && holds(target, folder);
  });
  const removal = removals.get(folder) ?? step.commands.findLastIndex((one) => removes(one, folder));
  removals.set(folder, removal);
  return isMounted || removal > each.index;
}

/** Whether the cache in `folder` lies in `target`: the usual one lies in the home of whoever runs the build. */
function holds(target: string, folder: string): boolean {
  if (target === "") return false;
  if (folder === usual) return /(^|\/)\.cache(\/pip)?$|^\/root$/.test(target) || target.endsWith("/pip");
  return folder === target || folder.startsWith(`${target}/`);
}

function removes(command: RunCommand, folder: string): boolean {
  const { name, args, words } = command.program;
  if (/^pip[\d.]*$/.test(name) && args[0]?.text === "cache") return true;
  const part = folder === usual ? ".cache" : folder;
  const isNamed = args.some(({ text }) => text.includes(part) || /\$\{?HOME\}?$/.test(text));
  if (/^(rm|find)$/.test(name)) return isNamed;
  return isOpaque(command) && words.some(({ text }) => text.includes("clean"));
}
