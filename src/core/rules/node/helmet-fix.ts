import { importDefault, importNamed } from "../../files/script/imports";
import { addStatementsAfter } from "../../files/script/insert";
import type { Available } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import { addNodeDependency, type ManifestChange } from "../../project/add-dependency";
import { proxies } from "../../project/headers/edges";
import { headers } from "../../project/headers/model";
import type { FileRuleContext, Fix } from "../rule";
import type { NodeApp } from "./apps";

type Context = FileRuleContext<"javascript">;

/** The package that sends the headers of a framework's applications, and how an application is given it. */
interface Library {
  readonly module: string;
  /** What to call it here. */
  readonly local: string;
  /** What the module exports by name; the module as a whole otherwise. */
  readonly named?: true;
  readonly packages: readonly string[];
  /** Fastify takes the package and its options; the others what the package makes of them. */
  readonly method: "use" | "register";
}

const helmet: Library = { module: "helmet", local: "helmet", packages: ["helmet"], method: "use" };
const fastifyHelmet: Library = {
  module: "@fastify/helmet",
  local: "helmet",
  packages: ["@fastify/helmet"],
  method: "register",
};
const libraries: Readonly<Record<NodeApp["framework"], Library>> = {
  express: helmet,
  nestjs: helmet,
  fastify: fastifyHelmet,
  koa: { module: "koa-helmet", local: "helmet", packages: ["helmet", "koa-helmet"], method: "use" },
  hono: {
    module: "hono/secure-headers",
    local: "secureHeaders",
    named: true,
    packages: [],
    method: "use",
  },
};

/** What the libraries send and a layer in front may send already, with the option that switches it off. */
const switches: ReadonlyMap<string, string> = new Map([
  ["content-security-policy", "contentSecurityPolicy"],
  ["referrer-policy", "referrerPolicy"],
  ["cross-origin-opener-policy", "crossOriginOpenerPolicy"],
  ["cross-origin-resource-policy", "crossOriginResourcePolicy"],
]);

/** Words of applications that send pages, which a content security policy can break. */
const pages =
  /\bstatic\(|serveStatic|[.](render|sendFile|html)\(|view engine|setViewEngine|useStaticAssets|@fastify\/(static|view|swagger-ui)|koa-(static|views)|swagger|apollo|graphi?ql/i;

/** Other origins may load what the application answers. */
const shared = /\bcors\b|enableCors|access-control-allow-origin/i;

const MAX_LINE = 100;

/** Installs the library that sends security headers, right behind the statement that creates the application. */
export function helmetFixes(app: NodeApp, context: Context): Fix[] {
  const { file, project } = context;
  const { form } = file;
  const isOnFastify = app.framework === "nestjs" && form.mentions("FastifyAdapter");
  const library = isOnFastify ? fastifyHelmet : libraries[app.framework];
  const available = library.named
    ? importNamed(form, library.module, library.local)
    : importDefault(form, library.module, library.local);
  const { name, assigned } = app;
  if (name === undefined || !assigned || !available) return [];
  const also = manifestChanges(library, context);
  const variants = project.fact(proxies).length > 0 ? [behindProxy] : variantsOf(library);
  return variants.flatMap(({ title, hsts }): Fix[] => {
    const options = [...(hsts ? [hsts] : []), ...optionsOf(library, context)];
    const inserted = addStatementsAfter(
      form,
      assigned.at.start,
      statement(name, library, available, options, isOnFastify),
    );
    if (!inserted) return [];
    const edits = [...available.edits, inserted];
    return [
      { title: `Add ${library.module}${title}`, kind: "review", edits, ...(also.length > 0 ? { also } : {}) },
    ];
  });

  function variantsOf({ named }: Library): readonly Variant[] {
    if (!named) return [wholeDomain, oneHost];
    const quote = quoteOf(form.text, '"');
    const value = (text: string) => `strictTransportSecurity: ${quote}${text}${quote}`;
    return [
      { title: ", with HSTS for this host", hsts: value("max-age=31536000") },
      {
        title: ", with HSTS for this host and its sub-domains",
        hsts: value("max-age=31536000; includeSubDomains"),
      },
    ];
  }
}

/** What is said of HSTS, which browsers remember for a year. */
interface Variant {
  readonly title: string;
  /** The option for it; the library's own default without. */
  readonly hsts: string | undefined;
}

const wholeDomain: Variant = { title: ", with HSTS for this host and its sub-domains", hsts: undefined };
const oneHost: Variant = {
  title: ", with HSTS for this host only",
  hsts: "strictTransportSecurity: { includeSubDomains: false }",
};
/** TLS ends at the proxy, and the header sent twice is void. */
const behindProxy: Variant = {
  title: "; HSTS is left to the proxy, where TLS ends",
  hsts: "strictTransportSecurity: false",
};

function optionsOf({ named }: Library, { file, project }: Context): string[] {
  const model = project.fact(headers);
  const quote = quoteOf(file.text, '"');
  const isSent = (header: string) => model.sentInFrontOf(file.path, header) !== undefined;
  const off = [...switches].filter(([header]) => isSent(header)).map(([, option]) => `${option}: false`);
  const isOff = (option: string) => off.includes(`${option}: false`);
  // Hono sends no policy by itself.
  const reports = !named && pages.test(file.text) && !isOff("contentSecurityPolicy");
  const opens = shared.test(file.text) && !isOff("crossOriginResourcePolicy");
  const policy = `${quote}cross-origin${quote}`;
  return [
    ...off.filter((option) => !(named && option.startsWith("contentSecurityPolicy"))),
    ...(reports ? ["contentSecurityPolicy: { reportOnly: true }"] : []),
    ...(opens ? [`crossOriginResourcePolicy: ${named ? policy : `{ policy: ${policy} }`}`] : []),
  ];
}

function statement(
  app: string,
  { method }: Library,
  { local }: Available,
  options: readonly string[],
  awaits: boolean,
): string[] {
  const record = options.length > 0 ? `{ ${options.join(", ")} }` : "";
  const call = `${awaits ? "await " : ""}${app}.${method}`;
  const line =
    method === "use"
      ? `${call}(${local}(${record}));`
      : `${call}(${local}${record === "" ? "" : `, ${record}`});`;
  if (line.length <= MAX_LINE) return [line];
  const entries = options.map((option) => `${option},`);
  return method === "use"
    ? [`${call}(`, `  ${local}({`, ...entries.map((entry) => `    ${entry}`), "  }),", ");"]
    : [`${call}(${local}, {`, ...entries.map((entry) => `  ${entry}`), "});"];
}

/** One change for each manifest, whatever it needs. */
function manifestChanges({ packages }: Library, { file, project }: Context): ManifestChange[] {
  const changes = packages.flatMap((name) => addNodeDependency(project, file.path, name));
  const paths = [...new Set(changes.map(({ path }) => path))];
  return paths.map((path) => ({
    path,
    edits: changes.filter((change) => change.path === path).flatMap(({ edits }) => edits),
  }));
}
