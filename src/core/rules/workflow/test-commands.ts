import type { ShellCommand } from "../../files/dockerfile/shell";
import { inputText, type Step } from "../../files/workflow/pipeline";
import { commandsOf, shellOf } from "../../files/workflow/script";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";
import { valuesOf, withoutRunner } from "./commands";

/** Programs that do nothing but test. */
const testers = new Set(
  "pytest py.test vitest jest mocha ava rspec phpunit pest paratest tox nox nextest ctest cypress karma behave cucumber newman nosetests stestr hurl bats jasmine tap trial testcafe k6 codecept codeception gotestsum ginkgo busted minitest cram lit".split(
    " ",
  ),
);
/** Programs that test when their first words say so. */
const withWord: Readonly<Record<string, RegExp>> = {
  go: /^test\b|^run \S+ [\w:]{0,40}test/,
  nix: /^flake check\b/,
  poe: /test|check|ci/,
  moon: /test|check|ci/,
  cargo: /^(?:\+\w+ )?(?:test|nextest|llvm-cov|tarpaulin|make test)\b/,
  deno: /^(?:test|task (?:test|ci|check)\b)/,
  bun: /^(?:test|run [\w:.-]*(?:test|ci|check|verify)|[\w:.-]*test)/,
  dotnet: /^(?:test|vstest)\b/,
  swift: /^test\b/,
  flutter: /^test\b/,
  dart: /^test\b|^run test\b/,
  mix: /^test\b|^coveralls/,
  rails: /^(?:test|spec)/,
  rake: /^(?:$|test|spec|ci|default)/,
  playwright: /^test\b/,
  bazel: /^(?:test|coverage)\b/,
  bazelisk: /^(?:test|coverage)\b/,
  zig: /(?:^|\s)test\b/,
  gleam: /^test\b/,
  hatch: /^(?:test|run [\w:.+-]*test)/,
  pants: /\btest\b/,
  turbo: /\b[\w:.-]{0,60}test/,
  nx: /\b[\w:.-]{0,60}(?:test|e2e)/,
  lerna: /^run [\w:.-]*test/,
  rush: /\btest/,
  gradle: /\b(?:test|check|build|[a-z]+Test)\b/,
  gradlew: /\b(?:test|check|build|[A-Za-z]+Test)\b/,
  mvn: /\b(?:test|verify|package|install|deploy)\b/,
  mvnw: /\b(?:test|verify|package|install|deploy)\b/,
  sbt: /test/i,
  ant: /test/,
  lein: /test|midje/,
  stack: /^test\b/,
  cabal: /test/,
  xcodebuild: /\btest\b/,
  fastlane: /test|scan/,
  make: /(?:^|\s)[\w.-]*(?:test|check|ci|verify|coverage|spec)/,
  just: /(?:^|\s)[\w.-]*(?:test|check|ci|verify|coverage|spec)/,
  task: /(?:^|\s)[\w:.-]*(?:test|check|ci|verify|coverage|spec)/,
  mage: /test|check|ci/i,
  earthly: /\+[\w.-]*(?:test|ci|all|check)/,
  dagger: /test|check/,
  invoke: /test|check/,
  composer: /^(?:run(?:-script)? )?[\w:.-]*(?:test|check|ci)/,
  artisan: /^test\b/,
  symfony: /test|phpunit/,
  meteor: /^test/,
  ember: /^(?:test|exam|try)/,
  ng: /^(?:test|e2e)\b/,
  "react-scripts": /^test\b/,
  "vue-cli-service": /^test/,
  "wp-scripts": /^test/,
  aegir: /^test/,
  c8: /./,
  nyc: /./,
  coverage: /^run\b/,
  cmake: /--target \S*(?:test|check)/,
  ninja: /\btest|check\b/,
  meson: /^test\b/,
  robot: /./,
  molecule: /^(?:test|converge|verify)/,
  helm: /^(?:test|unittest)\b/,
  forge: /^test\b/,
  hardhat: /^test\b/,
  truffle: /^test\b/,
  terraform: /^test\b/,
  opa: /^test\b/,
};
const packageManagers = /^(?:npm|pnpm|yarn)$/;
const actions =
  /^(?:cypress-io\/github-action|pavelzw\/pytest-action|microsoft\/playwright-github-action|gabrielfalcao\/pytest-action|browser-actions\/.*test.*|matlab-actions\/run-tests|julia-actions\/julia-runtest|vmactions\/.*|reactivecircus\/android-emulator-runner|devcontainers\/ci|nick-(?:fields|invision)\/retry|addnab\/docker-run-action|wearerequired\/lint-action.*test)$/;

/** Where a step runs the tests of the project: the command, or the action that does. */
export function testIn(project: ProjectView, step: Step): Span | undefined {
  const command = commandsOf(step).find((one) => isTest(one, project));
  if (command) return step.run?.via ?? command.span;
  const { uses } = step;
  const action = uses?.action ?? "";
  if (!uses || (!actions.test(action) && action !== "actions-rs/cargo" && !action.startsWith("gradle/")))
    return undefined;
  const texts = ["command", "run", "runcmd", "script", "arguments", "run-command"].map(
    (name) => inputText(step, name) ?? "",
  );
  const isTester = /cypress|pytest|playwright|run-?tests?$/.test(action);
  return isTester || texts.some((text) => /test|check\b|verify\b/i.test(text)) ? uses.scalar.at : undefined;
}

