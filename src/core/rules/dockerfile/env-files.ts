import { isCredentialName } from "../../data/credential-names";
import { isFiller, isReference, passwordInUrl, tokenIn } from "../../data/secret-values";
import type { DotenvAssignment } from "../../files/dotenv";
import { type BuildContext, inFolder } from "../../project/build-context";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";

/**
 * Whether the file of variables at `path` (relative to the context) is one to keep out of an image. Files for one
 * machine are, whatever is in them at the moment; those for a stage of deployment when they hold a secret, or when
 * they are not there to be looked at.
 */
export function isSecretEnvFile(project: ProjectView, context: BuildContext, path: string): boolean {
  const full = inFolder(context.folder, path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = project.file(full);
  const assignments = file?.is("dotenv") ? file.form.assignments : undefined;
  if (/^\.env(?:\.[\w.-]{1,60})?\.local$/.test(name)) return true;
  if (name !== ".env") return assignments ? assignments.some(isSecret) : !project.has(full);
  if (!assignments || assignments.length === 0) return true;
  // Symfony keeps its defaults in `.env`, Vite and its like what goes into the page: both belong to the source.
  if (project.has(inFolder(folderOf(full), "symfony.lock"))) return false;
  return !assignments.every(({ key }) => published.test(key));
}

const published =
  /^(?:VITE|NEXT_PUBLIC|REACT_APP|VUE_APP|GATSBY|PUBLIC|EXPO_PUBLIC|NUXT_PUBLIC|NG_APP|STORYBOOK)_/;

function isSecret({ key, value }: DotenvAssignment): boolean {
  if (value === "") return false;
  if (tokenIn(value) ?? passwordInUrl(value)) return true;
  return isCredentialName(key) && !isReference(value) && !isFiller(value);
}
