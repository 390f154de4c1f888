import { defineFact } from "./fact";
import { pythonPackages } from "./python-packages";
import type { ProjectView } from "./view";

/** Python files that import Django. */
export const djangoModules = defineFact<true, boolean>({
  id: "django-modules",
  on: ["python"],
  mentions: { python: ["django", "rest_framework"] },
  of: (file) =>
    file.is("python") && /^\uFEFF?[ \t]*(?:from|import)[ \t]+(?:django|rest_framework)\b/m.test(file.text)
      ? true
      : undefined,
  join: (parts) => parts.size > 0,
});

/** Whether anything in the workspace is built with Django. */
export function usesDjango(project: ProjectView): boolean {
  if (project.fact(djangoModules)) return true;
  return [...project.fact(pythonPackages).values()].some(({ distributions }) =>
    distributions.includes("django"),
  );
}
