import { conditionOf } from "../../files/nginx/condition";
import { type NginxDirective, walkNginx } from "../../files/nginx/form";
import { ALLOW_ORIGIN, valueIn } from "../../project/cors/nginx-origins";
import { frontendOrigin } from "../../project/origins";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { entryFor } from "./cors-map";
import { isDevelopmentConfig } from "./development-config";
import { originChecks } from "./origin-checks";
import { cut } from "./origin-pattern";
import { removalOf } from "./remove";

type Context = FileRuleContext<"nginx">;

/** An origin that is let in, or a pattern for some. */
interface Allowed {
  readonly at: Span;
  /** The local origin, as far as the text says it. */
  readonly origin: string;
  /** The entry of a map or the header that says nothing else. */
  readonly directive: NginxDirective | undefined;
}

/** What a browser on the developer's own machine sends. */
const local = /^(https?):\/\/(localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|[\w-]+\.local)(:\d{1,5})?$/i;

export const nginxCorsLocalhost = defineRule({
  id: "nginx/cors-localhost",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Keep localhost out of the origins in production",
  why: "Whatever runs on a visitor's own machine, a tool's page or another user's server, may then read the answers of the deployed site.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `map $http_origin $cors_origin {
    default "";
    "https://app.example.com" $http_origin;
    "«http://localhost:3000»" $http_origin;
}
`,
      good: `map $http_origin $cors_origin {
    default "";
    "https://app.example.com" $http_origin;
}
`,
    },
    {
      title: "the frontend's origin is known",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `location /api/ {
    proxy_pass http://api:8000;
    add_header Access-Control-Allow-Origin "«http://localhost:3000»" always;
}
`,
      good: `location /api/ {
    proxy_pass http://api:8000;
    add_header Access-Control-Allow-Origin "https://app.example.com" always;
}
`,
    },
  ],
  *check(context) {
    const { file } = context;
    if (!/localhost|127\.|127\\\.|::1|0\.0\.0\.0|\.local\b/i.test(file.text)) return;
    if (isDevelopmentConfig(file.path)) return;
    const allowed = [...literals(context), ...patterns(context)].sort((a, b) => a.at.start - b.at.start);
    // Apps of Capacitor and Ionic have such an origin of their own, beside the one with their scheme.
    const hasAppShell = /\b(capacitor|ionic):\/\/localhost/i.test(file.text);
    for (const one of allowed) {
      if (hasAppShell && /^https?:\/\/localhost$/i.test(one.origin)) continue;
      yield {
        at: one.at,
        message: `Pages from ${one.origin} may read these answers, which on a visitor's machine can be anything.`,
        fixes: fixesFor(one, context),
      };
    }
  },
});

/** Origins that are written out: keys of a map, values of the header, what an `if` compares with. */
function* literals({ file }: Context): Generator<Allowed> {
  for (const directive of walkNginx(file.form.directives)) {
    if (directive.name === "map") {
      if (!/^\$\{?http_origin\}?$/i.test(directive.args[0]?.value ?? "")) continue;
      for (const entry of directive.body?.children ?? []) {
        const lets = !/^(0|no|false|deny|)$/.test(entry.args[0]?.value ?? "");
        const quoted = entry.nameAt.end - entry.nameAt.start > entry.name.length ? 1 : 0;
        const at = { start: entry.nameAt.start + quoted, end: entry.nameAt.end - quoted };
        if (lets && local.test(entry.name)) yield { at, origin: entry.name, directive: entry };
      }
    } else if (directive.name === "if") {
      const { subject = "", operator, against } = conditionOf(directive) ?? {};
      const isCheck = /^\$\{?http_origin\}?$/i.test(subject) && operator === "=";
      if (isCheck && against && local.test(against.value))
        yield { at: against.at, origin: against.value, directive: undefined };
    } else {
      const sent = isAllowOrigin(directive) ? valueIn(directive) : undefined;
      const origin = sent?.value.trim() ?? "";
      if (!sent || !local.test(origin)) continue;
      const start = sent.word.at.start + sent.word.raw.indexOf(origin);
      yield { at: { start, end: start + origin.length }, origin, directive };
    }
  }
}

function isAllowOrigin({ name, args }: NginxDirective): boolean {
  return name === "add_header" ? args[0]?.value.toLowerCase() === ALLOW_ORIGIN : name === "more_set_headers";
}

/** Patterns one of whose ways leads to the local machine. */
function* patterns({ file }: Context): Generator<Allowed> {
  for (const { header, shapes, at } of originChecks(file.form, file.text)) {
    if (header !== "origin") continue;
    for (const shape of shapes ?? []) {
      const { host } = cut(shape);
      const name = host.map(({ text, isDot }) => text || (isDot ? "." : "")).join("");
      const origin = `http://${name}`;
      if (host.length === 0 || host.some(({ kind, isDot }) => kind === "set" && !isDot)) continue;
      if (!local.test(origin)) continue;
      yield { at, origin, directive: undefined };
      break;
    }
  }
}

function fixesFor({ directive, at, origin: written }: Allowed, { file, project }: Context): Fix[] {
  if (!directive?.terminator) return [];
  const map = directive.parent?.body?.kind === "entries" ? directive.parent : undefined;
  if (map) {
    const others = (map.body?.children ?? []).filter(
      (entry) => entry !== directive && /^~|^[a-z][\w+.-]*:\/\//.test(entry.name) && !local.test(entry.name),
    );
    if (others.length > 0)
      return [{ title: `Remove ${written}`, kind: "review", edits: [removalOf(directive, file)] }];
  }
  const { origin } = project.fact(frontendOrigin);
  if (origin === undefined) return [];
  const key = map ? (/^"(.*)" /.exec(entryFor(origin))?.[1] ?? origin) : origin;
  return [{ title: `Allow ${origin} instead`, kind: "review", edits: [replacement(at, key)] }];
}
