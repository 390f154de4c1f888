import { corsRegexUnsafe } from "../../../../src/core/rules/cors/regex-unsafe";
import { testRule } from "../../../support/rule-tester";

function js(origin: string): string {
  return `import cors from 'cors';\n\napp.use(cors({ origin: ${origin} }));\n`;
}

function fastapi(pattern: string): { "main.py": string } {
  return {
    "main.py": `from fastapi.middleware.cors import CORSMiddleware\n\napp.add_middleware(CORSMiddleware, allow_origin_regex=${pattern})\n`,
  };
}

function django(pattern: string): { "config/settings.py": string } {
  return { "config/settings.py": `CORS_ALLOWED_ORIGIN_REGEXES = [\n    ${pattern},\n]\n` };
}

testRule(corsRegexUnsafe, {
  valid: [
    js("/^https:\\/\\/app\\.example\\.com$/"),
    js("[/^https:\\/\\/([a-z0-9-]+\\.)?example\\.com(:\\d+)?$/, 'https://example.org']"),
    { title: "a dot in front leaves sub-domains only", code: js("/\\.example\\.com$/") },
    { title: "or the host itself", code: js("/(^|\\.)example\\.com$/") },
    { title: "the scheme is in it once", code: js("/https?:\\/\\/app\\.example\\.com$/") },
    { title: "a wildcard that ends with a dot", code: js("/^https:\\/\\/.*\\.example\\.com$/") },
    { title: "a group that ends with a dot", code: js("/^https:\\/\\/(.*\\.)?example\\.com$/") },
    { title: "a port ends the host", code: js("/^https:\\/\\/app\\.example\\.com:\\d+/") },
    { title: "a slash matches nothing", code: js("/^https:\\/\\/app\\.example\\.com\\//") },
    {
      title: "local addresses",
      code: js("[/localhost:/, /^http:\\/\\/127\\.0\\.0\\.1:\\d+$/, /^http:\\/\\/192\\.168\\./]"),
    },
    { title: "apps of the shell", code: js("[/^capacitor:\\/\\/localhost$/]") },
    { title: "patterns of something else", code: "const urls = [/^https:\\/\\/www.foo.com$/];\n" },
    {
      title: "a pattern that is not about hosts",
      code: "const corsMethods = [/get|post/];\nconst cors = /x.y/;\n",
    },
    {
      title: "development",
      code: js(
        "process.env.NODE_ENV === 'production' ? [/^https:\\/\\/a\\.example\\.com$/] : [/a.example.com/]",
      ),
    },
    { title: "Starlette matches in full", code: fastapi('r"https://(.*\\.)?example\\.com"') },
    { title: "Django, to the end", code: django('r"^https://\\w+\\.example\\.com$"') },
    { title: "Django compiled", code: django('re.compile(r"https://\\w+\\.example\\.com\\Z")') },
    {
      title: "Flask takes plain strings",
      code: { "app.py": 'from flask_cors import CORS\n\nCORS(app, origins=["https://app.example.com"])\n' },
    },
    { title: "a test", code: { "test/cors.test.js": "expect(1)\n" } },
    {
      title: "a comment asks for silence",
      code: "// nosemgrep: cors-regex-wildcard\nconst corsOrigin = /^https:\\/\\/www.foo.com$/;\n",
    },
    { title: "an empty pattern", code: js("new RegExp('')") },
  ],
  invalid: [
    {
      title: "dots of a host in a constant",
      code: "const corsDomains = [\n  «/^(http|https):\\/\\/(qix|qux).biz.baz.foobar.com$/»,\n  /^https:\\/\\/www\\.bar\\.com$/,\n];\n",
      message: /bizxbaz\.foobar\.com/,
      fixed:
        "const corsDomains = [\n  /^(http|https):\\/\\/(qix|qux)\\.biz\\.baz\\.foobar\\.com$/,\n  /^https:\\/\\/www\\.bar\\.com$/,\n];\n",
    },
    {
      title: "a constant of one pattern",
      code: "const corsOrigin = «/^(http|https):\\/\\/www.foo.com$/»;\n",
      severity: "warning",
      fixed: "const corsOrigin = /^(http|https):\\/\\/www\\.foo\\.com$/;\n",
    },
    {
      title: "no start",
      code: js("[«/example\\.com$/»]"),
      message: /evilexample\.com/,
      fixed: js("[/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com$/]"),
    },
    {
      title: "no start but sub-domains",
      code: js("«/(.+\\.)*foo\\.com$/»"),
      fixed: js("/^https:\\/\\/(.+\\.)*foo\\.com$/"),
    },
    {
      title: "no end",
      code: js("«/^https:\\/\\/app\\.example\\.com/i»"),
      message: /app\.example\.com\.evil\.example/,
      fixed: js("/^https:\\/\\/app\\.example\\.com$/i"),
    },
    {
      title: "an end that is a wildcard",
      code: js("«/^https:\\/\\/app\\.example\\.com.*/»"),
      fixed: js("/^https:\\/\\/app\\.example\\.com$/"),
    },
    {
      title: "neither start nor end",
      code: js("«/example.com/»"),
      message: /examplexcom, evilexample\.com, example\.com\.evil\.example/,
      fixed: js("/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com$/"),
    },
    {
      title: "a wildcard right before the host",
      code: js("«/^https:\\/\\/.*example\\.com$/»"),
      fixed: js("/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com$/"),
    },
    { title: "a wildcard in brackets", code: js("«/^https:\\/\\/(.*)example\\.com$/»") },
    {
      title: "one of two is open",
      code: js("«/^https:\\/\\/a\\.example\\.com$|b\\.example\\.com$/»"),
      fixed: null,
    },
    {
      title: "a pattern from a string",
      code: js('new RegExp("https://www.foo.com$")').replace(
        'new RegExp("https://www.foo.com$")',
        '«new RegExp("https://www.foo.com$")»',
      ),
      fixed: js('new RegExp("https://www\\\\.foo\\\\.com$")'),
    },
    {
      title: "NestJS",
      code: "app.enableCors({ origin: [«/\\.example.com$/»], credentials: true });\n",
      fixed: "app.enableCors({ origin: [/\\.example\\.com$/], credentials: true });\n",
    },
    {
      title: "Fastify",
      code: "import cors from '@fastify/cors';\n\nawait app.register(cors, { origin: «/^https:\\/\\/a.example\\.com$/» });\n",
    },
    {
      title: "a socket server",
      code: "const io = new Server(http, { cors: { origin: [«/example\\.com$/»] } });\n",
    },
    {
      title: "where nothing else is set",
      code: js("process.env.ORIGIN ? process.env.ORIGIN : «/example\\.com$/»"),
      severity: "info",
    },
    {
      title: "Starlette: dots only",
      code: fastapi('«r"https://.*\\.example.com"»'),
      fixed: fastapi('r"https://.*\\.example\\.com"'),
    },
    {
      title: "Starlette: a wildcard before the host",
      code: fastapi('«r"https://.*example\\.com"»'),
      fixed: fastapi('r"https://([a-z0-9-]+\\.)*example\\.com"'),
    },
    {
      title: "a string that is not raw",
      code: fastapi('«"https://www.example.com"»'),
      fixed: fastapi('"https://www\\\\.example\\\\.com"'),
    },
    {
      title: "Django looks at the start only",
      code: django('«r"^https://\\w+\\.example\\.com"»'),
      message: /example\.com\.evil\.example/,
      fixed: django('r"^https://\\w+\\.example\\.com$"'),
    },
    {
      title: "Flask patterns",
      code: {
        "app.py":
          'from flask_cors import CORS\n\nCORS(app, resources={r"/api/*": {"origins": [«r"https://.*\\.example.com$"»]}})\n',
      },
      fixed: {
        "app.py":
          'from flask_cors import CORS\n\nCORS(app, resources={r"/api/*": {"origins": [r"https://.*\\.example\\.com$"]}})\n',
      },
    },
  ],
});