/** Whether a command runs tests, by what it is called with or by the script of `package.json` that it names. */
export function isTest(command: ShellCommand, project: ProjectView): boolean {
  const [program = "", ...words] = withoutRunner(command);
  const plain = words.filter((word) => !word.startsWith("-"));
  const [first = "", second = ""] = plain;
  const all = words.join(" ");
  // `hatch run test`, `pdm run cov`: what a runner calls by a name of the project.
  if (program !== valuesOf(command)[0] && namesTests(program)) return true;
  if (testers.has(program)) return !/^(?:--version|--help|install|init|cache)$/.test(words[0] ?? "");
  if (packageManagers.test(program)) return isPackageTest(words, plain, project);
  if (/^python[\d.]*$/.test(program)) {
    return (
      /^-m (?:pytest|unittest|nose2?|tox|nox|coverage|behave|doctest|test)\b/.test(all) ||
      (/(?:^|\/)(?:manage|runtests|setup|tests?|run_tests?|test_\w+)\.py$/.test(first) &&
        (/test/.test(first) || /^test/.test(second)))
    );
  }
  if (/^(?:node|ruby|php|perl)$/.test(program))
    return /--test\b|(?:^|\s|\/)(?:tests?|spec)(?:[/.\s]|$)|artisan test/.test(all);
  if (/^(?:docker|docker-compose|podman)$/.test(program)) return isContainerTest(plain, all);
  if (/^(?:bash|sh|source|\.)$/.test(program)) return namesTests(first);
  const pattern = Object.hasOwn(withWord, program) ? withWord[program] : undefined;
  if (pattern) return pattern.test(plain.join(" ")) || (program === "cmake" && pattern.test(all));
  // Scripts of the project: ./scripts/run-tests.sh, bin/ci.
  return /[/.]/.test(command.words[0]?.text ?? "") && namesTests(command.words[0]?.text ?? "");
}

/** Whether a step runs something of the project that may run its tests: a script, or all of a makefile. */
export function mayRunTests(step: Step): boolean {
  const { run } = step;
  if (!run) return false;
  if (shellOf(step) !== "posix") return /test|spec|check/i.test(run.text);
  return commandsOf(step).some((command) => {
    const [program = "", first = ""] = withoutRunner(command);
    const written = command.words[0]?.text ?? "";
    if (/^(?:make|just|task|mage|invoke|rake|nox|dagger|earthly|bazel)$/.test(program)) {
      return first === "" || /^(?:all|default|build|-)/.test(first);
    }
    const called = /^(?:bash|sh|source|\.|python[\d.]*|node|ruby|pwsh|tsx|deno)$/.test(program)
      ? first
      : written;
    return /^\.{0,2}\/|\.(?:sh|py|js|mjs|ts|rb|ps1)$|^(?:bin|scripts?|tools|ci|dev|hack)\//.test(called);
  });
}

function isPackageTest(words: readonly string[], plain: readonly string[], project: ProjectView): boolean {
  const verb =
    plain.find((word) => !/^(?:run|run-script|exec|workspaces?|foreach|recursive|--)$/.test(word)) ?? "";
  if (
    plain.some((word) => /^(?:t|tst|it|cit|install-test|install-ci-test)$/.test(word)) &&
    plain.length === 1
  )
    return true;
  const script = plain.find((word) =>
    /(?:^|[:._-])(?:tests?|e2e|spec|unit|vitest|jest|coverage|ci|verify|validate|check)(?:$|[:._-])/i.test(
      word,
    ),
  );
  if (script !== undefined && !/^(?:add|install|i|ci|audit|config|cache|login)$/.test(plain[0] ?? "")) {
    return /test|e2e|spec|unit|jest|coverage/i.test(script) || scriptTests(script, project) !== false;
  }
  return words.includes("run") && scriptTests(verb, project) === true;
}

/** Whether a script of a `package.json` runs tests; undefined when none of that name is known. */
function scriptTests(name: string, project: ProjectView): boolean | undefined {
  const file = project.file("package.json");
  if (!file?.is("json")) return undefined;
  const value = file.form.get("scripts", name);
  if (value?.kind !== "scalar" || typeof value.value !== "string") return undefined;
  return /\b(?:tests?|vitest|jest|mocha|ava|playwright|cypress|karma|tap)\b|:test\b/.test(value.value);
}

function isContainerTest(plain: readonly string[], all: string): boolean {
  const isRun = /^(?:run|exec|compose|build|buildx)$/.test(plain[0] ?? "") || /^(?:run|exec|up)\b/.test(all);
  return (
    isRun &&
    /\b(?:pytest|vitest|jest|rspec|phpunit|npm (?:run )?test|npm t|yarn test|pnpm test|go test|cargo test|manage\.py test|tox|rails test|make (?:test|check))\b|--target[ =]\S{0,60}test|\btests?\b|exit-code-from/.test(
      all,
    )
  );
}

function namesTests(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /(?:^|[-_.])(?:tests?|ci|check|verify|e2e|specs?|cibuild)(?:[-_.]|$)|runtests?/i.test(name);
}
