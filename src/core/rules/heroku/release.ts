import { inFolder } from "../../project/build-context";
import { nodePackages } from "../../project/node-packages";
import type { ProjectView } from "../../project/view";

/** Files that show how migrations are run, and the command that does. */
const tools: readonly (readonly [file: string, command: string])[] = [
  ["manage.py", "python manage.py migrate --noinput"],
  ["alembic.ini", "alembic upgrade head"],
  ["prisma/schema.prisma", "npx prisma migrate deploy"],
  ["bin/rails", "bin/rails db:migrate"],
];

const migrates = /\b(?:migrate|upgrade head|db:migrate|db:prepare|db upgrade)\b/;

/** The command that migrates the database of the app in `folder`; undefined when it has none, or something runs it already. */
export function releaseFor(project: ProjectView, folder: string): string | undefined {
  const found = tools.find(([file]) => project.has(inFolder(folder, file)));
  if (!found) return undefined;
  const procfile = project.file(inFolder(folder, "Procfile"))?.text ?? "";
  const manifest = project.file(inFolder(folder, "app.json"))?.text ?? "";
  const scripts = Object.values(
    project.fact(nodePackages).get(inFolder(folder, "package.json"))?.scripts ?? {},
  );
  const isRun = [procfile, manifest, ...scripts].some((text) => migrates.test(text));
  // A script that is started may well migrate first.
  return isRun || /\.sh\b/.test(procfile) ? undefined : found[1];
}
