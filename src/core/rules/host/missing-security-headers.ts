import type { SourceFile } from "../../files/source";
import { headersOfHost } from "../../project/headers/host";
import { headers } from "../../project/headers/model";
import type { HeaderProvider } from "../../project/headers/provider";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { contains } from "../../text/span";
import { defineRule, type FileRuleContext, type Fix, type Problem, type Report } from "../rule";
import { isApiOnly, isNextSite, isWithin, sentElsewhere } from "./around";
import type { HostSite, SiteHeader } from "./site";
import { type HostKind, hostSitesIn } from "./sites";

type Context = FileRuleContext<HostKind>;

/** What every site needs; `also` may send the same protection under another name. */
const wanted: readonly (SiteHeader & { readonly also?: string })[] = [
  { name: "X-Frame-Options", value: "SAMEORIGIN", also: "content-security-policy" },
  { name: "X-Content-Type-Options", value: "nosniff" },
];
/** Inserted with them where nobody sends it. */
const referrer: SiteHeader = { name: "Referrer-Policy", value: "strict-origin-when-cross-origin" };
const hsts: SiteHeader = { name: "Strict-Transport-Security", value: "max-age=31536000" };

/**
 * Whether Vercel itself sends Strict-Transport-Security depends on the domain: its absence in the file is a hint. The
 * other platforms send it, or end TLS where the file has no say. The fix is for a person to pick: X-Frame-Options can
 * break a page that is embedded elsewhere.
 */
export const hostMissingSecurityHeaders = defineRule({
  id: "host/missing-security-headers",
  on: ["json", "toml", "hostheaders", "yaml"],
  severity: "warning",
  hardening: true,
  title: "Send security headers with every page of the site",
  why: "Without them browsers may show the site inside a foreign page and guess another content type than the one that was sent. A static site has no code that could send them: the host has to.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
    "https://vercel.com/docs/project-configuration#headers",
    "https://docs.netlify.com/manage/routing/headers/",
    "https://render.com/docs/static-site-headers",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      title: "Netlify",
      path: "netlify.toml",
      bad: `«[build]»
  publish = "dist"
`,
      good: `[build]
  publish = "dist"

[[headers]]
  for = "/*"
  [headers.values]
    X-Frame-Options = "SAMEORIGIN"
    X-Content-Type-Options = "nosniff"
    Referrer-Policy = "strict-origin-when-cross-origin"
`,
    },
    {
      title: "Vercel, with a rule for every path",
      path: "vercel.json",
      bad: `{
  «"headers"»: [
    {
      "source": "/(.*)",
      "headers": [{ "key": "Strict-Transport-Security", "value": "max-age=31536000" }]
    }
  ]
}
`,
      good: `{
  "headers": [
    {
      "source": "/(.*)",
      "headers": [{ "key": "Strict-Transport-Security", "value": "max-age=31536000" }, { "key": "X-Frame-Options", "value": "SAMEORIGIN" }, { "key": "X-Content-Type-Options", "value": "nosniff" }, { "key": "Referrer-Policy", "value": "strict-origin-when-cross-origin" }]
    }
  ]
}
`,
    },
    {
      title: "a _headers file",
      path: "public/_headers",
      bad: `«/assets/*»
  Cache-Control: public, max-age=31536000, immutable
`,
      good: `/assets/*
  Cache-Control: public, max-age=31536000, immutable

/*
  X-Frame-Options: SAMEORIGIN
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const sites = hostSitesIn(file);
    if (sites.length === 0 || !file.form.clean) return;
    if (isNextSite(file, project) || isApiOnly(file, project) || isKeptElsewhere(file, project)) return;
    const own = headersOfHost(file)?.providers ?? [];
    for (const site of sites) {
      const all = own.filter(({ scope, at }) => scope === "all" && contains(site.region, at));
      yield* reportsOn(site, all, context);
    }
  },
});

function* reportsOn(site: HostSite, own: readonly HeaderProvider[], context: Context): Generator<Report> {
  const lacks = (header: SiteHeader & { readonly also?: string }) => !isSent(header, own, context);
  const missing = wanted.filter(lacks);
  const names = missing.map(({ name }) => name).join(" and ");
  const { file, project } = context;
  if (missing.length > 0) {
    const doubt = project.fact(headers).opaqueBehind(file.path);
    const isHint = doubt !== undefined && site.platform === "Vercel";
    const unless = isHint ? `, unless ${doubt} sends them: it computes its headers` : "";
    const found: Problem = {
      at: site.at,
      message: `${nameOf(site)} sends pages without ${names}${unless}.`,
      fixes: isHint ? [] : fixesFor(site, [...missing, ...(lacks(referrer) ? [referrer] : [])]),
    };
    yield isHint ? { ...found, severity: "hint" } : found;
  } else {
    const [proof] = own.filter(({ header }) => header === "x-content-type-options");
    if (proof) yield { proves: proof.at, message: "X-Frame-Options and X-Content-Type-Options are sent." };
  }
  if (site.platform !== "Vercel" || !lacks(hsts)) return;
  yield {
    at: site.at,
    severity: "hint",
    message:
      "Whether Vercel sends Strict-Transport-Security by itself depends on the domain: look at a live response.",
    fixes: fixesFor(site, [hsts]),
  };
}

function isSent(
  { name, also }: SiteHeader & { readonly also?: string },
  own: readonly HeaderProvider[],
  { file, project }: Context,
): boolean {
  const key = name.toLowerCase();
  const framing = own.find(({ header }) => header === also) ?? (also && sentElsewhere(also, file, project));
  // A policy whose value is not known here may well forbid frames.
  if (framing && (framing.value ?? "frame-ancestors").includes("frame-ancestors")) return true;
  return own.some(({ header }) => header === key) || sentElsewhere(key, file, project) !== undefined;
}

function nameOf({ platform }: HostSite): string {
  return platform === "_headers" ? "This site" : platform;
}

function fixesFor(site: HostSite, added: readonly SiteHeader[]): Fix[] {
  const edits = site.add(added);
  const title = `Add ${added.map(({ name }) => name).join(", ")}`;
  return edits ? [{ title, kind: "review", edits }] : [];
}

/** A site has one place for its headers: where some are already, else its `_headers` file. */
function isKeptElsewhere(file: SourceFile<HostKind>, project: ProjectView): boolean {
  const folder = folderOf(file.path);
  if (file.is("hostheaders")) {
    return project.pathsLike(/(^|\/)netlify\.toml$/).some((path) => {
      const isAbove = isWithin(file.path, folderOf(path));
      return isAbove && /^\s*\[\[headers\]\]/m.test(project.file(path)?.text ?? "");
    });
  }
  if (!file.is("toml") || /^\s*\[\[headers\]\]/m.test(file.text)) return false;
  return project.pathsLike(/(^|\/)_headers$/).some((path) => isWithin(path, folder));
}
