import { commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { programOf } from "../program";
import type { DependencyInstall } from "./dependency-install";

const builders: Readonly<Record<string, RegExp>> = {
  go: /^(build|install)$/,
  cargo: /^(build|install)$/,
  mvn: /^(package|install|verify)$/,
  mvnw: /^(package|install|verify)$/,
  gradle: /^(build|bootJar|assemble|shadowJar|installDist)$/,
  gradlew: /^(build|bootJar|assemble|shadowJar|installDist)$/,
  dotnet: /^(publish|build)$/,
  next: /^build$/,
  nuxt: /^(build|generate)$/,
  vite: /^build$/,
  ng: /^build$/,
  nest: /^build$/,
  astro: /^build$/,
  turbo: /^(run|build)$/,
  nx: /^(run|build)/,
};
const compilers = new Set(["tsc", "webpack", "rollup", "esbuild", "tsup", "swc", "cmake"]);

/** Whether `command` makes the application: `npm run build`, `go build`, `tsc`. */
export function isBuild(command: ShellCommand): boolean {
  const program = programOf(command);
  const tool = toolOf(program);
  if (compilers.has(tool)) return !program.args.some(({ text }) => /^(--version|-v|--help)$/.test(text));
  if (tool === "make") return true;
  const words = program.args.map(({ text }) => text);
  if (/^(npm|pnpm|yarn|bun)$/.test(tool)) {
    const script = words.filter(
      (word) => !word.startsWith("-") && word !== "run" && word !== "run-script",
    )[0];
    const isRun =
      tool === "npm" || tool === "bun" ? words.some((word) => /^(run|run-script)$/.test(word)) : true;
    return isRun && /^(build|compile|bundle|dist)(:|$)/.test(script ?? "");
  }
  const pattern = Object.hasOwn(builders, tool) ? builders[tool] : undefined;
  return pattern !== undefined && words.some((word) => pattern.test(word));
}

/** Whether the stage runs scripts or tools of the packages after `install`, as far as can be told. */
export function buildsAfter(stage: Stage, install: DependencyInstall): boolean {
  return stage
    .all("RUN")
    .some((run) =>
      run.scripts
        .flatMap((script) => commandsOf(script))
        .some((command) => command.span.start > install.command.span.start && mayUsePackages(command)),
    );
}

function mayUsePackages(command: ShellCommand): boolean {
  const tool = toolOf(command);
  if (isBuild(command) || /^(npx|bunx|pnpx|make|sh|bash|ash|node)$/.test(tool) || tool.endsWith(".sh"))
    return true;
  const verb = command.args.find(({ text }) => !text.startsWith("-"))?.text ?? "";
  if (!/^(npm|pnpm|yarn|bun)$/.test(tool)) return command.name === "" && command.words.length > 0;
  return !/^(cache|store|config|install|i|ci|prune|set|version|audit)$/.test(verb);
}
