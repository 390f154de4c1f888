import type { Generator, GeneratorInput } from "../generator";

export const dependabot: Generator = {
  id: "dependabot",
  title: "Updates of dependencies",
  summary: "Proposes updates of packages, images and actions every week, some days after they came out.",
  files: (input) => [{ path: ".github/dependabot.yml", text: configText(input) }],
};

function configText({ stack }: GeneratorInput): string {
  const updates = new Map<string, string>([["github-actions /", entry("github-actions", "/")]]);
  for (const service of stack.services) {
    const folder = `/${service.folder}`;
    const ecosystem = service.language === "node" ? "npm" : service.manager === "uv" ? "uv" : "pip";
    updates.set(`${ecosystem} ${folder}`, entry(ecosystem, folder));
    updates.set(`docker ${folder}`, entry("docker", folder));
  }
  return ["version: 2", "updates:", ...updates.values(), ""].join("\n");
}

/** Fresh releases are the ones that were tampered with: a week shows most of it. */
function entry(ecosystem: string, folder: string): string {
  return [
    `  - package-ecosystem: ${ecosystem}`,
    `    directory: ${folder}`,
    "    schedule:",
    "      interval: weekly",
    "    cooldown:",
    "      default-days: 7",
    "    groups:",
    "      minor-and-patch:",
    "        update-types: [minor, patch]",
  ].join("\n");
}
