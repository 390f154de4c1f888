import assert from "node:assert/strict";
import { SourceFile } from "../../../../src/core/files/source";
import { readsIn } from "../../../../src/core/project/variables/scan";

/** `NAME` for a required read, `NAME?` for an optional one, `NAME@` for one of browsers. */
function reads(path: string, text: string): string[] {
  const file = SourceFile.create(path, text);
  assert.ok(file);
  return readsIn(file).reads.map(({ name, need, side, at }) => {
    assert.equal(
      text.slice(at.start, at.end).toUpperCase().endsWith(name) || path.endsWith(".py"),
      true,
      name,
    );
    return name + (need === "optional" ? "?" : "") + (side === "client" ? "@" : "");
  });
}

const ts = (text: string) => reads("src/app.ts", text);
const py = (text: string) => reads("app/main.py", text);

describe("variables that JavaScript reads", () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ["a member", "connect(process.env.DATABASE_URL);", ["DATABASE_URL"]],
    [
      "with an assertion",
      "connect(process.env.DATABASE_URL!);\nconst a = process.env.API_KEY as string;",
      ["DATABASE_URL", "API_KEY"],
    ],
    ["an index", 'connect(process.env["DATABASE_URL"]);', ["DATABASE_URL"]],
    [
      "a fallback",
      'const a = process.env.A_HOST ?? "x";\nconst b = process.env.B_HOST || "y";',
      ["A_HOST?", "B_HOST?"],
    ],
    [
      "a fallback behind a conversion",
      "const port = Number.parseInt(process.env.SMTP_PORT, 10) || 25;",
      ["SMTP_PORT?"],
    ],
    ["a comparison", 'if (process.env.FEATURE_X === "true") go();', ["FEATURE_X?"]],
    [
      "a test",
      "if (process.env.SENTRY_DSN) init({ dsn: process.env.SENTRY_DSN });",
      ["SENTRY_DSN?", "SENTRY_DSN?"],
    ],
    [
      "a test that stops",
      'if (!process.env.API_KEY) {\n  throw new Error("API_KEY");\n}\nuse(process.env.API_KEY);',
      ["API_KEY", "API_KEY"],
    ],
    [
      "a test that exits",
      'if (!process.env.API_KEY) {\n  console.error("no key");\n  process.exit(1);\n}',
      ["API_KEY"],
    ],
    [
      "a test that goes on",
      "if (!process.env.API_KEY) return null;\nuse(process.env.API_KEY);",
      ["API_KEY?", "API_KEY?"],
    ],
    ["an optional chain", 'const list = process.env.ALLOWED_HOSTS?.split(",");', ["ALLOWED_HOSTS?"]],
    [
      "a name that is asked later",
      "const dsn = process.env.SENTRY_DSN;\nif (dsn) init(dsn);",
      ["SENTRY_DSN?"],
    ],
    [
      "a name that must be there",
      "const key = process.env.API_KEY;\nif (!key) throw new Error();",
      ["API_KEY"],
    ],
    [
      "destructuring",
      'const { API_KEY, API_URL: url = "http://x", PORT_B } = process.env;',
      ["API_KEY", "API_URL?", "PORT_B"],
    ],
    ["Vite", "fetch(import.meta.env.VITE_API_URL + import.meta.env.MODE);", ["VITE_API_URL@"]],
    ["Next", "fetch(process.env.NEXT_PUBLIC_API_URL);", ["NEXT_PUBLIC_API_URL@"]],
    ["Deno and Bun", 'Deno.env.get("API_KEY"); use(Bun.env.API_URL)', ["API_KEY", "API_URL"]],
    [
      "loadEnv of Vite",
      'const env = loadEnv(mode, process.cwd(), "");\nuse(env.API_URL);\nconst { API_KEY, API_HOST = "x" } = env;',
      ["API_URL", "API_KEY", "API_HOST?"],
    ],
    [
      "loadEnv on top of the rest",
      "const env = { ...process.env, ...loadEnv(mode, root) };\nuse(env.API_URL);",
      ["API_URL"],
    ],
    ["destructuring of Vite", "const { VITE_A, VITE_B = 1 } = import.meta.env;", ["VITE_A@", "VITE_B?@"]],
    ["chains", 'use(process?.env?.API_KEY, process.env?.["API_URL"]);', ["API_KEY", "API_URL"]],
    [
      "a test of Deno",
      'if (Deno.env.has("API_KEY")) use(Deno.env.get("API_KEY"));',
      ["API_KEY?", "API_KEY?"],
    ],
    ["Bun by index", 'use(Bun.env["API_KEY"]);\nconst { API_URL } = Bun.env;', ["API_KEY", "API_URL"]],
    [
      "renamed imports of SvelteKit",
      'import { API_KEY as key, API_URL } from "$env/static/private";',
      ["API_KEY", "API_URL"],
    ],
    ["an alias", "const env = process.env;\nuse(env.API_KEY, other.API_URL);", ["API_KEY"]],
    ["from process", 'import { env } from "node:process";\nuse(env.API_KEY);', ["API_KEY"]],
    [
      "SvelteKit",
      'import { API_KEY } from "$env/static/private";\nimport { env } from "$env/dynamic/public";\nuse(env.PUBLIC_URL_A);',
      ["API_KEY", "PUBLIC_URL_A@"],
    ],
    [
      "Nest",
      'this.configService.get<string>("API_KEY"); config.getOrThrow("API_URL"); headers.get("X_API")',
      ["API_KEY", "API_URL"],
    ],
    ["a template", "const url = `https://${process.env.API_HOST}/v1`;", ["API_HOST"]],
    [
      "comments and strings",
      '// process.env.OLD_KEY\n/* process.env.OLD_B */\nconst a = "process.env.OLD_C";\nuse(process.env.API_KEY);',
      ["API_KEY"],
    ],
    [
      "writing",
      'process.env.API_KEY = "x";\ndelete process.env.API_URL;\nprocess.env.API_HOST ??= "y";',
      ["API_HOST?"],
    ],
    ["names that bundlers put in", "use(process.env.basePath, process.env.npm_package_version);", []],
    [
      "t3-env",
      "export const env = createEnv({ server: { API_KEY: z.string(), API_URL: z.string().url().optional() }, client: { NEXT_PUBLIC_A: z.string() }, runtimeEnv: { API_KEY: process.env.API_KEY, API_URL: process.env.API_URL, NEXT_PUBLIC_A: process.env.NEXT_PUBLIC_A } });",
      ["API_KEY", "API_URL?", "NEXT_PUBLIC_A@", "API_KEY", "API_URL?", "NEXT_PUBLIC_A@"],
    ],
    [
      "zod",
      'const schema = z.object({ API_KEY: z.string(), LOG_LEVEL: z.string().default("info") });\nexport const env = schema.parse(process.env);',
      ["API_KEY", "LOG_LEVEL?"],
    ],
    [
      "zod over a copy",
      "z.object({ API_KEY: z.string() }).safeParse({ ...process.env, A: 1 });",
      ["API_KEY"],
    ],
    [
      "a schema that stands elsewhere",
      "export default createEnv({ server: own });\nconst own = { API_KEY: z.string(), API_URL: z.string().default('x') };",
      ["API_KEY", "API_URL?"],
    ],
    [
      "envalid",
      'cleanEnv(process.env, { API_KEY: str(), API_URL: url({ default: "x" }) });',
      ["API_KEY", "API_URL?"],
    ],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(ts(text), expected));

  it("knows helpers and their calls", () => {
    const file = SourceFile.create(
      "src/env.ts",
      'export const env = (key: string, fallback?: string) => process.env[key] ?? fallback;\nfunction other(a) { return a; }\nenv("API_KEY"); env("API_URL", "x"); t("SOME_KEY");\n// env("OLD_KEY")\n',
    );
    assert.ok(file);
    const { helpers, calls } = readsIn(file);
    assert.deepEqual(helpers, ["env"]);
    assert.deepEqual(
      calls.map(({ helper, name, need }) => `${helper} ${name} ${need}`),
      ["env API_KEY required", "env API_URL optional", "t SOME_KEY required"],
    );
  });
});

