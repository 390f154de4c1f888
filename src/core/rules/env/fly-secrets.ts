import type { SourceFile } from "../../files/source";
import { tomlEntries } from "../../files/toml";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";

const command = /\bfly(?:ctl)?[ \t]{1,4}secrets[ \t]{1,4}(?:set|import)\b((?:[^\n\\]|\\\r?\n|\\.){0,2000})/g;
const documents = /\.(?:md|mdx|sh|ya?ml)$/;

/**
 * The variables that an app on Fly gets: those of `[env]`, and the secrets that a document or a workflow says how to set.
 * Undefined where nothing says which secrets there are.
 */
export function flyVariables(
  file: SourceFile<"toml">,
  project: ProjectView,
): { readonly names: ReadonlySet<string>; readonly at: Span } | undefined {
  if (!/(?:^|\/)fly[\w.-]*\.toml$/.test(file.path)) return undefined;
  const table = file.form.tables.find(({ path }) => path.join(".") === "env");
  if (!file.form.clean || !table) return undefined;
  const secrets = project.pathsLike(documents).flatMap((path) => secretsIn(project.file(path)?.text ?? ""));
  if (secrets.length === 0) return undefined;
  const own = tomlEntries(file.form, "env").map(({ key }) => key.join("."));
  return { names: new Set([...own, ...secrets]), at: table.span };
}

function secretsIn(text: string): string[] {
  if (!text.includes("secrets")) return [];
  return [...text.matchAll(command)].flatMap(([, rest = ""]) =>
    [...rest.matchAll(/\b([A-Z][A-Z0-9_]{1,80})=/g)].map(([, name = ""]) => name),
  );
}
