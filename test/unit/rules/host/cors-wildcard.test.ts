import { hostCorsWildcard } from "../../../../src/core/rules/host/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const known = { ".env.production": "FRONTEND_URL=https://app.example.com\n" };

function vercel(source: string, value: string, more: object[] = []): { "vercel.json": string } {
  const header = { key: "Access-Control-Allow-Origin", value };
  return {
    "vercel.json":
      `${JSON.stringify({ headers: [{ source, headers: [header, ...more] }] }, null, 2)}\n`.replace(
        '"«*»"',
        '«"*"»',
      ),
  };
}

function next(value: string): { "next.config.mjs": string } {
  return {
    "next.config.mjs": `export default {\n  async headers() {\n    return [\n      {\n        source: "/api/:path*",\n        headers: [\n          { key: "Access-Control-Allow-Origin", value: ${value} },\n          { key: "X-A", value: "b" },\n        ],\n      },\n    ];\n  },\n};\n`,
  };
}

testRule(hostCorsWildcard, {
  valid: [
    { title: "a named origin", code: vercel("/(.*)", "https://app.example.com") },
    { title: "fonts", code: vercel("/fonts/(.*)", "*") },
    { title: "one kind of file", code: vercel("/(.*).woff2", "*") },
    {
      title: "assets of Netlify",
      code: {
        "netlify.toml":
          '[[headers]]\nfor = "/assets/*"\n[headers.values]\nAccess-Control-Allow-Origin = "*"\n',
      },
    },
    {
      title: "well-known files",
      code: { "public/_headers": "/.well-known/*\n  Access-Control-Allow-Origin: *\n" },
    },
    {
      title: "a header that is taken away",
      code: { "public/_headers": "/*\n  ! Access-Control-Allow-Origin\n" },
    },
    { title: "timing only", code: { "public/_headers": "/*\n  Timing-Allow-Origin: *\n" } },
    { title: "a variable in Next.js", code: next("process.env.FRONTEND_URL") },
    { title: "another module", code: { "src/config.mjs": next('"*"')["next.config.mjs"] } },
  ],
  invalid: [
    {
      title: "the only header of a rule goes with it",
      code: vercel("/(.*)", "«*»"),
      severity: "warning",
      fixed: { "vercel.json": '{\n  "headers": []\n}\n' },
    },
    {
      title: "beside others",
      code: vercel("/api/:path*", "«*»", [{ key: "X-A", value: "b" }]),
      fixed: {
        "vercel.json":
          '{\n  "headers": [\n    {\n      "source": "/api/:path*",\n      "headers": [\n        {\n          "key": "X-A",\n          "value": "b"\n        }\n      ]\n    }\n  ]\n}\n',
      },
    },
    {
      title: "the older routes",
      code: {
        ...known,
        "vercel.json":
          '{\n  "routes": [{ "src": "/api/.*", "headers": { "access-control-allow-origin": «"*"» }, "dest": "/x" }]\n}\n',
      },
      fixed: {
        ...known,
        "vercel.json":
          '{\n  "routes": [{ "src": "/api/.*", "headers": { "access-control-allow-origin": "https://app.example.com" }, "dest": "/x" }]\n}\n',
      },
    },
    {
      title: "Netlify",
      code: {
        "netlify.toml":
          '[[headers]]\nfor = "/*"\n[headers.values]\nX-A = "b"\nAccess-Control-Allow-Origin = «"*"» # all\n',
      },
      fixed: { "netlify.toml": '[[headers]]\nfor = "/*"\n[headers.values]\nX-A = "b"\n' },
    },
    {
      title: "Netlify in braces",
      code: {
        "netlify.toml":
          '[[headers]]\nfor = "/api/*"\nvalues = { Access-Control-Allow-Origin = «\'*\'», X-A = "b" }\n',
      },
      fixed: { "netlify.toml": '[[headers]]\nfor = "/api/*"\nvalues = { X-A = "b" }\n' },
    },
    {
      title: "the only header of a path",
      code: { "public/_headers": "/a\n  X-A: b\n/api/*\n  Access-Control-Allow-Origin: «*»\n" },
      fixed: { "public/_headers": "/a\n  X-A: b\n" },
    },
    {
      title: "Render",
      code: {
        "render.yaml":
          'services:\n  - type: web\n    runtime: static\n    headers:\n      - path: /*\n        name: Access-Control-Allow-Origin\n        value: «"*"»\n      - path: /*\n        name: X-A\n        value: b\n',
      },
      fixed: {
        "render.yaml":
          "services:\n  - type: web\n    runtime: static\n    headers:\n      - path: /*\n        name: X-A\n        value: b\n",
      },
    },
    {
      title: "Firebase and Azure",
      code: {
        "firebase.json":
          '{ "hosting": { "headers": [{ "source": "**", "headers": [{ "key": "Access-Control-Allow-Origin", "value": «"*"» }] }] } }\n',
        "staticwebapp.config.json":
          '{ "globalHeaders": { "X-A": "b", "Access-Control-Allow-Origin": «"*"» } }\n',
      },
      count: 2,
    },
    {
      title: "Next.js",
      code: next('«"*"»'),
      message: /\/api\/:path\*/,
      fixed: next('process.env.FRONTEND_URL ?? ""'),
    },
    {
      title: "Next.js, where nothing else is set",
      code: next('process.env.ORIGIN || «"*"»'),
      severity: "info",
      fixed: next('process.env.ORIGIN || ""'),
    },
  ],
});
