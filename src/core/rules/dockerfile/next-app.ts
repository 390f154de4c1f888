import type { SourceFile } from "../../files/source";
import { contextsOf, inFolder, withinFolder } from "../../project/build-context";
import { pathsIn } from "../../project/paths";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** The Next.js application that a Dockerfile builds, as far as the workspace shows it. */
export interface NextApp {
  /** Relative to the build context; undefined when there is no configuration, or more than one. */
  readonly folder: string | undefined;
  /** What `output` is set to, `server` where it is not; undefined when that is not known. */
  readonly output: "standalone" | "export" | "server" | undefined;
  /** Whether there is a folder `public` with something in it. */
  readonly hasPublic: boolean;
  /** Whether scripts and styles come from another host. */
  readonly servesStaticElsewhere: boolean;
  /** Whether a script of the package copies the static files itself. */
  readonly movesStatic: boolean;
}

const nothing: NextApp = {
  folder: undefined,
  output: undefined,
  hasPublic: false,
  servesStaticElsewhere: false,
  movesStatic: false,
};

/** What is known of the application that `file` builds. Asks the project only where Next.js is mentioned. */
export function nextAppOf(project: ProjectView, file: SourceFile<"dockerfile">): NextApp {
  if (!/\.next\b|\bnext\b/.test(file.text)) return nothing;
  const [context, ...more] = contextsOf(project, file.path);
  if (!context || more.length > 0) return nothing;
  const configs = pathsIn(project.pathsLike(/(^|\/)next\.config\.[cm]?[jt]s$/), context.folder).filter(
    (path) => !path.includes("node_modules/"),
  );
  const [config] = configs;
  if (config === undefined || configs.length > 1) return nothing;
  const folder = folderOf(config);
  const text = project.file(config)?.text;
  const output = /\boutput\s*:\s*(\S{0,40})/.exec(text ?? "")?.[1];
  const literal = /^["'`](standalone|export)["'`]/.exec(output ?? "")?.[1];
  return {
    folder: withinFolder(context.folder, inFolder(folder, "x"))?.replace(/\/?x$/, ""),
    output:
      output === undefined ? (text === undefined ? undefined : "server") : (literal as NextApp["output"]),
    hasPublic: pathsIn(project.paths(), inFolder(folder, "public")).length > 0,
    servesStaticElsewhere: /\bassetPrefix\b/.test(text ?? ""),
    movesStatic: /\.next\/static/.test(project.file(inFolder(folder, "package.json"))?.text ?? ""),
  };
}
