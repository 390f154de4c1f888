import type { NginxDirective } from "../../files/nginx/form";
import { nginxTree } from "../../project/headers/levels";
import { limitedBehind, limitedInFrontOf, openInFrontOf } from "../../project/limits";
import { type LimitedPassage, limitedPassages } from "../../project/limits/nginx";
import { unreadBehind } from "../../project/unread-apps";
import { defineRule, type FileRuleContext, type Report } from "../rule";
import { limitFix } from "./limit-fixes";

/** The fix is for a person to pick: how many requests a client needs is for whoever knows the clients. */
export const nginxMissingRateLimit = defineRule({
  id: "nginx/missing-rate-limit",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the API",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "nginx.conf",
      bad: `http {
    include mime.types;

    server {
        listen 443 ssl;
        server_name app.example.com;

        location «/api/» {
            proxy_pass http://backend:8000;
        }
    }
}
`,
      good: `http {
    include mime.types;
    limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;
    limit_req_status 429;

    server {
        listen 443 ssl;
        server_name app.example.com;

        location /api/ {
            limit_req zone=api_per_ip burst=20 nodelay;
            proxy_pass http://backend:8000;
        }
    }
}
`,
    },
    {
      title: "a site that http includes",
      bad: `server {
    listen 443 ssl;
    server_name api.example.com;

    location «/» {
        proxy_pass http://backend:8000;
    }
}
`,
      good: `limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;

server {
    listen 443 ssl;
    server_name api.example.com;

    location / {
        limit_req zone=api_per_ip burst=20 nodelay;
        limit_req_status 429;
        proxy_pass http://backend:8000;
    }
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const levels = project.fact(nginxTree).levelsOf(file.path).flat();
    const asked = limitedPassages(levels).filter(
      ({ isAsked, level }) => isAsked && level.unit.path === file.path,
    );
    if (asked.length === 0) return;
    const limited = asked.find(({ limit }) => limit)?.limit;
    if (limited) yield { proves: limited.at, path: limited.path, message: "nginx limits the requests." };
    const front = limitedInFrontOf(file.path, project);
    if (front) yield { proves: front.at, path: front.path, message: `${front.path} limits the requests.` };
    if (front || openInFrontOf(file.path, project)) return;
    const open: LimitedPassage[] = [];
    for (const passage of asked.filter(({ limit }) => !limit)) {
      const behind = limitedBehind(file.path, project, passage.hosts);
      if (behind)
        yield { proves: behind.at, path: behind.path, message: `${behind.path} limits the requests.` };
      else open.push(passage);
    }
    const unread = unreadBehind(
      open.flatMap(({ hosts }) => hosts),
      project,
    );
    const sure = unread === undefined ? open.filter(({ hidden }) => !hidden) : [];
    const report = sure.length > 0 ? problem(sure, context) : doubt(open, unread);
    if (report) yield report;
  },
});

function problem(open: readonly LimitedPassage[], context: FileRuleContext<"nginx">): Report | undefined {
  const [first, ...others] = open;
  if (!first?.level.block) return undefined;
  const blocks = new Set(open.map(({ level }) => level.block));
  // A location inherits the limit of the one around it.
  const outer = open.map(({ level }) => level).filter(({ parent }) => !parent || !blocks.has(parent.block));
  const pattern = first.level.block.args.at(-1);
  return {
    at: pattern?.at ?? first.level.block.nameAt,
    message: `${pattern?.value ?? "This location"} hands on as many requests as a client sends: nothing limits them.`,
    related: others.flatMap(({ level: { block } }) =>
      block ? { path: context.file.path, at: block.nameAt, message: "Nothing limits these either." } : [],
    ),
    fixes: limitFix(outer, context),
  };
}

function doubt([first]: readonly LimitedPassage[], unread: string | undefined): Report | undefined {
  const pattern = first?.level.block?.args.at(-1);
  const other = first?.hidden ? describe(first.hidden) : unread;
  if (other === undefined || !pattern) return undefined;
  return {
    at: pattern.at,
    message: `Nothing limits the requests to ${pattern.value}, unless ${other} does: it cannot be seen here.`,
    severity: "hint",
  };
}

function describe({ name, args }: NginxDirective): string {
  return name === "include" ? `include ${args[0]?.value ?? ""}` : name;
}
