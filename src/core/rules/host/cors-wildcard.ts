import { frontendOrigin } from "../../project/origins";
import { replacement } from "../../text/edits";
import { slice, span } from "../../text/span";
import { scriptOrigin } from "../cors/origin-expression";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { type CorsHostKind, type HostCors, hostCorsIn, isBroad } from "./cors-headers";

type Context = FileRuleContext<CorsHostKind>;

/**
 * Pages of the site itself need no such header, so that taking it out is offered beside naming the origin. Both are
 * for a person to pick: who else uses the API is nothing that the file shows.
 */
export const hostCorsWildcard = defineRule({
  id: "host/cors-wildcard",
  on: ["json", "toml", "hostheaders", "yaml", "javascript"],
  severity: "warning",
  title: "Name the origins that may read the site's answers",
  why: "With `*` for every path, or for the API, any website can read what the host answers from its visitors' browsers.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://vercel.com/docs/project-configuration#headers",
  ],
  equivalents: [],
  mentions: { javascript: ["access-control-allow-origin"] },
  fix: "review",
  examples: [
    {
      path: "vercel.json",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `{
  "headers": [
    {
      "source": "/api/(.*)",
      "headers": [
        { "key": "Access-Control-Allow-Origin", "value": «"*"» },
        { "key": "Access-Control-Allow-Methods", "value": "GET, POST" }
      ]
    }
  ]
}
`,
      good: `{
  "headers": [
    {
      "source": "/api/(.*)",
      "headers": [
        { "key": "Access-Control-Allow-Origin", "value": "https://app.example.com" },
        { "key": "Access-Control-Allow-Methods", "value": "GET, POST" }
      ]
    }
  ]
}
`,
    },
    {
      title: "no other origin is known",
      path: "public/_headers",
      bad: `/*
  X-Content-Type-Options: nosniff
  Access-Control-Allow-Origin: «*»
`,
      good: `/*
  X-Content-Type-Options: nosniff
`,
    },
  ],
  *check(context) {
    for (const header of hostCorsIn(context.file)) {
      if (header.value.trim() !== "*" || !isBroad(header.path)) continue;
      const fixes = fixesFor(header, context);
      yield {
        at: header.at,
        message: `Any website may read what ${header.path} answers: every origin is allowed.`,
        fixes,
        ...(header.conditional ? { severity: "info" } : {}),
      };
    }
  },
});

function fixesFor({ at, conditional, removal }: HostCors, { file, project }: Context): Fix[] {
  const fixes: Fix[] = [];
  const source = slice(file.text, at);
  const { origin } = project.fact(frontendOrigin);
  if (origin !== undefined) {
    const star = at.start + source.indexOf("*");
    const edits = [replacement(span(star, star + 1), origin)];
    fixes.push({ title: `Allow ${origin} only`, kind: "review", edits });
  } else if (file.is("javascript")) {
    const quote = source.startsWith('"') ? '"' : "'";
    const { text, label } = scriptOrigin(project, quote);
    const none = quote + quote;
    // Next.js refuses a header without a value.
    const given = conditional ? none : `${text} ?? ${none}`;
    const title = conditional ? "Allow no origin where nothing is set" : `Allow ${label} only`;
    fixes.push({ title, kind: "review", edits: [replacement(at, given)] });
  }
  const title = "Remove the header: pages of the same origin need none";
  return removal ? [...fixes, { title, kind: "review", edits: removal }] : fixes;
}
