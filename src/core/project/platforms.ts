import type { SourceFile } from "../files/source";
import { type TomlForm, tomlValue } from "../files/toml";
import { asMap, textOf, valueAt, type YamlValue } from "../files/yaml/form";
import type { Span } from "../text/span";
import { defineFact } from "./fact";
import { folderOf, resolvePath } from "./services";
import type { ProjectView, Target } from "./view";

/** A platform that builds and runs the image of a Dockerfile. */
export interface Deployment {
  readonly platform: Extract<Target, "heroku" | "railway" | "render" | "fly">;
  /** Relative to the workspace root. */
  readonly dockerfile: string;
  /** The port to which the platform sends requests, where its file says so. */
  readonly port?: { readonly value: number; readonly at: Span };
}

/**
 * The deployments that files of platforms describe, by the path of the file: `heroku.yml`, `app.json`, `railway.json`,
 * `railway.toml`, `render.yaml`, `fly.toml`. A Procfile is none: with it Heroku builds no image.
 */
export const platforms = defineFact<readonly Deployment[], ReadonlyMap<string, readonly Deployment[]>>({
  id: "platforms",
  of(file) {
    const deployments = deploymentsIn(file).flatMap(({ platform, dockerfile, port }) => {
      const path = resolvePath(folderOf(file.path), dockerfile.replace(/^\//, ""));
      return path === undefined ? [] : [{ platform, dockerfile: path, ...(port ? { port } : {}) }];
    });
    return deployments.length > 0 ? deployments : undefined;
  },
  join: (parts) => parts,
});

/** A deployment of the Dockerfile at a path, and the file that describes it. */
export interface Described extends Deployment {
  readonly path: string;
}

/** How platforms run the image of the Dockerfile at `path`, as far as their files tell. */
export function deploymentsOf(project: ProjectView, path: string): readonly Described[] {
  return [...project.fact(platforms)].flatMap(([file, deployments]) =>
    deployments.filter(({ dockerfile }) => dockerfile === path).map((each) => ({ ...each, path: file })),
  );
}

/** The platforms that choose the port and pass it as PORT when they run the image of the Dockerfile at `path`. */
export function portInjectors(project: ProjectView, path: string): ReadonlySet<Deployment["platform"]> {
  const { target } = project;
  const found = new Set(deploymentsOf(project, path).map(({ platform }) => platform));
  if (target === "heroku" || target === "railway" || target === "render") found.add(target);
  // Fly sends requests to the port that its own file names.
  found.delete("fly");
  return found;
}

/** Files that run containers on Kubernetes: manifests and the templates of charts. */
export const kubernetes = defineFact<true, boolean>({
  id: "kubernetes",
  on: ["yaml"],
  of: (file) =>
    file.is("yaml") && /^\uFEFF?kind:[ \t]*["']?(?:Deployment|StatefulSet|Pod|Rollout)\b/m.test(file.text)
      ? true
      : undefined,
  join: (parts) => parts.size > 0,
});

function deploymentsIn(file: SourceFile): readonly Deployment[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).toLowerCase();
  if (file.is("yaml")) {
    if (/^heroku\.ya?ml$/.test(name)) return heroku(file.form.root);
    return /^render\.ya?ml$/.test(name) ? render(file.form.root) : [];
  }
  if (file.is("json")) {
    const text = (...path: string[]) => {
      const value = file.form.get(...path);
      return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
    };
    if (name === "app.json" && text("stack") === "container") return [image("heroku", undefined)];
    return name === "railway.json" ? railway(text("build", "builder"), text("build", "dockerfilePath")) : [];
  }
  if (!file.is("toml")) return [];
  const text = (...path: string[]) => stringAt(file.form, ...path);
  if (name === "railway.toml") return railway(text("build", "builder"), text("build", "dockerfilePath"));
  return /^fly[\w.-]*\.toml$/.test(name) ? fly(file.form) : [];
}

function image(platform: Deployment["platform"], dockerfile: string | undefined): Deployment {
  return { platform, dockerfile: dockerfile ?? "Dockerfile" };
}

function heroku(root: YamlValue | undefined): Deployment[] {
  const built = asMap(valueAt(root, "build", "docker"))?.entries ?? [];
  // Only the process called `web` gets requests.
  return built
    .filter(({ key }) => key === "web")
    .map(({ value }) => image("heroku", textOf(value) ?? textOf(valueAt(value, "dockerfile"))));
}

function railway(builder: string | undefined, dockerfile: string | undefined): Deployment[] {
  const builds = builder === undefined ? dockerfile !== undefined : builder.toUpperCase() === "DOCKERFILE";
  return builds ? [image("railway", dockerfile)] : [];
}

function render(root: YamlValue | undefined): Deployment[] {
  const services = valueAt(root, "services");
  return (services?.kind === "list" ? services.items : []).flatMap((service) => {
    const runtime = textOf(valueAt(service, "runtime")) ?? textOf(valueAt(service, "env"));
    if (textOf(valueAt(service, "type")) !== "web" || runtime !== "docker") return [];
    const folder = textOf(valueAt(service, "rootDir"));
    const dockerfile = textOf(valueAt(service, "dockerfilePath")) ?? "Dockerfile";
    return [image("render", folder === undefined ? dockerfile : `${folder}/${dockerfile}`)];
  });
}

function fly(form: TomlForm): Deployment[] {
  if (tomlValue(form, "build", "image") || tomlValue(form, "build", "builder")) return [];
  const services = form.tables.filter(({ path }) => /^(http_service|services)$/.test(path.join(".")));
  const ports = services.flatMap(({ entries }) =>
    entries.flatMap(({ key, value }) => {
      const isPort =
        key.join(".") === "internal_port" && value?.kind === "scalar" && /^\d+$/.test(value.text);
      return isPort ? [{ value: Number(value.text), at: value.span }] : [];
    }),
  );
  const [port] = ports;
  const described = image("fly", stringAt(form, "build", "dockerfile"));
  return [port && ports.length === 1 ? { ...described, port } : described];
}

function stringAt(form: TomlForm, ...path: string[]): string | undefined {
  const value = tomlValue(form, ...path);
  return value?.kind === "string" ? value.text : undefined;
}
