import { type Product, products } from "../../data/eol";
import { daysBetween, type Life, lifeOf, stateOf } from "../../data/lifecycle";
import { planProducts } from "../../data/plan-versions";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import type { PlanDocument } from "./document";
import { matchesIn, morePlaces, type PlanFinding, reviewFix, spanIn } from "./finding";
import { isLeaving } from "./words";

interface Named {
  readonly key: string;
  /** How plans call it, up to the version. */
  readonly name: string;
  /** The versions that are meant when a number follows; others count something else. */
  readonly version: string;
  /** What a server runs on is chosen for years: its end is announced earlier. */
  readonly isSystem?: true;
  /** A newer line can take its place without work on the app. */
  readonly isSwap?: true;
}

const dotted = String.raw`\d{1,2}\.\d{1,2}`;
const named: readonly Named[] = [
  {
    key: "node",
    name: "(?:node(?:\\.?js)?|deb\\.nodesource\\.com\\/setup_)",
    version: String.raw`(?:[89]|[12]\d)(?:\.\d{1,2}){0,2}`,
    isSwap: true,
  },
  { key: "python", name: "python", version: String.raw`(?:3\.\d{1,2}(?:\.\d{1,2})?|2\.7|2)`, isSwap: true },
  { key: "ruby", name: "ruby", version: dotted },
  { key: "php", name: "php", version: dotted },
  { key: "postgres", name: "(?:postgresql|postgres)", version: String.raw`(?:9\.\d|1\d)(?:\.\d{1,2})?` },
  { key: "mysql", name: "mysql", version: dotted },
  { key: "mariadb", name: "mariadb", version: String.raw`1\d\.\d{1,2}` },
  { key: "redis", name: "redis", version: String.raw`(?:[56]\.\d|[5-8])(?:\.\d{1,2})?` },
  { key: "mongodb", name: "mongo(?:db)?", version: String.raw`[3-8](?:\.\d)?` },
  { key: "next", name: "next\\.?js", version: String.raw`(?:9|1\d)(?:\.\d{1,2}){0,2}` },
  { key: "django", name: "django", version: String.raw`[2-6]\.\d(?:\.\d{1,2})?` },
  { key: "laravel", name: "laravel", version: String.raw`(?:[6-9]|1\d)(?:\.\d{1,2})?` },
  { key: "dotnet", name: "(?:\\.net(?: core)?|dotnet)", version: String.raw`(?:[5-9]|10|3\.1)(?:\.0)?` },
  {
    key: "ubuntu",
    name: "ubuntu(?: (?:linux|server|lts))?",
    version: String.raw`\d{2}\.\d{2}`,
    isSystem: true,
    isSwap: true,
  },
  {
    key: "debian",
    name: "debian(?: (?:gnu\\/linux|linux))?",
    version: String.raw`(?:[7-9]|1\d)`,
    isSystem: true,
    isSwap: true,
  },
  { key: "centos", name: "centos(?: linux)?", version: "[678]", isSystem: true },
];
/** Behind a number that is no version, or one that is the least of many. */
const counted = String.raw`(?![\d%]|\.\d|\+| ?(?:or|and) (?:later|newer|higher|above|up)| ?(?:gb|mb|tb|gib|cores?|cpus?|vcpus?|instances?|nodes?|replicas?|servers?|workers?|connections?|users?|days?|weeks?|hours?|minutes?|times|€|\$|usd)\b)`;
const patterns = named.map((one) => ({
  ...one,
  pattern: new RegExp(
    String.raw`(?<![\w.@-])${one.name}(?:[ :@-]|: ?v?| version | v|-v| v\.)?(${one.version})(?:\.x)?(?!\.x)(?=[^\d.]|\.(?!\d)|$)${counted}`,
    "gi",
  ),
}));
/** Most lines name none of them, and the patterns look behind themselves at every character. */
const anyName = new RegExp(named.map(({ name }) => name).join("|"), "i");
const atLeast =
  /(?:>=?|≥|\b(?:at least|minimum|min\.?|from|since|starting (?:with|at)|mindestens|ab|seit))\s*$/i;

/** So many days before its end a system is no choice for a new server. */
const SYSTEM_NOTICE = 180;

interface Use {
  readonly one: Named;
  readonly product: Product;
  readonly version: string;
  readonly spans: Span[];
}

/**
 * Versions that get no security fixes any more on `today` (`YYYY-MM-DD`), or soon will not. `isRead` tells of lines that
 * other checks look at.
 */
export function* outdatedVersions(
  { lines }: PlanDocument,
  today: string,
  isRead: (language: string) => boolean,
): Generator<PlanFinding> {
  const uses = new Map<string, Use>();
  for (const line of lines) {
    if (line.kind === "comment" || !/\d/.test(line.text) || !anyName.test(line.text)) continue;
    if (isRead(line.listing?.language ?? "")) continue;
    for (const { pattern, ...one } of patterns) {
      const product = planProducts[one.key] ?? products[one.key];
      if (!product) continue;
      for (const match of matchesIn(line.text, pattern)) {
        const version = match[1] ?? "";
        if (isLeaving(line, lines) || (line.kind !== "code" && atLeast.test(line.text.slice(0, match.index))))
          continue;
        const tail = version.length + (/\.x$/i.test(match[0]) ? 2 : 0);
        const at = spanIn(line, match.index + match[0].length - tail, version.length);
        const key = `${one.key} ${version}`;
        const use = uses.get(key) ?? { one, product, version, spans: [] };
        use.spans.push(at);
        uses.set(key, use);
      }
    }
  }
  for (const use of uses.values()) yield* report(use, today);
}

function* report({ one, product, version, spans }: Use, today: string): Generator<PlanFinding> {
  const life = lifeOf(product, version);
  const [at] = spans;
  if (!life || !at) return;
  const when = whenItEnds(life, today, one.isSystem ? SYSTEM_NOTICE : undefined);
  if (!when) return;
  const places = morePlaces(spans.length - 1);
  const { title, current } = product;
  const successor = current === "" ? "" : ` ${title} ${current} is the line to plan for.`;
  const message = `${title} ${life.cycle} ${when.words} on ${life.end}${places && ` (named in ${places})`}.${successor}`;
  const fix = reviewFix(
    `Plan for ${title} ${current}${places && ` here and in ${places}`}`,
    spans.map((span) => replacement(span, current)),
  );
  const severity = when.hasEnded || one.isSystem ? "warning" : "info";
  yield {
    rule: "plan/outdated-version",
    severity,
    at,
    message,
    fixes: one.isSwap && current !== "" ? [fix] : [],
  };
}

function whenItEnds(
  life: Life,
  today: string,
  notice: number | undefined,
): { readonly words: string; readonly hasEnded: boolean } | undefined {
  const state = stateOf(life, today);
  if (state === "ended") return { words: "stopped getting security fixes", hasEnded: true };
  if (state === "extended") return { words: "stopped getting security fixes for everybody", hasEnded: true };
  const isSoon = notice === undefined ? state === "ending" : daysBetween(today, life.end) < notice;
  return isSoon ? { words: "gets its last security fixes", hasEnded: false } : undefined;
}
