import { type Span, span } from "../../text/span";
import type { PlanCommand } from "./commands";
import type { PlanDocument, PlanLine } from "./document";
import { matchesIn, type PlanFinding, spanIn } from "./finding";
import { Groups } from "./groups";

/** A variable's name where a plan writes it. */
interface Use {
  readonly name: string;
  readonly at: Span;
  readonly line: PlanLine;
}

const written = /(?<![\w$./-])(?:\$\{?)?([A-Z][A-Z\d]{1,30}(?:_[A-Z\d]{1,30}){1,6})(?![\w(])/g;

/** The same variable under two names: one of them will not be found. */
export function* mismatchedNames(document: PlanDocument): Generator<PlanFinding> {
  const uses = usesIn(document);
  const byName = Groups.by(uses, ({ name }) => name);
  const byKey = new Groups<string, string>();
  for (const name of byName.keys()) {
    const key = keyOf(name);
    if (key !== undefined) byKey.add(key, name);
  }
  for (const names of byKey.all()) {
    const [first, ...others] = names;
    const known = byName.of(first ?? "");
    for (const other of others) {
      const places = byName.of(other);
      const [use] = places;
      const [before] = known;
      if (!use || !before || areTogether(known, places)) continue;
      const message = `\`${other}\` looks like \`${before.name}\` in line ${before.line.index + 1}: the app reads one of the two names.`;
      yield { rule: "env/name-mismatch", severity: "warning", at: use.at, message, fixes: [] };
    }
  }
}

function usesIn({ lines }: PlanDocument): Use[] {
  const uses: Use[] = [];
  for (const line of lines) {
    if (line.kind === "comment" || line.kind === "heading") continue;
    for (const match of matchesIn(line.text, written)) {
      const name = match[1] ?? "";
      uses.push({ name, line, at: spanIn(line, match.index + match[0].indexOf(name), name.length) });
    }
  }
  return uses;
}

/** What is meant by a part, however it is called. */
const synonyms: Readonly<Record<string, string>> = {
  URI: "URL",
  USERNAME: "USER",
  PASS: "PASSWORD",
  PWD: "PASSWORD",
  PASSWD: "PASSWORD",
  DB: "DATABASE",
  MONGO: "MONGODB",
  POSTGRESQL: "POSTGRES",
  PG: "POSTGRES",
  HOSTNAME: "HOST",
};
/** Parts that say nothing behind the name of what the variable is for. */
const fillers = new Set(["API", "SERVER"]);

/**
 * What two names of one variable have in common: `POSTMARK_API_TOKEN` and `POSTMARK_SERVER_TOKEN`, `DB_URL` and
 * `DATABASE_URLS`. Undefined for names that say too little.
 */
function keyOf(name: string): string | undefined {
  const [first = "", ...rest] = name.split("_").map((part) => synonyms[part] ?? part);
  if (fillers.has(first)) return undefined;
  const kept = rest.filter((part) => !fillers.has(part));
  const last = kept.at(-1);
  if (last === undefined) return undefined;
  const secret = kept.at(-2) === "SECRET" && last === "KEY" ? kept.slice(0, -1) : kept;
  const parts = [first, ...secret.map(singular)];
  return parts.length < 2 ? undefined : parts.join("_");
}

function singular(part: string): string {
  return part.length > 3 && /[^S]S$/.test(part) ? part.slice(0, -1) : part;
}

/** So many places of a name are looked at. */
const MAX_USES = 50;

/** Names that stand in one listing, or in one list, are apart on purpose. */
function areTogether(a: readonly Use[], b: readonly Use[]): boolean {
  return a
    .slice(0, MAX_USES)
    .some((one) =>
      b
        .slice(0, MAX_USES)
        .some((other) =>
          one.line.listing || other.line.listing
            ? one.line.listing === other.line.listing
            : Math.abs(one.line.index - other.line.index) <= 12 &&
              one.line.headings.join() === other.line.headings.join(),
        ),
    );
}

/** A variable that one listing of variables sets twice: the last one wins. */
export function* duplicateKeys({ lines }: PlanDocument): Generator<PlanFinding> {
  const listings = new Groups<object, PlanLine>();
  for (const line of lines) if (line.listing && line.kind === "code") listings.add(line.listing, line);
  for (const own of listings.all()) {
    const said = own.filter(({ text }) => !/^\s*(?:#|$)/.test(text));
    const set = said.flatMap((line) => {
      const match = /^(\s*(?:export )?)([A-Z][A-Z\d_]{1,60})=/.exec(line.text);
      return match ? [{ line, name: match[2] ?? "", from: match[1]?.length ?? 0 }] : [];
    });
    // A script may set a variable as often as it likes.
    if (set.length < 2 || set.length < said.length) continue;
    const first = new Map<string, PlanLine>();
    for (const { line, name, from } of set) {
      const before = first.get(name);
      if (!before) first.set(name, line);
      else {
        const message = `\`${name}\` is set in line ${before.index + 1} already, and the last value counts: keep one of them.`;
        yield {
          rule: "env/duplicate-key",
          severity: "warning",
          at: spanIn(line, from, name.length),
          message,
          fixes: [],
        };
      }
    }
  }
}

const buildTime =
  /\b((?:VITE|NEXT_PUBLIC|REACT_APP|VUE_APP|NUXT_PUBLIC|GATSBY|EXPO_PUBLIC|PUBLIC)_[A-Z\d_]{2,60})=/g;
/** Commands that set what a running app sees; Heroku builds with its variables unless it builds an image. */
const atRunTime =
  /^(?:heroku config:set|fly(?:ctl)? secrets set|docker run|kubectl set env|kubectl create secret)\b/;

/** Variables that are written into the web app when it is built, set where only a running app sees them. */
export function* buildTimeVariables(
  { lines, text }: PlanDocument,
  commands: readonly PlanCommand[],
): Generator<PlanFinding> {
  const seen = new Set<string>();
  yield* composeVariables(lines, seen);
  for (const command of commands) {
    const tool = atRunTime.exec(command.text)?.[0];
    if (tool === undefined) continue;
    if (tool.startsWith("heroku") && !lines.some((line) => /\bDockerfile\b/.test(line.text))) continue;
    for (const match of command.text.matchAll(buildTime)) {
      const name = match[1] ?? "";
      if (seen.has(name) || new RegExp(`\\bARG ${name}\\b`).test(text)) continue;
      seen.add(name);
      const at = span(command.start + match.index, command.start + match.index + name.length);
      const message = `\`${name}\` is written into the web app when its image is built; \`${tool}\` sets it for the running app only. Pass it to the build as well.`;
      yield { rule: "env/build-time-var-at-runtime", severity: "warning", at, message, fixes: [] };
    }
  }
}

/** The same in a listing of Compose: `environment` is for the container that runs, `build.args` for its build. */
function* composeVariables(lines: readonly PlanLine[], seen: Set<string>): Generator<PlanFinding> {
  let isEnvironment = false;
  let depth = 0;
  for (const line of lines) {
    if (line.kind !== "code" || !/^ya?ml$/.test(line.listing?.language ?? "")) {
      isEnvironment = false;
      continue;
    }
    const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
    if (/^\s*environment:\s*$/.test(line.text)) {
      isEnvironment = true;
      depth = indent;
      continue;
    }
    if (line.text.trim() !== "" && indent <= depth) isEnvironment = false;
    const name = isEnvironment
      ? /^\s*(?:- )?["']?((?:VITE|NEXT_PUBLIC|REACT_APP|VUE_APP)_[A-Z\d_]{2,60})\s*[=:]/.exec(line.text)?.[1]
      : undefined;
    if (name === undefined || seen.has(name)) continue;
    const isArgument = lines.some(
      (other) => other !== line && other.listing === line.listing && other.text.includes(name),
    );
    seen.add(name);
    if (isArgument) continue;
    const at = spanIn(line, line.text.indexOf(name), name.length);
    const message = `\`${name}\` is written into the web app when its image is built; \`environment\` sets it for the running container only. Put it under \`build.args\` as well.`;
    yield { rule: "env/build-time-var-at-runtime", severity: "warning", at, message, fixes: [] };
  }
}
