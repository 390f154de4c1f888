import type { TextEdit } from "../../text/edits";
import { span } from "../../text/span";
import type { Item, Plan } from "../model";
import { comparable } from "../slug";
import { type PlanFinding, reviewFix } from "./finding";
import { Groups } from "./groups";

/** Work that is done once: said again, it is the same work. */
const making =
  /^(?:add|build|buy|choose|clone|configure|connect|create|define|deploy|enable|generate|implement|install|integrate|move|order|prepare|provision|publish|push|register|remove|rotate|set|setup|sign|switch|update|write)\b|(?<!\p{L})(?:anlegen|aufsetzen|ausrollen|bauen|bereitstellen|bestellen|einrichten|erstellen|hinzufügen|installieren|konfigurieren|registrieren|schreiben)$/iu;
/** Looking at something is done again on purpose, at another time. */
const looking =
  /^(?:check|confirm|document|inspect|keep|look|measure|monitor|observe|repeat|review|run|test|track|validate|verify|watch|prüfen)\b|(?<!\p{L})(?:beobachten|messen|prüfen|testen|überprüfen|überwachen)$/iu;

interface Placed {
  readonly item: Item;
  readonly phase: string;
  readonly section: string;
  /** The items above it, which say what it is about. */
  readonly above: string;
  /** The parts of the app, places and providers that its headings name. */
  readonly parts: ReadonlySet<string>;
  readonly words: readonly string[];
  readonly stems: string;
}

/**
 * Boxes for work that an earlier box names already: they get ticked apart. `aliasOf` gives the edits that make one item
 * stand for another, where the format can hold that.
 */
export function* duplicateItems(
  plan: Plan,
  aliasOf: (item: Item, of: Item) => readonly TextEdit[] | undefined,
): Generator<PlanFinding> {
  const earlier = new Finder();
  for (const one of itemsOf(plan)) {
    const { item } = one;
    if (item.children.length > 0 || item.details.length > 0 || item.aliasOf !== undefined) continue;
    const same = earlier.find(one);
    if (!same) {
      earlier.add(one);
      continue;
    }
    const edits = aliasOf(item, same.item);
    const message = `“${short(item.title)}” is the same work as “${short(same.item.title)}” in line ${same.item.line + 1}: tick it once.`;
    const fixes = edits ? [reviewFix(`Let it take the state of \`${same.item.id}\``, edits)] : [];
    const at = span(item.at.start, Math.min(item.at.end, item.at.start + 200));
    yield { rule: "plan/duplicate-item", severity: "info", at, message, fixes };
  }
}

/** So many items that are alike are compared with the next. */
const MAX_ALIKE = 50;

class Finder {
  private readonly byTitle = new Groups<string, Placed>();
  private readonly byStems = new Groups<string, Placed>();
  private readonly byCode = new Groups<string, Placed>();

  find(placed: Placed): Placed | undefined {
    const { item, words, stems } = placed;
    const title = comparable(item.title);
    if (title === "" || words.length < 2) return undefined;
    const same = this.byTitle
      .of(title)
      .slice(0, MAX_ALIKE)
      .find((other) => {
        const isOneWork = making.test(item.title) || other.section === placed.section;
        return isOneWork && this.isSameThing(placed, other);
      });
    if (same) return same;
    const restated = this.byStems
      .of(stems)
      .slice(0, MAX_ALIKE)
      .find((other) => other.phase === placed.phase && isDone(item.title) !== isDone(other.item.title));
    if (restated && this.isSameThing(placed, restated)) return restated;
    const code = codeOf(item.title);
    return this.byCode
      .of(code ?? "")
      .slice(0, MAX_ALIKE)
      .find((other) => this.isSameThing(placed, other) && isPart(placed.words, other.words));
  }

  add(placed: Placed): void {
    this.byTitle.add(comparable(placed.item.title), placed);
    this.byStems.add(placed.stems, placed);
    const code = codeOf(placed.item.title);
    if (code !== undefined) this.byCode.add(code, placed);
  }

  /** Items inside another are about what that one names; and looking at something later is other work. */
  private isSameThing(a: Placed, b: Placed): boolean {
    if (a.above !== b.above || areApart(a.parts, b.parts)) return false;
    return !looking.test(a.item.title) || a.section === b.section;
  }
}

/** What a heading may be about, so that the same words below another one mean other work. */
const partWords =
  /\b(?:front-?end|web|client|back-?end|api|server|database|db|postgres(?:ql)?|mysql|mongodb|redis|cache|queue|workers?|mobile|ios|android|admin|staging|production|development|dev|preview|test|e-?mail|storage|dns|cdn|ssl|vercel|netlify|railway|render|heroku|fly|aws|gcp|azure|cloudflare|supabase|stripe|github|google|slack|monitoring|logging)\b/gi;

function partsOf(titles: readonly string[]): ReadonlySet<string> {
  return new Set(titles.flatMap((title) => title.toLowerCase().replaceAll("-", "").match(partWords) ?? []));
}

function areApart(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((part) => b.has(part));
}

/** `Backend deployed`: what is written when something has been done. */
function isDone(title: string): boolean {
  return !making.test(title) && !looking.test(title) && /\p{L}(?:ed|en|set|built)(?= |$)/u.test(title);
}

/** What a making names exactly: a file, a command. */
function codeOf(title: string): string | undefined {
  const verb = making.exec(title)?.[0].toLowerCase();
  const code = /(?<![\w/])[\w.@/-]*(?:\/[\w.-]+|\.[a-z]{2,12})(?![\w/])/i.exec(title)?.[0];
  return verb && code ? `${verb} ${code}` : undefined;
}

/** Whether one text says all that the other says, and more. */
function isPart(a: readonly string[], b: readonly string[]): boolean {
  const [less, more] = a.length <= b.length ? [a, new Set(b)] : [b, new Set(a)];
  return less.length >= 2 && less.every((word) => more.has(word));
}

const fillers = new Set(
  "a an the all both our your its to in on at by of for with and is are be been has have was were successfully completely properly correctly ready now then der die das den dem ein eine alle und ist sind wird wurde".split(
    " ",
  ),
);

function* itemsOf({ phases }: Plan): Generator<Placed> {
  for (const phase of phases) {
    for (const { id, title, parents, items } of phase.sections) {
      const parts = partsOf([title || phase.title, ...parents]);
      yield* placed(items, { phase: phase.id, section: id, above: "", parts });
    }
  }
}

function* placed(
  items: readonly Item[],
  place: Pick<Placed, "phase" | "section" | "above" | "parts">,
): Generator<Placed> {
  for (const item of items) {
    // `Dockerfile created and tested` repeats the making; the testing has a box of its own.
    const title = isDone(item.title)
      ? item.title.replace(/ (?:and|und) \p{L}{2,20}(?:ed|et)$/u, "")
      : item.title;
    const words = comparable(title)
      .split(" ")
      .filter((word) => !fillers.has(word));
    const stems = [...new Set(words.map(stem))].toSorted().join(" ");
    yield { item, ...place, words, stems };
    yield* placed(item.children, { ...place, above: `${place.above}/${comparable(item.title)}` });
  }
}

/** `created`, `creates`, `create` and `creating` come out the same; words that differ in more stay apart. */
function stem(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/(?:ing|ed|es|s|e)$/, "").replace(/([b-df-hj-np-tv-z])\1$/, "$1");
}

function short(title: string): string {
  return title.length > 60 ? `${title.slice(0, 57).trimEnd()}…` : title;
}
