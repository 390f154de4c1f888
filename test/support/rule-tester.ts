import assert from "node:assert/strict";
import type { FileKind } from "../../src/core/files/kind";
import { resolveConfig } from "../../src/core/lint/config";
import type { Finding } from "../../src/core/lint/finding";
import { lint } from "../../src/core/lint/lint";
import type { ProjectOptions } from "../../src/core/project/project";
import { type Example, type Fix, kindsOf, type Rule, type Severity } from "../../src/core/rules/rule";
import { applyEdits, areDisjoint } from "../../src/core/text/edits";
import { projectOf } from "./project";

type Files = Readonly<Record<string, string>>;

/** A text at the usual path of the rule's kind, or several files by path. */
type Code = string | Files;

export interface ValidCase {
  readonly title?: string;
  readonly code: Code;
  /** Text that a proof of the rule must cover, where the case shows that all is right. */
  readonly proof?: string;
  readonly options?: Partial<ProjectOptions>;
}

export interface InvalidCase {
  readonly title?: string;
  /** Findings are expected exactly at the `«…»` marks where there are any. */
  readonly code: Code;
  readonly severity?: Severity;
  /** How many findings; by default as many as there are marks, or 1. */
  readonly count?: number;
  readonly message?: RegExp;
  /** What the first fix of the first finding gives; `null` when there must be none. */
  readonly fixed?: Code | null;
  /** Title of the fix to apply instead of the first. */
  readonly fix?: string;
  readonly options?: Partial<ProjectOptions>;
}

/** Where a kind's file usually lies. */
export const usualPath: Readonly<Record<FileKind, string>> = {
  dockerfile: "Dockerfile",
  dockerignore: ".dockerignore",
  gitignore: ".gitignore",
  compose: "compose.yaml",
  workflow: ".github/workflows/ci.yml",
  yaml: "render.yaml",
  nginx: "nginx/app.conf",
  caddy: "Caddyfile",
  apache: ".htaccess",
  hostheaders: "public/_headers",
  html: "public/index.html",
  python: "app/main.py",
  javascript: "src/server.js",
  dotenv: ".env.production",
  json: "vercel.json",
  markdown: "README.md",
  plain: "deploy/app.properties",
  procfile: "Procfile",
  requirements: "requirements.txt",
  shell: "scripts/deploy.sh",
  systemd: "deploy/app.service",
  terraform: "infra/main.tf",
  toml: "pyproject.toml",
  vue: "src/App.vue",
  svelte: "src/routes/+page.svelte",
  go: "cmd/api/main.go",
  php: "app/Services/Mailer.php",
  ruby: "app/models/order.rb",
};

/** Where the file of a rule's example lies that names none: that of the first kind it looks at. */
export function usualPathOf(rule: Rule): string {
  const [kind] = kindsOf(rule);
  if (!kind) throw new Error(`${rule.id}: an example or a case of a project rule names its files`);
  return usualPath[kind];
}

/**
 * Declares the tests of one rule: its own examples first, then the given cases, each in four spellings (as is,
 * CRLF, with a BOM, without a final line break). A fix must not overlap itself, must leave a file that
 * parses as cleanly as before, must clear its finding and, applied again, change nothing.
 */
export function testRule(
  rule: Rule,
  cases: { readonly valid?: readonly (ValidCase | Code)[]; readonly invalid?: readonly InvalidCase[] } = {},
): void {
  describe(rule.id, () => {
    for (const [i, example] of rule.examples.entries()) declareExample(rule, example, i);
    const titles = new Set<string>();
    for (const [i, entry] of (cases.valid ?? []).entries()) {
      const given: ValidCase = isCode(entry) ? { code: entry } : entry;
      it(unique(titles, `silent: ${given.title ?? firstLine(rule, given.code, i)}`), () =>
        expectSilent(rule, given),
      );
    }
    for (const [i, given] of (cases.invalid ?? []).entries()) {
      it(unique(titles, `finds: ${given.title ?? firstLine(rule, given.code, i)}`), () =>
        expectFindings(rule, given),
      );
    }
  });
}

