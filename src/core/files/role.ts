/** What a file is for: rules speak loudest about `prod`, one step softer about the rest, never about `skip`. */
export type FileRole = "prod" | "dev" | "test" | "example" | "doc" | "skip";

const folders: Readonly<
  Record<"skip" | "test" | "example" | "doc" | "dev" | "generated", ReadonlySet<string>>
> = {
  skip: new Set(
    "node_modules .git .venv venv vendor dist .next .nuxt coverage __pycache__ site-packages".split(" "),
  ),
  generated: new Set(["build", "out", "target"]),
  test: new Set(
    "test tests __tests__ e2e cypress playwright spec specs fixtures __mocks__ __fixtures__ testdata".split(
      " ",
    ),
  ),
  example: new Set(["example", "examples", "sample", "samples"]),
  doc: new Set(["doc", "docs"]),
  dev: new Set([".devcontainer"]),
};
const lockFiles = new Set(
  "package-lock.json pnpm-lock.yaml yarn.lock poetry.lock uv.lock pipfile.lock npm-shrinkwrap.json".split(
    " ",
  ),
);
const devWords = new Set(["dev", "devel", "development", "local", "override"]);
const testWords = new Set(["test", "tests", "spec", "ci", "e2e"]);
const exampleWords = new Set(["example", "sample", "template", "dist", "defaults"]);

/**
 * The role of the file at `path` (relative to the workspace folder, folders separated by `/`). The words of a
 * name count where the family of the file uses them: `compose.dev.yaml` and `Dockerfile.dev` are for
 * development, `dev.py` is a module like any other unless it is a settings module.
 */
export function roleOf(path: string): FileRole {
  const parts = path.toLowerCase().split("/");
  const name = parts.pop() ?? "";
  const within = (set: ReadonlySet<string>) => parts.some((part) => set.has(part));
  const words = name.split(/[.\-_]/);
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word));

  if (within(folders.skip) || lockFiles.has(name) || words.includes("min") || name.endsWith(".map"))
    return "skip";
  if (within(folders.generated) && /\.(m?js|cjs|json|html|css|py)$/.test(name)) return "skip";
  if (within(folders.test) || isTestName(name)) return "test";
  if (parts.at(-1) === "environments" && name === "test.rb") return "test";
  const named = isNamedByStage(name);
  if ((named || parts.at(-1) === "settings") && has(testWords)) return "test";
  if (
    within(folders.example) ||
    (has(exampleWords) && !isDeployedTemplate(name) && isExampleName(name, named))
  ) {
    return "example";
  }
  if (/\.(mdx?|markdown|rst)$/.test(name) || within(folders.doc)) return "doc";
  if (name === ".env" || ((named || /\.(?:ba)?sh$/.test(name)) && has(devWords)) || isDevFolder(parts))
    return "dev";
  if (parts.at(-1) === "settings" && has(devWords)) return "dev";
  // `config/environments/development.rb`, as Rails has it.
  if (parts.at(-1) === "environments" && name === "development.rb") return "dev";
  // `.envs/.local/.django`, as cookiecutter-django has it.
  if (parts.includes(".envs") && parts.some((part) => devWords.has(part.replace(/^\./, "")))) return "dev";
  return "prod";
}

function isTestName(name: string): boolean {
  return (
    /\.(test|spec)\.\w+$/.test(name) ||
    /_test\.\w+$/.test(name) ||
    /^test_.*\.py$/.test(name) ||
    name === "conftest.py"
  );
}

/** Dockerfiles, Compose files, dotenv files and settings modules carry the stage in their name; scripts say when they are for development. */
function isNamedByStage(name: string): boolean {
  return /dockerfile|containerfile|compose|^\.env|^env[.\-_]|\.env$|\.env[.\-_]|settings/.test(name);
}

/** nginx images render `*.conf.template` at start-up: a template that is deployed is not an example. */
function isDeployedTemplate(name: string): boolean {
  return name.endsWith(".conf.template");
}

function isExampleName(name: string, named: boolean): boolean {
  return (
    named ||
    /\.(example|sample|template|dist)$/.test(name) ||
    /\.(example|sample|template)\.\w+$/.test(name) ||
    name.startsWith("env.")
  );
}

function isDevFolder(parts: readonly string[]): boolean {
  if (parts.some((part) => folders.dev.has(part))) return true;
  return parts.some((part, i) => devWords.has(part) && parts[i - 1] === "docker");
}
