import { childrenOf, type NginxDirective, walkNginx } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { isHttpServer } from "../../files/nginx/server";
import type { SourceFile } from "../../files/source";
import { nginxTree } from "../../project/headers/levels";
import { replacement, type TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import { defineRule } from "../rule";
import { insertAfter, insertInto } from "./insert";
import { isMainConfig } from "./main-config";

const OFF = "server_tokens off;";

export const serverTokens = defineRule({
  id: "nginx/server-tokens",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Keep the version of nginx to yourself",
  why: "The Server header and the error pages name the exact version, so that anybody can look up what is known to be wrong with it.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_core_module.html#server_tokens",
    "https://owasp.org/www-project-secure-headers/",
  ],
  equivalents: ["gixy version_disclosure"],
  fix: "safe",
  examples: [
    {
      bad: `«http» {
    include mime.types;
    sendfile on;

    server {
        listen 80;
        root /srv/www;
    }
}
`,
      good: `http {
    include mime.types;
    sendfile on;
    server_tokens off;

    server {
        listen 80;
        root /srv/www;
    }
}
`,
    },
    {
      title: "switched on",
      bad: `server {
    listen 80;
    server_tokens «on»;
}
`,
      good: `server {
    listen 80;
    server_tokens off;
}
`,
    },
  ],
  *check({ file, project }) {
    for (const directive of walkNginx(file.form.directives)) {
      const [word] = directive.args;
      if (directive.name !== "server_tokens" || !word) continue;
      if (word.value === "off") yield { proves: directive.at, message: "The version is not sent." };
      if (!/^(on|build)$/i.test(word.value)) continue;
      yield {
        at: word.at,
        message: `server_tokens ${word.value} sends the version of nginx with every answer.`,
        fixes: [{ title: "Switch server_tokens off", kind: "safe", edits: [replacement(word.at, "off")] }],
      };
    }
    if (!file.form.clean) return;
    for (const places of project.fact(nginxTree).levelsOf(file.path)) {
      const [http] = places;
      if (!http?.block || http.name !== "http" || !places.every(sendsVersion)) continue;
      yield {
        at: http.block.nameAt,
        message: "Every answer names the version of nginx: nothing here switches server_tokens off.",
        // Without the section that nginx insists on, this is a part of some other configuration.
        ...(isMainConfig(file.form) ? {} : { severity: "hint" }),
        fixes: [{ title: `Add ${OFF}`, kind: "safe", edits: switchOff(http.block, file) }],
      };
    }
  },
});

/** Whether a site of `http` sends the version because nothing at all says otherwise. */
function sendsVersion(http: NginxLevel): boolean {
  if (isSettled(http) || http.hidden.length > 0) return false;
  const servers = http.children.filter(isHttpServer);
  // Sites that are loaded from elsewhere are as the file leaves them.
  if (servers.length === 0) return http.block !== undefined && childrenOf(http.block).some(loadsSites);
  return servers.some((server) => !isSettled(server) && server.hidden.length === 0);
}

/** Whether a level says of itself what it sends: nothing of this rule, or a Server header of its own. */
function isSettled(level: NginxLevel): boolean {
  if (level.named("server_tokens").length > 0) return true;
  return ["more_clear_headers", "more_set_headers"].some((name) =>
    level.named(name).some(({ directive }) => directive.args.some(({ value }) => /^server\b/i.test(value))),
  );
}

function loadsSites({ name, args }: NginxDirective): boolean {
  return name === "include" && (args[0]?.value.includes("*") ?? false);
}

/** Debian's nginx.conf has the line in a comment; otherwise it goes where the plain settings of `http` end. */
function switchOff(http: NginxDirective, file: SourceFile<"nginx">): TextEdit[] {
  const { body } = http;
  if (!body) return [];
  const children = childrenOf(http);
  const prepared = file.form.comments.find(
    (at) =>
      body.inside.start <= at.start && at.end <= body.inside.end && preparedLine.test(slice(file.text, at)),
  );
  if (prepared && !isWithin(prepared.start, children)) {
    const mark = /^#\s*/.exec(slice(file.text, prepared))?.[0] ?? "";
    return [replacement({ start: prepared.start, end: prepared.start + mark.length }, "")];
  }
  const end = children.findIndex((child) => child.body !== undefined || loadsSites(child));
  const plain = children.slice(0, end < 0 ? undefined : end).findLast(({ name }) => basics.has(name));
  return [plain ? insertAfter(file, plain.at, [OFF]) : insertInto(file, body, [OFF])];
}

const preparedLine = /^#\s*server_tokens\s+off\s*;/;

const basics = new Set(
  "include default_type sendfile tcp_nopush tcp_nodelay keepalive_timeout types_hash_max_size".split(" "),
);

function isWithin(offset: number, blocks: readonly NginxDirective[]): boolean {
  return blocks.some(({ at, body }) => body !== undefined && at.start < offset && offset < at.end);
}
