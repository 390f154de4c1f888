import { childrenOf, type NginxDirective, type NginxWord, walkNginx } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { insertion } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { canContain, canStartWith, capturesOf, mustStartWith, patternOf } from "./captures";

export const nginxAliasTraversal = defineRule({
  id: "nginx/alias-traversal",
  on: "nginx",
  severity: "error",
  title: "End a location with a slash where its alias has one",
  why: "nginx puts what follows the location behind the alias. With `/files../` anybody leaves the folder and reads what lies beside it: sources, keys, databases.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_core_module.html#alias",
    "https://cwe.mitre.org/data/definitions/22.html",
  ],
  equivalents: ["gixy alias_traversal"],
  deviations: {
    "gixy alias_traversal":
      "A location for one file, such as /robots.txt, is left alone: what else starts like it lies beside it anyway.",
  },
  fix: "review",
  examples: [
    {
      bad: `location «/static» {
    alias /srv/app/static/;
}
`,
      good: `location /static/ {
    alias /srv/app/static/;
}
`,
    },
    {
      title: "a pattern without the slash",
      bad: `location ~ «^/media(.*)$» {
    alias /srv/media/$1;
}
`,
      good: `location ~ ^/media/(.*)$ {
    alias /srv/media/$1;
}
`,
    },
  ],
  *check({ file }) {
    const siblings = new SiblingPaths(file);
    for (const directive of walkNginx(file.form.directives)) {
      const [target] = directive.args;
      const location = directive.parent;
      if (directive.name !== "alias" || !target || location?.name !== "location") continue;
      const pattern = patternOf(location);
      const problem = pattern ? inPattern(pattern, target) : inPrefix(location, target, siblings);
      if (problem) yield problem;
    }
  },
});

/** The paths of locations, by the block that they stand in. */
class SiblingPaths {
  private readonly known = new Map<NginxDirective | undefined, ReadonlySet<string>>();

  constructor(private readonly file: SourceFile<"nginx">) {}

  has(path: string, { parent }: NginxDirective): boolean {
    let paths = this.known.get(parent);
    if (!paths) {
      const around = parent ? childrenOf(parent) : this.file.form.directives;
      const locations = around.filter(({ name }) => name === "location");
      paths = new Set(locations.map(({ args }) => args.at(-1)?.value ?? ""));
      this.known.set(parent, paths);
    }
    return paths.has(path);
  }
}

function inPrefix(location: NginxDirective, target: NginxWord, siblings: SiblingPaths): Problem | undefined {
  const modifier = location.args.length > 1 ? location.args[0]?.value : undefined;
  const path = location.args.at(-1);
  if (!path || (modifier !== undefined && modifier !== "^~") || /^[@=]|\/$/.test(path.value))
    return undefined;
  const isOpen = target.value.endsWith("/");
  if (!isOpen && /\.\w{1,8}$/.test(path.value)) return undefined;
  const fixes = siblings.has(`${path.value}/`, location) ? [] : slashFixes(path, target, isOpen);
  if (isOpen) {
    const message = `A request for ${path.value}../ leaves ${target.value}: the location does not end with a slash.`;
    return { at: path.at, message, fixes };
  }
  return {
    at: path.at,
    message: `Requests that only start like ${path.value} are answered with files beside ${target.value}.`,
    severity: "info",
    fixes,
  };
}

function slashFixes(path: NginxWord, target: NginxWord, isOpen: boolean): Fix[] {
  const behind = ({ at, quote }: NginxWord) => insertion(at.end - (quote ? 1 : 0), "/");
  const edits = isOpen ? [behind(path)] : [behind(path), behind(target)];
  return [
    { title: `Answer ${path.value}/ instead of all that starts with ${path.value}`, kind: "review", edits },
  ];
}

/** What a group takes is put behind the alias: it needs a slash in front of it in both. */
function inPattern(pattern: NginxWord, target: NginxWord): Problem | undefined {
  const captures = capturesOf(pattern.value);
  for (const match of target.value.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) {
    const capture = captures.get((match[1] ?? match[2] ?? "").toLowerCase());
    if (!capture?.shapes) continue;
    const before = target.value.slice(0, match.index);
    const startsWithSlash = mustStartWith(capture.shapes, "/");
    const hasSlash = /\/$/.test(pattern.value.slice(0, capture.at)) || startsWithSlash;
    const at = pattern.at;
    if (before === "") {
      return { at, message: `A request can name any file of the server: ${match[0]} is the whole path.` };
    }
    if (!before.endsWith("/") && !startsWithSlash) {
      const message = `Requests are answered with files beside ${before} too: nothing separates it from ${match[0]}.`;
      return { at, message, severity: "info" };
    }
    if (hasSlash || !before.endsWith("/") || !canStartWith(capture.shapes, ".")) continue;
    const isDeep = canContain(capture.shapes, "/");
    const isPlain = pattern.raw.slice(pattern.quote ? 1 : 0).startsWith(pattern.value);
    const offset = pattern.at.start + (pattern.quote ? 1 : 0) + capture.at;
    return {
      at,
      message: `With ../ behind the location a request leaves ${before}: a slash is missing in front of the group.`,
      severity: isDeep ? "error" : "warning",
      fixes: isPlain
        ? [{ title: "Put a slash in front of the group", kind: "review", edits: [insertion(offset, "/")] }]
        : [],
    };
  }
  return undefined;
}
