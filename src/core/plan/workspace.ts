import { datastoreOf } from "../data/datastores";
import type { Part, Template } from "../data/templates/template";
import type { JsonValue } from "../files/json";
import { pythonPackages } from "../project/python-packages";
import { services } from "../project/services";
import type { ProjectView } from "../project/view";

/** What a workspace tells about the plan that it needs. */
export interface Surroundings {
  /** Parts of the app that are there; undefined for a workspace that holds nothing yet: all may come. */
  readonly parts: ReadonlySet<Part> | undefined;
  readonly target: string | undefined;
  readonly paths: readonly string[];
}

/** Dependencies of npm and of Python that tell that a part is there. */
const dependencies: Readonly<Record<Part, RegExp>> = {
  web: /^(?:vite|next|nuxt|@sveltejs\/kit|astro|@angular\/core|vue|react|react-dom|svelte|@remix-run\/react|solid-js)$/,
  migrations:
    /^(?:alembic|flask-migrate|aerich|prisma|@prisma\/client|drizzle-orm|knex|typeorm|sequelize|@mikro-orm\/core|django|yoyo-migrations|db-migrate)$/,
  database:
    /^(?:sqlalchemy|sqlmodel|psycopg2?(?:-binary)?|psycopg|asyncpg|django|peewee|pymysql|mysqlclient|pymongo|motor|tortoise-orm|pg|postgres|mysql2?|mongodb|mongoose|prisma|@prisma\/client|drizzle-orm|knex|typeorm|sequelize|better-sqlite3|@supabase\/supabase-js)$/,
  cache:
    /^(?:redis|ioredis|django-redis|aioredis|celery|rq|bull|bullmq|connect-redis|memjs|pymemcache|cacheops|valkey)$/,
  mail: /^(?:nodemailer|@sendgrid\/mail|sendgrid|resend|postmark|postmarker|mailgun\.js|mailgun|fastapi-mail|flask-mail|django-anymail|@aws-sdk\/client-ses|emails|mjml|react-email)$/,
  payments:
    /^(?:stripe|@stripe\/stripe-js|paypal-rest-sdk|@paypal\/.+|paypalrestsdk|@paddle\/.+|@lemonsqueezy\/.+|mollie-api-python|@mollie\/api-client|braintree|dj-stripe|adyen.*|@adyen\/.+)$/,
  oauth:
    /^(?:next-auth|@auth\/.+|passport-(?:google|github|facebook|oauth).*|authlib|social-auth-app-django|django-allauth|better-auth|arctic|@clerk\/.+|auth0.*|@auth0\/.+|grant|simple-oauth2|fastapi-sso)$/,
  ai: /^(?:openai|anthropic|@anthropic-ai\/sdk|langchain.*|@langchain\/.+|ai|@ai-sdk\/.+|google-generativeai|@google\/generative-ai|@google\/genai|google-genai|cohere.*|mistralai|@mistralai\/.+|replicate|llama-index|litellm|ollama)$/,
  storage:
    /^(?:boto3|aioboto3|@aws-sdk\/client-s3|minio|django-storages|@google-cloud\/storage|google-cloud-storage|@azure\/storage-blob|azure-storage-blob|@vercel\/blob|cloudinary|multer-s3|uploadthing|@uploadthing\/.+)$/,
};

/** Files that tell it without dependencies. */
const signs: Readonly<Partial<Record<Part, RegExp>>> = {
  web: /(?:^|\/)(?:(?:vite|next|nuxt|svelte|astro|angular|vue|webpack|remix)\.config\.[cm]?[jt]s|angular\.json|(?:src|app)\/(?:App|main|index)\.(?:[jt]sx|vue|svelte))$/,
  migrations:
    /(?:^|\/)(?:alembic\.ini|prisma\/schema\.prisma|manage\.py|knexfile\.[cm]?[jt]s|drizzle\.config\.[cm]?[jt]s|migrations\/[^/]+)$/,
};

