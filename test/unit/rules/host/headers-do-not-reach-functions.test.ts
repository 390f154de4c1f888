import { headersDoNotReachFunctions } from "../../../../src/core/rules/host/headers-do-not-reach-functions";
import { testRule } from "../../../support/rule-tester";

const headers = "/*\n  X-Frame-Options: DENY\n";
const marked = "/*\n  «X-Frame-Options: DENY»\n";
const toml = '[[headers]]\nfor = "/*"\n[headers.values]\nX-Frame-Options = "DENY"\n';
const code = "export default () => new Response();\n";

testRule(headersDoNotReachFunctions, {
  valid: [
    { title: "a static site", code: { "public/_headers": headers, "index.html": "<p>\n" } },
    {
      title: "caching only",
      code: { "public/_headers": "/*\n  Cache-Control: public\n", "functions/a.ts": code },
    },
    {
      title: "functions of another platform",
      code: { "public/_headers": headers, "firebase.json": "{}\n", "functions/index.js": code },
    },
    {
      title: "functions that send them",
      code: {
        "netlify.toml": toml,
        "netlify/functions/a.ts":
          'export default () => new Response("", { headers: { "X-Frame-Options": "DENY" } });\n',
      },
    },
    { title: "another file", code: { "pyproject.toml": toml, "functions/a.ts": code } },
    {
      title: "functions of another site",
      code: { "docs-site/public/_headers": headers, "api/functions/a.ts": code },
    },
  ],
  invalid: [
    {
      title: "Cloudflare Pages",
      code: { "public/_headers": marked, "functions/api/a.ts": code },
      message: /functions\/api\/a\.ts/,
    },
    { title: "a worker", code: { "public/_headers": marked, "public/_worker.js": code } },
    {
      title: "Netlify",
      code: {
        "netlify.toml": toml.replace('X-Frame-Options = "DENY"', '«X-Frame-Options = "DENY"»'),
        "netlify/edge-functions/a.ts": code,
      },
      severity: "info",
    },
    {
      title: "an adapter",
      code: {
        "web/public/_headers": marked,
        "web/package.json": '{ "dependencies": { "@astrojs/netlify": "5" } }\n',
      },
      message: /Pages rendered with @astrojs\/netlify/,
    },
  ],
});
