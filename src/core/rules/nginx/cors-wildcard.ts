import type { Span } from "../../text/span";
import { defineRule, type Problem, type Report, type Severity } from "../rule";
import { CorsFixes } from "./cors-fixes";
import {
  type CorsHeader,
  corsHeaders,
  hasCredentials,
  isForPublicFiles,
  openValueOf,
  servesOpenFiles,
} from "./cors-headers";
import { isDevelopmentConfig } from "./development-config";

export const nginxCorsWildcard = defineRule({
  id: "nginx/cors-wildcard",
  on: "nginx",
  severity: "warning",
  title: "Name the origins that may read the answers",
  why: "With `*` any website can read these answers from its visitors' browsers, an intranet's as well as the internet's.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://nginx.org/en/docs/http/ngx_http_map_module.html",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `server {
    listen 443 ssl;
    server_name api.example.com;

    location / {
        proxy_pass http://api:8000;
        add_header Access-Control-Allow-Origin «*»;
    }
}
`,
      good: `map $http_origin $cors_origin {
    default "";
    "https://app.example.com" $http_origin;
}

server {
    listen 443 ssl;
    server_name api.example.com;

    location / {
        proxy_pass http://api:8000;
        add_header Access-Control-Allow-Origin $cors_origin always;
        add_header Vary Origin always;
    }
}
`,
    },
    {
      title: "no frontend is known: the page and the API share an origin",
      bad: `location /api/ {
    proxy_pass http://api:8000;
    add_header Access-Control-Allow-Origin «*» always;
}
`,
      good: `location /api/ {
    proxy_pass http://api:8000;
}
`,
    },
  ],
  *check(context) {
    if (isDevelopmentConfig(context.file.path)) return;
    const headers = corsHeaders(context);
    const open = headers.flatMap((places) => openPlace(places) ?? []);
    const fixes = new CorsFixes(open, "any", context);
    const reported = new Set<number>();
    for (const places of headers) {
      const place = openPlace(places);
      const at = place && openValueOf(place, "any", context.file.path).at;
      if (at && !reported.has(at.start)) {
        reported.add(at.start);
        yield problem(place, at, fixes);
      }
      const proof = place ? undefined : proofOf(places);
      if (proof) yield proof;
    }
  },
});

/** The place where a header lets everybody in, unless it only ever concerns public files. */
function openPlace(places: readonly CorsHeader[]): CorsHeader | undefined {
  const open = places.filter(({ origins }) => origins.some(({ allows }) => allows === "any"));
  return open.find(({ level }) => !isForPublicFiles(level));
}

function problem(place: CorsHeader, at: Span, fixes: CorsFixes): Problem {
  const credentials = hasCredentials(place);
  const refusal = ", and browsers refuse that together with credentials";
  return {
    at,
    message: `Any website may read these answers: every origin is allowed${credentials ? refusal : ""}.`,
    severity: severityOf(place, credentials),
    fixes: fixes.forHeader(place),
  };
}

function severityOf({ level }: CorsHeader, credentials: boolean): Severity {
  if (credentials) return "error";
  return servesOpenFiles(level) ? "info" : "warning";
}

function proofOf(places: readonly CorsHeader[]): Report | undefined {
  const [first] = places;
  const isLimited = places.every(({ origins }) =>
    origins.every(({ allows }) => allows === "limited" || allows === "none"),
  );
  if (!first || !isLimited || !first.origins.some(({ allows }) => allows === "limited")) return undefined;
  return { proves: first.header.directive.at, message: "Other websites are let in by a list of origins." };
}
