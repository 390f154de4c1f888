import { corsOriginNotAnOrigin } from "../../../../src/core/rules/cors/origin-not-an-origin";
import { testRule } from "../../../support/rule-tester";

function js(origin: string): string {
  return `import cors from 'cors';\n\napp.use(cors({ origin: ${origin} }));\n`;
}

function fastapi(origins: string): { "app/main.py": string } {
  return {
    "app/main.py": `from fastapi.middleware.cors import CORSMiddleware\n\napp.add_middleware(CORSMiddleware, allow_origins=${origins})\n`,
  };
}

testRule(corsOriginNotAnOrigin, {
  valid: [
    js("['https://app.example.com', 'http://localhost:3000', 'https://a.example:8443']"),
    {
      title: "origins of apps and files",
      code: js(
        "['null', 'file://', 'capacitor://localhost', 'tauri://localhost', 'chrome-extension://abc', 'app://./']",
      ),
    },
    {
      title: "wildcards that a library may know",
      code: js("['https://*.example.com', '*', '*.example.com', /example\\.com\\/$/]"),
    },
    { title: "templates", code: js("['https://${host}/', 'https://%s/', 'https://<host>/']") },
    {
      title: "a string that is taken apart",
      code: fastapi('os.getenv("ORIGINS", "https://a.example.com, https://b.example.com/").split(",")'),
    },
    {
      title: "and by its name",
      code: {
        "app/main.py":
          'raw = "https://a.example.com,https://b.example.com"\nfrom fastapi.middleware.cors import CORSMiddleware\napp.add_middleware(CORSMiddleware, allow_origins=raw.split(","))\n',
      },
    },
    { title: "words", code: js("['none', 'same-origin', '', 'true']") },
    {
      title: "a list that is compared in a way of its own",
      code: "const allowedOrigins = ['https://a.example.com/', 'example.com'];\nconst corsDomains = ['example.com'];\nallowedOrigins.some((o) => url.startsWith(o));\n",
    },
    {
      title: "a pattern of Starlette",
      code: {
        "app/main.py":
          'from fastapi.middleware.cors import CORSMiddleware\napp.add_middleware(CORSMiddleware, allow_origin_regex="https://app.example.com/?")\n',
      },
    },
    {
      title: "a pattern of Flask",
      code: {
        "app.py": 'from flask_cors import CORS\nCORS(app, origins=[r"https://.*\\.example\\.com/?"])\n',
      },
    },
    {
      title: "development",
      code: js("process.env.NODE_ENV === 'production' ? 'https://a.example.com' : 'localhost:3000'"),
    },
  ],
  invalid: [
    {
      title: "a slash",
      code: fastapi('[«"https://app.example.com/"»]'),
      message: /no slash/,
      fixed: fastapi('["https://app.example.com"]'),
    },
    {
      title: "a path",
      code: js('«"https://app.example.com/login?x=1"»'),
      message: /no path/,
      fixed: js('"https://app.example.com"'),
    },
    {
      title: "a blank",
      code: js("[« 'https://app.example.com '»]".replace("« ", "«")),
      message: /blank/,
      fixed: js("['https://app.example.com']"),
    },
    {
      title: "no scheme but a port",
      code: fastapi('[«"localhost:3000"»]'),
      message: /scheme/,
      fixed: fastapi('["http://localhost:3000"]'),
    },
    {
      title: "no scheme but slashes",
      code: js("[«'//app.example.com'»]"),
      fixed: js("['https://app.example.com']"),
    },
    {
      title: "several for a single value",
      code: js("«'https://a.example.com,https://b.example.com'»"),
      message: /several origins/,
      fixed: js("['https://a.example.com', 'https://b.example.com']"),
    },
    {
      title: "a header has one value",
      code: {
        "app.py":
          'response.headers["Access-Control-Allow-Origin"] = «"https://a.example.com, https://b.example.com"»\n',
      },
      fixed: null,
    },
    {
      title: "a list that a function asks",
      code: js("(o, cb) => cb(null, hosts.includes(o))").replace(
        "app.use",
        "const hosts = [«'https://a.example.com/'»];\napp.use",
      ),
    },
    {
      title: "a fallback",
      code: js("process.env.ORIGIN || «'https://app.example.com/'»"),
      severity: "info",
      fixed: js("process.env.ORIGIN || 'https://app.example.com'"),
    },
    {
      title: "Django",
      code: {
        "config/settings.py":
          'CORS_ORIGIN_WHITELIST = (\n    «"app.example.com"»,\n    «"https://b.example.com/"»,\n)\n',
      },
      fixed: {
        "config/settings.py":
          'CORS_ORIGIN_WHITELIST = (\n    "https://app.example.com",\n    "https://b.example.com",\n)\n',
      },
    },
  ],
});
