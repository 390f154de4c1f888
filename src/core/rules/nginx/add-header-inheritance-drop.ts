import { type FieldFamily, lostAt, type NginxHeader, ownFields } from "../../files/nginx/effective";
import type { NginxLevel } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import { nginxTree } from "../../project/headers/levels";
import type { ProjectView } from "../../project/view";
import { defineRule, type Problem, type Severity } from "../rule";
import { inheritanceFixes, placeOf } from "./inheritance-fixes";
import { isProtective } from "./security-headers";

const families: readonly FieldFamily[] = ["add_header", "add_trailer"];

/** What is lost was written for the blocks inside as well, so repeating it there does what the file says: safe. */
export const addHeaderInheritanceDrop = defineRule({
  id: "nginx/add-header-inheritance-drop",
  on: "nginx",
  severity: "warning",
  title: "Repeat inherited headers in blocks that add their own",
  why: "nginx inherits add_header only into blocks that have none. One add_header in a location silently removes every header of the server around it, security headers included.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header_inherit",
  ],
  equivalents: ["gixy add_header_redefinition"],
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen 443 ssl;
    add_header X-Frame-Options "DENY" always;

    location /assets/ {
        «add_header Cache-Control "public";»
    }
}
`,
      good: `server {
    listen 443 ssl;
    add_header X-Frame-Options "DENY" always;

    location /assets/ {
        add_header X-Frame-Options "DENY" always;
        add_header Cache-Control "public";
    }
}
`,
    },
    {
      title: "headers from a shared file are repeated by including it again",
      bad: `server {
    include snippets/headers.conf;

    location /assets/ {
        «add_header Cache-Control "public";»
    }
}
`,
      good: `server {
    include snippets/headers.conf;

    location /assets/ {
        include snippets/headers.conf;
        add_header Cache-Control "public";
    }
}
`,
      with: { "nginx/snippets/headers.conf": 'add_header X-Content-Type-Options "nosniff" always;\n' },
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean) return;
    for (const places of project.fact(nginxTree).levelsOf(file.path)) {
      for (const family of families) {
        const level = places.find((place) => lostAt(place, family).length > 0);
        const problem = level && problemAt(level, family, file, project);
        if (problem) yield problem;
      }
    }
  },
});

function problemAt(
  level: NginxLevel,
  family: FieldFamily,
  file: SourceFile<"nginx">,
  project: ProjectView,
): Problem | undefined {
  const lost = lostAt(level, family);
  const first = ownFields(level, family)[0]?.from;
  if (!first) return undefined;
  const names = [...new Set(lost.map(({ from }) => from.directive.args[0]?.value ?? ""))];
  const [hidden] = level.hidden;
  const list =
    names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
  const doubt = hidden
    ? `, unless include ${hidden.args[0]?.value ?? ""} repeats them, which is not in the workspace`
    : "";
  return {
    at: placeOf(first).at,
    message: `This ${family} drops what ${level.parent?.name || "the level above"} sends: ${list}${doubt}.`,
    severity: severityOf(level, lost, family),
    related: lost.slice(0, 5).map(({ from }) => ({
      path: from.unit.path,
      at: from.directive.at,
      message: "Not inherited.",
    })),
    fixes: inheritanceFixes(level, lost, family, file, project),
  };
}

function severityOf(level: NginxLevel, lost: readonly NginxHeader[], family: FieldFamily): Severity {
  const protects = family === "add_header" && lost.some(({ name, value }) => isProtective(name, value));
  // A preflight answer has no body that a header could protect.
  const isEmpty = level.named("return").some(({ directive }) => directive.args[0]?.value === "204");
  return protects && !isEmpty && level.hidden.length === 0 ? "warning" : "hint";
}
