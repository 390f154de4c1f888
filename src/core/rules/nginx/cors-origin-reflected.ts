import type { Span } from "../../text/span";
import { defineRule, type Problem } from "../rule";
import { CorsFixes } from "./cors-fixes";
import { type CorsHeader, corsHeaders, hasCredentials, isForPublicFiles, openValueOf } from "./cors-headers";
import { isDevelopmentConfig } from "./development-config";

export const nginxCorsOriginReflected = defineRule({
  id: "nginx/cors-origin-reflected",
  on: "nginx",
  severity: "warning",
  title: "Check the origin before it is sent back",
  why: "Whoever asks is told that it may read the answer. With credentials any website can then act as the user who is signed in, which browsers would have refused for `*`.",
  references: [
    "https://portswigger.net/web-security/cors",
    "https://nginx.org/en/docs/http/ngx_http_map_module.html",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: ["gixy origins"],
  fix: "review",
  examples: [
    {
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `server {
    listen 443 ssl;

    location /api/ {
        proxy_pass http://api:8000;
        add_header Access-Control-Allow-Origin «$http_origin» always;
        add_header Access-Control-Allow-Credentials true always;
    }
}
`,
      good: `map $http_origin $cors_origin {
    default "";
    "https://app.example.com" $http_origin;
}

server {
    listen 443 ssl;

    location /api/ {
        proxy_pass http://api:8000;
        add_header Access-Control-Allow-Origin $cors_origin always;
        add_header Vary Origin always;
        add_header Access-Control-Allow-Credentials true always;
    }
}
`,
    },
    {
      title: "a map whose default is whoever asks",
      bad: `map $http_origin $cors_origin {
    default «$http_origin»;
    "https://app.example.com" $http_origin;
}

server {
    listen 443 ssl;
    add_header Access-Control-Allow-Origin $cors_origin always;
}
`,
      good: `map $http_origin $cors_origin {
    default "";
    "https://app.example.com" $http_origin;
}

server {
    listen 443 ssl;
    add_header Access-Control-Allow-Origin $cors_origin always;
}
`,
    },
  ],
  *check(context) {
    if (isDevelopmentConfig(context.file.path)) return;
    const headers = corsHeaders(context);
    const open = headers.flatMap((places) => openPlace(places) ?? []);
    const fixes = new CorsFixes(open, "caller", context);
    const reported = new Set<number>();
    for (const place of open) {
      const { at } = openValueOf(place, "caller", context.file.path);
      if (reported.has(at.start)) continue;
      reported.add(at.start);
      yield problem(place, at, fixes);
    }
  },
});

function openPlace(places: readonly CorsHeader[]): CorsHeader | undefined {
  const open = places.filter(({ origins }) => origins.some(({ allows }) => allows === "caller"));
  return open.find((place) => hasCredentials(place) || !isForPublicFiles(place.level));
}

function problem(place: CorsHeader, at: Span, fixes: CorsFixes): Problem {
  const credentials = hasCredentials(place);
  const what = credentials ? "act as the signed-in user and read the answers" : "read these answers";
  return {
    at,
    message: `Any website may ${what}: its own origin is sent back without a check.`,
    severity: credentials ? "error" : "warning",
    fixes: fixes.forHeader(place),
  };
}