function declareExample(rule: Rule, example: Example, index: number): void {
  const name = example.title ?? `example ${index + 1}`;
  const bad = "files" in example ? example.files : withOthers(rule, example.bad, example.path, example.with);
  const good = "files" in example ? example.good : withOthers(rule, example.good, example.path, example.with);
  const tracked = "files" in example ? example.tracked : undefined;
  const options = tracked ? { options: { tracked: (path: string) => tracked.includes(path) } } : {};
  it(`${name}: bad is found and fixed`, () => {
    const given: InvalidCase = { code: bad, ...options };
    expectFindings(rule, {
      ...given,
      ...(example.fix === null ? {} : { fixed: good }),
      ...(typeof example.fix === "string" ? { fix: example.fix } : {}),
    });
  });
  it(`${name}: good is silent`, () => expectSilent(rule, { code: good, ...options }));
}

function withOthers(rule: Rule, text: string, path: string | undefined, others: Files | undefined): Files {
  return { ...others, [path ?? usualPathOf(rule)]: text };
}

function expectSilent(rule: Rule, given: ValidCase): void {
  for (const [variant, files] of variants(filesOf(rule, given.code))) {
    const result = run(rule, files, given.options);
    assert.deepEqual(result.findings.map(describeFinding), [], `${variant}: expected no finding`);
    if (given.proof === undefined) continue;
    const shown = result.proofs.map((proof) => (files[proof.path] ?? "").slice(proof.at.start, proof.at.end));
    assert.ok(
      shown.some((text) => text.includes(given.proof ?? "")),
      `${variant}: no proof covers ${given.proof}; proofs: ${JSON.stringify(shown)}`,
    );
  }
}

function expectFindings(rule: Rule, given: InvalidCase): void {
  for (const [variant, marked] of variants(filesOf(rule, given.code))) {
    const { files, marks } = unmark(marked);
    const { findings } = run(rule, files, given.options);
    const expected = given.count ?? (marks.length > 0 ? marks.length : 1);
    const shown = JSON.stringify(findings.map(describeFinding));
    assert.equal(findings.length, expected, `${variant}: expected ${expected} findings, got ${shown}`);
    if (marks.length > 0) {
      const at = findings.map((finding) => `${finding.path}:${finding.at.start}-${finding.at.end}`);
      assert.deepEqual(at.sort(), marks.sort(), `${variant}: findings are not at the marks: ${shown}`);
    }
    const [first] = findings;
    if (!first) continue;
    if (given.severity) assert.equal(first.severity, given.severity, `${variant}: severity`);
    if (given.message) assert.match(first.message, given.message, variant);
    if (given.fixed === null) assert.deepEqual(first.fixes, [], `${variant}: no fix is expected`);
    for (const finding of findings) assert.match(finding.message, /[.?]$/, "a message is a sentence");
    for (const finding of findings)
      for (const fix of finding.fixes) checkFix(rule, files, finding, fix, given, variant);
    if (given.fixed !== undefined && given.fixed !== null) {
      const wanted = fixedFiles(filesOf(rule, given.fixed), files, variant);
      assert.deepEqual(applyFirstFixes(rule, files, given), wanted, `${variant}: the fixed text`);
    }
  }
}

/** The files as a fix should leave them: those that it creates have no spelling of their own but the line breaks. */
function fixedFiles(fixed: Files, before: Files, variant: string): Files {
  const all = Object.fromEntries(variants(fixed));
  const own = variant === "CRLF" ? all.CRLF : fixed;
  return Object.fromEntries(
    Object.entries(all[variant] ?? {}).map(([path, text]) => [
      path,
      Object.hasOwn(before, path) ? text : (own?.[path] ?? text),
    ]),
  );
}

