import type { SourceFile } from "../../files/source";
import { asMap, textOf, valueAt } from "../../files/yaml/form";
import type { Span } from "../../text/span";
import type { Redirect } from "./edges";

/**
 * What a platform runs that its redirect stands in front of: `everything` that listens, images with an nginx of their own
 * among it; `code` that it starts itself; or `pages`, static files with functions beside them.
 */
export type Runs = "everything" | "code" | "pages";

/** A redirect that a hosting platform does, and what it stands in front of. */
export interface PlatformRedirect extends Redirect {
  readonly runs: Runs;
}

/** The file as a whole: the platform redirects without being told. */
const whole: Span = { start: 0, end: 0 };

/** How the platform that `file` configures sends HTTP on to HTTPS. Heroku does not. */
export function platformRedirect(file: SourceFile): PlatformRedirect | undefined {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).toLowerCase();
  if (file.is("json")) return ofJson(name, file);
  if (file.is("toml")) return ofToml(name, file);
  return file.is("yaml") ? ofYaml(name, file) : undefined;
}

function ofJson(name: string, { form }: SourceFile<"json">): PlatformRedirect | undefined {
  switch (name) {
    case "vercel.json":
      return { by: "Vercel", at: whole, runs: "code" };
    case "railway.json":
      return { by: "Railway", at: whole, runs: "everything" };
    case "staticwebapp.config.json":
      return { by: "Azure Static Web Apps", at: whole, runs: "pages" };
    case "firebase.json": {
      const hosting = form.property("hosting");
      return hosting && { by: "Firebase Hosting", at: hosting.keyAt, runs: "pages" };
    }
    default:
      return undefined;
  }
}

function ofToml(name: string, { form }: SourceFile<"toml">): PlatformRedirect | undefined {
  if (name === "railway.toml") return { by: "Railway", at: whole, runs: "everything" };
  if (name === "netlify.toml") return { by: "Netlify", at: whole, runs: "pages" };
  if (!/^fly[\w.-]*\.toml$/.test(name)) return undefined;
  const services = form.tables.filter(({ path }) =>
    /^(http_service|services(\.ports)?)$/.test(path.join(".")),
  );
  const forced = services
    .flatMap(({ entries }) => entries)
    .find(
      ({ key, value }) =>
        key.join(".") === "force_https" && value?.kind === "scalar" && value.text === "true",
    );
  return forced && { by: "Fly.io", at: forced.keySpan, runs: "everything" };
}

function ofYaml(name: string, { form }: SourceFile<"yaml">): PlatformRedirect | undefined {
  if (/^render\.ya?ml$/.test(name)) {
    const services = asMap(form.root)?.entry("services");
    return services && { by: "Render", at: services.at, runs: "everything" };
  }
  if (!/^app\.ya?ml$/.test(name) || textOf(valueAt(form.root, "runtime")) === undefined) return undefined;
  const handlers = valueAt(form.root, "handlers");
  const rules = handlers?.kind === "list" ? handlers.items : [];
  const secure = rules.map(asMap).find((rule) => textOf(rule?.get("secure")) === "always");
  const entry = secure?.entry("secure");
  return entry && { by: "App Engine", at: entry.at, runs: "code" };
}
