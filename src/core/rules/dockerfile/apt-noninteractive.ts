import { defineRule, type Fix } from "../rule";
import { hasOption, type OsCommand, osCommandOf, settingsIn } from "./os-install";
import { mayHoldOptions, type RunCommand, type RunStep, runSteps } from "./run-commands";
import { addWords } from "./word-edits";

export const aptNoninteractive = defineRule({
  id: "dockerfile/apt-noninteractive",
  on: "dockerfile",
  severity: "error",
  title: "Let package managers install without asking",
  why: "Nobody answers during a build: a package manager that asks whether to go on gets no answer and gives up, and the build fails.",
  references: [
    "https://docs.docker.com/build/building/best-practices/#apt-get",
    "https://manpages.debian.org/stable/apt/apt-get.8.en.html",
  ],
  equivalents: ["hadolint DL3014", "hadolint DL3030", "hadolint DL3034", "hadolint DL3038", "trivy DS-0021"],
  fix: "safe",
  examples: [
    {
      bad: "FROM debian:13-slim\nRUN apt-get update && «apt-get install» --no-install-recommends ca-certificates\n",
      good: "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates\n",
    },
    {
      title: "in exec form",
      bad: 'FROM fedora:43\nRUN ["«dnf", "install»", "httpd"]\n',
      good: 'FROM fedora:43\nRUN ["dnf", "install", "-y", "httpd"]\n',
    },
  ],
  *check({ file }) {
    let isAnswered = false;
    for (const step of runSteps(file.form)) {
      // A configuration written here may answer for all that follows.
      isAnswered ||= /assume-?yes/i.test(step.run.args.text) && writesSetting(step);
      for (const each of step.commands) {
        const os = osCommandOf(each.command);
        if (os?.action !== "install" || os.family === "apk" || !os.verb) continue;
        const at = { start: os.program.span.start, end: os.verb.span.end };
        if (saysYes(os)) yield { proves: at, message: `\`${os.manager}\` installs without asking.` };
        else if (!isAnswered && !os.command.pipedFrom && !mayHoldOptions(os.packages, step)) {
          yield {
            at,
            message: `\`${os.manager} ${os.verb.text}\` asks before it installs, and nobody answers during a build.`,
            equivalents: peers[os.manager] ?? [],
            fixes: fixesFor(os, each),
          };
        }
      }
    }
  },
});

const peers: Readonly<Partial<Record<OsCommand["manager"], readonly string[]>>> = {
  "apt-get": ["hadolint DL3014", "trivy DS-0021"],
  yum: ["hadolint DL3030"],
  zypper: ["hadolint DL3034"],
  dnf: ["hadolint DL3038"],
  microdnf: ["hadolint DL3038"],
};

function writesSetting({ run, commands }: RunStep): boolean {
  return run.heredocs.length > 0 || commands.some(({ command }) => osCommandOf(command) === undefined);
}

function saysYes(os: OsCommand): boolean {
  const settings = settingsIn(os);
  if (os.family === "zypper")
    return hasOption(os, ["non-interactive", "no-confirm"], "n") || hasOption(os, [], "y");
  if (os.family === "rpm")
    return hasOption(os, ["assumeyes", "assume-yes"], "y") || isOn(settings.get("assumeyes"));
  if (
    hasOption(os, ["yes", "assume-yes", "force-yes", "assume-no", "simulate", "dry-run", "just-print"], "y")
  )
    return true;
  if (hasOption(os, ["print-uris"], "s") || isOn(settings.get("apt::get::assume-yes"))) return true;
  return quietness(os) >= 2;
}

/** How often apt is told to be quiet; from 2 on it stops to ask. */
function quietness({ options }: OsCommand): number {
  let level = 0;
  for (const { name, isLong, value } of options) {
    const isQuiet = isLong ? name === "quiet" : name.includes("q");
    if (isQuiet && value !== undefined && /^\d+$/.test(value)) level = Number(value);
    else if (isQuiet) level += isLong ? 1 : name.split("q").length - 1;
  }
  return level;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(1|true|yes|on)$/i.test(value);
}

function fixesFor({ verb }: OsCommand, { isArray }: RunCommand): Fix[] {
  return verb ? [{ title: "Add `-y`", kind: "safe", edits: [addWords(verb, ["-y"], isArray)] }] : [];
}
