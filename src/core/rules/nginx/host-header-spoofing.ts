import { type NginxDirective, type NginxWord, walkNginx } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { proxyInFrontOf } from "../../project/headers/nginx-sites";
import { replacement } from "../../text/edits";
import { slice } from "../../text/span";
import { defineRule, type Fix } from "../rule";

/** Variables that hold whatever the client writes; `$host` is the name that nginx settled on. */
const fromClient =
  /\$(?:\{(http_host|http_x_forwarded_host|arg_\w+|cookie_\w+)\}|(http_host\b|http_x_forwarded_host\b|arg_\w+|cookie_\w+))/i;

export const hostHeaderSpoofing = defineRule({
  id: "nginx/host-header-spoofing",
  on: "nginx",
  severity: "warning",
  title: "Pass $host on, not what the client wrote",
  why: "An application builds links, redirects and cache keys from the Host that it gets. When a client can write anything there, it can send password links of your site to a host of its own.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_core_module.html#var_host",
    "https://portswigger.net/web-security/host-header",
  ],
  equivalents: ["gixy host_spoofing"],
  alsoSilencedBy: ["semgrep request-host-used"],
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    server_name app.example.com;

    location / {
        proxy_set_header Host «$http_host»;
        proxy_pass http://app:3000;
    }
}
`,
      good: `server {
    listen 443 ssl;
    server_name app.example.com;

    location / {
        proxy_set_header Host $host;
        proxy_pass http://app:3000;
    }
}
`,
    },
  ],
  *check({ file, project }) {
    for (const directive of walkNginx(file.form.directives)) {
      const [name, word] = directive.args;
      if (directive.name !== "proxy_set_header" || name?.value.toLowerCase() !== "host" || !word) continue;
      const match = fromClient.exec(word.raw);
      const variable = (match?.[1] ?? match?.[2] ?? "").toLowerCase();
      if (!match || directive.args.length !== 2) continue;
      // The proxy in front is the one that writes it.
      if (variable === "http_x_forwarded_host" && proxyInFrontOf(file.path, project) !== undefined) continue;
      yield {
        at: word.at,
        message: `The application gets ${sourceOf(variable)} as its Host.`,
        fixes: fixesFor(match, word, directive, file),
      };
    }
  },
});

function sourceOf(variable: string): string {
  if (variable === "http_host") return "the Host header as the client wrote it";
  if (variable === "http_x_forwarded_host") return "the client's X-Forwarded-Host";
  const [kind = "", ...name] = variable.split("_");
  return `the ${kind === "arg" ? "query parameter" : "cookie"} ${name.join("_")} of the request`;
}

/** `$host` has no port, which matters where the site is reached at another than the usual one. */
function fixesFor(
  match: RegExpExecArray,
  word: NginxWord,
  directive: NginxDirective,
  file: SourceFile,
): Fix[] {
  const [written] = match;
  const isWhole = word.value === written;
  if (!isWhole && !/http_host\b/i.test(written)) return [];
  const start = word.at.start + match.index;
  const edits = [replacement({ start, end: start + written.length }, "$host")];
  const isSame = isWhole && /^\$\{?http_host\}?$/i.test(written) && isOnUsualPorts(directive);
  const shown = isWhole ? "$host" : slice(file.text, word.at).replace(written, "$host");
  return [{ title: `Pass ${shown}`, kind: isSame ? "safe" : "review", edits }];
}

/** Whether the server around `directive` shows that it listens at 80 and 443 only. */
function isOnUsualPorts(directive: NginxDirective): boolean {
  let server = directive.parent;
  while (server && server.name !== "server") server = server.parent;
  const listens = server?.body?.children.filter(({ name }) => name === "listen") ?? [];
  return listens.length > 0 && listens.every(({ args }) => /^(.*:)?(80|443)$/.test(args[0]?.value ?? ""));
}
