import { childrenOf, type NginxBody, type NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { isHttpServer } from "../../files/nginx/server";
import type { SourceFile } from "../../files/source";
import { nginxTree } from "../../project/headers/levels";
import { proxyInFrontOf } from "../../project/headers/nginx-sites";
import { redirectedInFrontOf } from "../../project/redirects";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Problem, type Report } from "../rule";
import { insertAfter, insertInto } from "./insert";
import { isMainConfig } from "./main-config";

const TYPES = "gzip_types text/css application/json application/javascript image/svg+xml;";
const LINES = [
  "gzip on;",
  "gzip_vary on;",
  "gzip_comp_level 5;",
  "gzip_min_length 256;",
  "gzip_proxied any;",
];

export const gzipOff = defineRule({
  id: "nginx/gzip-off",
  on: "nginx",
  severity: "info",
  hardening: true,
  title: "Compress text on its way to the browser",
  why: "Scripts, styles and JSON are three to ten times as large without compression, which everybody on a slow connection waits for. Without gzip_types nginx compresses HTML alone.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_gzip_module.html",
    "https://developer.chrome.com/docs/lighthouse/performance/uses-text-compression",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `«http» {
    include mime.types;
    server_tokens off;

    server {
        listen 80;
        root /srv/www;
    }
}
`,
      good: `http {
    include mime.types;
    server_tokens off;
    gzip on;
    gzip_vary on;
    gzip_comp_level 5;
    gzip_min_length 256;
    gzip_proxied any;
    gzip_types text/css application/json application/javascript image/svg+xml;

    server {
        listen 80;
        root /srv/www;
    }
}
`,
    },
    {
      title: "for HTML alone",
      bad: `http {
    «gzip on;»

    server {
        listen 80;
        root /srv/www;
    }
}
`,
      good: `http {
    gzip on;
    gzip_types text/css application/json application/javascript image/svg+xml;

    server {
        listen 80;
        root /srv/www;
    }
}
`,
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean) return;
    for (const [http] of project.fact(nginxTree).levelsOf(file.path)) {
      if (http?.name !== "http" || http.hidden.length > 0) continue;
      const report = reportOn(http, file);
      if (report && ("proves" in report || !isCompressedInFront(http, file.path, project))) yield report;
    }
  },
});

function reportOn(http: NginxLevel, file: SourceFile<"nginx">): Report | undefined {
  const levels = [http, ...http.children.filter(isHttpServer)];
  const hasOther = ["brotli", "zstd"].some((name) => levels.some((level) => level.named(name).length > 0));
  if (hasOther) return undefined;
  const isOn = (level: NginxLevel) => level.named("gzip").at(-1)?.directive.args[0]?.value === "on";
  const on = levels.find(isOn);
  const types = on && typesFor(on, levels);
  const gzip = (on ?? http).named("gzip").at(-1);
  if (on && gzip && types) {
    return { proves: gzip.directive.at, path: gzip.unit.path, message: "Text is compressed." };
  }
  if (!on) return off(http, gzip?.unit.path === file.path ? gzip.directive : undefined, file);
  if (!gzip || gzip.unit.path !== file.path) return undefined;
  return {
    at: gzip.directive.at,
    message: "nginx compresses HTML alone here: gzip_types does not name scripts, styles and JSON.",
    fixes: [
      { title: `Add ${TYPES}`, kind: "review", edits: [insertAfter(file, gzip.directive.at, [TYPES])] },
    ],
  };
}

/** Whether something says what to compress beside HTML where compression is on. */
function typesFor(on: NginxLevel, levels: readonly NginxLevel[]): boolean {
  const isNamed = (level: NginxLevel) => level.named("gzip_types").length > 0;
  return isNamed(on) || levels.some(isNamed) || [...on.walk()].some(isNamed) || on.hidden.length > 0;
}

/** Nothing is compressed: as nginx does by itself, or because a line switches it off. */
function off(
  http: NginxLevel,
  written: NginxDirective | undefined,
  file: SourceFile<"nginx">,
): Problem | undefined {
  const { block } = http;
  const word = written?.args[0];
  // Sites of other files, or single locations, may compress for themselves.
  const isElsewhere = [...http.walk()].some(
    (level) => level !== http && (level.named("gzip").length > 0 || level.hidden.length > 0),
  );
  if (!block?.body || isElsewhere || !servesAnything(http)) return undefined;
  const hasTypes = http.named("gzip_types").length > 0;
  if (written && word) {
    const edits = [replacement(word.at, "on")];
    if (!hasTypes) edits.push(insertAfter(file, written.at, [TYPES]));
    return {
      at: written.at,
      message: "Compression is switched off.",
      fixes: [{ title: "Switch gzip on", kind: "review", edits }],
    };
  }
  const lines = [...LINES.filter((line) => http.named(line.split(" ")[0] ?? "").length === 0)];
  return {
    at: block.nameAt,
    message: "Nothing is compressed: gzip is off unless it is switched on.",
    // Without the section that nginx insists on, this is a part of some other configuration.
    ...(isMainConfig(file.form) ? {} : { severity: "hint" }),
    fixes: [
      {
        title: "Switch gzip on for text",
        kind: "review",
        edits: [insertLines(block.body, hasTypes ? lines : [...lines, TYPES], file)],
      },
    ],
  };
}

function servesAnything(http: NginxLevel): boolean {
  if (http.children.some(isHttpServer)) return true;
  const own = http.block ? childrenOf(http.block) : [];
  return own.some(({ name, args }) => name === "include" && (args[0]?.value.includes("*") ?? false));
}

/** Behind the plain settings of `http`, in front of its first block or the sites that it loads. */
function insertLines(body: NginxBody, lines: readonly string[], file: SourceFile): TextEdit {
  const end = body.children.findIndex(
    (child) => child.body !== undefined || (child.name === "include" && child.args[0]?.value.includes("*")),
  );
  const anchor = body.children.slice(0, end < 0 ? undefined : end).at(-1);
  return anchor ? insertAfter(file, anchor.at, lines) : insertInto(file, body, lines);
}

/** A host, a CDN or another proxy in front compresses what browsers get, or can. */
function isCompressedInFront(http: NginxLevel, path: string, project: ProjectView): boolean {
  if ([http, ...http.children].some((level) => level.named("real_ip_header").length > 0)) return true;
  return proxyInFrontOf(path, project) !== undefined || redirectedInFrontOf(path, project) !== undefined;
}
