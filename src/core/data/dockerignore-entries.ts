/** What a project is made of, as far as its ignore file is concerned. */
export type Stack = "python" | "node" | "go" | "rust" | "java" | "php" | "ruby" | "dotnet";

/** Names of files that show a stack. */
const manifests: Readonly<Record<string, Stack>> = {
  "package.json": "node",
  "requirements.txt": "python",
  "pyproject.toml": "python",
  "setup.py": "python",
  Pipfile: "python",
  "manage.py": "python",
  "go.mod": "go",
  "Cargo.toml": "rust",
  "pom.xml": "java",
  "build.gradle": "java",
  "build.gradle.kts": "java",
  "composer.json": "php",
  Gemfile: "ruby",
};

const always = [
  "**/.git",
  "**/.env",
  "**/.env.*",
  "!**/.env.example",
  "**/.DS_Store",
  "**/Dockerfile*",
  "**/compose*.y*ml",
  "**/docker-compose*.y*ml",
];

const byStack: Readonly<Record<Stack, readonly string[]>> = {
  python: [
    "**/__pycache__",
    "**/*.pyc",
    "**/.venv",
    "**/venv",
    "**/.pytest_cache",
    "**/.mypy_cache",
    "**/.ruff_cache",
  ],
  node: ["**/node_modules", "**/dist", "**/.next", "**/coverage", "**/npm-debug.log*"],
  go: ["**/*.test", "**/coverage.out"],
  rust: ["**/target"],
  java: ["**/target", "**/build", "**/.gradle"],
  php: ["**/vendor"],
  ruby: ["**/vendor/bundle", "**/log/*.log", "**/tmp"],
  dotnet: ["**/bin", "**/obj"],
};

/** The stack that the file called `name` (without folder) shows; undefined for all others. */
export function stackOf(name: string): Stack | undefined {
  if (Object.hasOwn(manifests, name)) return manifests[name];
  return /\.(?:cs|fs|vb)proj$/.test(name) ? "dotnet" : undefined;
}

/** The first line of an ignore file: what most people do not expect. */
export const anchoringNote = "# Patterns are anchored at this folder: `**/` reaches the folders below.";

/** Patterns that keep secrets, history, dependencies and caches out of the build contexts of such projects. */
export function ignoredEntries(stacks: Iterable<Stack>): readonly string[] {
  return [...new Set([...always, ...[...stacks].flatMap((stack) => byStack[stack])])];
}
