import { commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import { parseRequirement } from "../../files/requirements";
import { insertion, replacement } from "../../text/edits";
import { programOf } from "../program";
import { defineRule, type Fix, type Report } from "../rule";
import { everyInstruction } from "./every-instruction";
import { nodeInstallOf, type PackageArgument } from "./node-install";
import { mainManifest, type PackageManifest, releaseLine } from "./package-manifest";
import { pipTools } from "./tool-names";

export const pinGlobalTool = defineRule({
  id: "dockerfile/pin-global-tool",
  on: "dockerfile",
  severity: "warning",
  title: "Name the version of every tool the build installs",
  why: "A tool without a version is whatever was published last: a new major release of the package manager can refuse the lockfile, and the build of an old commit fails or gives another image.",
  references: ["https://docs.npmjs.com/cli/commands/npm-install", "https://nodejs.org/api/corepack.html"],
  equivalents: ["hadolint DL3016"],
  alsoSilencedBy: ["hadolint DL3013"],
  fix: "safe",
  examples: [
    {
      bad: "FROM node:24-slim\nRUN npm install -g «pnpm»\n",
      good: "FROM node:24-slim\nRUN npm install -g pnpm@10\n",
      with: { "package.json": '{ "packageManager": "pnpm@10.20.0" }\n' },
    },
    {
      title: "the version that the project develops with",
      bad: "FROM node:24-slim\nRUN npm install --global «prisma» && prisma generate\n",
      good: "FROM node:24-slim\nRUN npm install --global prisma@6 && prisma generate\n",
      with: { "package.json": '{ "devDependencies": { "prisma": "^6.19.0" } }\n' },
    },
    {
      bad: "FROM python:3.13-slim\nRUN pip install --no-cache-dir «poetry»\n",
      good: "FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.2.1\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const manifest = mainManifest(project, file.path);
    for (const { instruction } of everyInstruction(file.form)) {
      if (instruction.kind !== "RUN") continue;
      for (const command of instruction.scripts.flatMap((script) => commandsOf(script))) {
        const install = nodeInstallOf(command);
        if (install) {
          const equivalents = install.manager === "npm" ? ["hadolint DL3016"] : [];
          for (const each of install.packages) yield* judge(each, manifest, equivalents);
        } else if (toolOf(command) === "corepack") yield* judgeCorepack(command, manifest);
        else yield* judgePip(command);
      }
    }
  },
});

function* judge(
  argument: PackageArgument,
  manifest: PackageManifest | undefined,
  equivalents: readonly string[],
): Generator<Report> {
  const { word, name, version, source } = argument;
  const at = word.span;
  if (source === "git" && version === undefined && word.value !== undefined) {
    const message = `\`${name}\` names no commit or tag, so each build takes the newest commit.`;
    yield { at, message, equivalents };
  }
  if (source !== "registry") return;
  if (version === undefined) {
    const message = `\`${name}\` has no version, so each build takes the newest one that day.`;
    yield { at, message, equivalents, fixes: fixesFor(argument, manifest) };
  } else if (version !== "latest") {
    yield { proves: at, message: `The version of \`${name}\` is named.` };
  } else if (name !== "corepack") {
    // `@latest` asks for the newest on purpose; for what reads the lockfile that is as good as no version.
    const severity = name === "pnpm" || name === "yarn" ? "warning" : "info";
    const message = `\`${name}@latest\` is another version every few weeks. Name the one you mean.`;
    yield { at, severity, message, equivalents: [], fixes: fixesFor(argument, manifest) };
  }
}

/** `corepack prepare pnpm@latest`, unless package.json decides on the version anyway. */
function* judgeCorepack({ args }: ShellCommand, manifest: PackageManifest | undefined): Generator<Report> {
  const [verb, ...rest] = args;
  if (!/^(prepare|use|install|up)$/.test(verb?.text ?? "")) return;
  for (const word of rest) {
    const [, name = "", version] = /^(npm|pnpm|yarn)(?:@(.*))?$/.exec(word.value ?? "") ?? [];
    if (name === "" || /\d/.test(version ?? "") || manifest?.manager?.name === name) continue;
    const message = `Corepack fetches the newest \`${name}\` that day. Name a version, or set \`packageManager\` in package.json.`;
    const argument: PackageArgument = { word, name, version, source: "registry" };
    yield { at: word.span, message, equivalents: [], fixes: fixesFor(argument, manifest) };
  }
}

const pathFlags = new Set(["-t", "--target", "--prefix", "--root", "--src", "-r", "--requirement"]);

/** `pip install poetry`: other packages are for the rules about pip. */
function* judgePip(command: ShellCommand): Generator<Report> {
  const program = programOf(command);
  if (!/^(pip[\d.]*|pipx)$/.test(toolOf(program))) return;
  const { args } = program;
  const verb = args.findIndex(({ text }) => text === "install");
  if (verb < 0 || args.some(({ text }) => /^(-c|--constraint)(=|$)/.test(text))) return;
  for (const [i, word] of args.entries()) {
    if (i <= verb || word.value === undefined || pathFlags.has(args[i - 1]?.text ?? "")) continue;
    const requirement = parseRequirement(word.text, 0);
    if (!requirement || !pipTools.has(requirement.normalized)) continue;
    if (requirement.specifier !== "" || requirement.url !== undefined) {
      yield { proves: word.span, message: `The version of \`${requirement.name}\` is named.` };
    } else {
      const message = `\`${requirement.name}\` has no version, so each build takes the newest one that day.`;
      yield { at: word.span, message, equivalents: [] };
    }
  }
}

/** Only a version that the project names itself: any other would be a guess. */
function fixesFor(argument: PackageArgument, manifest: PackageManifest | undefined): Fix[] {
  const { word, name, version } = argument;
  const known = manifest && knownVersion(name, manifest);
  // Yarn 2 and later are not what the registry serves as `yarn`.
  if (!known || (name === "yarn" && known.version !== "1")) return [];
  const end = word.span.end;
  if (version !== undefined && !word.raw.endsWith(version)) return [];
  const edit =
    version === undefined
      ? insertion(end, `@${known.version}`)
      : replacement({ start: end - version.length, end }, known.version);
  const title = `Use \`${name}@${known.version}\`, as package.json says`;
  return [{ title, kind: known.isExact ? "safe" : "review", edits: [edit] }];
}

function knownVersion(
  name: string,
  { manager, engines, dependencies }: PackageManifest,
): { version: string; isExact: boolean } | undefined {
  const decided = manager?.name === name ? releaseLine(manager.version) : undefined;
  if (decided !== undefined) return { version: decided, isExact: true };
  const range = engines[name] ?? dependencies[name];
  const version = range === undefined ? undefined : releaseLine(range);
  return version === undefined ? undefined : { version, isExact: false };
}
