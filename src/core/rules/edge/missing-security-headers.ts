import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { defineRule, type FileRuleContext, type Fix, type Problem, type Report } from "../rule";
import { apacheSitesIn } from "./apache-sites";
import { caddySitesIn } from "./caddy-sites";
import type { EdgeHeader, EdgeSite } from "./edge-site";
import { missingOnErrors } from "./error-pages";
import { computedBy, isSent } from "./sent";

type Context = FileRuleContext<"caddy" | "apache">;

const framing: EdgeHeader = { name: "X-Frame-Options", value: "SAMEORIGIN" };
const sniffing: EdgeHeader = { name: "X-Content-Type-Options", value: "nosniff" };
const referrer: EdgeHeader = { name: "Referrer-Policy", value: "strict-origin-when-cross-origin" };
const hsts: EdgeHeader = { name: "Strict-Transport-Security", value: "max-age=31536000" };

/**
 * The fix is for a person to pick: X-Frame-Options can break a page that is embedded elsewhere. In front of an
 * application Caddy is told to set what is not there yet (`?`), because the same header sent twice is void.
 */
export const edgeMissingSecurityHeaders = defineRule({
  id: "edge/missing-security-headers",
  on: ["caddy", "apache"],
  severity: "warning",
  hardening: true,
  title: "Send security headers from Caddy and Apache",
  why: "Neither sends them by itself. Without them browsers may show the site inside a foreign page, guess another content type than the one that was sent, and open it over plain HTTP; with `Header set` alone, error pages go without.",
  references: [
    "https://caddyserver.com/docs/caddyfile/directives/header",
    "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      title: "Caddy",
      path: "Caddyfile",
      bad: `«app.example.com» {
	root * /srv
	file_server
}
`,
      good: `app.example.com {
	header {
		X-Frame-Options SAMEORIGIN
		X-Content-Type-Options nosniff
		Referrer-Policy strict-origin-when-cross-origin
		Strict-Transport-Security "max-age=31536000"
	}
	root * /srv
	file_server
}
`,
    },
    {
      title: "Caddy in front of an application",
      path: "Caddyfile",
      bad: `«api.example.com» {
	reverse_proxy api:8000
}
`,
      good: `api.example.com {
	header ?X-Frame-Options SAMEORIGIN
	header ?X-Content-Type-Options nosniff
	header ?Referrer-Policy strict-origin-when-cross-origin
	header ?Strict-Transport-Security "max-age=31536000"
	reverse_proxy api:8000
}
`,
    },
    {
      title: "Apache",
      path: "apache/site.conf",
      bad: `<«VirtualHost» *:443>
    ServerName app.example.com
    DocumentRoot /srv/www
    SSLEngine on
</VirtualHost>
`,
      good: `<VirtualHost *:443>
    ServerName app.example.com
    DocumentRoot /srv/www
    SSLEngine on
    Header always set X-Frame-Options "SAMEORIGIN"
    Header always set X-Content-Type-Options "nosniff"
    Header always set Referrer-Policy "strict-origin-when-cross-origin"
    Header always set Strict-Transport-Security "max-age=31536000"
</VirtualHost>
`,
    },
    {
      title: "not on error pages",
      path: ".htaccess",
      bad: `<IfModule mod_headers.c>
    Header «set» X-Content-Type-Options "nosniff"
    Header always set X-Frame-Options "SAMEORIGIN"
</IfModule>
`,
      good: `<IfModule mod_headers.c>
    Header always set X-Content-Type-Options "nosniff"
    Header always set X-Frame-Options "SAMEORIGIN"
</IfModule>
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const sites = file.is("caddy") ? caddySitesIn(file) : file.is("apache") ? apacheSitesIn(file) : [];
    const isInner = /(^|\/)\.htaccess$/.test(file.path) && hasOuter(file.path, project);
    for (const site of isInner ? [] : sites) yield* reportsOn(site, context);
    if (file.is("apache")) yield* missingOnErrors(file, project);
  },
});

function* reportsOn(site: EdgeSite, context: Context): Generator<Report> {
  const { file } = context;
  const isFolder = file.path.endsWith(".htaccess");
  const needed = [framing, sniffing, ...(site.isSecure ? [hsts] : [])];
  const lacks = (header: EdgeHeader) => !isSent(header, site, context);
  const missing = needed.filter(lacks);
  const names = missing.map(({ name }) => name);
  if (missing.length === 0) {
    const [sent] = site.sends.filter(({ name }) => name === "x-content-type-options");
    if (sent) yield { proves: sent.at, message: `${needed.map(({ name }) => name).join(", ")} are sent.` };
    return;
  }
  const doubt = site.doubt ?? computedBy(site, context);
  const who = `${site.label} answers without ${listed(names)}`;
  if (doubt) {
    yield { at: site.at, message: `${who}, unless ${doubt}.`, severity: "hint" };
    return;
  }
  const order = [framing, sniffing, referrer, ...(site.isSecure || isFolder ? [hsts] : [])];
  const found: Problem = { at: site.at, message: `${who}.`, fixes: fixesFor(site, order.filter(lacks)) };
  // Where somebody chose some of them, the others may be left out on purpose.
  yield missing.length < needed.length ? { ...found, severity: "info" } : found;
}

function fixesFor(site: EdgeSite, added: readonly EdgeHeader[]): Fix[] {
  const fix = (title: string, edits: ReturnType<EdgeSite["add"]>): Fix[] =>
    edits ? [{ title, kind: "review", edits }] : [];
  const names = added.map(({ name }) => name).join(", ");
  const wide = added.map((one) =>
    one === hsts ? { ...one, value: `${one.value}; includeSubDomains` } : one,
  );
  return [
    ...fix(`Add ${names}`, site.add(added)),
    ...(added.includes(hsts) ? fix(`Add ${names} for all sub-domains too`, site.add(wide)) : []),
  ];
}

/** Whether a folder around has an `.htaccess` as well: the outermost one is the site's. */
function hasOuter(path: string, project: ProjectView): boolean {
  for (let folder = folderOf(path); folder !== ""; ) {
    folder = folderOf(folder);
    if (project.has(folder === "" ? ".htaccess" : `${folder}/.htaccess`)) return true;
  }
  return false;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
