import assert from "node:assert/strict";
import fc from "fast-check";
import { SourceFile } from "../../../../src/core/files/source";
import type { HeaderPart } from "../../../../src/core/project/headers/provider";
import { headersInPython, headersOfPython } from "../../../../src/core/project/headers/python";
import { headersInScript, headersOfScript } from "../../../../src/core/project/headers/script";

function partOf(path: string, text: string): HeaderPart | undefined {
  const file = SourceFile.create(path, text);
  assert.ok(file);
  if (file.is("python")) return headersOfPython(file);
  assert.ok(file.is("javascript"));
  return headersOfScript(file);
}

/** `header=value`, with `?` behind what some responses carry only. */
function sentBy(path: string, text: string): string[] {
  const providers = partOf(path, text)?.providers ?? [];
  for (const { at } of providers) assert.ok(0 <= at.start && at.start < at.end && at.end <= text.length);
  return providers
    .map(({ header, value, scope }) => `${header}=${value}${scope === "some" ? "?" : ""}`)
    .sort();
}

const likely = [
  "referrer-policy=undefined",
  "strict-transport-security=undefined",
  "x-content-type-options=undefined",
  "x-frame-options=undefined",
];

describe("headers of applications", () => {
  const python: [string, string, string[]][] = [
    [
      "a hook",
      'def f(response):\n    response.headers["X-Frame-Options"] = "DENY"\n    response["Referrer-Policy"] = POLICY\n',
      ["referrer-policy=undefined", "x-frame-options=DENY"],
    ],
    [
      "a name for the value",
      'VALUE = "DENY"\ndef f(response):\n    response.headers.setdefault("x-frame-options", VALUE)\n',
      ["x-frame-options=DENY"],
    ],
    [
      "a route",
      '@router.get("/x")\ndef f(response):\n    response.headers["X-Frame-Options"] = "DENY"\n',
      ["x-frame-options=DENY?"],
    ],
    [
      "a view",
      'def view(request):\n    response = render(request)\n    response["X-Frame-Options"] = "DENY"\n    return response\n',
      ["x-frame-options=DENY?"],
    ],
    [
      "Django's middleware",
      'def guard(get_response):\n    def middleware(request):\n        response = get_response(request)\n        response["X-Frame-Options"] = "DENY"\n        return response\n    return middleware\n',
      ["x-frame-options=DENY"],
    ],
    [
      "Flask's hook",
      '@app.after_request\ndef f(response):\n    response.headers["X-Frame-Options"] = "DENY"\n    return response\n',
      ["x-frame-options=DENY"],
    ],
    [
      "a hook of a blueprint",
      'bp = Blueprint("a", __name__)\n\n@bp.after_request\ndef f(response):\n    response.headers["X-Frame-Options"] = "DENY"\n',
      ["x-frame-options=DENY?"],
    ],
    [
      "a table",
      'TABLE = {"X-Frame-Options": "DENY", "X-A": "b"}\ndef f(response):\n    response.headers.update(TABLE)\n',
      ["x-frame-options=DENY"],
    ],
    [
      "a loop over a table",
      'TABLE = [("X-Frame-Options", "DENY")]\ndef f(response):\n    for name, value in TABLE:\n        response.headers[name] = value\n',
      ["x-frame-options=DENY"],
    ],
    [
      "raw pairs",
      'def f(message):\n    message["headers"].append((b"x-frame-options", b"DENY"))\n    message["headers"].extend([(b"referrer-policy", b"no-referrer")])\n',
      ["referrer-policy=no-referrer", "x-frame-options=DENY"],
    ],
    [
      "a response with headers",
      'def f(response):\n    return Response(headers={"X-Frame-Options": "DENY"})\n',
      ["x-frame-options=DENY"],
    ],
    [
      "development only",
      'def f(response):\n    if DEBUG:\n        response.headers["X-Frame-Options"] = "DENY"\n',
      [],
    ],
    [
      "something that is read",
      'def f(response):\n    assert response.headers["X-Frame-Options"] == "DENY"\n    return response.headers.get("Referrer-Policy", "")\n',
      [],
    ],
    [
      "Talisman",
      'from flask_talisman import Talisman\nTalisman(app, frame_options=None, content_security_policy=False, referrer_policy="origin")\n',
      [
        "referrer-policy=origin",
        "strict-transport-security=max-age=31556926; includeSubDomains",
        "x-content-type-options=nosniff",
      ],
    ],
    ["secure", "import secure\nguard = secure.Secure.with_default_headers()\n", likely],
    [
      "a middleware by its name",
      "from vendor import SecurityHeadersMiddleware as Guard\napp.add_middleware(Guard)\n",
      likely,
    ],
    [
      "a middleware of this module",
      "class SecurityHeadersMiddleware: pass\napp.add_middleware(SecurityHeadersMiddleware)\n",
      [],
    ],
    [
      "Django's settings",
      'MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\nSECURE_HSTS_SECONDS = 3600\nSECURE_REFERRER_POLICY = None\nX_FRAME_OPTIONS = "DENY"\n',
      [
        "cross-origin-opener-policy=same-origin",
        "strict-transport-security=max-age=3600",
        "x-content-type-options=nosniff",
      ],
    ],
    [
      "Django's settings from elsewhere",
      'from .base import *\nSECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 0)\nX_FRAME_OPTIONS = "DENY"\n',
      ["strict-transport-security=undefined", "x-frame-options=DENY"],
    ],
    ["Django's HSTS switched off", "SECURE_HSTS_SECONDS = 0\n", []],
  ];
  for (const [title, text, expected] of python) {
    it(`Python: ${title}`, () => assert.deepEqual(sentBy("app/main.py", text), expected));
  }

  const script: [string, string, string[], string?][] = [
    [
      "helmet with options",
      "import helmet from 'helmet';\napp.use(helmet({ frameguard: { action: 'deny' }, hsts: { maxAge: 60 }, contentSecurityPolicy: false, crossOriginOpenerPolicy: false, crossOriginResourcePolicy: false, referrerPolicy: false }));",
      ["strict-transport-security=max-age=60", "x-content-type-options=nosniff", "x-frame-options=DENY"],
    ],
    [
      "a part of helmet on a path",
      "const helmet = require('helmet');\napp.use('/app', helmet.frameguard());",
      ["x-frame-options=SAMEORIGIN?"],
    ],
    [
      "lusca",
      "const lusca = require('lusca');\napp.use(lusca({ xframe: 'DENY', nosniff: true }));",
      ["x-content-type-options=undefined", "x-frame-options=DENY"],
    ],
    [
      "Hono",
      "import { secureHeaders } from 'hono/secure-headers';\napp.use(secureHeaders({ xFrameOptions: 'DENY', strictTransportSecurity: false, referrerPolicy: false, crossOriginResourcePolicy: false, crossOriginOpenerPolicy: false }));",
      ["x-content-type-options=nosniff", "x-frame-options=DENY"],
    ],
    [
      "a plugin",
      "import helmet from '@fastify/helmet';\nawait app.register(helmet, { global: true, hsts: false, contentSecurityPolicy: false, crossOriginOpenerPolicy: false, crossOriginResourcePolicy: false });",
      ["referrer-policy=no-referrer", "x-content-type-options=nosniff", "x-frame-options=SAMEORIGIN"],
    ],
    [
      "a middleware by hand",
      "app.use((req, res, next) => { res.setHeader('X-Frame-Options', 'DENY'); res.set({ 'Referrer-Policy': value }); next(); });",
      ["referrer-policy=undefined", "x-frame-options=DENY"],
    ],
    [
      "a route by hand",
      "app.get('/a', (req, res) => { res.setHeader('X-Frame-Options', 'DENY'); });",
      ["x-frame-options=DENY?"],
    ],
    [
      "a loop over a table",
      "const table = { 'X-Frame-Options': 'DENY' };\nexport function guard(req, res, next) { for (const [k, v] of Object.entries(table)) res.setHeader(k, v); }",
      ["x-frame-options=DENY"],
    ],
    [
      "a fetch handler's response",
      "export function middleware() { const response = NextResponse.next(); response.headers.set('X-Frame-Options', 'DENY'); return response; }",
      ["x-frame-options=DENY"],
    ],
    [
      "a middleware by its name",
      "import { securityHeaders } from './guards';\napp.use(securityHeaders);",
      likely,
    ],
    ["development only", "if (process.env.NODE_ENV !== 'production') app.use(helmet());", []],
    [
      "Next.js",
      "const list = [{ key: 'X-Frame-Options', value: 'DENY' }];\nexport default { async headers() { return [{ source: '/(.*)', headers: list }, { source: '/a', headers: [{ key: 'Referrer-Policy', value: 'origin' }] }]; } };",
      ["referrer-policy=origin?", "x-frame-options=DENY"],
      "next.config.mjs",
    ],
    [
      "Next.js, arrow function",
      "module.exports = { headers: async () => [{ source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }] };",
      ["x-frame-options=DENY"],
      "next.config.js",
    ],
    [
      "Next.js, exported",
      "const config = { output: 'export', async headers() { return [{ source: '/(.*)', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }]; } };",
      [],
      "next.config.js",
    ],
  ];
  for (const [title, text, expected, path] of script) {
    it(`JavaScript: ${title}`, () => assert.deepEqual(sentBy(path ?? "src/app.ts", text), expected));
  }

  it("says when it cannot know", () => {
    const hidden =
      "# security_headers\ndef f(response):\n    for k, v in table():\n        response.headers[k] = v\n";
    assert.equal(partOf("a.py", hidden)?.opaque, true);
    const script = "// helmet\napp.use((req, res) => { for (const k of names) res.setHeader(k, 'a'); });";
    assert.equal(partOf("a.js", script)?.opaque, true);
  });

  it("says nothing of a module without headers", () => {
    assert.equal(partOf("a.py", "import os\n"), undefined);
    assert.equal(partOf("a.js", "app.use(express.json());"), undefined);
  });

  it("follows tables that hold each other to an end", () => {
    assert.deepEqual(
      sentBy("a.py", 'A = {**B}\nB = {**A, "X-Frame-Options": "DENY"}\nresponse.headers.update(A)\n'),
      ["x-frame-options=DENY"],
    );
  });

  describe("the word that is looked for first", () => {
    const words = fc.array(
      fc.constantFrom(
        "X-Frame-Options",
        "strict-transport-security",
        "Talisman",
        "SECURE_HSTS_SECONDS",
        "MIDDLEWARE",
        "helmet",
        "secureHeaders",
        "SecurityHeaders",
        "response.headers",
        "set",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "'",
        ", ",
        " = ",
        ".",
        "\n",
        "from flask_talisman import Talisman\n",
        "import secure\nsecure.Secure()\n",
        "const helmet = require('helmet');\n",
        "app.add_middleware(SecurityHeaders)\n",
        "app.use(helmet())\n",
        "res.setHeader('X-Frame-Options', 'DENY')\n",
        "response.headers['Referrer-Policy'] = 'a'\n",
        "60",
        "'a': 'b'",
      ),
      { maxLength: 25 },
    );

    it("hides nothing", () => {
      fc.assert(
        fc.property(words, (parts) => {
          const text = parts.join("");
          const python = SourceFile.create("a.py", text);
          const script = SourceFile.create("a.js", text);
          assert.ok(python?.is("python") && script?.is("javascript"));
          assert.deepEqual(
            headersOfPython(python)?.providers ?? [],
            headersInPython(python.form)?.providers ?? [],
          );
          assert.deepEqual(
            headersOfScript(script)?.providers ?? [],
            headersInScript(script.form, false)?.providers ?? [],
          );
        }),
        { numRuns: 300 },
      );
    });
  });
});
