import type { NginxLevel } from "../../files/nginx/level";
import { nginxTree } from "../../project/headers/levels";
import { runsNginxFrom } from "../../project/headers/nginx-version";
import { defineRule, type FileRuleContext, type Report } from "../rule";
import { proxyTarget } from "./proxy-target";
import { proxyingLocation, type RequestHeaders, requestHeader, requestHeadersAt } from "./request-headers";
import { type UpgradePart, upgradeFix } from "./upgrade-fix";

/** The first version that talks HTTP/1.1 to applications by itself. */
const firstWithHttp11 = [1, 29, 7] as const;

/** Paths that serve web sockets and nothing else. */
const socketPath = /^\^?\/(wss?|websockets?|socket\.io|hmr)(\/|$|\\)/i;

export const websocketUpgradeIncomplete = defineRule({
  id: "nginx/websocket-upgrade-incomplete",
  on: "nginx",
  severity: "warning",
  title: "Pass the whole WebSocket upgrade on",
  why: "A WebSocket starts with HTTP/1.1 and two headers that a proxy does not pass on by itself. When one of the three is missing, the application answers with an error or falls back to polling.",
  references: [
    "https://nginx.org/en/docs/http/websocket.html",
    "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: `location /chat {
    «proxy_pass http://app:3000;»
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
}
`,
      good: `location /chat {
    proxy_pass http://app:3000;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
}
`,
    },
    {
      title: "a path for web sockets",
      bad: `server {
    listen 80;

    location /socket.io/ {
        «proxy_pass http://app:3000;»
    }
}
`,
      good: `server {
    listen 80;

    location /socket.io/ {
        proxy_pass http://app:3000;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection "upgrade";
        proxy_read_timeout 3600s;
    }
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const seen = new Set<NginxLevel>();
    for (const [level] of project.fact(nginxTree).levelsOf(file.path)) {
      const location = level && proxyingLocation(level);
      if (!location || proxyTarget(level) === "foreign") continue;
      const headers = requestHeadersAt(location);
      const missing = missingParts(location, headers, context);
      if (missing.length === 0) continue;
      // Locations that share a list share what it lacks.
      const owner = headers.level ?? location;
      if (seen.has(owner)) continue;
      seen.add(owner);
      yield reportOn(level, location, headers, missing, context);
    }
  },
});

/** The parts that an upgrade to a WebSocket lacks, where `location` is to pass one on. */
function missingParts(
  location: NginxLevel,
  headers: RequestHeaders,
  { project }: FileRuleContext<"nginx">,
): UpgradePart[] {
  const passesUpgrade = (requestHeader(headers, "upgrade") ?? "") !== "";
  const isSocket = socketPath.test(location.block?.args.at(-1)?.value ?? "");
  if (headers.isUncertain || (!passesUpgrade && !isSocket)) return [];
  const version = nearest(location, "proxy_http_version");
  const isOld = version === undefined ? !runsNginxFrom(firstWithHttp11, project) : version === "1.0";
  const missing: UpgradePart[] = [];
  if (isOld) missing.push("version");
  if (!passesUpgrade) missing.push("upgrade");
  if (!headers.names.has("connection")) missing.push("connection");
  return missing;
}

function nearest(level: NginxLevel, name: string): string | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const found = at.named(name).at(-1)?.directive.args[0]?.value;
    if (found !== undefined) return found;
  }
  return undefined;
}

const labels: Readonly<Record<UpgradePart, string>> = {
  version: "proxy_http_version 1.1",
  upgrade: "the Upgrade header",
  connection: "the Connection header",
};

function reportOn(
  level: NginxLevel,
  location: NginxLevel,
  headers: RequestHeaders,
  missing: readonly UpgradePart[],
  { file, project }: FileRuleContext<"nginx">,
): Report {
  const pass = level.named("proxy_pass")[0];
  const names = missing.map((part) => labels[part]);
  const last = names.pop() ?? "";
  const list = names.length > 0 ? `${names.join(", ")} and ${last}` : last;
  return {
    at: (pass?.include ?? pass?.directive)?.at ?? { start: 0, end: 0 },
    message: `WebSocket connections fail here: ${list} ${missing.length > 1 ? "are" : "is"} missing.`,
    fixes: upgradeFix(location, headers, missing, file, project),
  };
}
