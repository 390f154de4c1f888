import type { Span } from "../../text/span";
import type { LogicalText } from "../dockerfile/logical";
import type { ShellKeyword } from "../dockerfile/shell";

/** `name() { … }` */
export interface ShellFunction {
  readonly name: string;
  readonly nameAt: Span;
  /** From the brace that opens the body to the one that closes it. */
  readonly body: Span;
}

/** `for … do … done`, and the same with `while`, `until` and `select`. */
export interface ShellLoop {
  readonly kind: "for" | "while" | "until" | "select";
  /** What stands between the word that begins it and `do`. */
  readonly head: LogicalText;
  readonly span: Span;
  readonly body: Span;
}

/** What holds commands together. Everything is in the order in which it ends. */
export interface ShellStructure {
  readonly functions: readonly ShellFunction[];
  readonly loops: readonly ShellLoop[];
  /** `if … fi` and `case … esac`. */
  readonly branches: readonly Span[];
  /** Whether everything that begins ends as well, and the other way round. */
  readonly whole: boolean;
}

interface Open {
  readonly keyword: ShellKeyword;
  readonly closer: string;
  /** Where `do` stood. */
  body?: ShellKeyword;
  /** The definition whose body this is. */
  readonly definition?: ShellKeyword;
}

const closers: Readonly<Record<string, string>> = {
  if: "fi",
  case: "esac",
  for: "done",
  select: "done",
  while: "done",
  until: "done",
  "{": "}",
};

/** Folds the shell's own words of a script into what they hold. */
export function structureOf(keywords: readonly ShellKeyword[], source: LogicalText): ShellStructure {
  const functions: ShellFunction[] = [];
  const loops: ShellLoop[] = [];
  const branches: Span[] = [];
  const open: Open[] = [];
  let whole = true;
  let definition: ShellKeyword | undefined;
  for (const keyword of keywords) {
    const { text, span } = keyword;
    const closer = Object.hasOwn(closers, text) ? closers[text] : undefined;
    const top = open.at(-1);
    if (text === "function") {
      definition = keyword;
      continue;
    }
    if (closer !== undefined) {
      open.push({ keyword, closer, ...(definition && text === "{" ? { definition } : {}) });
    } else if (text === "do" && top?.closer === "done") top.body ??= keyword;
    else if (text === top?.closer) {
      open.pop();
      const all = { start: top.keyword.span.start, end: span.end };
      if (top.definition?.name) {
        const { value, text: name, span: nameAt } = top.definition.name;
        functions.push({ name: value ?? name, nameAt, body: all });
      } else if (text === "done") loops.push(...loopOf(top, all, source));
      else if (text !== "}") branches.push(all);
    } else if (["fi", "esac", "done", "}"].includes(text)) whole = false;
    definition = undefined;
  }
  return { functions, loops, branches, whole: whole && open.length === 0 };
}

function loopOf({ keyword, body }: Open, span: Span, source: LogicalText): ShellLoop[] {
  const kind = keyword.text;
  if (!body || (kind !== "for" && kind !== "while" && kind !== "until" && kind !== "select")) return [];
  const head = source.slice(keyword.end, body.start);
  return [{ kind, head, span, body: { start: body.span.end, end: span.end } }];
}
