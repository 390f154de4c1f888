import { Needles } from "../text/needles";
import type { FileKind } from "./kind";
import type { SourceFile } from "./source";

/**
 * Words of which the text of a file has to hold one for something to be said of it, in either case: for all kinds of
 * files, or by kind, where the kinds that are left out are always looked at. They save the look into most of the files.
 */
export type Mentions = readonly string[] | Readonly<Partial<Record<FileKind, readonly string[]>>>;

interface Speaker {
  readonly mentions?: Mentions | undefined;
}

interface KindTable<S> {
  readonly always: readonly S[];
  readonly byWord: ReadonlyMap<number, readonly S[]>;
}

/** Finds those of many rules or facts that may have something to say of a file, in one pass over its text. */
export class Speakers<S extends Speaker> {
  private readonly needles: Needles;
  private readonly words = new Map<string, number>();
  private readonly kinds = new Map<FileKind, KindTable<S>>();

  /** `listens`: whether a speaker looks at files of a kind at all. */
  constructor(
    private readonly all: readonly S[],
    private readonly listens: (speaker: S, kind: FileKind) => boolean,
  ) {
    for (const { mentions } of all) {
      const lists = !mentions ? [] : isList(mentions) ? [mentions] : Object.values(mentions);
      for (const word of lists.flat()) this.indexOf(word);
    }
    this.needles = new Needles([...this.words.keys()]);
  }

  /** Those that may have something to say of `file`. */
  of(file: SourceFile): Iterable<S> {
    const { always, byWord } = this.tableOf(file.kind);
    if (byWord.size === 0) return always;
    const found = new Set(always);
    for (const word of this.needles.in(file.text)) {
      for (const speaker of byWord.get(word) ?? []) found.add(speaker);
    }
    return found;
  }

  private tableOf(kind: FileKind): KindTable<S> {
    const known = this.kinds.get(kind);
    if (known) return known;
    const always: S[] = [];
    const byWord = new Map<number, S[]>();
    for (const speaker of this.all) {
      if (!this.listens(speaker, kind)) continue;
      const { mentions } = speaker;
      const words = mentions && (isList(mentions) ? mentions : mentions[kind]);
      if (!words) always.push(speaker);
      for (const word of words ?? []) {
        const index = this.indexOf(word);
        const list = byWord.get(index);
        if (list) list.push(speaker);
        else byWord.set(index, [speaker]);
      }
    }
    const table = { always, byWord };
    this.kinds.set(kind, table);
    return table;
  }

  private indexOf(word: string): number {
    const folded = word.toLowerCase();
    const index = this.words.get(folded) ?? this.words.size;
    this.words.set(folded, index);
    return index;
  }
}

function isList(mentions: Mentions): mentions is readonly string[] {
  return Array.isArray(mentions);
}
