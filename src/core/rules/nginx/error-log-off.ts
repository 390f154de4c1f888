import { walkNginx } from "../../files/nginx/form";
import { replacement } from "../../text/edits";
import { defineRule } from "../rule";
import { removalOf } from "./remove";

export const nginxErrorLogOff = defineRule({
  id: "nginx/error-log-off",
  on: "nginx",
  severity: "warning",
  title: "Keep the error log",
  why: "error_log knows no off: nginx writes a file of that name into its own folder, and nobody looks there when the site fails.",
  references: ["https://nginx.org/en/docs/ngx_core_module.html#error_log"],
  equivalents: ["gixy error_log_off"],
  fix: "review",
  examples: [
    {
      bad: `server {
    listen 80;
    error_log «off»;
    root /var/www/app;
}
`,
      good: `server {
    listen 80;
    root /var/www/app;
}
`,
    },
  ],
  *check({ file }) {
    for (const directive of walkNginx(file.form.directives)) {
      const [target] = directive.args;
      if (directive.name !== "error_log" || target?.value.toLowerCase() !== "off") continue;
      yield {
        at: target.at,
        message: `Errors are written to a file called ${target.value}: this log cannot be switched off.`,
        fixes: directive.terminator
          ? [
              {
                title: "Remove the line: errors go to the log of the level above",
                kind: "review",
                edits: [removalOf(directive, file)],
              },
              {
                title: "Throw all but critical errors away",
                kind: "review",
                edits: [
                  replacement({ start: target.at.start, end: directive.terminator.start }, "/dev/null crit"),
                ],
              },
            ]
          : [],
      };
    }
  },
});
