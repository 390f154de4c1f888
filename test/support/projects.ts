import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const home = path.resolve("test/fixtures/projects");

/** Names of the projects under test/fixtures/projects: small, whole, and in order as their authors would have them. */
export const projectNames = readdirSync(home);

/** The files of one of them by path. */
export function filesOfProject(name: string): Record<string, string> {
  return filesIn(path.join(home, name));
}

/** Names of the projects of which there is a neglected twin: the same app with what is forgotten before a launch. */
export const neglectedNames = readdirSync(path.resolve("test/fixtures/neglected"));

/** The files of a neglected twin by path. */
export function filesOfNeglected(name: string): Record<string, string> {
  return filesIn(path.resolve("test/fixtures/neglected", name));
}

/** All files below a folder, by their path in it. */
export function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name: file }) => {
      const full = path.join(parentPath, file);
      return [path.relative(folder, full).replaceAll(path.sep, "/"), readFileSync(full, "utf8")];
    }),
  );
}
