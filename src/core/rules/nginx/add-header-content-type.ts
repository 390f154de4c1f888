import { childrenOf, type NginxDirective } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { insertBefore } from "./insert";
import { removalOf } from "./remove";
import { hiders, hidingLines, passDirective } from "./upstream";
import { type WrittenHeader, writtenHeaders } from "./written-headers";

export const addHeaderContentType = defineRule({
  id: "nginx/add-header-content-type",
  on: "nginx",
  severity: "info",
  title: "Set the content type with default_type",
  why: "add_header puts a second Content-Type beside the one that the answer already has, and every client picks the one it likes.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_core_module.html#default_type",
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
  ],
  equivalents: ["gixy add_header_content_type"],
  deviations: {
    "gixy add_header_content_type":
      "A more_set_headers with Content-Type is left alone, which newer versions report: that module replaces the header instead of adding a second one.",
  },
  fix: "review",
  examples: [
    {
      bad: `location = /health {
    «add_header Content-Type text/plain;»
    return 200 "ok";
}
`,
      good: `location = /health {
    default_type text/plain;
    return 200 "ok";
}
`,
    },
    {
      title: "the type that an application sends is hidden first",
      bad: `location /feed {
    proxy_pass http://app:3000;
    «add_header Content-Type "application/rss+xml" always;»
}
`,
      good: `location /feed {
    proxy_pass http://app:3000;
    proxy_hide_header Content-Type;
    add_header Content-Type "application/rss+xml" always;
}
`,
    },
  ],
  *check({ file }) {
    for (const header of writtenHeaders(file.form)) {
      const { name, value, directive } = header;
      if (name !== "content-type" || directive.name !== "add_header" || value === "" || isHidden(directive))
        continue;
      yield {
        at: directive.at,
        message: "This adds a second Content-Type to answers that have one.",
        fixes: fixesFor(header, file),
      };
    }
  },
});

/** Whether the level, or one around it, takes the application's own type away. */
function isHidden(directive: NginxDirective): boolean {
  for (let at = directive.parent; at; at = at.parent) {
    const hides = ({ name, args }: NginxDirective) =>
      hiders.has(name) && args[0]?.value.toLowerCase() === "content-type";
    if (childrenOf(at).some(hides)) return true;
  }
  return false;
}

function fixesFor(header: WrittenHeader, file: SourceFile<"nginx">): Fix[] {
  const { directive, value, word } = header;
  const { parent } = directive;
  const isPlace = parent === undefined || parent.name === "location";
  if (!isPlace || value === undefined || directive.terminator === undefined) return [];
  const around = parent ? childrenOf(parent) : file.form.directives;
  const pass = passDirective(around);
  if (pass) {
    const lines = hidingLines(pass, "Content-Type", file);
    const title = `Add ${pass.hider} Content-Type;`;
    return [{ title, kind: "review", edits: [insertBefore(file, directive.at, lines)] }];
  }
  const known = around.find(({ name }) => name === "default_type")?.args[0];
  const edits = known
    ? [replacement(known.at, word.raw), removalOf(directive, file)]
    : renamed(header, around, parent);
  return [{ title: `Use default_type ${value}`, kind: "review", edits }];
}

/** `default_type` is what files get whose ending says nothing, so endings are made to say nothing. */
function renamed(
  { directive, word }: WrittenHeader,
  around: readonly NginxDirective[],
  parent: NginxDirective | undefined,
): TextEdit[] {
  const hasEnding = /\.[\w|()?:]+\$?$/.test(parent?.args.at(-1)?.value ?? "");
  const hasTypes = around.some(({ name }) => name === "types");
  const last = directive.args.at(-1) ?? word;
  return [
    ...(hasEnding && !hasTypes ? [insertion(directive.at.start, "types { } ")] : []),
    replacement({ start: directive.at.start, end: word.at.start }, "default_type "),
    ...(last === word ? [] : [replacement({ start: word.at.end, end: last.at.end }, "")]),
  ];
}