describe("variables that Python reads", () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ["an index", 'import os\nkey = os.environ["API_KEY"]\n', ["API_KEY"]],
    [
      "get and getenv",
      'import os\na = os.environ.get("A_KEY")\nb = os.getenv("B_KEY")\n',
      ["A_KEY", "B_KEY"],
    ],
    [
      "a default",
      'import os\na = os.environ.get("A_KEY", "x")\nb = os.getenv("B_KEY") or "y"\n',
      ["A_KEY?", "B_KEY?"],
    ],
    [
      "a comparison",
      'import os\nDEBUG = os.getenv("APP_DEBUG") == "1"\nx = os.getenv("B_KEY", "").lower() in ("1",)\n',
      ["APP_DEBUG?", "B_KEY?"],
    ],
    [
      "a test",
      'import os\nif os.getenv("SENTRY_DSN"):\n    init(os.environ["SENTRY_DSN"])\n',
      ["SENTRY_DSN?", "SENTRY_DSN?"],
    ],
    ["a test that stops", 'import os\nif not os.getenv("API_KEY"):\n    raise RuntimeError\n', ["API_KEY"]],
    [
      "a name that is asked later",
      'import os\ndsn = os.getenv("SENTRY_DSN")\nif dsn:\n    init(dsn)\n',
      ["SENTRY_DSN?"],
    ],
    [
      "a name that must be there",
      'import os\nkey = os.getenv("API_KEY")\nif not key:\n    raise RuntimeError("key")\n',
      ["API_KEY"],
    ],
    [
      "membership",
      'import os\nif "REDIS_URL" in os.environ:\n    use(os.environ["REDIS_URL"])\n',
      ["REDIS_URL?", "REDIS_URL?"],
    ],
    [
      "imported names",
      'from os import environ, getenv\na = environ["A_KEY"]\nb = getenv("B_KEY")\n',
      ["A_KEY", "B_KEY"],
    ],
    [
      "names of its own",
      'from os import environ as e, getenv as g\na = e["A_KEY"]\nb = e.get("B_KEY", "x")\n',
      ["A_KEY", "B_KEY?"],
    ],
    [
      "names it gives itself",
      'import os\nenv = os.environ\nget = os.getenv\na = env["A_KEY"]\nb = get("B_KEY")\nenv["C_KEY"] = "x"\n',
      ["A_KEY", "B_KEY"],
    ],
    ["a request", 'def app(environ, start):\n    return environ["HTTP_HOST"]\n', []],
    [
      "comments and strings",
      'import os\n# os.environ["OLD_KEY"]\n"""\nos.environ["OLD_B"]\n"""\nos.environ["API_KEY"]\n',
      ["API_KEY"],
    ],
    ["writing", 'import os\nos.environ["A_KEY"] = "x"\nos.environ.setdefault("B_KEY", "y")\n', ["B_KEY?"]],
    [
      "django-environ",
      'import environ\nenv = environ.Env(DEBUG_A=(bool, False), SECRET_KEY=str)\nenv("API_KEY")\nenv.bool("FLAG_A", default=False)\nenv.db()\n',
      ["DEBUG_A?", "SECRET_KEY", "API_KEY", "FLAG_A?"],
    ],
    [
      "django-environ by another name",
      'import environ\nE = environ.Env()\nA = E("A_KEY")\nB = E.bool("B_KEY", default=False)\nC = environ.Env()("C_KEY")\n',
      ["A_KEY", "B_KEY?", "C_KEY"],
    ],
    [
      "environs with a prefix",
      'from environs import Env\nenv = Env()\nwith env.prefixed("DB_"):\n    host = env("HOST_A")\n    port = env.int("PORT_A", 1)\nkey = env.str("API_KEY")\n',
      ["DB_HOST_A", "DB_PORT_A?", "API_KEY"],
    ],
    [
      "decouple with a conversion",
      'from decouple import Config, RepositoryEnv, config\nA = config("A_KEY", cast=bool)\nB = config(\n    "B_KEY",\n    cast=int,\n    default=1,\n)\nown = Config(RepositoryEnv(".env"))\nC = own("C_KEY")\n',
      ["A_KEY", "B_KEY?", "C_KEY"],
    ],
    [
      "Starlette",
      'from starlette.config import Config\nsettings = Config(".env")\nA = settings("A_KEY", cast=Secret)\n',
      ["A_KEY"],
    ],
    [
      "decouple",
      'from decouple import config\nA = config("A_KEY")\nB = config("B_KEY", default="x", cast=str)\n',
      ["A_KEY", "B_KEY?"],
    ],
    [
      "pydantic",
      'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_file=".env")\n\n    """MORE: str"""\n    secret_key: str\n    debug: bool = False\n    dsn: str | None = None\n    name: Optional[str]\n    url: str = Field(...)\n    host: str = Field("x", description="y")\n    other: str = Field(default="x")\n    key: str = Field(validation_alias="API_KEY")\n    many: str = Field(\n        validation_alias=AliasChoices("KEY_A", "KEY_B"),\n    )\n    email: EmailSettings\n\n    def url(self) -> str:\n        local: int = 3\n        return ""\n',
      ["SECRET_KEY", "DEBUG?", "DSN?", "NAME?", "URL", "HOST?", "OTHER?", "API_KEY", "KEY_A"],
    ],
    [
      "other names in pydantic",
      'class S(BaseSettings):\n    a: str = Field(alias="A_KEY")\n    b: str = Field(default="x", validation_alias=AliasChoices("B_KEY", "B_ALT"))\n    c: str = Field(..., env="C_KEY")\n',
      ["A_KEY", "B_KEY?", "C_KEY"],
    ],
    [
      "a prefix of pydantic",
      'class S(BaseSettings):\n    class Config:\n        env_prefix = "APP_"\n    token: str\n',
      ["APP_TOKEN"],
    ],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(py(text), expected));

  it("knows helpers", () => {
    const file = SourceFile.create(
      "app/env.py",
      'import os\n\ndef envint(s, default):\n    v = os.getenv(s, default)\n    return int(v)\n\nA = envint("PAGE_SIZE", "5")\n',
    );
    assert.ok(file);
    const { helpers, calls } = readsIn(file);
    assert.deepEqual(
      [helpers, calls.map(({ name, need }) => `${name} ${need}`)],
      [["envint"], ["PAGE_SIZE optional"]],
    );
  });
});
