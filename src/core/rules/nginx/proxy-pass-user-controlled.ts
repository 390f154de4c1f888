import { childrenOf, type NginxDirective, type NginxWord, walkNginx } from "../../files/nginx/form";
import { insertion } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { type ChosenVariable, RequestHost } from "./request-host";

const passes = new Set("proxy_pass fastcgi_pass uwsgi_pass scgi_pass grpc_pass memcached_pass".split(" "));

export const nginxProxyPassUserControlled = defineRule({
  id: "nginx/proxy-pass-user-controlled",
  on: "nginx",
  severity: "error",
  title: "Do not let requests choose where they go",
  why: "Whoever fills in the host makes your server fetch what only it can reach: the cloud's metadata with its keys, databases, internal tools.",
  references: [
    "https://owasp.org/www-community/attacks/Server_Side_Request_Forgery",
    "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
    "https://cwe.mitre.org/data/definitions/918.html",
  ],
  equivalents: ["gixy ssrf"],
  fix: "review",
  examples: [
    {
      fix: null,
      bad: `location /fetch {
    proxy_pass http://«$arg_host»;
}
`,
      good: `map $arg_service $backend {
    default app:3000;
    reports reports:4000;
}

server {
    location /fetch {
        proxy_pass http://$backend;
    }
}
`,
    },
    {
      title: "the slash behind the host is missing",
      bad: `location ~ ^/files/(?<path>.*)$ {
    proxy_pass http://storage«$path»;
}
`,
      good: `location ~ ^/files/(?<path>.*)$ {
    proxy_pass http://storage/$path;
}
`,
    },
  ],
  *check({ file }) {
    const { directives } = file.form;
    let hosts: RequestHost | undefined;
    const internal = new Map<NginxDirective, boolean>();
    for (const directive of walkNginx(directives)) {
      const [address] = directive.args;
      if (!passes.has(directive.name) || !address?.value.includes("$")) continue;
      if (isInternal(directive.parent, internal)) continue;
      hosts ??= new RequestHost(directives);
      const chosen = hosts.chosenIn(address.value, directive);
      if (!chosen) continue;
      const place = placeOf(chosen, address);
      const end = chosen.isTail ? "the end of the host" : "the host";
      yield {
        at: place ?? address.at,
        message: `A request decides on ${end} that it is sent on to, through $${chosen.name}.`,
        severity: chosen.isTail ? "warning" : "error",
        fixes: fixesFor(chosen, address, place),
      };
    }
  },
});

/** Whether only nginx itself, or an application behind it, leads a request to `block`. */
function isInternal(block: NginxDirective | undefined, known: Map<NginxDirective, boolean>): boolean {
  if (!block) return false;
  const answer =
    known.get(block) ??
    ((block.name === "location" && childrenOf(block).some(({ name }) => name === "internal")) ||
      isInternal(block.parent, known));
  known.set(block, answer);
  return answer;
}

/** Where the variable stands in the address itself; undefined when another one brings it in. */
function placeOf({ name }: ChosenVariable, { raw, at }: NginxWord) {
  for (const written of [`\${${name}}`, `$${name}`]) {
    const index = raw.indexOf(written);
    if (index >= 0) return { start: at.start + index, end: at.start + index + written.length };
  }
  return undefined;
}

function fixesFor(
  { isTail, isCapture, name }: ChosenVariable,
  address: NginxWord,
  place: { start: number; end: number } | undefined,
): Fix[] {
  const isLast = place && place.end >= address.at.end - (address.quote ? 1 : 0);
  const isPlainHost = /^\w+:\/\/[\w.:-]+\$/.test(address.value);
  if (!place || !isLast || !isTail || !isCapture || !isPlainHost) return [];
  return [
    { title: `Put a slash in front of $${name}`, kind: "review", edits: [insertion(place.start, "/")] },
  ];
}
