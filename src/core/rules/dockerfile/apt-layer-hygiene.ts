import type { ShellWord } from "../../files/dockerfile/shell";
import type { Span } from "../../text/span";
import { defineRule, isProof, type Report } from "../rule";
import { AptSettings, isMounted, lastBareInstall, Removals } from "./layer-contents";
import { hasOption, type OsCommand, osCommandOf, settingsIn } from "./os-install";
import { mayHoldOptions, type RunCommand, type RunStep, runSteps } from "./run-commands";
import { addCommand, addWords } from "./word-edits";

export const aptLayerHygiene = defineRule({
  id: "dockerfile/apt-layer-hygiene",
  on: "dockerfile",
  severity: "info",
  title: "Leave package lists and extras out of the image",
  why: "Lists, caches and recommended packages make every pull slower, and each package nobody asked for is one more that has to be patched.",
  references: [
    "https://docs.docker.com/build/building/best-practices/#apt-get",
    "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper",
  ],
  equivalents: ["hadolint DL3009", "hadolint DL3015", "hadolint DL3019", "trivy DS-0025", "trivy DS-0029"],
  fix: "safe",
  hardening: true,
  examples: [
    {
      bad: "FROM alpine:3.23\nRUN «apk add» tzdata\n",
      good: "FROM alpine:3.23\nRUN apk add --no-cache tzdata\n",
    },
    {
      title: "lists and recommended packages",
      bad: "FROM debian:13-slim\nRUN «apt-get update» \\\n    && «apt-get install» -y curl\n",
      good: "FROM debian:13-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends curl \\\n    && rm -rf /var/lib/apt/lists/*\n",
    },
  ],
  *check({ file }) {
    if (!file.form.clean) return;
    const settings = new AptSettings();
    const steps = [...runSteps(file.form)];
    const lastBare = lastBareInstall(steps);
    for (const step of steps) {
      settings.learn(step);
      const layer = { step, settings, removals: new Removals(step) };
      const found = step.commands.flatMap((each) => placed(each) ?? []);
      for (const one of found) {
        if (one.os.action !== "install" || mayHoldOptions(one.os.packages, step)) continue;
        if (one.os.family === "apk") yield* judgeApk(one, layer);
        if (one.os.family === "apt") yield* judgeRecommends(one, layer);
      }
      const last = found.findLast(({ os }) => os.family === "apt" && os.action === "update");
      const isUsed = last && found.some(({ os, each }) => isInstall(os) && each.index > last.each.index);
      if (!isUsed || !step.isShipped) continue;
      for (const report of judgeLists(last, found, layer)) {
        const edit =
          isProof(report) || isMounted(step, "/var/lib/apt/lists")
            ? undefined
            : addCommand(step, removal, file);
        const kind = lastBare > step.run.index ? "review" : "safe";
        const title = "Remove the lists at the end of the RUN";
        yield edit ? { ...report, fixes: [{ title, kind, edits: [edit] }] } : report;
      }
    }
  },
});

const removal = "rm -rf /var/lib/apt/lists/*";

/** A command of a package manager, and where its name and verb stand. */
interface Placed {
  readonly os: OsCommand;
  readonly verb: ShellWord;
  readonly each: RunCommand;
  readonly at: Span;
}

/** A RUN and what is known of the layer it makes. */
interface Layer {
  readonly step: RunStep;
  readonly settings: AptSettings;
  readonly removals: Removals;
}

function placed(each: RunCommand): Placed | undefined {
  const os = osCommandOf(each.command);
  if (!os?.verb) return undefined;
  return { os, verb: os.verb, each, at: { start: os.program.span.start, end: os.verb.span.end } };
}

function isInstall({ family, action }: OsCommand): boolean {
  return family === "apt" && action === "install";
}

const apkCache = /\/var\/cache(\/|$|\*)|\/etc\/apk\/cache/;

function* judgeApk({ os, verb, each, at }: Placed, { step, removals }: Layer): Generator<Report> {
  if (hasOption(os, ["no-cache"])) {
    yield { proves: at, message: "apk keeps no index here." };
    return;
  }
  if (isMounted(step, "/var/cache/apk") || isMounted(step, "/etc/apk/cache")) return;
  if (removals.isBehind(each, apkCache)) return;
  const edits = [addWords(verb, ["--no-cache"], each.isArray)];
  yield {
    at,
    severity: severityOf(step),
    message: "`apk add` leaves the index of the repositories in this layer.",
    equivalents: ["hadolint DL3019", "trivy DS-0025"],
    fixes: [{ title: "Add `--no-cache`", kind: "safe", edits }],
  };
}

function* judgeRecommends({ os, verb, each, at }: Placed, { step, settings }: Layer): Generator<Report> {
  if (!/^(re)?install$/.test(verb.text)) return;
  const own = settingsIn(os).get("apt::install-recommends");
  const isWithout = hasOption(os, ["no-install-recommends", "without-recommends"]) || isOff(own);
  if (isWithout) yield { proves: at, message: "Only what is needed is installed here." };
  // Who asks for recommended packages means it.
  if (isWithout || own !== undefined || hasOption(os, ["install-recommends", "with-recommends"])) return;
  if (settings.decidesOnRecommends) return;
  const option = os.manager === "aptitude" ? "--without-recommends" : "--no-install-recommends";
  yield {
    at,
    severity: severityOf(step),
    message: `\`${os.manager} ${verb.text}\` brings recommended packages along that nothing asked for.`,
    equivalents: os.manager === "apt-get" ? ["hadolint DL3015", "trivy DS-0029"] : [],
    fixes: [
      {
        title: `Add \`${option}\`: recommended packages are missing then`,
        kind: "review",
        edits: [addWords(behindYes(os, verb), [option], each.isArray)],
      },
    ],
  };
}

/** `install -y` stays together. */
function behindYes({ options }: OsCommand, verb: ShellWord): ShellWord {
  const first = options.find(({ word }) => word.span.start > verb.span.start)?.word;
  return first && /^(-[yq]+|--yes)$/.test(first.text) ? first : verb;
}

const lists = /\/var\/lib\/(apt|\{[^}]*\bapt\b)|\/var\/lib\/?\*/;
const archives = /\/var\/cache/;

function* judgeLists({ os, each, at }: Placed, found: readonly Placed[], layer: Layer): Generator<Report> {
  const { step, settings, removals } = layer;
  if (removals.isBehind(each, lists) || found.some(({ verb }) => /^dist-?clean$/.test(verb.text))) {
    yield { proves: at, message: "The lists are removed in the RUN that fetches them." };
    return;
  }
  if (!isMounted(step, "/var/lib/apt/lists")) {
    const message = `The lists that \`${os.manager} update\` fetches stay in this layer of the image.`;
    yield { at, message, equivalents: ["hadolint DL3009"] };
    return;
  }
  const isClean = removals.isBehind(each, archives) || found.some(({ os }) => os.action === "clean");
  if (!settings.keepsArchives || isClean || isMounted(step, "/var/cache/apt")) return;
  const message = "apt keeps the archives it downloads here, in a layer of the image.";
  yield { at, message, equivalents: ["hadolint DL3009"] };
}

function severityOf({ isShipped }: RunStep): "info" | "hint" {
  return isShipped ? "info" : "hint";
}

function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(0|false|no|off)$/i.test(value);
}
