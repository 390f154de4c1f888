import { nextMissingSecurityHeaders } from "../../../../src/core/rules/next/missing-security-headers";
import { testRule } from "../../../support/rule-tester";

const next = (text: string) => ({ "next.config.mjs": text });
const plain = "const nextConfig = {\n  poweredByHeader: false,\n};\n\nexport default nextConfig;\n";
const marked = plain.replace("nextConfig =", "«nextConfig» =");

testRule(nextMissingSecurityHeaders, {
  valid: [
    {
      title: "headers()",
      code: next(
        "export default {\n  async headers() {\n    return [{ source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }, { key: 'X-Content-Type-Options', value: 'nosniff' }] }];\n  },\n};\n",
      ),
      proof: "X-Frame-Options",
    },
    {
      title: "a table of headers",
      code: next(
        "const securityHeaders = [{ key: 'X-Frame-Options', value: 'DENY' }];\nexport default {\n  headers: async () => [{ source: '/(.*)', headers: securityHeaders }],\n};\n",
      ),
    },
    ...["/:path*{/}?", "/(.*)/", "/((?!api|_next/static).*)", "/:path((?!embed).*)"].map((source) => ({
      title: `all paths: ${source}`,
      code: next(
        `export default {\n  headers: async () => [{ source: '${source}', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }],\n};\n`,
      ),
    })),
    {
      title: "a table of another module",
      code: {
        ...next(
          "import { common } from './common.mjs';\nexport default {\n  headers: async () => [{ source: '/(.*)', headers: common }],\n};\n",
        ),
        "common.mjs": "export const common = [{ key: 'X-Frame-Options', value: 'DENY' }];\n",
      },
    },
    {
      title: "a table of another module, spread",
      code: next(
        "import { common } from './common.mjs';\nconst nextConfig = {\n  async headers() {\n    return [{ source: '/(.*)', headers: [...common, { key: 'X-A', value: 'b' }] }];\n  },\n};\nexport default nextConfig;\n",
      ),
    },
    {
      title: "a content security policy that is put together",
      code: next(
        "const policy = `\n  default-src 'self';\n`;\nmodule.exports = {\n  async headers() {\n    return [{ source: '/(.*)', headers: [{ key: 'Content-Security-Policy', value: policy.replace(/\\n/g, '') }] }];\n  },\n};\n",
      ),
    },
    {
      title: "middleware",
      code: {
        ...next(plain),
        "package.json": "{}\n",
        "middleware.ts":
          "import { NextResponse } from 'next/server';\nexport function middleware() {\n  const response = NextResponse.next();\n  response.headers.set('X-Frame-Options', 'DENY');\n  return response;\n}\n",
      },
    },
    {
      title: "Vercel",
      code: {
        ...next(plain),
        "vercel.json":
          '{ "headers": [{ "source": "/(.*)", "headers": [{ "key": "X-Frame-Options", "value": "DENY" }] }] }\n',
      },
    },
    {
      title: "nginx in front",
      code: {
        ...next(plain),
        "nginx/app.conf":
          "server {\n  listen 443 ssl;\n  add_header X-Frame-Options DENY always;\n  location / {\n    proxy_pass http://web:3000;\n  }\n}\n",
      },
    },
    { title: "exported as files", code: next("export default { output: 'export' };\n") },
    {
      title: "headers from elsewhere",
      code: next("import { headers } from './headers.mjs';\nexport default { headers };\n"),
    },
    {
      title: "headers that are computed",
      code: next("export default {\n  async headers() {\n    return makeHeaders();\n  },\n};\n"),
    },
    { title: "built on another", code: next("export default { ...base };\n") },
    { title: "from elsewhere", code: next("import config from './config.mjs';\nexport default config;\n") },
    { title: "another configuration", code: { "vite.config.js": plain } },
    { title: "half typed", code: next("export default {\n  reactStrictMode: true,\n") },
  ],
  invalid: [
    {
      title: "headers for some paths",
      code: next(
        "const «nextConfig» = {\n  async headers() {\n    return [{ source: '/api/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }];\n  },\n};\nexport default nextConfig;\n",
      ),
      message: /^Only some paths/,
    },
    {
      title: "a policy that middleware hands to the page alone",
      code: {
        ...next(marked),
        "package.json": "{}\n",
        "middleware.ts":
          "import { NextResponse } from 'next/server';\nexport function middleware(request) {\n  const requestHeaders = new Headers(request.headers);\n  requestHeaders.set('Content-Security-Policy', \"default-src 'self'\");\n  return NextResponse.next({ request: { headers: requestHeaders } });\n}\n",
      },
    },
    {
      title: "behind a proxy, HSTS is left to it",
      code: { ...next(marked), Caddyfile: "a.example.org {\n  reverse_proxy web:3000\n}\n" },
      fixed: {
        "next.config.mjs": plain.replace(
          "false,\n",
          'false,\n  async headers() {\n    return [\n      {\n        source: "/:path*",\n        headers: [\n          { key: "X-Frame-Options", value: "SAMEORIGIN" },\n          { key: "X-Content-Type-Options", value: "nosniff" },\n          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },\n        ],\n      },\n    ];\n  },\n',
        ),
        Caddyfile: "a.example.org {\n  reverse_proxy web:3000\n}\n",
      },
    },
    {
      title: "headers for something else",
      fix: "Send X-Frame-Options, X-Content-Type-Options, Referrer-Policy, Strict-Transport-Security, for sub-domains as well",
      code: next(
        "const «nextConfig» = {\n  async headers() {\n    return [\n      { source: '/api/:path*', headers: [{ key: 'Cache-Control', value: 'no-store' }] },\n    ];\n  },\n};\nexport default nextConfig;\n",
      ),
      fixed: next(
        "const nextConfig = {\n  async headers() {\n    return [\n      { source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'SAMEORIGIN' }, { key: 'X-Content-Type-Options', value: 'nosniff' }, { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' }, { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }] },\n      { source: '/api/:path*', headers: [{ key: 'Cache-Control', value: 'no-store' }] },\n    ];\n  },\n};\nexport default nextConfig;\n",
      ),
    },
    {
      title: "headers for one path",
      code: next(
        "const «nextConfig» = {\n  async headers() {\n    return [{ source: '/embed', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }];\n  },\n};\nexport default nextConfig;\n",
      ),
    },
    {
      title: "wrapped, without semicolons",
      code: next(
        "const config = {\n  output: 'standalone',\n}\n\nexport default withSentry(config)\n".replace(
          "const config",
          "const «config»",
        ),
      ),
      fixed: next(
        "const config = {\n  output: 'standalone',\n  poweredByHeader: false,\n  async headers() {\n    return [\n      {\n        source: '/:path*',\n        headers: [\n          { key: 'X-Frame-Options', value: 'SAMEORIGIN' },\n          { key: 'X-Content-Type-Options', value: 'nosniff' },\n          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },\n          { key: 'Strict-Transport-Security', value: 'max-age=31536000' },\n        ],\n      },\n    ]\n  },\n}\n\nexport default withSentry(config)\n",
      ),
    },
  ],
});