function checkFix(
  rule: Rule,
  files: Files,
  finding: Finding,
  fix: Fix,
  given: InvalidCase,
  variant: string,
): void {
  assert.ok(areDisjoint(fix.edits), `${variant}: edits of "${fix.title}" overlap`);
  const after = applyFix(files, finding.path, fix);
  assert.notDeepEqual(after, files, `${variant}: "${fix.title}" changes nothing`);
  const before = projectOf(files).file(finding.path);
  const fixed = projectOf(after).file(finding.path);
  if (before?.form.clean)
    assert.ok(fixed?.form.clean, `${variant}: "${fix.title}" leaves a file that does not parse`);
  const left = run(rule, after, given.options).findings;
  const all = run(rule, files, given.options).findings;
  assert.ok(left.length < all.length, `${variant}: "${fix.title}" does not clear its finding`);
}

/** Applies the named or first fix of each finding in turn until none is left, as Fix All would. */
function applyFirstFixes(rule: Rule, files: Files, given: InvalidCase): Files {
  let current = files;
  for (let round = 0; round < 20; round++) {
    const { findings } = run(rule, current, given.options);
    const finding = findings.find((f) => pickFix(f, given.fix));
    const fix = finding && pickFix(finding, given.fix);
    if (!finding || !fix) break;
    current = applyFix(current, finding.path, fix);
  }
  return current;
}

function pickFix(finding: Finding, title: string | undefined): Fix | undefined {
  return title === undefined ? finding.fixes[0] : finding.fixes.find((fix) => fix.title === title);
}

function applyFix(files: Files, path: string, fix: Fix): Files {
  const after: Record<string, string> = { ...files };
  const edit = (target: string, edits: Fix["edits"]) => {
    after[target] = applyEdits(after[target] ?? "", edits);
  };
  if (fix.edits.length > 0) edit(path, fix.edits);
  for (const change of fix.also ?? []) {
    if ("create" in change) after[change.path] = change.create;
    else edit(change.path, change.edits);
  }
  return after;
}

function run(rule: Rule, files: Files, options: Partial<ProjectOptions> | undefined) {
  const result = lint(projectOf(files, options), [rule], resolveConfig());
  for (const failure of result.failures) throw failure.error;
  return result;
}

function filesOf(rule: Rule, code: Code): Files {
  return typeof code === "string" ? { [usualPathOf(rule)]: code } : code;
}

/** The same files as they come, with CRLF, with a BOM, without a final line break. */
function variants(files: Files): [string, Files][] {
  const map = (change: (text: string) => string): Files =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text)]));
  return [
    ["as is", files],
    ["CRLF", map((text) => text.replace(/\r?\n/g, "\r\n"))],
    ["BOM", map((text) => (text === "" ? text : `\uFEFF${text}`))],
    ["no final line break", map((text) => text.replace(/(\r?\n)+$/, ""))],
  ];
}

/** Takes the `«…»` marks out and returns their places as `path:start-end`. */
function unmark(files: Files): { files: Files; marks: string[] } {
  const marks: string[] = [];
  const plain: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    let out = "";
    const open: number[] = [];
    for (const character of text) {
      if (character === "«") open.push(out.length);
      else if (character === "»") marks.push(`${path}:${open.pop()}-${out.length}`);
      else out += character;
    }
    plain[path] = out;
  }
  return { files: plain, marks };
}

function describeFinding(finding: Finding): string {
  return `${finding.rule} ${finding.severity} ${finding.path}:${finding.at.start}-${finding.at.end} ${finding.message}`;
}

function isCode(entry: ValidCase | Code): entry is Code {
  return typeof entry === "string" || !("code" in entry);
}

function firstLine(rule: Rule, code: Code, index: number): string {
  const text = Object.values(filesOf(rule, code)).find((value) => value.trim() !== "") ?? "";
  return `${index + 1} ${text.trim().split("\n")[0] ?? ""}`;
}

function unique(seen: Set<string>, title: string): string {
  assert.ok(!seen.has(title), `two cases are called "${title}"`);
  seen.add(title);
  return title;
}
