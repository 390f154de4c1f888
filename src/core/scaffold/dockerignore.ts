import type { Service } from "./service";

const always = [
  "# Patterns are anchored at this folder: `**/` reaches the folders below.",
  "**/.git",
  "**/.env",
  "**/.env.*",
  "!**/.env.example",
  "**/.DS_Store",
  "**/Dockerfile*",
  "**/compose*.y*ml",
  "**/docker-compose*.y*ml",
];

const byLanguage: Readonly<Record<Service["language"], readonly string[]>> = {
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
};

/** What a service's build context leaves out: secrets, version control, dependencies and caches. */
export function dockerignore(service: Service): string {
  return [...always, ...byLanguage[service.language], ""].join("\n");
}
