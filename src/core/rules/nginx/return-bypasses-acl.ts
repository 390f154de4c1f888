import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { nginxTree } from "../../project/headers/levels";
import { defineRule, type FileRuleContext, type Problem } from "../rule";

export const nginxReturnBypassesAcl = defineRule({
  id: "nginx/return-bypasses-acl",
  on: "nginx",
  severity: "warning",
  title: "Do not rely on deny where return answers",
  why: "nginx answers with return before it looks at allow and deny, so that everybody gets what only some should.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#return",
    "https://nginx.org/en/docs/dev/development_guide.html#http_phases",
  ],
  equivalents: ["gixy return_bypasses_allow_deny"],
  deviations: {
    "gixy return_bypasses_allow_deny":
      "A return that refuses or has no text gives nothing away, and neither does a word that says that the server is up.",
  },
  fix: "none",
  examples: [
    {
      fix: null,
      bad: `location = /internal/config.json {
    allow 10.0.0.0/8;
    deny all;
    «return» 200 '{"flags": ["beta"]}';
}
`,
      good: `location = /internal/config.json {
    allow 10.0.0.0/8;
    deny all;
    root /srv/app;
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!/\bdeny\b/.test(file.text)) return;
    const reported = new Set<NginxDirective>();
    for (const places of project.fact(nginxTree).levelsOf(file.path)) {
      for (const level of places.slice(0, 1)) {
        if (level.named("deny").length === 0) continue;
        for (const problem of problemsAt(level, level, context)) {
          if (reported.has(problem.directive)) continue;
          reported.add(problem.directive);
          yield problem.report;
        }
      }
    }
  },
});

interface Found {
  readonly directive: NginxDirective;
  readonly report: Problem;
}

/** What answers at `level`, and in the locations inside that inherit its list, before the list is looked at. */
function* problemsAt(
  level: NginxLevel,
  owner: NginxLevel,
  context: FileRuleContext<"nginx">,
): Generator<Found> {
  const deniesAll = owner.named("deny").some(({ directive }) => directive.args[0]?.value === "all");
  for (const { directive, unit } of [...level.named("return"), ...level.named("rewrite")]) {
    const kind = unit.path === context.file.path ? answerOf(directive) : "none";
    // A list of single addresses that are turned away hides nothing.
    if (kind === "none" || (kind === "redirect" && !deniesAll)) continue;
    const message =
      kind === "redirect"
        ? "Everybody is redirected: nginx does this before it looks at allow and deny."
        : "Everybody gets this answer: nginx gives it before it looks at allow and deny.";
    const report: Problem = { at: directive.nameAt, message };
    const isMild = kind === "redirect" || isSignOfLife(directive);
    yield { directive, report: isMild ? { ...report, severity: "hint" } : report };
  }
  for (const child of level.children) {
    const hasOwn = child.named("allow").length > 0 || child.named("deny").length > 0;
    if (!hasOwn && !isInternal(child)) yield* problemsAt(child, owner, context);
  }
}

/** Whether a directive answers at once, and with what. */
function answerOf({ name, args }: NginxDirective): "text" | "redirect" | "none" {
  const [first = "", second = "", flag = ""] = args.map(({ value }) => value);
  if (name === "rewrite") {
    // nginx compares the start as it is written.
    const leaves = /^(https?:\/\/|\$scheme)/.test(second) || /^(redirect|permanent)$/.test(flag);
    return leaves ? "redirect" : "none";
  }
  if (/^\d+$/.test(first) && args.length === 1) return "none";
  if (/^2\d\d$/.test(first)) return second === "" ? "none" : "text";
  return /^30[12378]$/.test(first) || !/^\d+$/.test(first) ? "redirect" : "none";
}

/** `return 200 "ok"` */
function isSignOfLife({ args }: NginxDirective): boolean {
  return /^["'\s]*(ok|up|alive|healthy|pong|\{"status":\s*"(ok|up)"\})[\s!.\\n]*$/i.test(
    args[1]?.value ?? "",
  );
}

/** Who gets there was let in before. */
function isInternal(level: NginxLevel): boolean {
  return level.named("internal").length > 0 || (level.block?.args[0]?.value.startsWith("@") ?? false);
}
