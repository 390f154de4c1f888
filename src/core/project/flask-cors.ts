import { defineFact } from "./fact";
import { sameService } from "./service-root";
import type { ProjectView } from "./view";

/** Python files that set Flask-CORS's options as settings of the application: `CORS_ORIGINS = …`. */
export const flaskCorsSettings = defineFact<true, readonly string[]>({
  id: "flask-cors-settings",
  on: ["python"],
  mentions: { python: ["CORS_"] },
  of: (file) =>
    file.is("python") && file.role === "prod" && /\bCORS_(ORIGINS|RESOURCES)\b["'\]]*\s*[:=]/.test(file.text)
      ? true
      : undefined,
  join: (parts) => [...parts.keys()],
});

/** Whether a setting may limit the origins of the Flask application at `path` where its code does not. */
export function mayLimitOrigins(path: string, project: ProjectView): boolean {
  return project.fact(flaskCorsSettings).some((other) => sameService(other, path, project));
}
