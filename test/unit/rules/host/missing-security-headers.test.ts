import { hostMissingSecurityHeaders } from "../../../../src/core/rules/host/missing-security-headers";
import { testRule } from "../../../support/rule-tester";

const set = [
  { key: "X-Frame-Options", value: "SAMEORIGIN" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Strict-Transport-Security", value: "max-age=31536000" },
];

function vercel(more: object, headers: readonly object[] = set): { "vercel.json": string } {
  return {
    "vercel.json": `${JSON.stringify({ ...more, headers: [{ source: "/(.*)", headers }] }, null, 2)}\n`,
  };
}

testRule(hostMissingSecurityHeaders, {
  valid: [
    { title: "Vercel with the set", code: vercel({}), proof: "nosniff" },
    {
      title: "a policy that forbids frames",
      code: vercel({}, [
        { key: "Content-Security-Policy", value: "frame-ancestors 'none'" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Strict-Transport-Security", value: "max-age=31536000" },
      ]),
    },
    {
      title: "Netlify with the set",
      code: {
        "netlify.toml":
          '[[headers]]\n  for = "/*"\n  [headers.values]\n    X-Frame-Options = "DENY"\n    X-Content-Type-Options = "nosniff"\n',
      },
      proof: "nosniff",
    },
    {
      title: "the headers of Netlify in _headers",
      code: {
        "netlify.toml": '[build]\n  publish = "dist"\n',
        "public/_headers": "/*\n  X-Frame-Options: DENY\n  X-Content-Type-Options: nosniff\n",
      },
    },
    {
      title: "the other way round",
      code: {
        "netlify.toml":
          '[[headers]]\nfor = "/*"\n[headers.values]\nX-Frame-Options = "DENY"\nX-Content-Type-Options = "nosniff"\n',
        "public/_headers": "/assets/*\n  Cache-Control: public\n",
      },
    },
    {
      title: "a Next.js site sets them itself or is told there",
      code: { "vercel.json": '{\n  "cleanUrls": true\n}\n', "next.config.js": "module.exports = {};\n" },
    },
    {
      title: "middleware of the site sends them",
      code: {
        "vercel.json": '{\n  "cleanUrls": true\n}\n',
        "middleware.ts":
          "export function middleware() {\n  const r = next();\n  r.headers.set('X-Frame-Options', 'DENY');\n  r.headers.set('X-Content-Type-Options', 'nosniff');\n  r.headers.set('Strict-Transport-Security', 'max-age=31536000');\n  return r;\n}\n",
      },
    },
    {
      title: "an API on Vercel",
      code: {
        "vercel.json":
          '{\n  "builds": [{ "src": "main.py", "use": "@vercel/python" }],\n  "routes": [{ "src": "/(.*)", "dest": "main.py" }]\n}\n',
      },
    },
    {
      title: "every path led to a function",
      code: { "vercel.json": '{\n  "rewrites": [{ "source": "/(.*)", "destination": "/api" }]\n}\n' },
    },
    {
      title: "functions without pages",
      code: { "vercel.json": '{\n  "regions": ["fra1"]\n}\n', "api/index.ts": "export default () => 1;\n" },
    },
    {
      title: "functions without pages on Netlify",
      code: {
        "netlify.toml":
          '[[redirects]]\n  from = "/*"\n  to = "/.netlify/functions/api/:splat"\n  status = 200\n',
      },
    },
    {
      title: "a web service of Render",
      code: { "render.yaml": "services:\n  - type: web\n    runtime: node\n    name: api\n" },
    },
    { title: "Firebase without hosting", code: { "firebase.json": '{\n  "firestore": {}\n}\n' } },
    {
      title: "Firebase that hands everything to a function",
      code: {
        "firebase.json": '{\n  "hosting": { "rewrites": [{ "source": "**", "function": "app" }] }\n}\n',
      },
    },
    { title: "other JSON", code: { "package.json": "{}\n", "pyproject.toml": "[project]\n" } },
    { title: "half written", code: { "vercel.json": '{\n  "headers": [\n' } },
    { title: "an example", code: { "examples/netlify.toml": "[build]\n" } },
  ],
  invalid: [
    {
      title: "Vercel without headers",
      code: { "vercel.json": '{\n  "cleanUrls": true,\n  "trailingSlash": false\n}\n' },
      count: 2,
      severity: "warning",
      message: /without X-Frame-Options and X-Content-Type-Options/,
      fixed: {
        "vercel.json":
          '{\n  "cleanUrls": true,\n  "headers": [\n    {\n      "source": "/(.*)",\n      "headers": [\n        { "key": "X-Frame-Options", "value": "SAMEORIGIN" },\n        { "key": "X-Content-Type-Options", "value": "nosniff" },\n        { "key": "Referrer-Policy", "value": "strict-origin-when-cross-origin" },\n        { "key": "Strict-Transport-Security", "value": "max-age=31536000" }\n      ]\n    }\n  ],\n  "trailingSlash": false\n}\n',
      },
    },
    {
      title: "Vercel with all but Strict-Transport-Security",
      code: vercel({}, set.slice(0, 3)),
      severity: "hint",
      message: /live response/,
    },
    {
      title: "the older routes of Vercel",
      code: {
        "vercel.json": '{\n  «"routes"»: [\n    { "src": "/about", "dest": "/about.html" }\n  ]\n}\n'.replace(
          /[«»]/g,
          "",
        ),
      },
      count: 2,
      fix: "Add X-Frame-Options, X-Content-Type-Options, Referrer-Policy",
      fixed: {
        "vercel.json":
          '{\n  "routes": [\n    {\n      "src": "/(.*)",\n      "headers": { "X-Frame-Options": "SAMEORIGIN", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin" },\n      "continue": true\n    },\n    { "src": "/about", "dest": "/about.html" }\n  ]\n}\n',
      },
    },
    {
      title: "headers for some paths only, in open objects",
      code: {
        "vercel.json":
          '{\n  "headers": [\n    {\n      "source": "/assets/(.*)",\n      "headers": [\n        {\n          "key": "X-Frame-Options",\n          "value": "DENY"\n        }\n      ]\n    },\n    {\n      "source": "/(.*)",\n      "headers": [\n        {\n          "key": "Strict-Transport-Security",\n          "value": "max-age=31536000"\n        }\n      ]\n    }\n  ]\n}\n',
      },
      fixed: {
        "vercel.json":
          '{\n  "headers": [\n    {\n      "source": "/assets/(.*)",\n      "headers": [\n        {\n          "key": "X-Frame-Options",\n          "value": "DENY"\n        }\n      ]\n    },\n    {\n      "source": "/(.*)",\n      "headers": [\n        {\n          "key": "Strict-Transport-Security",\n          "value": "max-age=31536000"\n        },\n        {\n          "key": "X-Frame-Options",\n          "value": "SAMEORIGIN"\n        },\n        {\n          "key": "X-Content-Type-Options",\n          "value": "nosniff"\n        },\n        {\n          "key": "Referrer-Policy",\n          "value": "strict-origin-when-cross-origin"\n        }\n      ]\n    }\n  ]\n}\n',
      },
    },
    { title: "a file of one line", code: { "vercel.json": '{"cleanUrls":true}' }, count: 2 },
    {
      title: "a Next.js site that is exported",
      code: {
        "public/_headers": "«/*»\n\tCache-Control: no-cache\n",
        "next.config.js": "module.exports = { output: 'export' };\n",
      },
      fixed: {
        "public/_headers":
          "/*\n\tCache-Control: no-cache\n\tX-Frame-Options: SAMEORIGIN\n\tX-Content-Type-Options: nosniff\n\tReferrer-Policy: strict-origin-when-cross-origin\n",
        "next.config.js": "module.exports = { output: 'export' };\n",
      },
    },
    {
      title: "one of two is there",
      code: { "public/_headers": "«/*»\n  X-Frame-Options: DENY\n  Referrer-Policy: no-referrer\n" },
      message: /without X-Content-Type-Options\./,
      fixed: {
        "public/_headers":
          "/*\n  X-Frame-Options: DENY\n  Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n",
      },
    },
    {
      title: "Netlify with a table of values",
      code: {
        "netlify.toml":
          '«[[headers]]»\n  for = "/*"\n  [headers.values]\n  Cache-Control = "no-cache" # all\n\n[build]\npublish = "dist"\n',
      },
      fixed: {
        "netlify.toml":
          '[[headers]]\n  for = "/*"\n  [headers.values]\n  Cache-Control = "no-cache" # all\n  X-Frame-Options = "SAMEORIGIN"\n  X-Content-Type-Options = "nosniff"\n  Referrer-Policy = "strict-origin-when-cross-origin"\n\n[build]\npublish = "dist"\n',
      },
    },
    {
      title: "Netlify with values in braces",
      code: { "netlify.toml": '«[[headers]]»\nfor = "/*"\nvalues = { Cache-Control = "no-cache" }\n' },
      fixed: {
        "netlify.toml":
          '[[headers]]\nfor = "/*"\nvalues = { Cache-Control = "no-cache", X-Frame-Options = "SAMEORIGIN", X-Content-Type-Options = "nosniff", Referrer-Policy = "strict-origin-when-cross-origin" }\n',
      },
    },
    {
      title: "Netlify without indentation",
      code: { "netlify.toml": '«[build]»\npublish = "dist"\n' },
      fixed: {
        "netlify.toml":
          '[build]\npublish = "dist"\n\n[[headers]]\nfor = "/*"\n[headers.values]\nX-Frame-Options = "SAMEORIGIN"\nX-Content-Type-Options = "nosniff"\nReferrer-Policy = "strict-origin-when-cross-origin"\n',
      },
    },
    {
      title: "a static service of Render",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    «name»: web\n    runtime: static\n    staticPublishPath: ./dist\n",
      },
      fixed: {
        "render.yaml":
          "services:\n  - type: web\n    name: web\n    runtime: static\n    staticPublishPath: ./dist\n    headers:\n      - path: /*\n        name: X-Frame-Options\n        value: SAMEORIGIN\n      - path: /*\n        name: X-Content-Type-Options\n        value: nosniff\n      - path: /*\n        name: Referrer-Policy\n        value: strict-origin-when-cross-origin\n",
      },
    },
    {
      title: "Firebase",
      code: { "firebase.json": '{\n  «"hosting"»: {\n    "public": "dist"\n  }\n}\n' },
      fixed: {
        "firebase.json":
          '{\n  "hosting": {\n    "public": "dist",\n    "headers": [\n      {\n        "source": "**",\n        "headers": [\n          { "key": "X-Frame-Options", "value": "SAMEORIGIN" },\n          { "key": "X-Content-Type-Options", "value": "nosniff" },\n          { "key": "Referrer-Policy", "value": "strict-origin-when-cross-origin" }\n        ]\n      }\n    ]\n  }\n}\n',
      },
    },
    {
      title: "Azure",
      code: { "staticwebapp.config.json": '«{»\n  "navigationFallback": { "rewrite": "/index.html" }\n}\n' },
      fixed: {
        "staticwebapp.config.json":
          '{\n  "navigationFallback": { "rewrite": "/index.html" },\n  "globalHeaders": {\n    "X-Frame-Options": "SAMEORIGIN",\n    "X-Content-Type-Options": "nosniff",\n    "Referrer-Policy": "strict-origin-when-cross-origin"\n  }\n}\n',
      },
    },
    {
      title: "Azure with other headers",
      code: {
        "staticwebapp.config.json": '{\n  «"globalHeaders"»: {\n    "Cache-Control": "no-cache"\n  }\n}\n',
      },
      fixed: {
        "staticwebapp.config.json":
          '{\n  "globalHeaders": {\n    "Cache-Control": "no-cache",\n    "X-Frame-Options": "SAMEORIGIN",\n    "X-Content-Type-Options": "nosniff",\n    "Referrer-Policy": "strict-origin-when-cross-origin"\n  }\n}\n',
      },
    },
  ],
});
