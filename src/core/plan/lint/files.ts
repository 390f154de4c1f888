import { replacement } from "../../text/edits";
import type { PlanDocument, PlanLine } from "./document";
import { matchesIn, type PlanFinding, reviewFix, spanIn } from "./finding";
import { Groups } from "./groups";

/** A file where a plan names it. */
interface Mention {
  readonly path: string;
  readonly from: number;
  readonly line: PlanLine;
  /** The plan says there that the file is made, or that it is run. */
  readonly use: "made" | "run" | "named";
}

const extensions =
  "sh|ya?ml|conf|json|toml|ini|env|py|js|mjs|cjs|ts|tsx|jsx|sql|tf|service|timer|dockerfile|cfg|rb|php|ps1|bat";
const pathPattern = new RegExp(
  String.raw`(?<![\w./:@$~{}-])((?:\.{1,2}\/)?(?:[\w.-]{1,60}\/){0,8}(?:[\w-][\w.-]{0,60}\.(?:${extensions})|Dockerfile(?:\.[\w-]+)?|docker-compose[\w.-]*\.ya?ml|\.env\.[\w-]{2,30}))(?![\w/-]|\.\w)`,
  "gi",
);
const making = /\b(?:create|add|write|generate|erstell\w*|schreib\w*|leg\w*)\b[^`\n]{0,60}$/i;
const running = /\b(?:run|execute|bash|sh|source|starte|führe)\s+(?:the\s+|script\s+|sudo\s+)*(?:\.\/)?$/i;

/** Names that stand for another file in every folder: which one is meant is said by the text around. */
const everywhere =
  /^(?:dockerfile|\.env[\w.-]*|\.dockerignore|\.gitignore|readme\.\w+|package(?:-lock)?\.json|tsconfig\.json|index\.\w+|main\.\w+|app\.\w+|server\.\w+|config\.\w+|settings\.\w+|__init__\.py|requirements[\w.-]*\.txt|values\.ya?ml|deployment\.ya?ml|service\.ya?ml|schema\.\w+|routes\.\w+|models\.\w+|utils\.\w+)$/i;

/** Files that a plan calls one thing here and another there. */
export function* conflictingFiles(document: PlanDocument): Generator<PlanFinding> {
  const mentions = mentionsIn(document);
  yield* barePaths(mentions);
  yield* otherSpellings(mentions);
  yield* twoPipelines(document, mentions);
}

function mentionsIn({ lines }: PlanDocument): Mention[] {
  const mentions: Mention[] = [];
  for (const line of lines) {
    if (line.kind === "comment") continue;
    const isYamlGlob = /^\s*files:/.test(line.text);
    for (const match of isYamlGlob ? [] : matchesIn(line.text, pathPattern)) {
      const path = match[1] ?? "";
      const before = line.text.slice(Math.max(0, match.index - 80), match.index).replace(/[`*_]+/g, "");
      // Absolute paths are of a server, and addresses are of no disk.
      if (/[/~:]$|https?:\S*$/.test(line.text.slice(0, match.index))) continue;
      const isInCode =
        line.kind === "code" || line.text[match.index - 1] === "`" || line.text.includes("`./");
      // `Node.js` is a name: of scripts only those in code marks or in a folder are files.
      if (!isInCode && !path.includes("/") && /\.[cm]?[jt]sx?$/i.test(path)) continue;
      if (/^node\.js$/i.test(path)) continue;
      const isFirst =
        line.kind === "code" && /^\s*(?:sudo )?(?:\.\/)?$/.test(line.text.slice(0, match.index));
      const isWritten = /(?:\s-[oO]|>>?|\btee|\btouch|\bnano|\bvim?)\s*$/.test(
        line.text.slice(0, match.index),
      );
      const use =
        isWritten || making.test(before) ? "made" : isFirst || running.test(before) ? "run" : "named";
      const named = path.replace(/^\.\//, "");
      mentions.push({
        path: named,
        from: match.index + match[0].length - named.length,
        line,
        use,
      });
    }
  }
  return mentions;
}

/** `deploy.sh` made or run here, `scripts/deploy.sh` there. */
function* barePaths(mentions: readonly Mention[]): Generator<PlanFinding> {
  const full = new Groups<string, Mention>();
  for (const mention of mentions) {
    const name = nameOf(mention.path);
    if (mention.path.includes("/")) full.add(name, mention);
  }
  const seen = new Set<string>();
  for (const mention of mentions) {
    if (mention.path.includes("/") || everywhere.test(mention.path) || seen.has(mention.path)) continue;
    const others = full.of(mention.path);
    const [other] = others;
    // Behind its full path, a name alone is how people speak of it; and it may be the file of one folder among several.
    if (!other || mention.use === "named" || new Set(others.map(({ path }) => path)).size > 1) continue;
    if (mention.use === "run" && other.line.index <= mention.line.index) continue;
    if (
      mentions.some(
        ({ line, path }) => line.listing === mention.line.listing && line.listing && path === other.path,
      )
    )
      continue;
    if (/^\s*cd /m.test(mention.line.text)) continue;
    seen.add(mention.path);
    const places = mentions.filter(({ path, use }) => path === mention.path && use !== "named");
    yield differs(mention, other, places);
  }
}

