import { defineFact } from "./fact";
import { folderOf } from "./services";

/** The folders of the npm packages of the workspace, by the name that others import them by. */
export const workspacePackages = defineFact<string, ReadonlyMap<string, string>>({
  id: "workspace-packages",
  on: ["json"],
  of(file) {
    if (!/(^|\/)package\.json$/.test(file.path) || !file.is("json")) return undefined;
    const name = file.form.get("name");
    return name?.kind === "scalar" && typeof name.value === "string" ? name.value : undefined;
  },
  join: (parts) => new Map([...parts].map(([path, name]) => [name, folderOf(path)])),
});

/** The name of the package that an import of `module` loads: `@scope/name` of `@scope/name/path`. */
export function packageOf(module: string): string {
  return module.split("/", module.startsWith("@") ? 2 : 1).join("/");
}
