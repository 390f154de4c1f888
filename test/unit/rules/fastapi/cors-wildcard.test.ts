import { fastapiCorsWildcard } from "../../../../src/core/rules/fastapi/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const known = { "web/.env.production": "VITE_APP_URL=https://app.example.org/\n" };
const head = "from fastapi.middleware.cors import CORSMiddleware\n\n";
const use = (options: string) => `${head}app.add_middleware(CORSMiddleware, ${options})\n`;

testRule(fastapiCorsWildcard, {
  valid: [
    {
      title: "explicit origins",
      code: use("allow_origins=['https://a.example.org', 'http://localhost:3000']"),
      proof: "https://a.example.org",
    },
    {
      title: "origins from the environment",
      code: `import os\n${use("allow_origins=os.environ['ORIGINS'].split(',')")}`,
      proof: "ORIGINS",
    },
    { title: "no origins at all", code: use("allow_methods=['*']") },
    { title: "settings", code: use("allow_origins=settings.origins, allow_credentials=True") },
    { title: "settings that are listed", code: use("allow_origins=[str(o) for o in settings.origins]") },
    {
      title: "a parameter",
      code: `${head}origins = ['*']\n\ndef setup(app, origins):\n    app.add_middleware(CORSMiddleware, allow_origins=origins)\n`,
    },
    {
      title: "a list that is filled elsewhere",
      code: `${head}from .config import origins\napp.add_middleware(CORSMiddleware, allow_origins=origins)\n`,
    },
    {
      title: "a list that depends on the stage",
      code: `${head}origins = ['*']\nif settings.stage == 'production':\n    origins = ['https://a.example.org']\napp.add_middleware(CORSMiddleware, allow_origins=origins)\n`,
    },
    {
      title: "development: if",
      code: `${head}if settings.DEBUG:\n    app.add_middleware(CORSMiddleware, allow_origins=['*'])\n`,
    },
    {
      title: "development: else of production",
      code: `${head}if settings.environment == 'production':\n    pass\nelse:\n    app.add_middleware(CORSMiddleware, allow_origins=['*'])\n`,
    },
    {
      title: "development: choice",
      code: use("allow_origins=['*'] if settings.is_dev else ['https://a.example.org']"),
      proof: "https://a.example.org",
    },
    {
      title: "development: name",
      code: `${head}if DEBUG:\n    origins = ['*']\nelse:\n    origins = ['https://a.example.org']\napp.add_middleware(CORSMiddleware, allow_origins=origins)\n`,
      proof: "origins",
    },
    { title: "a pattern with a host", code: use("allow_origin_regex=r'https://.*\\.example\\.org'") },
    { title: "another middleware", code: "app.add_middleware(TrustedHostMiddleware, allowed_hosts=['*'])\n" },
    { title: "another argument", code: use("allow_origins=['https://a.example.org'], allow=['*']") },
    {
      title: "a comment and a string",
      code: "# app.add_middleware(CORSMiddleware, allow_origins=['*'])\nx = \"CORSMiddleware, allow_origins=['*']\"\n",
    },
    { title: "half typed", code: `${head}app.add_middleware(CORSMiddleware, allow_origins=['*']` },
    { title: "silenced for a peer", code: use("allow_origins=['*'])  # nosemgrep: wildcard-cors\nuse(1") },
  ],
  invalid: [
    {
      title: "a name of this module",
      severity: "error",
      code: `${head}origins = ["*"]\napp.add_middleware(CORSMiddleware, allow_origins=«origins», allow_credentials=True)\n`,
    },
    {
      title: "beside other origins",
      code: { ...known, "a.py": use("allow_origins=«['localhost', '*']»") },
      fixed: { ...known, "a.py": use("allow_origins=['localhost', 'https://app.example.org']") },
    },
    {
      title: "beside a public origin",
      code: use("allow_origins=«['*', 'https://a.example.org']»"),
      fixed: use("allow_origins=['https://a.example.org']"),
    },
    {
      title: "a string in place of the list",
      code: { ...known, "a.py": use('allow_origins=«"*"»') },
      fixed: { ...known, "a.py": use('allow_origins=["https://app.example.org"]') },
    },
    { title: "a string with a wildcard in it", code: use('allow_origins=«"https://*.example.org"»') },
    {
      title: "a tuple over several lines",
      code: `${head}app.add_middleware(\n    CORSMiddleware,\n    allow_origins=«(\n        "*",\n    )»,\n)\n`,
    },
    {
      title: "Starlette's list",
      severity: "error",
      code: "import os\nfrom starlette.middleware import Middleware\nfrom starlette.middleware.cors import CORSMiddleware as Cors  # CORSMiddleware\n\nmiddleware = [\n    Middleware(Cors, allow_origins=«['*']», allow_credentials=True),\n]\n",
      fixed:
        "import os\nfrom starlette.middleware import Middleware\nfrom starlette.middleware.cors import CORSMiddleware as Cors  # CORSMiddleware\n\nmiddleware = [\n    Middleware(Cors, allow_origins=[os.environ['FRONTEND_URL']], allow_credentials=True),\n]\n",
    },
    {
      title: "wrapped around the application",
      code: `${head}app = CORSMiddleware(app, allow_origins=«["*"]»)\n`,
    },
    {
      title: "a module's member",
      code: "import fastapi.middleware.cors\napp.add_middleware(fastapi.middleware.cors.CORSMiddleware, allow_origins=«['*']»)\n",
    },
    {
      title: "unpacked options",
      code: `${head}options = {"allow_origins": «["*"]»}\napp.add_middleware(CORSMiddleware, **options)\n`,
    },
    {
      title: "credentials by name",
      severity: "error",
      code: `${head}cookies = True\napp.add_middleware(CORSMiddleware, allow_origins=«["*"]», allow_credentials=cookies)\n`,
    },
    {
      title: "credentials that are not known",
      severity: "warning",
      code: use('allow_origins=«["*"]», allow_credentials=settings.cookies'),
    },
    {
      title: "a fallback",
      severity: "info",
      code: `import os\n\n${use('allow_origins=«os.getenv("ORIGINS", "*").split(",")»')}`,
      fixed: `import os\n\n${use('allow_origins=os.environ["ORIGINS"].split(",")')}`,
    },
    {
      title: "a fallback of environ",
      severity: "info",
      code: `from os import environ\n\n${use('allow_origins=«[environ.get("ORIGIN", "*")]»')}`,
      fixed: `from os import environ\n\n${use('allow_origins=[environ["ORIGIN"]]')}`,
    },
    {
      title: "a fallback of a helper",
      severity: "info",
      code: `from decouple import config, Csv\n\n${use('allow_origins=«config("ORIGINS", default="*", cast=Csv())»')}`,
      fixed: `from decouple import config, Csv\n\n${use('allow_origins=config("ORIGINS", cast=Csv())')}`,
    },
    {
      title: "a fallback, with the origin known",
      code: { ...known, "a.py": `import os\n${use('allow_origins=«[os.getenv("ORIGIN", "*")]»')}` },
      fixed: {
        ...known,
        "a.py": `import os\n${use('allow_origins=[os.getenv("ORIGIN", "https://app.example.org")]')}`,
      },
    },
    {
      title: "a pattern that every origin matches",
      severity: "error",
      code: { ...known, "a.py": use("allow_origin_regex=«r'https?://.*'», allow_credentials=True") },
      fixed: { ...known, "a.py": use("allow_origins=['https://app.example.org'], allow_credentials=True") },
    },
    { title: "a pattern with anchors", code: use('allow_origin_regex=«"^.*$"»') },
    {
      title: "a pattern beside the list",
      code: use('allow_origins=["https://a.example.org"], allow_origin_regex=«".*"»'),
      fixed: use('allow_origins=["https://a.example.org"]'),
    },
    {
      title: "an import is added once",
      code: "from fastapi.middleware.cors import CORSMiddleware\napp.add_middleware(CORSMiddleware, allow_origins=«['*']»)\n",
      fixed:
        "import os\n\nfrom fastapi.middleware.cors import CORSMiddleware\napp.add_middleware(CORSMiddleware, allow_origins=[os.environ['FRONTEND_URL']])\n",
    },
    {
      title: "a name that is taken leaves no fix",
      code: `${head}os = 1\napp.add_middleware(CORSMiddleware, allow_origins=«["*"]»)\n`,
      fixed: null,
    },
    {
      title: "production only",
      code: `${head}if settings.ENV == "production":\n    app.add_middleware(CORSMiddleware, allow_origins=«["*"]»)\n`,
    },
    {
      title: "as a program",
      code: `${head}if __name__ == "__main__":\n    app.add_middleware(CORSMiddleware, allow_origins=«["*"]»)\n`,
    },
    {
      title: "each of several",
      code: `${head}app.add_middleware(CORSMiddleware, allow_origins=«["*"]»)\nother.add_middleware(CORSMiddleware, allow_origins=["https://a.example.org"])\nthird.add_middleware(CORSMiddleware, allow_origins=«["*"]»)\n`,
    },
    {
      title: "tabs",
      code: `${head}def setup(app):\n\tapp.add_middleware(CORSMiddleware, allow_origins=«["*"]»)\n`,
    },
    { title: "a file that is broken further down", code: `${use('allow_origins=«["*"]»')}\ndef f(:\n` },
    {
      title: "one step milder in a test",
      severity: "info",
      code: { "tests/app.py": use('allow_origins=«["*"]»') },
    },
  ],
});