/** `setup_server.sh` and `setup-server.sh`, `compose.prod.yml` and `compose.production.yaml`. */
function* otherSpellings(mentions: readonly Mention[]): Generator<PlanFinding> {
  const known = new Map<string, Mention>();
  const seen = new Set<string>();
  for (const mention of mentions) {
    const name = nameOf(mention.path);
    const key = spellingOf(name);
    const first = known.get(key);
    if (everywhere.test(name) && !name.startsWith(".env.")) continue;
    if (!first) known.set(key, mention);
    else if (nameOf(first.path) !== name && !seen.has(name) && !areNeighbours(first, mention)) {
      seen.add(name);
      yield differs(mention, first, []);
    }
  }
}

/** Names that stand next to each other are two files on purpose. */
function areNeighbours(a: Mention, b: Mention): boolean {
  return a.line.index === b.line.index || (a.line.listing !== undefined && a.line.listing === b.line.listing);
}

function spellingOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.yaml$/, ".yml")
    .replace(/(?<![a-z])prod(?![a-z])/g, "production")
    .replace(/(?<![a-z])dev(?![a-z])/g, "development")
    .replace(/[-_]/g, "");
}

function differs(mention: Mention, other: Mention, places: readonly Mention[]): PlanFinding {
  const message = `The plan calls this \`${mention.path}\` here and \`${other.path}\` in line ${other.line.index + 1}: decide on one.`;
  const edits = places.map((place) =>
    replacement(spanIn(place.line, place.from, place.path.length), other.path),
  );
  const fixes = edits.length > 0 ? [reviewFix(`Call it \`${other.path}\``, edits)] : [];
  const at = spanIn(mention.line, mention.from, mention.path.length);
  return { rule: "plan/file-name-conflict", severity: "warning", at, message, fixes };
}

/** Two workflows in different chapters that both are the one that tests and deploys. */
function* twoPipelines({ lines }: PlanDocument, mentions: readonly Mention[]): Generator<PlanFinding> {
  const workflows = new Map<string, Mention>();
  for (const mention of mentions) {
    if (/^\.github\/workflows\//.test(mention.path) && !workflows.has(mention.path))
      workflows.set(mention.path, mention);
  }
  const [first, second, ...more] = [...workflows.values()];
  if (!first || !second || more.length > 0) return;
  const chapter = (mention: Mention) => mention.line.headings.slice(0, 2).join("\n");
  if (chapter(first) === chapter(second)) return;
  if (!isWhole(first, lines) || !isWhole(second, lines)) return;
  yield differs(second, first, []);
}

/** Whether a workflow both tests and deploys, by its name or by what is said right behind it. */
function isWhole({ path, line }: Mention, lines: readonly PlanLine[]): boolean {
  if (/(?:^|[-_/])ci[-_]?cd|pipeline/i.test(nameOf(path))) return true;
  const below = lines
    .slice(line.index, line.index + 5)
    .filter(({ headings }) => headings.at(-1) === line.headings.at(-1))
    .map(({ text }) => text)
    .join("\n");
  return /\btests?\b/i.test(below) && /\bdeploy/i.test(below);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Files that a plan runs, and that neither the workspace has nor the plan makes. */
export function* missingFiles(document: PlanDocument, paths: ReadonlySet<string>): Generator<PlanFinding> {
  const mentions = mentionsIn(document);
  const made = new Set(mentions.filter(({ use }) => use === "made").map(({ path }) => nameOf(path)));
  const names = new Set([...paths].map(nameOf));
  const seen = new Set<string>();
  for (const { path, use, line, from } of mentions) {
    const name = nameOf(path);
    const isRun = use === "run" && /\.(?:sh|py|js|mjs|ts|rb|php|ps1)$/i.test(path);
    if (!isRun || paths.has(path) || names.has(name) || made.has(name) || seen.has(path)) continue;
    seen.add(path);
    const message = `The plan runs \`${path}\`, which the workspace does not have and no item makes.`;
    yield {
      rule: "plan/missing-file",
      severity: "info",
      at: spanIn(line, from, path.length),
      message,
      fixes: [],
    };
  }
}
