import { childrenOf, type NginxDirective, walkNginx } from "../../files/nginx/form";
import { defineRule } from "../rule";

/** What decides who answers: inside an `if` it takes the place of the location's own, or is not looked at. */
const decisive = /^(try_files|alias|root|index|\w+_pass|limit_req|limit_conn|auth_\w+|allow|deny|satisfy)$/;

/** Directives of the module that `if` belongs to: they run one after the other, as written. */
const sequential = new Set(["set", "break", "rewrite_log", "uninitialized_variable_warn"]);

export const nginxIfInLocation = defineRule({
  id: "nginx/if-in-location",
  on: "nginx",
  severity: "info",
  hardening: true,
  title: "Leave only return and rewrite inside an if",
  why: "An if inside a location is a location of its own: of several that hold only the last one counts, try_files is forgotten, and headers of the location get lost.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if",
    "https://github.com/nginxinc/nginx-wiki/blob/master/source/start/topics/depth/ifisevil.rst",
  ],
  equivalents: ["gixy if_is_evil"],
  deviations: {
    "gixy if_is_evil":
      "Directives set and break are left alone, which run as written, and so is everything in an if that ends with return, whose answer is then complete.",
  },
  fix: "none",
  examples: [
    {
      fix: null,
      bad: `location / {
    if ($request_method = POST) {
        «proxy_pass» http://writer:3000;
    }
    proxy_pass http://reader:3000;
}
`,
      good: `map $request_method $backend {
    default reader;
    POST writer;
}

server {
    location / {
        proxy_pass http://$backend:3000;
    }
}
`,
    },
  ],
  *check({ file }) {
    for (const directive of walkNginx(file.form.directives)) {
      if (directive.name !== "if" || directive.parent?.name !== "location") continue;
      const inside = childrenOf(directive);
      if (inside.some(({ name }) => name === "return")) continue;
      const unsafe = inside.filter((one) => !isSafe(one));
      const worst = unsafe.find(({ name }) => decisive.test(name)) ?? unsafe[0];
      if (!worst) continue;
      yield {
        at: worst.nameAt,
        message: messageOf(worst),
        severity: decisive.test(worst.name) ? "info" : "hint",
      };
    }
  },
});

function isSafe({ name, args }: NginxDirective): boolean {
  if (sequential.has(name)) return true;
  if (name !== "rewrite") return name === "include" || name.startsWith("{{");
  return (
    /^(last|redirect|permanent)$/.test(args[2]?.value ?? "") ||
    /^(https?:|\$scheme)/.test(args[1]?.value ?? "")
  );
}

function messageOf({ name }: NginxDirective): string {
  if (name === "try_files") return "nginx does not look at try_files inside an if.";
  if (name === "rewrite") return "This request is answered with the settings of the if, not of the location.";
  return `${name} inside an if is in force only while no later if of the location holds as well.`;
}
