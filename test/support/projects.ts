import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const home = path.resolve("test/fixtures/projects");

/** Names of the projects under test/fixtures/projects: small, whole, and in order as their authors would have them. */
export const projectNames = readdirSync(home);

/** The files of one of them by path. */
export function filesOfProject(name: string): Record<string, string> {
  const folder = path.join(home, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name: file }) => {
      const full = path.join(parentPath, file);
      return [path.relative(folder, full).replaceAll(path.sep, "/"), readFileSync(full, "utf8")];
    }),
  );
}
