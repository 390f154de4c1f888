import { childrenOf, type NginxDirective, walkNginx } from "../../files/nginx/form";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Related } from "../rule";

/** One finding a file: it is advice about a habit, and every location that cuts off its prefix has it. */
export const nginxProxyPassNormalized = defineRule({
  id: "nginx/proxy-pass-normalized",
  on: "nginx",
  severity: "hint",
  hardening: true,
  title: "Know that a path in proxy_pass is decoded first",
  why: "With a path behind the host nginx decodes what was asked for and encodes it anew, so that %2F becomes a slash: access rules of nginx and of the application then see different paths.",
  references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"],
  equivalents: ["gixy proxy_pass_normalized"],
  deviations: {
    "gixy proxy_pass_normalized":
      "Only the first place of a file is reported, with the others beside it, and a path that ends in $request_uri is left alone, which nginx passes on as it is.",
  },
  fix: "review",
  examples: [
    {
      bad: `location / {
    proxy_pass http://app:3000«/»;
}
`,
      good: `location / {
    proxy_pass http://app:3000;
}
`,
    },
  ],
  *check({ file }) {
    const raw = new RawRewrites();
    const found = [...walkNginx(file.form.directives)].flatMap((directive) => placeOf(directive, raw) ?? []);
    const [first, ...others] = found;
    if (!first) return;
    const related = others.slice(0, 10).map(
      ({ at, isTwice }): Related => ({
        path: file.path,
        at,
        message: isTwice ? "Encoded twice here." : "Decoded first here as well.",
      }),
    );
    yield {
      at: first.at,
      message: first.isTwice
        ? "The path is encoded a second time: it was taken as it came, and proxy_pass does not use it."
        : "nginx decodes the path before the application gets it: %2F arrives as a slash.",
      related,
      fixes: fixesFor(first),
    };
  },
});

interface Place {
  readonly directive: NginxDirective;
  readonly location: NginxDirective;
  /** The path in `proxy_pass`, or the address where there is none. */
  readonly at: { readonly start: number; readonly end: number };
  readonly path: string;
  /** Whether a rewrite to the raw path makes nginx encode what is encoded already. */
  readonly isTwice: boolean;
}

/** A `proxy_pass` of a location that decodes the path, or encodes it a second time. */
function placeOf(directive: NginxDirective, rewrites: RawRewrites): Place | undefined {
  const [word] = directive.args;
  const location = locationOf(directive);
  if (directive.name !== "proxy_pass" || !word || !location || location.args[0]?.value === "=")
    return undefined;
  const { value } = word;
  if (/^\$\{?\w+\}?$/.test(value) || /\$\{?request_uri\b/i.test(value)) return undefined;
  const [, host = "", path = ""] = /^(?:\w+:\/\/)?(unix:[^:]*|[^/]*):?(.*)$/s.exec(value) ?? [];
  const raw = rewrites.before(directive, location);
  const usesPath = (text: string) => /\$(?:\d|\{\d\}|\{?(?:document_)?uri\b)/i.test(text);
  if (raw === "always" && usesPath(path === "" ? host : path)) return undefined;
  const isTwice = raw !== "never" && path === "" && !usesPath(host);
  if (path === "" && !isTwice) return undefined;
  const offset = path === "" ? 0 : word.raw.lastIndexOf(path);
  const start = word.at.start + Math.max(offset, 0);
  const at = path === "" ? word.at : { start, end: start + path.length };
  return { directive, location, at, path, isTwice };
}

function locationOf({ parent }: NginxDirective): NginxDirective | undefined {
  const at = parent?.name === "if" || parent?.name === "limit_except" ? parent.parent : parent;
  return at?.name === "location" ? at : undefined;
}

/** The blocks with `rewrite ^ $request_uri`, which puts the raw path in place of the decoded one. */
class RawRewrites {
  private readonly own = new Map<NginxDirective, boolean>();
  private readonly conditional = new Map<NginxDirective, boolean>();

  /** Whether one runs before `directive`, which belongs to `location`. */
  before({ parent }: NginxDirective, location: NginxDirective): "always" | "sometimes" | "never" {
    if ((parent && this.isIn(parent)) || this.isIn(location)) return "always";
    const conditional =
      this.conditional.get(location) ??
      childrenOf(location).some((one) => one.name === "if" && this.isIn(one));
    this.conditional.set(location, conditional);
    return conditional ? "sometimes" : "never";
  }

  private isIn(block: NginxDirective): boolean {
    const known = this.own.get(block) ?? childrenOf(block).some(isRaw);
    this.own.set(block, known);
    return known;
  }
}

function isRaw({ name, args }: NginxDirective): boolean {
  const [from, to] = args.map(({ value }) => value);
  return name === "rewrite" && from === "^" && /^\$\{?request_uri\}?$/i.test(to ?? "");
}

/** In `location /` the slash changes nothing else. */
function fixesFor({ directive, location, at, path, isTwice }: Place): Fix[] {
  const isRoot = location.args.length === 1 && location.args[0]?.value === "/";
  const word = directive.args[0];
  if (isTwice || !isRoot || path !== "/" || !word || /\$|unix:/.test(word.value)) return [];
  return [{ title: "Pass the path on as it came", kind: "review", edits: [replacement(at, "")] }];
}
