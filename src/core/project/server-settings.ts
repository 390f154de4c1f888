import { defineFact } from "./fact";
import type { ProjectView } from "./view";

/** Variables by which web servers are told where to listen and how many workers to start. */
const names =
  /\b(?:UVICORN_(?:HOST|PORT|UDS|FD|WORKERS|RELOAD)|GUNICORN_CMD_ARGS|WEB_CONCURRENCY|FLASK_RUN_(?:HOST|PORT)|FLASK_ENV_FILE|GRANIAN_(?:HOST|PORT|UDS|WORKERS))\b/g;
/** Files that hand variables to containers; code only reads them. */
const kinds = ["dotenv", "compose", "yaml", "workflow", "toml", "json"] as const;

/** The variables of web servers that any configuration of the workspace mentions. */
export const serverSettings = defineFact<readonly string[], ReadonlySet<string>>({
  id: "server-settings",
  of(file) {
    if (!kinds.some((kind) => file.is(kind))) return undefined;
    const found = [...new Set(file.text.match(names) ?? [])];
    return found.length > 0 ? found : undefined;
  },
  join: (parts) => new Set([...parts.values()].flat()),
});

/** Whether something in the workspace may set one of `variables` for a container. */
export function mayBeSet(project: ProjectView, variables: readonly string[]): boolean {
  const mentioned = project.fact(serverSettings);
  return variables.some((name) => mentioned.has(name));
}
