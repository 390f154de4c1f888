import type { NginxLevel } from "../../files/nginx/level";
import { isOnlyLocal, socketsOf } from "../../files/nginx/server";
import { nginxTree } from "../../project/headers/levels";
import { defineRule, type FileRuleContext, type Report } from "../rule";
import { forwardFix } from "./forward-fix";
import { type ForwardedFact, facts } from "./forwarded";
import { proxyTarget } from "./proxy-target";
import { proxyingLocation, type RequestHeaders, requestHeadersAt, serverAround } from "./request-headers";
import { tlsInFrontOf } from "./tls-in-front";

export const proxyMissingForwardHeaders = defineRule({
  id: "nginx/proxy-missing-forward-headers",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Tell the application who asks, for what and how",
  why: "Without these headers the application takes nginx for the visitor: limits count everybody as one, logs are useless, and links and cookies are made for the wrong host or for plain HTTP.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-For",
  ],
  equivalents: [],
  alsoSilencedBy: ["gixy proxy_set_header_redefinition"],
  fix: "review",
  examples: [
    {
      bad: `server {
    listen 443 ssl;

    location / {
        «proxy_pass http://app:3000;»
    }
}
`,
      good: `server {
    listen 443 ssl;

    location / {
        proxy_pass http://app:3000;
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
}
`,
    },
    {
      title: "a location with a list of its own inherits none",
      bad: `server {
    listen 443 ssl;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;

    location /stream {
        «proxy_pass http://app:3000;»
        proxy_set_header Host $host;
        proxy_set_header Connection "";
    }
}
`,
      good: `server {
    listen 443 ssl;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;

    location /stream {
        proxy_pass http://app:3000;
        proxy_set_header Host $host;
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const groups = new Map<NginxLevel, Group>();
    const fronts = new Map<NginxLevel, string | undefined>();
    const proven = new Set<unknown>();
    for (const [level] of project.fact(nginxTree).levelsOf(file.path)) {
      const location = level && proxyingLocation(level);
      const server = location && serverAround(location);
      if (!location || !isAsked(level)) continue;
      const headers = requestHeadersAt(location);
      // In a fragment without its server, what is inherited is unknown.
      if (headers.isUncertain || (!server && headers.level !== location)) continue;
      if (server && !fronts.has(server)) fronts.set(server, tlsInFrontOf(server, file.path, project));
      const needed = neededFor(server, server && fronts.get(server));
      const missing = needed.filter(({ names }) => !names.some((name) => headers.names.has(name)));
      const [first] = headers.directives;
      if (missing.length > 0) {
        const key = headers.level ?? server ?? location;
        const group = groups.get(key) ?? { headers, missing, locations: [] };
        groups.set(key, group);
        group.locations.push({ level, location });
      } else if (first && !proven.has(first.directive)) {
        proven.add(first.directive);
        const { directive, unit } = first;
        yield { proves: directive.at, path: unit.path, message: "The application learns who asks." };
      }
    }
    for (const group of groups.values()) yield reportOn(group, context);
  },
});

/** Locations whose requests carry one and the same list. */
interface Group {
  readonly headers: RequestHeaders;
  readonly missing: readonly ForwardedFact[];
  readonly locations: { readonly level: NginxLevel; readonly location: NginxLevel }[];
}

/** Whether visitors' requests go from `level` to an application of the project. */
function isAsked(level: NginxLevel): boolean {
  return level.named("internal").length === 0 && proxyTarget(level) === "own";
}

/** What requests have to say, given that what is in front of `server` says it of them already. */
function neededFor(server: NginxLevel | undefined, front: string | undefined): readonly ForwardedFact[] {
  const { host, address, scheme } = facts;
  if (server && socketsOf(server).tls) return [host, address, scheme];
  // nginx hands on what it gets but for Host, and over plain HTTP there is no scheme to tell.
  const isBehind = front !== undefined || (server !== undefined && isOnlyLocal(server));
  return isBehind ? [host] : [host, address];
}

function reportOn(
  { headers, missing, locations }: Group,
  { file, project }: FileRuleContext<"nginx">,
): Report {
  const [first] = locations;
  const pass = first?.level.named("proxy_pass")[0];
  const labels = missing.map(({ label }) => label);
  const last = labels.pop() ?? "";
  const list = labels.length > 0 ? `${labels.join(", ")} and ${last}` : last;
  const around = first?.location.parent;
  const isDropped =
    headers.level === first?.location &&
    around !== undefined &&
    missing.some(({ names }) => names.some((name) => requestHeadersAt(around).names.has(name)));
  const more = locations.length > 1 ? ` The same goes for ${locations.length - 1} more of these.` : "";
  const reason = isDropped
    ? "the proxy_set_header lines here replace those of the level around"
    : "nobody sets it for this location";
  return {
    at: (pass?.include ?? pass?.directive)?.at ?? { start: 0, end: 0 },
    message: `The application does not get ${list} of the request: ${reason}.${more}`,
    ...(missing.length === 1 && missing[0] === facts.host ? { severity: "info" } : {}),
    fixes: forwardFix(
      locations.map(({ location }) => location),
      headers,
      missing,
      file,
      project,
    ),
  };
}
