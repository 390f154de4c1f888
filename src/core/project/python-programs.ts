import { defineFact } from "./fact";
import { sameService } from "./service-root";
import type { ProjectView } from "./view";

/** `python -u app.py`, `"python3", "app.py"` */
const program =
  /\bpython(?:3(?:\.\d{1,2})?)?["',\s]+(?:-[a-zA-Z]{1,3}["',\s]+)?(?:\.\/|\/app\/)?([\w/-]+\.py)\b/g;

/** Python files that Dockerfiles and Compose files for production start as programs, as these name them. */
export const pythonPrograms = defineFact<readonly string[], readonly string[]>({
  id: "python-programs",
  on: ["dockerfile", "compose"],
  of(file) {
    if (file.role !== "prod" || !(file.is("dockerfile") || file.is("compose"))) return undefined;
    if (!file.text.includes(".py")) return undefined;
    const starts = file.is("dockerfile") ? /^\s*(CMD|ENTRYPOINT)\b/i : /^\s*(command|entrypoint):/;
    const lines = file.text.split("\n").filter((line) => starts.test(line));
    const found = lines.flatMap((line) => [...line.matchAll(program)].map(([, name]) => name ?? ""));
    return found.length > 0 ? found.map((name) => `${file.path}\n${name}`) : undefined;
  },
  join: (parts) => [...parts.values()].flat(),
});

/** Whether production starts the Python file at `path` as a program: `python app.py`. */
export function isStartedAsProgram(path: string, project: ProjectView): boolean {
  return project.fact(pythonPrograms).some((entry) => {
    const [from = "", name = ""] = entry.split("\n");
    if (path !== name && !path.endsWith(`/${name}`)) return false;
    const folder = from.slice(0, from.lastIndexOf("/") + 1);
    return path.startsWith(folder) || sameService(path, `${folder}x.py`, project);
  });
}
