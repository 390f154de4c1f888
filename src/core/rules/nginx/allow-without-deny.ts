import type { NginxLevel } from "../../files/nginx/level";
import { nginxTree } from "../../project/headers/levels";
import { defineRule, type FileRuleContext, type Problem } from "../rule";
import { insertAfter } from "./insert";

export const nginxAllowWithoutDeny = defineRule({
  id: "nginx/allow-without-deny",
  on: "nginx",
  severity: "warning",
  title: "Deny everybody who is not allowed",
  why: "allow alone keeps nobody out: whoever no line names is let in, and a list of its own takes the place of the one around it.",
  references: ["https://nginx.org/en/docs/http/ngx_http_access_module.html"],
  equivalents: ["gixy allow_without_deny"],
  fix: "review",
  examples: [
    {
      bad: `location /admin/ {
    «allow» 10.0.0.0/8;
    proxy_pass http://app:3000;
}
`,
      good: `location /admin/ {
    allow 10.0.0.0/8;
    deny all;
    proxy_pass http://app:3000;
}
`,
    },
  ],
  *check(context) {
    if (!/\ballow\b/.test(context.file.text)) return;
    for (const places of context.project.fact(nginxTree).levelsOf(context.file.path)) {
      const problems = places.map((level) => problemAt(level, context));
      const [first] = problems;
      if (first && problems.every((problem) => problem)) yield first;
    }
  },
});

function problemAt(level: NginxLevel, { file }: FileRuleContext<"nginx">): Problem | undefined {
  const allowed = level.named("allow").filter(({ directive }) => directive.args[0]?.value !== "all");
  const [first] = allowed;
  if (!first || first.unit.path !== file.path) return undefined;
  if (allowed.length < level.named("allow").length || level.named("deny").length > 0) return undefined;
  if (level.hidden.length > 0 || mayLogIn(level)) return undefined;
  const last = allowed.findLast(({ unit }) => unit.path === file.path)?.directive ?? first.directive;
  return {
    at: first.directive.nameAt,
    message: "Everybody is let in: no deny follows, so that allow changes nothing.",
    fixes: last.terminator
      ? [{ title: "Add deny all;", kind: "review", edits: [insertAfter(file, last.at, ["deny all;"])] }]
      : [],
  };
}

/** Whether one of address and login is enough, so that who is not allowed has to log in. */
function mayLogIn(level: NginxLevel): boolean {
  if (nearest(level, "satisfy") !== "any") return false;
  return ["auth_basic", "auth_request", "auth_jwt", "auth_oidc"].some((name) => {
    const value = nearest(level, name);
    return value !== undefined && value !== "off";
  });
}

function nearest(level: NginxLevel, name: string): string | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const found = at.named(name).at(-1)?.directive.args[0];
    if (found) return found.value;
  }
  return undefined;
}