/** What the files of `project` tell. */
export function surroundingsOf(project: ProjectView): Surroundings {
  const paths = project.paths().filter((path) => !/(?:^|\/)(?:node_modules|\.git|\.liftoff)\//.test(path));
  const parts = new Set<Part>();
  for (const [part, pattern] of Object.entries(signs) as [Part, RegExp][]) {
    if (paths.some((path) => pattern.test(path))) parts.add(part);
  }
  const names = dependenciesOf(project, paths);
  for (const [part, pattern] of Object.entries(dependencies) as [Part, RegExp][]) {
    if (names.some((name) => pattern.test(name))) parts.add(part);
  }
  for (const image of imagesOf(project)) {
    const store = datastoreOf(image)?.store.id;
    if (store === "redis" || store === "valkey" || store === "memcached") parts.add("cache");
    else if (store === "minio") parts.add("storage");
    else if (store !== undefined && store !== "rabbitmq") parts.add("database");
  }
  return { parts: paths.length === 0 ? undefined : parts, target: project.target, paths };
}

/** A template that fits, and why, as a sentence. */
export interface Suggestion {
  readonly template: Template;
  readonly why: string;
}

interface Sign {
  readonly id: string;
  readonly why: string;
  readonly fits: (surroundings: Surroundings) => boolean;
}

/** What speaks for a template, the strongest first. */
const reasons: readonly Sign[] = [
  {
    id: "paas-two-week",
    why: "There is a file for a managed platform.",
    fits: ({ paths }) =>
      paths.some((path) =>
        /(?:^|\/)(?:render\.yaml|fly\.toml|heroku\.yml|app\.json|Procfile|railway\.(?:json|toml))$/.test(
          path,
        ),
      ),
  },
  {
    id: "static-plus-api",
    why: "The web app goes to a static host.",
    fits: ({ paths, parts }) =>
      parts?.has("web") === true &&
      paths.some((path) => /(?:^|\/)(?:vercel\.json|netlify\.toml|_redirects|wrangler\.toml)$/.test(path)),
  },
  {
    id: "saas-ten-phase",
    why: "The app has accounts or payments and sends mail.",
    fits: ({ parts }) =>
      parts?.has("payments") === true || (parts?.has("mail") === true && parts.has("oauth")),
  },
  {
    id: "vps-compose",
    why: "Compose and a proxy of its own are there: one server can run it.",
    fits: ({ paths }) =>
      paths.some((path) => /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/.test(path)) &&
      paths.some((path) => /nginx|Caddyfile|traefik/i.test(path)),
  },
  {
    id: "production-checklist",
    why: "Images, pipeline and proxy are there: only the gaps matter.",
    fits: ({ paths }) =>
      paths.some((path) => /(?:^|\/)Dockerfile/.test(path)) &&
      paths.some((path) => path.startsWith(".github/workflows/")) &&
      paths.length > 200,
  },
  {
    id: "vps-compose",
    why: "Compose is there: one server can run it.",
    fits: ({ paths }) => paths.some((path) => /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/.test(path)),
  },
];

/** The template that fits best, by the platform that the configuration names, else by what is there. */
export function suggest(
  templates: readonly [Template, ...Template[]],
  surroundings: Surroundings,
): Suggestion {
  const { target } = surroundings;
  const aimed = templates.find(({ targets }) => target !== undefined && targets.includes(target));
  if (aimed) return { template: aimed, why: `The configuration aims at ${target}.` };
  for (const { id, why, fits } of reasons) {
    const template = templates.find((one) => one.id === id);
    if (template && fits(surroundings)) return { template, why };
  }
  return { template: templates[0], why: "It works for any app, and everything in it can be generated." };
}

/** Whether `part` may be there: everything may in a workspace that holds nothing yet. */
export function mayHave({ parts }: Surroundings, part: Part): boolean {
  return parts === undefined || parts.has(part);
}

function dependenciesOf(project: ProjectView, paths: readonly string[]): string[] {
  const npm = paths
    .filter((path) => /(?:^|\/)package\.json$/.test(path))
    .flatMap((path) => {
      const file = project.file(path);
      return file?.is("json")
        ? ["dependencies", "devDependencies"].flatMap((key) => keysOf(file.form.get(key)))
        : [];
    });
  const python = [...project.fact(pythonPackages).values()].flatMap(({ distributions }) => distributions);
  return [...npm, ...python];
}

function keysOf(value: JsonValue | undefined): string[] {
  return value?.kind === "object" ? value.properties.map(({ key }) => key) : [];
}

function imagesOf(project: ProjectView): string[] {
  return [...project.fact(services).values()].flatMap(({ services: all }) =>
    all.flatMap(({ image }) => image ?? []),
  );
}
