import { type Uri, workspace } from "vscode";
import type { ConfigFile } from "../core/lint/config";
import type { ToolName } from "../core/lint/outside/tool";
import { settings as names } from "./contributions";

/** The user's settings for one folder, as package.json declares them. */
export interface FolderSettings {
  readonly enabled: boolean;
  readonly run: "onType" | "onSave";
  /** What overrides the repository's own configuration; still to be checked, for a person typed it. */
  readonly overrides: ConfigFile;
}

/** Reads the settings that hold for `scope`. */
export function settingsOf(scope: Uri): FolderSettings {
  const get = reader(scope);
  const exclude = get<string[]>(names.exclude, []);
  const target = get<string>(names.target, "");
  return {
    enabled: get(names.enable, true),
    run: get<string>(names.run, "onType") === "onSave" ? "onSave" : "onType",
    overrides: {
      rules: get(names.rules, {}),
      ...(exclude.length > 0 ? { exclude } : {}),
      ...(target === "" ? {} : { target: target as NonNullable<ConfigFile["target"]> }),
    },
  };
}

/** Whether the status bar may show the progress of the launch. */
export function showsStatusBar(): boolean {
  return reader(undefined)(names.statusBar, true);
}

/** Whether `[/]` and `[-]` may be written into the Markdown plan at `scope`. */
export function allowsExtraMarks(scope: Uri): boolean {
  return reader(scope)(names.extraMarks, false);
}

/** Who uses the editor, where they said so; empty where they did not. */
export function ownName(): string {
  return reader(undefined)(names.me, "").trim();
}

/** Where the user says the program of a tool is; empty where it is to be found by its name. */
export function programOf(tool: ToolName): string {
  return reader(undefined)(names[tool], "").trim();
}

/** Whether the user's own tools check the workflow at `scope` when it is saved. */
export function checksOnSave(scope: Uri): boolean {
  return reader(scope)(names.toolsOnSave, false);
}

function reader(scope: Uri | undefined) {
  const configuration = workspace.getConfiguration(undefined, scope);
  return <T>(name: string, fallback: T): T => configuration.get<T>(name) ?? fallback;
}
