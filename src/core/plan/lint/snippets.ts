import type { FileKind } from "../../files/kind";
import { SourceFile } from "../../files/source";
import type { Finding } from "../../lint/finding";
import { lint } from "../../lint/lint";
import { Project } from "../../project/project";
import type { Fix, Rule } from "../../rules/rule";
import type { TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import type { Listing, PlanDocument } from "./document";
import { morePlaces, type PlanFinding } from "./finding";
import { Groups } from "./groups";

/** What was found in listings before, by their text: a listing that stays is not read again while a plan is edited. */
export class SnippetCache {
  private readonly found = new Map<string, readonly Finding[]>();

  get(key: string, compute: () => readonly Finding[]): readonly Finding[] {
    const known = this.found.get(key);
    if (known) return known;
    const found = compute();
    if (this.found.size >= MAX_CACHED) this.found.clear();
    this.found.set(key, found);
    return found;
  }
}

const MAX_CACHED = 200;
/** A longer listing is a file of its own, and its place is not in a plan. */
const MAX_SNIPPET = 20_000;
const MAX_SNIPPETS = 60;

/** What the rules for files say of the listings of a plan, at their place in the plan. */
export function snippetFindings(
  { listings, text }: PlanDocument,
  rules: readonly Rule[],
  today: string,
  cache: SnippetCache,
): PlanFinding[] {
  return listings.slice(0, MAX_SNIPPETS).flatMap((listing) => {
    const snippet = snippetOf(listing, text);
    if (!snippet) return [];
    const found = cache.get(`${today}\n${snippet.path}\n${snippet.text}`, () =>
      findingsIn(snippet, rules, today),
    );
    return counted(grouped(found)).flatMap((finding) => toPlan(finding, snippet));
  });
}

/** The languages of listings that rules for files look at. */
export function isSnippet(language: string): boolean {
  return language in places;
}

interface Snippet {
  readonly path: string;
  readonly kind: FileKind;
  /** Without what the listing is indented by in the plan. */
  readonly text: string;
  /** What every line of it has in front in the plan. */
  readonly prefix: string;
  /** The offset in the plan of an offset in `text`. */
  toPlan(offset: number): number;
}

const places: Readonly<Record<string, (text: string) => { path: string; kind: FileKind } | undefined>> = {
  dockerfile: isDockerfile,
  docker: isDockerfile,
  nginx: () => ({ path: "nginx/site.conf", kind: "nginx" }),
  python: () => ({ path: "app/main.py", kind: "python" }),
  py: () => ({ path: "app/main.py", kind: "python" }),
  javascript: () => ({ path: "src/server.js", kind: "javascript" }),
  js: () => ({ path: "src/server.js", kind: "javascript" }),
  typescript: () => ({ path: "src/server.ts", kind: "javascript" }),
  ts: () => ({ path: "src/server.ts", kind: "javascript" }),
  yaml: isYaml,
  yml: isYaml,
  caddyfile: () => ({ path: "Caddyfile", kind: "caddy" }),
};

function isDockerfile(text: string): { path: string; kind: FileKind } | undefined {
  return /^\s*FROM\s/m.test(text) ? { path: "app/Dockerfile", kind: "dockerfile" } : undefined;
}

function isYaml(text: string): { path: string; kind: FileKind } | undefined {
  if (/^services:\s*$/m.test(text)) return { path: "compose.yaml", kind: "compose" };
  const isWorkflow = /^(?:on|"on"|'on'):/m.test(text) && /^jobs:\s*$/m.test(text);
  return isWorkflow ? { path: ".github/workflows/plan.yml", kind: "workflow" } : undefined;
}

function snippetOf({ language, content }: Listing, text: string): Snippet | undefined {
  const source = text.slice(content.start, content.end);
  if (!isSnippet(language) || source.length > MAX_SNIPPET || source.trim() === "") return undefined;
  const lineStart = text.lastIndexOf("\n", content.start - 1) + 1;
  const before = text.slice(lineStart, content.start);
  const lines = source.split("\n");
  const prefix = commonPrefix(lines, before);
  let from = content.start;
  const starts: { readonly own: number; readonly plan: number }[] = [];
  let own = 0;
  const kept = lines.map((line, i) => {
    const cut =
      i === 0 && before !== ""
        ? 0
        : line.startsWith(prefix)
          ? prefix.length
          : Math.min(prefix.length, /^[\s>]*/.exec(line)?.[0].length ?? 0);
    starts.push({ own, plan: from + cut });
    from += line.length + 1;
    own += line.length - cut + 1;
    return line.slice(cut);
  });
  const code = kept.join("\n");
  const place = places[language]?.(code);
  if (!place) return undefined;
  return {
    ...place,
    text: code,
    prefix,
    toPlan(offset) {
      const line = starts.findLast((start) => start.own <= offset) ?? { own: 0, plan: content.start };
      return line.plan + offset - line.own;
    },
  };
}

/** What all lines of a listing begin with: blanks, or the marks of a quote. */
function commonPrefix(lines: readonly string[], before: string): string {
  const said = lines.slice(before === "" ? 0 : 1).filter((line) => line.trim() !== "");
  const prefixes = said.map((line) => /^(?:[ \t]*>)*[ \t]*/.exec(line)?.[0] ?? "");
  const first = before.trim() === "" && before !== "" ? [before, ...prefixes] : prefixes;
  return first.reduce((a, b) => {
    let length = 0;
    while (length < a.length && a[length] === b[length]) length++;
    return a.slice(0, length);
  }, first[0] ?? "");
}

/** Rules that miss something which the rest of a file, or another file, may well have. */
const aboutTheRest =
  /\/(?:missing-|no-(?!https-redirect|empty)|.*-missing$|.*-not-(?:set|bound|copied)$|required-|restart-policy$|resource-limits$|log-rotation$|hardening$|multi-stage$|lockfile-not-copied$|copy-ignored-file$|nextjs-standalone$|python-app-server$|datastore-volume$|server-tokens$|gzip-off$|depends-on-healthy$|compose-.*|env-file-in-context$|python-runtime-env$|prod-dependencies$|default-server-ambiguous$|headers-file-not-deployed$|allowed-hosts$|healthy-without-healthcheck$|pip-unpinned$|pin-image$|pin-base-image$|secret-literal$|secret-in-env$|localhost-in-env$)/;
/** What is said of a whole image: a listing that starts nothing is a part of one. */
const ofWholeImage = /^dockerfile\/(?:non-root-user|workdir)$/;
/** What a whole server answers is missing where the server stands whole. */
const ofWholeServer = /^nginx\/missing-(?:content-type-options|frame-options|hsts)$/;

function findingsIn(
  { path, kind, text }: Snippet,
  rules: readonly Rule[],
  today: string,
): readonly Finding[] {
  const file = SourceFile.create(path, text, kind);
  if (!file || file.form.problems.length > 0) return [];
  const isPart = kind === "dockerfile" && !/^\s*(?:CMD|ENTRYPOINT)\b/m.test(text);
  const isWholeServer = kind === "nginx" && /\blisten\s[^;]*\b443\b/.test(text);
  const { findings } = lint(Project.of([file], { today }), rules);
  return findings.filter(
    ({ rule, severity }) =>
      (severity === "error" || severity === "warning") &&
      !(isPart && ofWholeImage.test(rule)) &&
      (!aboutTheRest.test(rule) || (isWholeServer && ofWholeServer.test(rule))),
  );
}

/** A rule that has the same to say more often than that says it once. */
const MAX_ALIKE = 2;

/** The first of many findings of one rule, with the number of the others. */
function counted(findings: readonly Finding[]): Finding[] {
  return [...Groups.by(findings, ({ rule }) => rule).all()].flatMap((alike) => {
    const [first] = alike;
    if (!first || alike.length <= MAX_ALIKE) return alike;
    return [
      { ...first, message: `${first.message} It stands in ${morePlaces(alike.length - 1)} of this listing.` },
    ];
  });
}

/** Findings of kindred rules about one token as one: the headers that a server does not send. */
function grouped(findings: readonly Finding[]): Finding[] {
  const groups = Groups.by(findings, ({ rule, at }) => {
    const family = ofWholeServer.test(rule) ? "headers" : `${rule} ${at.end}`;
    return `${at.start} ${family}`;
  });
  return [...groups.all()].flatMap(([first, ...others]) => {
    if (!first) return [];
    if (others.length === 0) return [first];
    const names = others.map(({ rule }) => `\`${rule}\``).join(", ");
    const shared = first.fixes.filter(({ title }) =>
      others.every(({ fixes }) => fixes.some((fix) => fix.title === title)),
    );
    return [{ ...first, message: `${first.message} The same goes for ${names}.`, fixes: shared }];
  });
}

function toPlan(finding: Finding, snippet: Snippet): PlanFinding[] {
  const at = spanToPlan(finding.at, snippet);
  const message = /[.!?]$/.test(finding.message) ? finding.message : `${finding.message}.`;
  const fixes = finding.fixes.flatMap((fix) => fixToPlan(fix, snippet));
  return [{ rule: finding.rule, severity: finding.severity, at, message, fixes }];
}

function spanToPlan({ start, end }: Span, { toPlan: offsetToPlan }: Snippet): Span {
  const from = offsetToPlan(start);
  return span(from, Math.max(from, end > start ? offsetToPlan(end - 1) + 1 : from));
}

/** The fix as edits of the plan; none where it changes other files. */
function fixToPlan(fix: Fix, snippet: Snippet): Fix[] {
  if (fix.also && fix.also.length > 0) return [];
  const edits = fix.edits.map((edit): TextEdit => {
    const at = span(snippet.toPlan(edit.span.start), 0);
    const end = edit.span.end > edit.span.start ? endToPlan(edit.span.end, snippet) : at.start;
    return { span: span(at.start, end), text: edit.text.replaceAll("\n", `\n${snippet.prefix}`) };
  });
  return [{ title: fix.title, kind: "review", edits }];
}

/** The end of what is replaced: up to the start of a line, its prefix stays and the inserted text brings none. */
function endToPlan(offset: number, snippet: Snippet): number {
  return snippet.toPlan(offset);
}
